#include <fmt/format.h>

#include "calendar/demo/plan.hpp"

// What returns each week or month, as entries of their own, and what stands alone.

namespace tandem::demo {
namespace {

using std::chrono::days;

constexpr int first_week = -8, last_week = 9;

Item routine(Sheet sheet, const char* kind, std::string title, Person owner, Date date, int minute, int minutes) {
    Item item;
    item.sheet = sheet;
    item.kind = kind;
    item.title = std::move(title);
    item.owner = owner;
    item.first = date;
    item.at_minute = minute;
    item.minutes = minutes;
    item.is_routine = true;
    return item;
}

// One series for both teams; next week it gives way to the fair.
void plan_weekly_review(Plan& plan) {
    const Date first = plan.world.week(first_week, 0), next = plan.world.week(1, 0);
    Item weekly = routine(reviews, "review", "Weekly review: sales and marketing", clara, first, 9 * 60 + 30, 45);
    weekly.location = "Room Elbe, and online";
    weekly.summary = "Numbers first, then slips, then who asks whom for what.";
    weekly.tags = {"weekly"};
    weekly.rrule = "FREQ=WEEKLY;BYDAY=MO";
    plan.move_one(plan.add(weekly), weekly, next, next + days{1});
}

void plan_reviews(Plan& plan, int week) {
    Item forecast = routine(sales_desk, "review", "Forecast round", tobias, plan.world.week(week, 4), 13 * 60, 45);
    forecast.summary = "Commit, best case, what has slipped and why.";
    plan.add(forecast);
    if (week % 4 == 0) {
        Item monthly =
            routine(reviews, "review", "Monthly review with management", anna, plan.world.week(week, 3), 15 * 60, 90);
        monthly.location = "Room Alster";
        plan.add(monthly);
    }
    if (week % 2 == 0)
        plan.add(routine(reviews, "review", "Content planning", jonas, plan.world.week(week, 1), 14 * 60, 60));
}

void plan_content(Plan& plan, int week) {
    constexpr const char* newsletters[] = {"what dispatchers read this month",
                                           "slots, sheets and one good idea",
                                           "numbers from 300 gates",
                                           "new in the planner this month",
                                           "three customers, three mornings",
                                           "before the peak",
                                           "winter operations",
                                           "the year in deliveries",
                                           "what is coming next"};
    constexpr const char* posts[] = {
        "Quote of the week: a dispatcher in Bremen",
        "Chart: minutes at the gate by weekday",
        "Meet the team: support at six",
        "Poll: who answers the phone at night?",
        "Behind the scenes: the fair stand",
        "Chart: empty kilometres by region",
        "Quote of the week: a driver from Malmö",
        "Tip: colours that mean something",
        "We are hiring in Hamburg",
    };
    const auto number = static_cast<std::size_t>(week - first_week);
    if (week % 2 == 0) {
        Item letter = routine(content, "release", fmt::format("Newsletter: {}", newsletters[number / 2]), priya,
                              plan.world.week(week, 2), 10 * 60, 30);
        letter.channel = "email";
        letter.audience = "Newsletter subscribers";
        letter.tags = {"newsletter"};
        letter.segments = {subscribers};
        plan.add(letter);
    }
    Item post = routine(content, "release", fmt::format("LinkedIn: {}", posts[number % std::size(posts)]), jonas,
                        plan.world.week(week, 3), 12 * 60 + 15, 15);
    post.channel = "social";
    post.stage = "awareness";
    plan.add(post);
}

void plan_outreach(Plan& plan, int week) {
    constexpr const char* segments[] = {"cold chain, north",
                                        "parcel carriers",
                                        "warehouses on the Rhine",
                                        "pharma logistics",
                                        "wholesale with own fleet",
                                        "Nordic road freight",
                                        "terminals",
                                        "manufacturers with own dispatch"};
    int turn = week - first_week;
    for (const Person rep : reps) {
        Item block = routine(
            pushes, "push", fmt::format("Outreach: {}", segments[static_cast<std::size_t>(turn) % std::size(segments)]),
            rep, plan.world.week(week, 1 + turn % 3), 9 * 60, 120);
        block.channel = "phone";
        block.stage = "interest";
        block.talking_points =
            "Ask how they plan tomorrow's trips today.\nOne number: 31 minutes less waiting per truck."
            "\nOffer the webinar before you offer a meeting.";
        block.tags = {"outreach"};
        block.is_cancelled = turn % 17 == 4;
        plan.add(block);
        turn += 3;
    }
}

void plan_fairs(Plan& plan) {
    struct Fair {
        const char *title, *place;
        int week, day, length;
        std::optional<Segment> invited = {}; // all others may come
    };
    constexpr Fair fairs[] = {
        {"Nordic Transport Days, stand 4.112", "Göteborg", -5, 1, 3},
        {"Warehouse & Yard Fair, stand B22", "Stuttgart", 2, 1, 3},
        {"Customer day Hamburg", "Speicherstadt, Hamburg", -2, 3, 1},
        {"Customer day Rotterdam", "Waalhaven, Rotterdam", 5, 3, 1},
        {"Breakfast for food logistics", "Rostock", 1, 2, 1, guests},
        {"Dispatchers' evening", "Köln", 7, 3, 1},
    };
    for (const Fair& fair : fairs) {
        Item item = routine(events, "event", fair.title, fair.length > 1 ? priya : jonas,
                            plan.world.week(fair.week, fair.day), -1, 0);
        item.is_routine = false;
        item.days = fair.length;
        item.channel = "event";
        item.stage = "awareness";
        item.location = fair.place;
        item.budget = fair.length > 1 ? 14'000 : 2'600;
        if (fair.invited) item.segments = {*fair.invited};
        item.summary = "Who goes: two from sales, one from marketing. Meetings are booked in advance.";
        plan.add(item);
    }
}

void plan_private(Plan& plan) {
    constexpr const char* titles[] = {"Salary talks", "Dentist", "Interview: second marketer", "School play",
                                      "Reference call, confidential"};
    int place = 0;
    for (const Person person : {clara, mara, jonas, emre, tobias}) {
        Item item = routine(person == clara || person == jonas ? campaigns : pushes, "event", titles[place], person,
                            plan.world.week(place % 3 - 1, place), (13 + place % 3) * 60, 60);
        item.is_private = true;
        plan.add(item);
        ++place;
    }
}

void plan_ideas(Plan& plan) {
    struct Idea {
        Sheet sheet;
        const char *kind, *title, *channel;
        Person owner;
    };
    constexpr Idea ideas[] = {
        {content, "release", "Podcast with a night dispatcher", "other", jonas},
        {content, "release", "Calculator: what waiting at the gate costs", "web", priya},
        {content, "release", "Comparison page: us and the spreadsheet", "web", priya},
        {content, "release", "Short film: one truck, one day", "video", clara},
        {content, "release", "Glossary of yard words in six languages", "web", jonas},
        {events, "event", "Open house at Kühlwerk Nord", "event", jonas},
        {events, "event", "Roundtable of port terminals", "event", tobias},
        {events, "event", "Webinar: what the new driving-time rules change", "webinar", clara},
        {pushes, "push", "Call everyone who downloaded the customs checklist", "phone", hannah},
        {pushes, "push", "Postcards to dispatch desks before the holidays", "direct_mail", mara},
        {pushes, "push", "Ask happy customers for one introduction each", "phone", emre},
        {campaigns, "campaign", "Spring: yard slots for construction sites", "ads", clara},
        {campaigns, "campaign", "Referral programme for carriers", "email", priya},
        {reviews, "review", "Half-day: what did we learn from lost deals?", "", tobias},
    };
    for (const Idea& idea : ideas) {
        Item item = routine(idea.sheet, idea.kind, idea.title, idea.owner, {}, -1, 0);
        item.channel = idea.channel;
        item.is_idea = true;
        item.is_routine = false;
        plan.add(item);
    }
}

} // namespace

void plan_rhythm(Plan& plan) {
    plan_weekly_review(plan);
    for (int week = first_week; week <= last_week; ++week) {
        plan_reviews(plan, week);
        plan_content(plan, week);
        plan_outreach(plan, week);
    }
}

void plan_extras(Plan& plan) {
    plan_fairs(plan);
    plan_private(plan);
    plan_ideas(plan);
}

} // namespace tandem::demo
