#include "calendar/demo/prospects.hpp"

// What the radar has to say about the weeks ahead, and what was said to that: rules that both leads have agreed on,
// days on which nothing starts, an owner who is asked, a reason that is kept.

namespace tandem::demo {
namespace {

using boost::json::object;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

void agree_on_rules(World& world) {
    const Instant at = at_time(work_day(world.today - days(120)), 11 * 60 + 20);
    world.script.note(at, world.actor(clara), "radar_rules.create",
                      {{"id", to_text(world.script.make_id(at))},
                       {"most_touches", 2},
                       {"in_days", 7},
                       {"cool_down_days", 5},
                       {"hush_during_opportunity", true},
                       {"one_per_slot", true}});
}

void keep_days_free(World& world) {
    const std::string year = to_text(world.today).substr(0, 5);
    struct Row {
        const char* name;
        std::string first, last;
        bool is_holiday;
        bool is_of_sales;
    };
    const Date meeting = world.week(3);
    const Row rows[] = {
        {"New Year", year + "01-01", year + "01-01", true, false},
        {"Labour Day", year + "05-01", year + "05-01", true, false},
        {"German Unity Day", year + "10-03", year + "10-03", true, false},
        {"Christmas", year + "12-24", year + "12-26", true, false},
        {"Sales meeting in Lübeck", to_text(meeting), to_text(meeting + days(1)), false, true},
    };
    int place = 0;
    for (const Row& row : rows) {
        const Instant at = at_time(work_day(world.today - days(row.is_holiday ? 150 : 40)), 12 * 60 + 3 * place++);
        object fields{{"id", to_text(world.script.make_id(at))},
                      {"name", row.name},
                      {"first_on", row.first},
                      {"last_on", row.last},
                      {"kind", row.is_holiday ? "holiday" : "blackout"},
                      {"yearly", row.is_holiday}};
        if (row.is_of_sales) fields["teams"] = boost::json::array{"sales"};
        world.script.note(at, world.actor(row.is_of_sales ? tobias : anna), "blackout.create", std::move(fields));
    }
}

Item reaching(Sheet sheet, const char* kind, const char* title, Person owner, Date first, Segment segment) {
    Item item;
    item.sheet = sheet;
    item.kind = kind;
    item.title = title;
    item.owner = owner;
    item.first = first;
    item.segments = {segment};
    item.is_routine = true;
    return item;
}

// Calls, a newsletter and a mailing in one week: the rep asks who owns the mailing.
void ask(Plan& plan) {
    World& world = plan.world;
    Item calls = reaching(pushes, "push", "Call round: winter hours at the gate", emre, world.week(2, 1), warehouses);
    calls.channel = "phone";
    calls.stage = "consideration";
    calls.summary = "Winter hours begin the week after. Five minutes each, with the new dock plan open.";
    Item mailing =
        reaching(content, "release", "Mailing: tariffs and gate hours in winter", clara, world.week(2, 3), warehouses);
    mailing.channel = "email";
    mailing.at_minute = 10 * 60;
    mailing.minutes = 30;
    mailing.summary = "One page, for the wall of the dispatch office.";
    const Id entry = plan.add(calls), other = plan.add(mailing);
    const Instant at = world.script.now() - hours(2) - minutes(20);
    world.script.note(at, world.actor(emre), "radar_ask.create",
                      {{"id", to_text(world.script.make_id(at))},
                       {"entry_id", to_text(entry)},
                       {"other_entry_id", to_text(other)},
                       {"note", "I call these on Tuesday about the same hours. Could yours wait a week?"}});
}

// Everyone whom it reaches is in a deal, and has asked for it.
void go_on_all_the_same(Plan& plan) {
    World& world = plan.world;
    Item visit =
        reaching(content, "release", "Invitation: reference visit in Kassel", jonas, world.week(1, 3), in_talks);
    visit.channel = "email";
    visit.at_minute = 9 * 60;
    visit.minutes = 30;
    visit.summary = "Half a day at Eichhorn, with the people who run the yard there.";
    const Id entry = plan.add(visit);
    const Instant at = world.script.now() - hours(25);
    world.script.note(at, world.actor(clara), "radar_override.create",
                      {{"id", to_text(world.script.make_id(at))},
                       {"entry_id", to_text(entry)},
                       {"reason", "All six have asked for this visit, and their reps hand over the invitation."}});
}

// One of them has been spoken to on the last working day: let them breathe.
void call_the_next_day(Plan& plan, const Company& spoken_to) {
    World& world = plan.world;
    Date next = world.today + days(1);
    while (work_day(next) != next) next += days(1);
    Item calls = reaching(pushes, "push", "Calls: who comes to the winter roundtable?", mara, next, nordics);
    calls.channel = "phone";
    calls.at_minute = 13 * 60;
    calls.minutes = 90;
    calls.stage = "interest";
    calls.talking_points = "Dispatchers from four countries, one hour, no slides.\n"
                           "Ask which road they fear most in January.";
    plan.add(calls);
    const Instant made = at_time(work_day(world.today - days(1)), 14 * 60 + 10), logged = made + minutes(6);
    world.script.note(logged, world.actor(mara), "touch.create",
                      {{"id", to_text(world.script.make_id(logged))},
                       {"account_id", to_text(spoken_to.id)},
                       {"touched_at", to_text(made)},
                       {"channel", "phone"},
                       {"outcome", "reached"},
                       {"note", "Half an hour on ferries and driving times. Wants to think about it until next week."},
                       {"next_step", "Send the timetable of the roundtable"},
                       {"next_step_on", to_text(next)}});
}

} // namespace

void plan_warnings(Plan& plan, const std::vector<Company>& companies) {
    agree_on_rules(plan.world);
    keep_days_free(plan.world);
    ask(plan);
    go_on_all_the_same(plan);
    call_the_next_day(plan, companies[16]);
}

} // namespace tandem::demo
