#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/logged_entry.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_looked_at = 2'000; // deletes, in one answer
constexpr std::size_t most_shown = 100;        // and those of one change with the last of them

// The entry, if its delete can be taken back by the member. What went with its series comes back with it, and is no
// line of its own.
std::shared_ptr<Entry> restorable(const LoggedItem& item, Reader& reader, Records& records, ChangeLog& log) {
    if (log.last_rev(item.record_id) != item.rev) return nullptr; // it came back since
    auto entry = deleted_entry(log, item);
    if (!entry || reader.directory().level(entry->calendar_id, reader.member()) < Level::write) return nullptr;
    if (reader.detail(entry_type, entry) != Detail::full) return nullptr;
    if (!entry->series_id) return entry;
    const auto series = std::static_pointer_cast<const Entry>(records.load(entry_type, *entry->series_id));
    return series && fits_series(*series, *entry) ? entry : nullptr;
}

void append_deleted(std::string& out, const LoggedItem& item, const Entry& entry, ChangeLog& log, Reader& reader) {
    const auto change = log.find(item.seq);
    fmt::format_to(std::back_inserter(out), R"({{"seq":{},"at":"{}","by":{},"entry":)", item.seq,
                   to_text(entry.updated_at),
                   change && change->by ? '"' + to_text(*change->by) + '"' : std::string("null"));
    append_record(out, entry_type, entry, Detail::full, reader.names());
    out += '}';
}

} // namespace

std::string Queries::trash(const Directory& given, Id member, std::optional<std::int64_t> before) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    std::int64_t seq = before.value_or(log_.last_seq() + 1);
    auto items = log_.entry_deletes(seq, most_looked_at);
    const bool is_cut = std::ssize(items) == most_looked_at;
    if (is_cut && items.front().seq != items.back().seq) // the last change may be here in part: it begins the next page
        std::erase_if(items, [last = items.back().seq](const LoggedItem& item) { return item.seq == last; });
    std::string out = R"({"entries":[)";
    std::size_t shown = 0, looked_at = 0;
    for (const LoggedItem& item : items) {
        if (shown >= most_shown && item.seq != seq) break;
        seq = item.seq;
        ++looked_at;
        const auto entry = restorable(item, reader, records_, log_);
        if (!entry) continue;
        if (shown++ > 0) out += ',';
        append_deleted(out, item, *entry, log_, reader);
    }
    const bool more = is_cut || looked_at < items.size();
    fmt::format_to(std::back_inserter(out), R"(],"before":{},"more":{}}})", seq, more);
    return out;
}

} // namespace tandem
