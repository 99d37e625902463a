// sync-collection (RFC 6578 3): what became of a calendar since a token.
#include <charconv>

#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"

#include <fmt/format.h>

namespace tandem::dav {
namespace {

constexpr std::size_t most_told = 10'000; // in one answer; then it says that there is more (3.6)

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

// The change that a token of ours names; nothing for a foreign one, one of another epoch or of a later change.
std::optional<std::int64_t> parse_token(const Ask& ask, std::string_view token) {
    const std::string prefix = "data:," + ask.services.backend.engine.epoch() + "/";
    if (!token.starts_with(prefix)) return std::nullopt;
    const auto seq = parse_number(token.substr(prefix.size()));
    return seq && *seq <= ask.reader.seq() ? seq : std::nullopt;
}

// D:limit D:nresults (RFC 5323 5.17); nothing if it makes no sense.
std::optional<std::size_t> limit_of(const Element& root) {
    const Element* limit = root.child(d("limit"));
    if (!limit) return most_told;
    const Element* count = limit->child(d("nresults"));
    const auto number = count ? parse_number(count->trimmed()) : std::nullopt;
    if (!number || *number == 0) return std::nullopt;
    return std::min(static_cast<std::size_t>(*number), most_told);
}

class Answer {
public:
    Answer(const Ask& ask, const Element& root, CalendarData& data)
        : ask_(ask), wanted_(wanted_of(root)), data_(data) {}

    // Up to which change, if it was not all: what one change did is told together, and always something.
    std::optional<std::int64_t> tell(const ObjectReader::Changes& changes) {
        std::optional<std::int64_t> told;
        for (const auto& [seq, object, gone] : changes.news) {
            if (told && seq != *told && is_full(ask_, out_)) return told;
            if (!gone.empty()) write_status(out_, to_path(address_of(gone)), 404);
            if (object)
                write_response(out_, {ask_, address_of(object->name), ask_.calendar, &*object, &data_}, wanted_);
            told = seq;
        }
        return changes.cut_at;
    }
    http::Response finish(std::string_view token, bool is_cut) {
        if (is_cut) write_status(out_, to_path(ask_.address), 507);
        out_.leaf(d("sync-token"), token);
        return dav::finish(std::move(out_), data_);
    }

private:
    Address address_of(const std::string& name) const {
        Address address = ask_.address;
        address.kind = Address::Kind::object;
        address.name = name;
        return address;
    }

    const Ask& ask_;
    Wanted wanted_;
    CalendarData& data_;
    XmlWriter out_{d("multistatus")};
};

std::string token_at(const Ask& ask, std::int64_t seq) {
    return fmt::format("data:,{}/{}", ask.services.backend.engine.epoch(), seq);
}

Step sync_since(const Ask& ask, const Element& root, std::int64_t since, std::size_t most) {
    auto data = parse_calendar_data(root);
    if (!data) return std::move(data.error());
    Answer answer(ask, root, *data);
    const std::string newest = sync_token(ask, *ask.calendar);
    if (newest == token_at(ask, since)) return answer.finish(newest, false);
    const auto changes = ask.reader.changes_since(ask.calendar->id, since, most);
    if (!changes) return precondition(403, d("valid-sync-token"));
    const auto cut_at = answer.tell(*changes);
    const bool is_cut = cut_at && *cut_at < newest_change(ask, *ask.calendar); // nothing of this calendar came after
    return answer.finish(is_cut ? token_at(ask, *cut_at) : newest, is_cut);
}

} // namespace

Step sync_collection(const Ask& ask, const Element& root) {
    const auto most = limit_of(root);
    if (!most) return http::problem({ErrorCode::bad_request, {}, "nresults must be a number above 0"});
    const Element* token = root.child(d("sync-token"));
    if (!token) return http::problem({ErrorCode::bad_request, {}, "sync-token is missing"});
    if (token->trimmed().empty()) return sync_since(ask, root, 0, *most);
    const auto since = parse_token(ask, token->trimmed());
    if (!since) return precondition(403, d("valid-sync-token"));
    return sync_since(ask, root, *since, *most);
}

} // namespace tandem::dav
