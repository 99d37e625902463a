#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "calendar/demo/plan.hpp"

// What members say to each other: questions of one team, answers of the other, signs, and votes on ideas. Nothing here
// is left to chance, so that it changes nothing else of the plan.

namespace tandem::demo {
namespace {

using boost::json::object;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

struct Thread {
    std::string_view kind;
    const char *question, *answer; // {} is who is asked
};

constexpr Thread threads[] = {
    {"campaign", "{}, two of my accounts ask whether the price holds until the last day. Can I say so?",
     "Yes, until the last day. The offer says it too, so nobody has to promise anything."},
    {"campaign", "I would begin with those who saw the demo at the fair. They answer.",
     "Good thought. They are in the first wave now."},
    {"push", "How did the opening question land on the first calls?",
     "Better than the old one. Three asked for the checklist before I could offer it."},
    {"push", "{}, the landing page has a shorter form now. Does it fit what you say on the phone?",
     "It does. Please keep the field for the number of gates, that is what I ask next."},
    {"release", "{}, may I send this to my accounts on the morning it goes out?", "Please do, from ten on."},
    {"release", "The second paragraph counts minutes. Dispatchers think in slots.",
     "Changed. That is what we do not hear at our desks."},
    {"event", "{}, can three of my prospects come on one invitation? They share a desk.",
     "Of course. One badge each, they are on the list."},
    {"event", "Who looks after the guests between the talk and the demo?",
     "I do. Tell me the day before who is coming."},
};

bool sells(Person person) { return std::ranges::find(sellers, person) != std::end(sellers); }

// Someone of the other team; never Mara, whose inbox is empty at first.
Person other_team(Person owner, std::size_t turn) {
    if (sells(owner)) return marketers[turn % std::size(marketers)];
    return turn % 2 == 0 ? emre : hannah;
}

class Talk {
public:
    explicit Talk(World& world) : world_(world) {}

    // The two lines a few days before it begins, in office hours, and a sign for the answer.
    void add(const Talkable& about, const Thread& thread, std::size_t turn) {
        const Date date = work_day(std::min(about.first, world_.today) - days(4 + turn % 4));
        const Instant at = std::max(at_time(date, 9 * 60 + static_cast<int>(turn * 47 % 400)), about.at + hours(2));
        const Person asks = other_team(about.owner, turn);
        say(about.id, at, asks, thread.question, about.owner);
        const Id answer = say(about.id, at + minutes(25 + turn * 13 % 90), about.owner, thread.answer, asks);
        sign(at + minutes(140), asks, "comment_id", answer, turn % 3 == 0 ? "heart" : "up");
        if (turn % 2 == 0 && about.owner != tobias) sign(at + minutes(155), tobias, "comment_id", answer, "up");
        sign(at + minutes(170), about.owner == clara ? priya : clara, "entry_id", about.id,
             turn % 3 == 1 ? "celebrate" : "up");
    }

    // So that someone has an unread line in the inbox.
    void ask_today(const Talkable& about) {
        say(about.id, world_.script.now() - minutes(95), tobias, "{}, are we ready? The reps begin on Monday.",
            about.owner);
    }

    void vote(const Talkable& idea, std::size_t turn) {
        constexpr Person voters[] = {clara, emre, jonas, hannah, tobias, priya};
        for (std::size_t voter = 0; voter < turn * 5 % 4; ++voter) {
            const Person person = voters[(turn + voter) % std::size(voters)];
            if (person != idea.owner) sign(idea.at + hours(3 + 5 * voter), person, "entry_id", idea.id, "up");
        }
    }

private:
    Id say(Id entry, Instant at, Person author, const char* words, Person to) {
        const Id id = world_.script.make_id(at);
        const bool names = std::string_view(words).starts_with("{}");
        object fields{{"id", to_text(id)}, {"entry_id", to_text(entry)}};
        fields["text"] = names ? fmt::format(fmt::runtime(words), fmt::format("@{}", name_of(to))) : words;
        if (names) fields["mention_ids"] = boost::json::array{to_text(world_.members[to])};
        world_.script.note(at, world_.actor(author), "comment.create", std::move(fields));
        return id;
    }

    void sign(Instant at, Person author, std::string_view field, Id to, std::string_view kind) {
        const Id id = world_.script.make_id(at);
        world_.script.note(at, world_.actor(author), "reaction.create",
                           {{"id", to_text(id)}, {field, to_text(to)}, {"kind", kind}});
    }

    World& world_;
};

} // namespace

void plan_talk(Plan& plan) {
    Talk talk(plan.world);
    const Date from = plan.world.today - days(18);
    const Date to = plan.world.today + days(24);
    std::size_t turn = 0;
    std::size_t ideas = 0;
    bool asked = false;
    for (const Talkable& about : plan.talkables) {
        if (about.is_idea) {
            talk.vote(about, ++ideas);
            continue;
        }
        const bool is_near = about.first >= from && about.first <= to;
        const Thread& thread = threads[turn % std::size(threads)];
        if (!is_near || about.kind != thread.kind) continue;
        if (about.first > plan.world.today && about.owner != mara && !asked) {
            talk.ask_today(about);
            asked = true;
        }
        talk.add(about, thread, turn++);
    }
}

} // namespace tandem::demo
