#pragma once
// RandomPlans: a workspace that grows at random: accounts, audiences, entries, touches and rules that come, change, go
// and are taken back. For the tests that compare the radar with a look at everything. Today is Monday, 2 March 2026.

#include <random>
#include <set>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/audience/radar_rules.hpp"
#include "calendar/engine/radar_picture.hpp"
#include "calendar/entries/blackout.hpp"
#include "calendar/outreach/touch.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

class RandomPlans : public Workspace {
public:
    static constexpr Date today{std::chrono::local_days{std::chrono::year{2026} / 3 / 2}};

    explicit RandomPlans(unsigned seed) : random_(seed) {
        for (int i = 0; i < 12; ++i) command("account.create", account());
        for (int i = 0; i < 5; ++i) command("audience.create", audience());
    }

    unsigned below(unsigned n) { return random_() % n; }
    Id any(const EntityType& type) {
        const auto all = Records(reader).select(type, "true ORDER BY id");
        return all.empty() ? Id{} : all[below(static_cast<unsigned>(all.size()))]->id;
    }
    Date day() { return today + std::chrono::days{static_cast<int>(below(30)) - 8}; }

    void step() {
        switch (below(11)) {
        case 0: return command("account.update", with(any(account_type), account()));
        case 1:
            return below(3) ? command("account.create", account())
                            : command("account.delete", with(any(account_type), ""));
        case 2: return command("audience.create", audience());
        case 3: return command("undo", fmt::format(R"("seq":{})", engine.last_seq() - below(3)));
        case 4: return command("touch.create", touch());
        case 5: return command("touch.create", touch());
        case 6: return rules();
        case 10: return blackout();
        case 7: return command("entry.update", with(any(entry_type), entry()));
        default: return command("entry.create", fmt::format(R"("calendar_id":"{}",{})", to_text(calendar), entry()));
        }
    }

    RadarPlan plan() {
        RadarPlan made;
        if (below(2)) made.entry_id = any(entry_type);
        if (made.entry_id && (!*made.entry_id || load<Entry>(entry_type, *made.entry_id)->is_private))
            made.entry_id.reset();
        for (unsigned i = 0; i <= below(3); ++i) made.audience_ids.push_back(any(audience_type));
        if (below(3) == 0) made.excluded_account_ids.push_back(any(account_type));
        return made;
    }

    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");

private:
    void command(std::string_view name, const std::string& args) { run(below(2) ? mia : rob, name, '{' + args + '}'); }
    static std::string with(Id id, const std::string& more) {
        return fmt::format(R"("id":"{}"{}{})", to_text(id), more.empty() ? "" : ",", more);
    }
    std::string ids(const EntityType& type, unsigned most) {
        std::set<Id> chosen;
        for (unsigned i = below(most + 1); i > 0; --i) chosen.insert(any(type));
        std::string text;
        for (const Id id : chosen)
            if (id) text += (text.empty() ? "\"" : ",\"") + to_text(id) + '"';
        return '[' + text + ']';
    }
    std::string account() {
        return fmt::format(R"("name":"A{}","employee_count":{},"open_opportunity":{},"do_not_contact":{})", below(9),
                           below(300), below(8) == 0, below(8) == 0);
    }
    std::string audience() {
        if (below(2)) return fmt::format(R"("name":"List","account_ids":{})", ids(account_type, 6));
        const char* rules[] = {"employee_count >= 100", "employee_count <= 150", "name is A1 or A2 or A3",
                               "open_opportunity is no"};
        return fmt::format(R"("name":"Rule","kind":"rule","conditions":["{}"])", rules[below(4)]);
    }
    std::string touch() {
        return fmt::format(R"("account_id":"{}","touched_at":"{}T{:02}:30:00.000Z","outcome":"{}"{})",
                           to_text(any(account_type)), to_text(today - std::chrono::days{below(9)}), below(9),
                           touch_outcomes[below(6)],
                           below(2) ? "" : fmt::format(R"(,"entry_id":"{}")", to_text(any(entry_type))));
    }
    std::string entry() {
        const Date on = day();
        const std::string when =
            below(3)
                ? fmt::format(R"({{"starts_on":"{}","ends_on":"{}"}})", to_text(on),
                              to_text(on + std::chrono::days{1 + below(4)}))
                : fmt::format(R"({{"starts_at":"{0}T22:30:00","ends_at":"{0}T23:30:00","zone":"America/New_York"}})",
                              to_text(on));
        const std::string rule =
            below(5) ? "[]" : fmt::format(R"(["FREQ=DAILY;INTERVAL={};COUNT={}"])", 1 + below(8), 2 + below(4));
        const char* kinds[] = {"push", "release", "event", "review"};
        const char* statuses[] = {"idea", "planned", "planned", "confirmed", "live", "done", "cancelled"};
        return fmt::format(
            R"("kind":"{}","title":"E","status":"{}","when":{},"rrule":{},"private":{},"audience_ids":{},"excluded_account_ids":{},)"
            R"("channel":"{}")",
            kinds[below(4)], statuses[below(7)], when, rule, below(5) == 0, ids(audience_type, 3),
            below(3) ? "[]" : ids(account_type, 3),
            below(2)   ? ""
            : below(2) ? "email"
                       : "social");
    }
    void blackout() {
        const Id id = any(blackout_type);
        if (id && below(2)) return (void)run(mia, "blackout.delete", '{' + with(id, "") + '}');
        const char* teams_kept[] = {"", R"("marketing")", R"("sales")"};
        const Date on = day();
        run(mia, "blackout.create",
            fmt::format(R"({{"name":"Free","first_on":"{}","last_on":"{}","teams":[{}]}})", to_text(on),
                        to_text(on + std::chrono::days{below(3)}), teams_kept[below(3)]));
    }
    void rules() {
        const std::string fields =
            fmt::format(R"("most_touches":{},"in_days":{},"cool_down_days":{},"hush_during_opportunity":{},)"
                        R"("one_per_slot":{})",
                        1 + below(4), 1 + below(9), below(6), below(2) == 0, below(3) > 0);
        const Id id = any(radar_rules_type);
        run(mia, id ? "radar_rules.update" : "radar_rules.create", '{' + (id ? with(id, fields) : fields) + '}');
    }

    std::mt19937 random_;
};

} // namespace tandem
