#include "calendar/demo/plan.hpp"

#include <algorithm>

namespace tandem::demo {
namespace {

using boost::json::object;
using std::chrono::days;
using std::chrono::hours;

boost::json::array list_of(const std::vector<std::string>& texts) {
    boost::json::array list;
    for (const auto& text : texts) list.emplace_back(text);
    return list;
}

object when_of(const Item& item, Date first) {
    if (item.at_minute < 0) return {{"starts_on", to_text(first)}, {"ends_on", to_text(first + days(item.days))}};
    const LocalTime starts = LocalTime{first} + std::chrono::minutes(item.at_minute);
    return {{"starts_at", to_text(starts)},
            {"ends_at", to_text(starts + days(item.days - 1) + std::chrono::minutes(item.minutes))},
            {"zone", "Europe/Berlin"}};
}

object fields_of(const Item& item, const World& world) {
    object fields{{"calendar_id", to_text(world.calendars[item.sheet])},
                  {"kind", item.kind},
                  {"title", item.title},
                  {"channel", item.channel},
                  {"journey_stage", item.stage},
                  {"owner_id", to_text(world.members[item.owner])},
                  {"summary", item.summary},
                  {"audience", item.audience},
                  {"location", item.location},
                  {"tags", list_of(item.tags)},
                  {"links", list_of(item.links)},
                  {"private", item.is_private}};
    boost::json::array segments, left_out;
    for (const Segment segment : item.segments) segments.emplace_back(to_text(world.segments[segment]));
    for (const Id account : item.left_out) left_out.emplace_back(to_text(account));
    fields["audience_ids"] = std::move(segments);
    fields["excluded_account_ids"] = std::move(left_out);
    if (item.budget) fields["budget"] = item.budget;
    if (item.parent) fields["parent_id"] = to_text(*item.parent);
    return fields;
}

// A colleague who may change it as well.
Person colleague(const Item& item, Random& random) {
    if (item.is_private) return item.owner;
    const bool sells = std::ranges::find(sellers, item.owner) != std::end(sellers);
    if (item.sheet == sales_desk || sells) return random.one_in(4) && item.sheet != sales_desk ? clara : tobias;
    return random.one_in(3) ? random.one_of(sellers) : random.one_of(marketers);
}

// The steps of one entry's life after it was noted.
class Life {
public:
    Life(World& world, const Item& item, Id id, Instant begins)
        : world_(world), item_(item), id_(to_text(id)), last_(begins),
          starts_(at_time(item.first, std::max(item.at_minute, 8 * 60))),
          ends_(at_time(item.first + days(item.days - 1),
                        item.at_minute < 0 ? 17 * 60 : item.at_minute + item.minutes)) {}

    void run(bool begins_as_idea, std::optional<Date> wrong_date) {
        Random& random = world_.script.random;
        if (begins_as_idea) step(last_ + hours(random.between(20, 90)), item_.owner, {{"status", "planned"}});
        if (wrong_date)
            step(last_ + hours(random.between(26, 120)), colleague(item_, random),
                 {{"when", when_of(item_, item_.first)}});
        if (!item_.is_routine && random.one_in(3)) edit();
        if (item_.is_cancelled)
            return step(starts_ - hours(random.between(30, 110)), item_.owner, {{"status", "cancelled"}});
        if (!item_.is_routine)
            step(starts_ - hours(24 * random.between(6, 12)), random.one_in(3) ? colleague(item_, random) : item_.owner,
                 {{"status", "confirmed"}});
        const bool is_moment = item_.is_routine || item_.kind == std::string_view("milestone");
        if (!is_moment) step(starts_, item_.owner, {{"status", "live"}});
        step(ends_ + std::chrono::minutes(random.between(4, 300)), item_.owner, {{"status", "done"}});
    }

private:
    // Never before the step before it; what is not over yet has not happened.
    void step(Instant at, Person author, object fields) {
        last_ = std::max(at, last_ + std::chrono::minutes(world_.script.random.between(3, 50)));
        fields["id"] = id_;
        world_.script.note(last_, world_.actor(author), "entry.update", std::move(fields));
    }

    void edit() {
        Random& random = world_.script.random;
        constexpr const char* remarks[] = {
            "Numbers from last time: a third of those invited opened, one in nine answered.",
            "Sales asked for one page that fits on a phone. Draft is in the shared folder.",
            "Legal has read it; the wording about delivery times is final.",
            "Please use the new customer quote, the old one has left the company.",
            "Budget is approved. Keep the second half for retargeting.",
        };
        const std::string remark = random.one_of(remarks);
        const std::string summary = item_.summary.empty() ? remark : item_.summary + "\n\n" + remark;
        step(last_ + hours(random.between(4, 200)), colleague(item_, random), {{"summary", summary}});
    }

    World& world_;
    const Item& item_;
    std::string id_;
    Instant last_, starts_, ends_;
};

// Weeks before it begins, in office hours; what begins far off was noted in the past days.
Instant moment_of_noting(World& world, const Item& item, Instant not_before) {
    Random& random = world.script.random;
    const int lead = item.is_routine ? random.between(28, 60) : random.between(21, 55);
    Date date = item.is_idea ? world.today - days(random.between(2, 60)) : item.first - days(lead);
    if (date >= world.today) date = world.today - days(random.between(1, 24));
    date = std::max(date, world.today - days(145));
    const Instant at = at_time(work_day(date), random.between(8 * 60 + 20, 17 * 60 + 30));
    return std::min(std::max(at, not_before + std::chrono::minutes(random.between(2, 400))),
                    world.script.now() - std::chrono::minutes(random.between(5, 50)));
}

} // namespace

Instant Plan::created_at(Id id) const { return Instant{std::chrono::milliseconds(id.high >> 16)}; }

Id Plan::add(const Item& item, Instant not_before) {
    Random& random = world.script.random;
    if (item.parent) not_before = std::max(not_before, created_at(*item.parent));
    const Instant at = moment_of_noting(world, item, not_before);
    const Id id = world.script.make_id(at);
    object fields = fields_of(item, world);
    const bool as_idea = item.is_idea || (!item.is_routine && random.one_in(3));
    std::optional<Date> wrong_date;
    if (!item.is_idea) {
        if (!item.is_routine && random.one_in(5)) wrong_date = item.first + days(random.one_in(2) ? 7 : -1);
        fields["when"] = when_of(item, wrong_date.value_or(item.first));
    }
    fields["status"] = as_idea ? "idea" : item.is_routine ? "confirmed" : "planned";
    fields["id"] = to_text(id);
    if (item.rrule) fields["rrule"] = boost::json::array{item.rrule};
    world.script.note(at, world.actor(item.owner), "entry.create", std::move(fields));
    if (!item.is_idea && !item.rrule) Life(world, item, id, at).run(as_idea, wrong_date);
    if (!item.talking_points.empty() || !item.offer.empty())
        sayings.push_back(
            {id, at, item.owner, item.first, item.first + days(item.days - 1), item.talking_points, item.offer});
    if (!item.is_private && !item.is_routine && item.sheet != sales_desk)
        talkables.push_back({id, at, item.owner, item.kind, item.first, item.is_idea});
    const bool is_push = item.kind == std::string_view("push");
    if (!item.is_cancelled && !item.is_idea && (is_push || item.kind == std::string_view("campaign")))
        efforts.push_back({id, item.first, item.first + days(item.days - 1), item.owner, is_push});
    return id;
}

void Plan::move_one(Id id, const Item& item, Date from, Date to) {
    world.script.note(world.script.now() - hours(20), world.actor(item.owner), "entry.update",
                      {{"id", to_text(id)},
                       {"occurrence", when_of(item, from).at("starts_at")},
                       {"scope", "this"},
                       {"when", when_of(item, to)}});
}

} // namespace tandem::demo
