#include "calendar/demo/touches.hpp"

#include <algorithm>

namespace tandem::demo {
namespace {

using std::chrono::days;

constexpr int touch_count = 400;
constexpr int quarter_days = 91;

struct Ending {
    const char* outcome;
    int weight; // of 100
    std::span<const char* const> notes, next_steps;
    int next_days; // until the next step, about
};

constexpr const char* nothing[] = {""};
constexpr const char* unanswered[] = {"",
                                      "",
                                      "",
                                      "Rang out twice.",
                                      "Assistant: in meetings all day.",
                                      "Number leads to the warehouse; asked for the direct line.",
                                      "On holiday until Monday."};
constexpr const char* try_again[] = {"Try again in the morning", "Call before eight", "Ask reception for the deputy",
                                     ""};
constexpr const char* spoken[] = {
    "Twelve minutes. They plan in a spreadsheet and know that it hurts.",
    "Interested in yard slots only; asked what the gate staff has to do.",
    "Remembered our mailing, had forwarded it to dispatch.",
    "Compared us with their present system; price is not the point, the switch is.",
    "Wants to hear from a customer of the same size.",
    "Decision in the new budget year, but wants to see it now.",
    "Dispatch is four people, two retire next year. That is their reason.",
};
constexpr const char* send_material[] = {"Send the Brückner story", "Invite to the webinar",
                                         "Send the one-page summary", "Call after their team meeting",
                                         "Connect with a reference customer"};
constexpr const char* met[] = {
    "Showed the dock plan with their own gates. Head of warehouse took over the mouse.",
    "Good meeting, IT joined for the last ten minutes. Interface questions collected.",
    "Went through the offer line by line. They need it in two instalments.",
    "On site for two hours; saw the queue at the gate ourselves.",
};
constexpr const char* after_meeting[] = {"Send offer", "Answer the interface questions", "Book a visit at a customer's",
                                         "Second meeting with the CFO", "Send minutes and dates"};
constexpr const char* later[] = {
    "Just signed with someone else for two years.", "Restructuring; ask again next quarter.", "No budget this year.",
    "Friendly, but no reason to change right now.", "Busy with the new hall until spring."};
constexpr const char* ask_later[] = {"Ask again next quarter", "Invite to the customer day", ""};
constexpr const char* answered[] = {"Answered the mailing: please call on Thursday.", "Asked for prices by mail.",
                                    "Signed up for the webinar with two colleagues.",
                                    "Wrote back that the deputy is in charge now."};
constexpr const char* call_back[] = {"Call back", "Send price list", "Call the deputy"};
constexpr const char* misc[] = {"Met at the fair, exchanged cards.", "Left a note with reception.",
                                "Bounced; address is old."};

constexpr Ending endings[] = {
    {"no_answer", 38, unanswered, try_again, 2}, {"reached", 23, spoken, send_material, 3},
    {"meeting", 10, met, after_meeting, 4},      {"not_now", 12, later, ask_later, 60},
    {"replied", 12, answered, call_back, 2},     {"other", 5, misc, nothing, 7},
};

const Ending& draw_ending(Random& random) {
    int left = random.below(100);
    for (const Ending& ending : endings)
        if ((left -= ending.weight) < 0) return ending;
    return endings[0];
}

// The push that the rep was on that day, or one of a colleague's; now and then none.
std::optional<Id> effort_on(Random& random, const std::vector<Effort>& efforts, Date date, Person person) {
    std::vector<Id> own, others;
    for (const Effort& effort : efforts)
        if (effort.is_push && effort.first <= date && date <= effort.last + days(2))
            (effort.owner == person ? own : others).push_back(effort.id);
    if (random.one_in(6)) return std::nullopt;
    if (!own.empty()) return random.one_of(own);
    if (!others.empty() && random.one_in(2)) return random.one_of(others);
    return std::nullopt;
}

void log_touch(World& world, const Company& company, const std::vector<Effort>& efforts, Date date) {
    Random& random = world.script.random;
    const Person person = random.one_in(12) ? tobias : random.one_in(9) ? random.one_of(reps) : company.rep;
    const Ending& ending = draw_ending(random);
    const bool wrote = ending.outcome == std::string_view("replied");
    const bool met_there = ending.outcome == std::string_view("other");
    const Instant made = at_time(date, random.between(8 * 60, 17 * 60));
    const Instant logged = made + std::chrono::seconds(random.between(40, 1500));
    boost::json::object fields{{"id", to_text(world.script.make_id(logged))},
                               {"account_id", to_text(company.id)},
                               {"touched_at", to_text(made)},
                               {"channel", wrote              ? "email"
                                           : met_there        ? "event"
                                           : random.one_in(9) ? "social"
                                                              : "phone"},
                               {"outcome", ending.outcome},
                               {"note", random.one_of(ending.notes)}};
    if (const auto effort = effort_on(random, efforts, date, person)) fields["entry_id"] = to_text(*effort);
    if (const std::string_view step = random.one_of(ending.next_steps); !step.empty() && !random.one_in(4)) {
        fields["next_step"] = step;
        fields["next_step_on"] = to_text(work_day(date + days(ending.next_days + random.below(4) + 2)));
    }
    world.script.note(logged, world.actor(person), "touch.create", std::move(fields));
}

} // namespace

void log_touches(World& world, const std::vector<Company>& companies, const std::vector<Effort>& efforts) {
    std::vector<Company> open;
    std::ranges::copy_if(companies, std::back_inserter(open), &Company::is_contacted);
    Random& random = world.script.random;
    for (int i = 0; i < touch_count; ++i) {
        // Some companies hear from us more often than others.
        const Company& company =
            random.one_in(5) ? open[static_cast<std::size_t>(random.below(20))] : random.one_of(open);
        const int ago = 1 + random.below(quarter_days);
        log_touch(world, company, efforts, work_day(world.today - days(ago)));
    }
}

} // namespace tandem::demo
