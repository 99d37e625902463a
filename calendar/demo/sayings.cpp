#include <algorithm>

#include <fmt/format.h>

#include "calendar/demo/plan.hpp"

// What Nordkai offers and says: written by who planned it, approved by the head of sales, some of it held back.

namespace tandem::demo {
namespace {

using boost::json::object;
using std::chrono::days;
using std::chrono::minutes;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// Not all is read by a lead before it is used.
bool is_approved(std::size_t turn) { return turn % 4 != 3; }

class Sayings {
public:
    Sayings(World& world, const Saying& saying, std::size_t turn) : world_(world), saying_(saying), turn_(turn) {}

    void add_offer() {
        const Id id = world_.script.make_id(saying_.at);
        const std::string name = saying_.offer.substr(0, saying_.offer.find('\n'));
        // One ends before the last calls are made: that is to be seen on both.
        const Date until = turn_ % 5 == 3 ? saying_.last - days(14) : saying_.last;
        note(0, saying_.owner, "offer.create",
             {{"id", to_text(id)},
              {"name", name},
              {"summary", saying_.offer},
              {"owner_id", to_text(world_.members[saying_.owner])},
              {"valid_from", to_text(saying_.first)},
              {"valid_until", to_text(until)},
              {"terms_link", "https://www.nordkai.example/terms"}});
        note(2, saying_.owner, "entry.update",
             {{"id", to_text(saying_.entry)}, {"offer_ids", boost::json::array{to_text(id)}}});
        if (is_approved(turn_)) approve("offer.update", id, 90);
    }

    void add_points() {
        std::int64_t position = 0;
        for (const std::string& line : lines_of(saying_.points)) {
            const Id id = world_.script.make_id(saying_.at + minutes(position));
            object fields{
                {"id", to_text(id)}, {"entry_id", to_text(saying_.entry)}, {"text", line}, {"position", ++position}};
            if (line.starts_with("Embargo")) fields["embargo_until"] = to_text(saying_.first);
            note(static_cast<int>(3 + position), saying_.owner, "talking_point.create", std::move(fields));
            if (is_approved(turn_ + static_cast<std::size_t>(position)))
                approve("talking_point.update", id, static_cast<int>(95 + position));
        }
    }

private:
    void approve(std::string_view command, Id id, int minute) {
        note(minute, tobias, command, {{"id", to_text(id)}, {"approved_by_id", to_text(world_.members[tobias])}});
    }
    // So long after the entry was noted, but never ahead of now.
    void note(int minute, Person author, std::string_view name, object args) {
        const Instant at = std::min(saying_.at + minutes(minute), world_.script.now() - minutes(110 - minute));
        world_.script.note(at, world_.actor(author), name, std::move(args));
    }

    World& world_;
    const Saying& saying_;
    std::size_t turn_;
};

} // namespace

void plan_sayings(Plan& plan) {
    std::size_t turn = 0;
    for (const Saying& saying : plan.sayings) {
        Sayings sayings(plan.world, saying, turn++);
        if (!saying.offer.empty()) sayings.add_offer();
        if (!saying.points.empty()) sayings.add_points();
    }
}

} // namespace tandem::demo
