#include "calendar/demo/prospects.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tandem::demo {
namespace {

using boost::json::object;
using std::chrono::days;
using std::chrono::minutes;

constexpr const char* stages[] = {"awareness", "interest", "consideration", "purchase", "loyalty"};
// How many get as far; the last ones were met first.
constexpr std::size_t as_far[] = {16, 16, 13, 8, 7};

constexpr const char* first_names[] = {
    "Hedwig", "Ole",    "Katrin", "Matteo",  "Birgit", "Jens",      "Noor",  "Tomasz", "Ingrid", "Paul",
    "Sanne",  "Henrik", "Lucie",  "Björn",   "Agnes",  "Ferdinand", "Maren", "Petr",   "Elif",   "Joost",
    "Renate", "Mikkel", "Claire", "Dominik", "Frauke", "Anton",     "Silke", "Rasmus", "Zofia",  "Leonhard"};
constexpr const char* last_names[] = {"Ahrens",   "Bakker",  "Claussen", "Dubois",   "Ekström", "Fiedler", "Gerber",
                                      "Hofstede", "Iversen", "Jansen",   "Kessler",  "Larsen",  "Moreau",  "Novotná",
                                      "Osterloh", "Pawlak",  "Quandt",   "Rossmann", "Sørensen"};
constexpr const char* job_titles[] = {"Head of dispatch", "Warehouse manager",    "Managing director",
                                      "Fleet manager",    "Head of purchasing",   "IT lead logistics",
                                      "Site manager",     "Transport controller", "Dispatcher"};
constexpr const char* notes[] = {"Plans the night runs; best reached before eight.",
                                 "Asked twice what happens to the old data.",
                                 "Has seen the demo at the stand and brought a colleague.",
                                 "Knows Brückner well. Wants to hear it from them.", "Decides together with the CFO."};

// In the letters of mail addresses.
std::string plain(std::string_view name) {
    std::string out;
    constexpr std::pair<std::string_view, std::string_view> spelled[] = {
        {"ø", "o"}, {"ö", "oe"}, {"á", "a"}, {"ä", "ae"}, {"ü", "ue"}};
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto found = std::ranges::find_if(spelled, [&](const auto& s) { return name.substr(i, 2) == s.first; });
        if (found != std::end(spelled)) {
            out += found->second;
            ++i;
        } else
            out += static_cast<char>(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
    }
    return out;
}

// What brings people, the newest first.
std::vector<Talkable> sources(const Plan& plan) {
    std::vector<Talkable> found;
    for (const Talkable& one : plan.talkables)
        if (!one.is_idea && one.first + days(2) < plan.world.today && one.kind != "campaign" && one.kind != "milestone")
            found.push_back(one);
    std::ranges::sort(found, std::greater{}, [](const Talkable& one) { return std::pair(one.first, one.id); });
    return found;
}

class Meeting {
public:
    Meeting(World& world, const Talkable& source, const Company& company, std::size_t turn)
        : world_(world), source_(source), company_(company), turn_(turn),
          at_(at_time(work_day(source.first + days(1 + turn % 2)), 9 * 60 + static_cast<int>(turn * 37 % 420))),
          id_(world.script.make_id(at_)) {}

    void meet() {
        const std::string first = first_names[turn_ % std::size(first_names)];
        const std::string last = last_names[turn_ * 5 % std::size(last_names)];
        object fields{{"id", to_text(id_)},
                      {"account_id", to_text(company_.id)},
                      {"name", first + " " + last},
                      {"job_title", job_titles[turn_ * 4 % std::size(job_titles)]},
                      {"email", fmt::format("{}.{}@{}.example", plain(first), plain(last), company_.domain)},
                      {"stage", stages[0]},
                      {"owner_id", to_text(world_.members[company_.rep])},
                      {"source_entry_id", to_text(source_.id)}};
        const bool by_phone = source_.kind == "push";
        world_.script.note(at_, world_.actor(by_phone ? company_.rep : marketers[turn_ % std::size(marketers)]),
                           "prospect.create", std::move(fields));
    }

    // A step each week or so; from consideration on a deal is in sight.
    void go_on(std::size_t far) {
        Instant at = at_;
        for (std::size_t stage = 1; stage <= far; ++stage) {
            at += days(4 + (turn_ * 3 + stage) % 6) + minutes(11 * stage);
            object fields{{"id", to_text(id_)}, {"stage", stages[stage]}};
            if (stage == 1) fields["phone"] = fmt::format("+49 40 55501{:02}", turn_);
            if (stage == 2) fields["value"] = 6'000 + static_cast<std::int64_t>(turn_ * 7 % 23) * 2'500;
            if (stage == 2 && turn_ % 2 == 0) fields["note"] = notes[turn_ / 2 % std::size(notes)];
            world_.script.note(at, world_.actor(company_.rep), "prospect.update", std::move(fields));
        }
    }

private:
    World& world_;
    const Talkable& source_;
    const Company& company_;
    std::size_t turn_;
    Instant at_;
    Id id_;
};

} // namespace

void meet_prospects(Plan& plan, const std::vector<Company>& companies) {
    std::vector<Company> open, in_talks_now;
    for (const Company& company : companies)
        if (company.is_contacted) (company.is_in_talks ? in_talks_now : open).push_back(company);
    const auto brought = sources(plan);
    std::size_t turn = 0, total = 0;
    for (const std::size_t count : as_far) total += count;
    for (std::size_t far = 0; far < std::size(stages); ++far)
        for (std::size_t i = 0; i < as_far[far]; ++i, ++turn) {
            const bool buys = stages[far] == std::string_view("purchase");
            const Company& company = buys ? in_talks_now[i % in_talks_now.size()] : open[turn * 11 % open.size()];
            Meeting meeting(plan.world, brought[turn * (brought.size() - 1) / (total - 1)], company, turn);
            meeting.meet();
            meeting.go_on(far);
        }
}

} // namespace tandem::demo
