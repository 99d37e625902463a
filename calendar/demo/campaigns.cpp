#include <fmt/format.h>

#include "calendar/demo/plan.hpp"

// What Nordkai says this quarter: twelve campaigns, and the releases, webinars and pushes that carry them.

namespace tandem::demo {
namespace {

using std::chrono::days;

struct Story {
    const char *title, *brief, *summary, *audience, *stage, *tag;
    int week, weeks; // begin, counted from this week, and length
    Person owner;
    Person rep;
    Segment segment;
    bool is_under_theme;
    const char *post, *second_post, *webinar, *offer;
    const char* points; // one per line
};

constexpr Story stories[] = {
    {"Peak season readiness", "Peak season",
     "One theme for the quarter: carriers and warehouses that enter the peak with a plan. Two campaigns sit under it.",
     "Carriers and warehouses with 100 to 1,000 people", "awareness", "peak", -6, 13, clara, mara, warehouses, false,
     "Seven signs that your peak plan is last year's plan", "What dispatchers would change first", "", "", ""},
    {"Yard slots without phone calls", "Yard slots",
     "Dispatchers book their own slots. We show how three customers cut waiting at the gate by half.",
     "Warehouses with more than 30 docks", "consideration", "yard", -2, 4, jonas, mara, warehouses, true,
     "The 40 minutes nobody invoices: waiting at the gate", "How Brückner books 900 slots a week",
     "Yard slots in practice: a dock plan that holds",
     "Three months of yard slots free with a yearly contract.\nValid until the end of the campaign.",
     "Half of the calls at the gate ask one question: when is my turn?\nCarriers book in the browser; nobody installs "
     "anything.\nBrückner went from 55 to 24 minutes of waiting in six weeks.\nWe are live in two weeks: first dock "
     "plan, "
     "then the interface."},
    {"Carrier onboarding in ten days", "Carrier onboarding",
     "From signed contract to first electronic transport order in ten working days, with checklists for both sides.",
     "Shippers with more than 25 carriers", "interest", "onboarding", -7, 3, priya, emre, carriers, true,
     "Ten days, not ten weeks: onboarding a carrier", "The checklist that carriers actually fill in",
     "Live: we onboard a carrier in 45 minutes", "Onboarding of the first five carriers at no charge.",
     "Most of the ten weeks is waiting for e-mails; we replace them with one form.\nThe carrier needs a phone, not a "
     "project.\nDelcourt onboarded 31 carriers before their summer peak."},
    {"Customs made calm", "Customs",
     "Documents that are complete before the truck leaves. For everyone who ships to Switzerland, Norway and the UK.",
     "Exporters to CH, NO and UK", "interest", "customs", -9, 3, jonas, hannah, carriers, false,
     "Five papers that stop a truck in Basel", "Export with one data set instead of four",
     "Customs clinic: bring your worst shipment", "Free check of 20 export files by our customs partner.",
     "One missing code costs four hours on average.\nThe data is already in your order: we only ask once.\nAebischer "
     "has had no truck sent back since spring."},
    {"Cold chain proof", "Cold chain",
     "Temperature evidence without paper: sensors, driver app and a report that auditors accept.",
     "Food and pharma logistics", "consideration", "cold-chain", 2, 4, priya, emre, cold_chain, false,
     "What an auditor looks at first", "Sensor, app or logger? An honest comparison",
     "Cold chain proof: from sensor to signed report", "Ten sensors on loan for eight weeks.",
     "Auditors ask for the gap, not for the average: we show the gap.\nDrivers see a deviation while they can still "
     "act "
     "on it.\nWorks with the sensors that are already in the trailer."},
    {"Route planner 4.0 launch", "Route planner 4.0",
     "The big release of the quarter: plans that survive the first phone call of the day.",
     "All customers and open opportunities", "purchase", "launch", 3, 5, clara, tobias, best_fit, false,
     "Route planner 4.0: what is new and why", "Behind the release: 14 dispatchers, 200 mornings",
     "First look at route planner 4.0", "Upgrade at the present price until six weeks after launch.",
     "Replanning takes 20 seconds instead of a new night run.\nDrivers' hours are checked while you drag a "
     "stop.\nEmbargo "
     "until launch day: no screenshots before.\nExisting customers keep their price for a year."},
    {"Switch from spreadsheets", "Spreadsheet switch",
     "For the dispatch desk that still plans in a spreadsheet: import in one afternoon, keep the columns you know.",
     "Carriers with 20 to 100 trucks", "interest", "switch", -4, 4, priya, hannah, carriers, false,
     "Your spreadsheet knows more than your software", "One afternoon: we import a dispatch sheet",
     "Bring your spreadsheet: live import", "Import of the first sheet done by us, free of charge.",
     "Nobody has to give up their columns.\nThe first week runs side by side; then you switch one off.\nOne dispatcher "
     "can plan eight more trucks."},
    {"Emissions reporting ready", "Emissions reports",
     "ISO 14083 reports from the trips you have driven anyway. Customers ask for them in every tender now.",
     "Carriers that answer tenders", "awareness", "emissions", 5, 5, jonas, mara, carriers, false,
     "ISO 14083 in plain words", "What tenders really ask for: we read sixty", "Emissions reports without a consultant",
     "The first report for one customer of yours is free.",
     "Six out of ten tenders ask for it; two decide by it.\nMeasured, not guessed: fuel from the telematics.\nOne "
     "click "
     "per customer, not one project per year."},
    {"Partner month: warehouse robotics", "Robotics partners",
     "Together with two makers of warehouse robots: one data model from dock to shelf.",
     "Contract logistics with more than 300 people", "awareness", "partners", -1, 3, clara, tobias, large_halls, false,
     "Robots need a dock plan, too", "A day in a hall with 40 robots",
     "Dock to shelf: a talk with our robotics partners",
     "Joint workshop on site, half a day, both partners in the room.",
     "The robot waits for the truck, so the slot matters more than the robot.\nOne interface to both partners, tested "
     "with live data.\nFirst reference visit is in Kassel."},
    {"Win-back: dormant accounts", "Win-back",
     "Everyone who spoke to us in the last two years and did not buy. One honest letter, one call, one reason.",
     "Accounts without contact for nine months", "consideration", "win-back", -5, 3, jonas, emre, best_fit, false,
     "What has changed since we last spoke", "Why three customers came back", "",
     "Two months at no charge for those who return.",
     "We did not have carrier rating then. We do now.\nAsk what they use today before you say anything about us.\nNo "
     "discount on the phone; send the offer."},
    {"Mid-market in the Nordics", "Nordics",
     "Our first own campaign for Denmark, Sweden, Norway and Finland, in English, with local references.",
     "Nordic carriers and warehouses, 100 to 700 people", "awareness", "nordics", 1, 4, priya, mara, nordics, false,
     "Shorter days, longer routes: planning in the north", "Vestergaard: one plan for four countries",
     "Nordic roundtable: winter operations", "Set-up in local language included.",
     "Support answers in English and Swedish from seven in the morning.\nVestergaard plans 90 trucks with two people."
     "\nInterfaces to the usual Nordic hauliers are there."},
    {"Customer stories, second series", "Customer stories",
     "Six customers, six films, no script. Sales uses them in the second meeting.", "Everyone in an open opportunity",
     "loyalty", "stories", -3, 8, clara, hannah, in_talks, false, "Frischkai: fish by four in the morning",
     "Oberlechner: 60 trucks, one family", "", "", ""},
};

Item item_of(const Story& story, Sheet sheet, const char* kind, std::string title, Date first) {
    Item item;
    item.sheet = sheet;
    item.kind = kind;
    item.title = std::move(title);
    item.owner = story.owner;
    item.first = work_day(first);
    item.stage = story.stage;
    item.audience = story.audience;
    if (kind == std::string_view("campaign")) item.segments = {story.segment};
    item.tags = {story.tag};
    return item;
}

std::string address(const Story& story, std::string_view more = "") {
    return fmt::format("https://www.nordkai.example/{}{}", story.tag, more);
}

void add_releases(Plan& plan, const Story& story, Id parent, Date first) {
    // What is for everyone reaches no account.
    const auto add = [&](const char* channel, std::string title, Date date, int minute, std::string summary) {
        Item item = item_of(story, content, "release", std::move(title), date);
        item.channel = channel;
        item.parent = parent;
        item.at_minute = minute;
        item.minutes = 30;
        item.summary = std::move(summary);
        item.links = {address(story)};
        item.budget = channel == std::string_view("video") ? 3'200 : channel == std::string_view("email") ? 450 : 0;
        if (channel == std::string_view("email")) item.segments = {story.segment};
        if (plan.world.script.random.one_in(2)) item.owner = plan.world.script.random.one_of(marketers);
        plan.add(item);
    };
    add("web", fmt::format("Landing page: {}", story.brief), first, 9 * 60, "Form has three fields, not nine.");
    add("blog", story.post, first + days(1), 8 * 60 + 30, "About 900 words, one picture from the customer.");
    add("email", fmt::format("Mailing: {}", story.brief), first + days(7), 10 * 60,
        "Two versions of the subject line.");
    add("social", fmt::format("LinkedIn: {}", story.post), first + days(8), 12 * 60, "");
    add("blog", story.second_post, first + days(7 * story.weeks / 2 + 2), 8 * 60 + 30, "");
    if (story.stage == std::string_view("loyalty"))
        for (const char* film : {"Film: Kühlwerk Nord, minus 22 degrees",
                                 "Film: Polderfris and the seven o'clock truck", "Film: Magazyny Odra, the new hall"})
            add("video", film, first + days(14 + 21 * plan.world.script.random.below(4)), 11 * 60,
                "Three minutes, subtitles in four languages.");
}

void add_webinar(Plan& plan, const Story& story, Id parent, Date first) {
    if (!*story.webinar) return;
    Item item = item_of(story, events, "event", story.webinar, first + days(7 * story.weeks / 2));
    item.channel = "webinar";
    item.parent = parent;
    item.at_minute = 11 * 60;
    item.minutes = 45;
    item.location = "Online";
    item.budget = 1'800;
    item.summary = "30 minutes, then questions. Recording goes to everyone who signed up.";
    item.links = {address(story, "/webinar")};
    const Date date = item.first;
    plan.add(item);
    Item invitation = item_of(story, content, "release", fmt::format("Invitation: {}", story.webinar), date - days(12));
    invitation.channel = "email";
    invitation.parent = parent;
    invitation.at_minute = 9 * 60 + 45; // into the slot of the newsletter of every second week
    invitation.minutes = 30;
    if (story.weeks == 4) invitation.segments = {story.segment};
    plan.add(invitation);
    Item calls =
        item_of(story, pushes, "push", fmt::format("Call those who attended: {}", story.brief), date + days(1));
    calls.owner = story.rep;
    calls.channel = "phone";
    calls.parent = parent;
    if (story.segment == nordics) calls.segments = {story.segment}; // few enough to call all of them
    plan.add(calls);
}

void add_pushes(Plan& plan, const Story& story, Id parent, Date first) {
    if (!*story.points) return;
    const auto add = [&](std::string title, Person owner, Date date, int length, const char* channel,
                         std::optional<Segment> to) {
        Item item = item_of(story, pushes, "push", std::move(title), date);
        item.owner = owner;
        item.channel = channel;
        item.parent = parent;
        item.days = length;
        if (to) item.segments = {*to};
        item.summary = fmt::format("For: {}. Log every call, also those that nobody answers.", story.audience);
        plan.add(item);
    };
    Random& random = plan.world.script.random;
    const bool has_time = story.weeks > 3; // else that is for whoever has not answered, and they are few
    add(fmt::format("Call round: {}", story.brief), story.rep, first + days(9), 2, "phone", story.segment);
    add(fmt::format("{}: letters to the top twenty", story.brief), random.one_of(reps), first + days(16), 2,
        "direct_mail", top_twenty);
    add(fmt::format("{}: last call before the offer ends", story.brief), story.rep, first + days(7 * story.weeks - 9),
        1, "phone", has_time ? std::optional(story.segment) : std::nullopt);
}

void add_milestones(Plan& plan, const Story& story, Id parent, Date first) {
    const auto add = [&](std::string title, Date date) {
        Item item = item_of(story, campaigns, "milestone", std::move(title), date);
        item.parent = parent;
        plan.add(item);
    };
    add(fmt::format("{}: brief agreed with sales", story.brief), first - days(11));
    add(fmt::format("{}: results for both teams", story.brief), first + days(7 * story.weeks - 2));
}

} // namespace

void plan_campaigns(Plan& plan) {
    std::optional<Id> theme;
    for (const Story& story : stories) {
        const Date first = plan.world.week(story.week);
        Item item = item_of(story, campaigns, "campaign", story.title, first);
        item.days = 7 * story.weeks - 2;
        item.budget = 1'500 * story.weeks;
        item.summary = story.summary;
        item.offer = story.offer;
        item.talking_points = story.points;
        item.links = {address(story)};
        if (story.is_under_theme) item.parent = theme;
        const Id id = plan.add(item);
        if (!theme) theme = id;
        add_releases(plan, story, id, first);
        add_webinar(plan, story, id, first);
        add_pushes(plan, story, id, first);
        add_milestones(plan, story, id, first);
    }
}

} // namespace tandem::demo
