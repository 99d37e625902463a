#include "calendar/demo/cast.hpp"

#include "calendar/demo/demo.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

constexpr DemoSignIn sign_ins[] = {
    {"clara@nordkai.example", "leads marketing"},
    {"jonas@nordkai.example", "marketer"},
    {"tobias@nordkai.example", "leads sales"},
    {"mara@nordkai.example", "sales rep"},
    {"anna@nordkai.example", "admin"},
    {"luis@nordkai.example", "agency, can look but not change"},
};

} // namespace

std::span<const DemoSignIn> demo_sign_ins() { return sign_ins; }

} // namespace tandem

namespace tandem::demo {
namespace {

using std::chrono::days;

struct MemberRow {
    const char *name, *email, *team, *role;
};
constexpr MemberRow member_rows[] = {
    {"Anna Berger", "anna@nordkai.example", "other", "admin"},
    {"Clara Weiss", "clara@nordkai.example", "marketing", "lead"},
    {"Jonas Albrecht", "jonas@nordkai.example", "marketing", "member"},
    {"Priya Raman", "priya@nordkai.example", "marketing", "member"},
    {"Tobias Krüger", "tobias@nordkai.example", "sales", "lead"},
    {"Mara Lindqvist", "mara@nordkai.example", "sales", "member"},
    {"Emre Yilmaz", "emre@nordkai.example", "sales", "member"},
    {"Hannah Voss", "hannah@nordkai.example", "sales", "member"},
    {"Luis Ferreira", "luis@nordkai.example", "other", "viewer"},
};
static_assert(std::size(member_rows) == person_count);

struct CalendarRow {
    const char *name, *color, *team, *description;
};
constexpr CalendarRow calendar_rows[] = {
    {"Campaigns", "#7a3ff2", "", "What we say to whom, and until when"},
    {"Prospecting", "#0b7a75", "", "Pushes of the reps, with what to say"},
    {"Content", "#b4540a", "", "Blog, newsletter, video, social: the day it goes out"},
    {"Events", "#b5256b", "", "Webinars, fairs, customer days"},
    {"Reviews", "#4a5568", "", "Where both teams look at the numbers together"},
    {"Sales desk", "#3b5bdb", "sales", "Deals, approvals and forecasts: sales only"},
};
static_assert(std::size(calendar_rows) == sheet_count);

} // namespace

Instant at_time(Date date, int minute_of_day) {
    return to_instant(LocalTime{date} + std::chrono::minutes(minute_of_day), "Europe/Berlin");
}

Date work_day(Date date) {
    const unsigned day = std::chrono::weekday(date).iso_encoding();
    return day < 6 ? date : date - days(day - 5);
}

const char* name_of(Person person) { return member_rows[person].name; }

void hire(World& world, std::string_view password_hash) {
    const Date first = work_day(world.today - days(160));
    for (int i = 0; i < person_count; ++i) {
        const auto& row = member_rows[i];
        const Instant at = at_time(first, 9 * 60 + 7 * i);
        world.members[static_cast<std::size_t>(i)] = world.script.make_id(at);
        world.script.note(at, Actor::system(), "member.create",
                          {{"id", to_text(world.members[static_cast<std::size_t>(i)])},
                           {"name", row.name},
                           {"email", row.email},
                           {"team", row.team},
                           {"role", row.role},
                           {"zone", "Europe/Berlin"},
                           {"invited", false},
                           {"password_hash", password_hash}});
    }
    for (int i = 0; i < sheet_count; ++i) {
        const auto& row = calendar_rows[i];
        const Instant at = at_time(first, 11 * 60 + 4 * i);
        world.calendars[static_cast<std::size_t>(i)] = world.script.make_id(at);
        world.script.note(at, world.actor(anna), "calendar.create",
                          {{"id", to_text(world.calendars[static_cast<std::size_t>(i)])},
                           {"name", row.name},
                           {"color", row.color},
                           {"team", *row.team ? boost::json::value(row.team) : boost::json::value()},
                           {"description", row.description},
                           {"position", i}});
    }
}

void share(World& world) {
    const auto calendar = [&](Sheet sheet) { return boost::json::value(to_text(world.calendars[sheet])); };
    world.script.note(at_time(work_day(world.today - days(40)), 15 * 60 + 12), world.actor(clara), "feed_link.create",
                      {{"name", "Nordkai marketing plan"},
                       {"calendar_ids", {calendar(campaigns), calendar(content), calendar(events)}},
                       {"detail", "titles"},
                       {"cancelled", "hide"}});
    world.script.note(at_time(work_day(world.today - days(33)), 8 * 60 + 41), world.actor(mara), "feed_link.create",
                      {{"name", "Mara's pushes"},
                       {"kinds", {"push"}},
                       {"owner_ids", {to_text(world.members[mara])}},
                       {"detail", "full"}});
}

void read_inboxes(World& world) {
    for (int person = 0; person < person_count; ++person)
        world.script.note(at_time(work_day(world.today - days(3)), 8 * 60 + 20 + 3 * person),
                          world.actor(static_cast<Person>(person)), "notification.read_all", {});
}

} // namespace tandem::demo
