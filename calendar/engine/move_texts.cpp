#include "calendar/engine/move_texts.hpp"

#include <algorithm>
#include <unordered_map>

#include <boost/json.hpp>

#include "calendar/base/limits.hpp"
#include "calendar/engine/engine.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/offers/say.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct Silent final : ChangeSink { // nobody is connected
    void deliver(const std::vector<ChangePtr>&) override {}
};

bool is_of_the_machine(const Outcome& outcome) {
    const auto* error = std::get_if<Error>(&outcome);
    return error && (error->code == ErrorCode::storage_full || error->code == ErrorCode::unavailable);
}

// The first line, as far as it goes into a name.
std::string name_of(std::string_view text) {
    constexpr std::size_t most = 80; // bytes
    text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string_view line = trim_line(text.substr(0, text.find('\n')));
    if (line.size() <= most) return std::string(line);
    std::size_t end = line.rfind(' ', most);
    if (end == std::string_view::npos || end == 0) end = most;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end; // between code points
    return std::string(line.substr(0, end)) + "…";
}

class Move {
public:
    Move(Database& database, const Clock& clock) : clock_(clock), engine_(database, clock, sink_) {
        for (const auto& record : engine_.records().select(offer_type, "true ORDER BY id"))
            offers_.try_emplace(static_cast<const Offer&>(*record).summary, record->id);
    }

    // False if the store failed: what was moved is moved.
    bool run() {
        std::string after;
        for (;;) {
            const Records::Parameter from[] = {after, page};
            const auto found = engine_.records().select(
                entry_type, "(talking_points <> '' OR offer <> '') AND id > ? ORDER BY id LIMIT ?", from);
            for (const auto& entry : found)
                if (!move(static_cast<const Entry&>(*entry))) return false;
            if (std::cmp_less(found.size(), page)) return true;
            after = to_text(found.back()->id);
        }
    }

private:
    static constexpr std::int64_t page = 500;

    bool move(const Entry& entry) {
        const Calendar* calendar = engine_.directory()->calendar(entry.calendar_id);
        if (calendar && calendar->source == CalendarSource::subscription) return true;
        std::vector<Submission> batch;
        std::int64_t position = 0;
        const auto texts = say({}, std::vector{SayEntry{SaySource::entry, std::make_shared<Entry>(entry), {}}}, {});
        for (const SaidPoint& said : texts.points)
            batch.push_back(command("talking_point.create",
                                    {{"entry_id", to_text(entry.id)}, {"text", said.text}, {"position", position++}}));
        if (!entry.offer.empty() && is_open(entry_type, entry, *engine_.directory())) add_offer(entry, batch);
        for (std::span<Submission> rest = batch; !rest.empty();) {
            const auto part = rest.first(std::min<std::size_t>(rest.size(), limits::batch_commands));
            if (std::ranges::any_of(engine_.apply(part), is_of_the_machine)) return false;
            rest = rest.subspan(part.size());
        }
        return true;
    }

    // One offer for all entries that said the same.
    void add_offer(const Entry& entry, std::vector<Submission>& batch) {
        const auto [known, is_new] = offers_.try_emplace(entry.offer, new_id(clock_.now()));
        if (is_new) {
            json::object fields{
                {"id", to_text(known->second)}, {"name", name_of(entry.offer)}, {"summary", entry.offer}};
            if (entry.owner_id) fields["owner_id"] = to_text(*entry.owner_id);
            batch.push_back(command("offer.create", std::move(fields)));
        }
        json::array ids;
        for (const Id id : entry.offer_ids) ids.emplace_back(to_text(id));
        if (std::ranges::find(entry.offer_ids, known->second) == entry.offer_ids.end())
            ids.emplace_back(to_text(known->second));
        batch.push_back(
            command("entry.update", {{"id", to_text(entry.id)}, {"offer_ids", std::move(ids)}, {"offer", ""}}));
    }

    Submission command(std::string_view name, json::object args) const {
        return {Actor::system(),
                {to_text(new_id(clock_.now())), std::string(name), std::make_shared<const json::value>(std::move(args)),
                 std::nullopt}};
    }

    const Clock& clock_;
    Silent sink_;
    Engine engine_;
    std::unordered_map<std::string, Id> offers_; // by summary
};

} // namespace

void move_texts(Database& database, const Clock& clock) {
    if (database.query_text("SELECT value FROM meta WHERE name = 'texts_moved'")) return;
    if (!database.query_integer("SELECT 1 FROM entry WHERE talking_points <> '' OR offer <> '' LIMIT 1") ||
        Move(database, clock).run())
        database.execute("INSERT INTO meta (name, value) VALUES ('texts_moved', 'yes')");
}

} // namespace tandem
