// What the radar answers from its indexes is what a look at every record finds, over ten thousand random plans.
#include <map>
#include <random>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/audience.hpp"
#include "calendar/audience/condition.hpp"
#include "calendar/engine/radar.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/time/zone.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;

constexpr Date today{std::chrono::local_days{std::chrono::year{2026} / 3 / 2}};

// A contact as the brute force knows it: whom, when, and which entry it is of.
struct Contact {
    Date on;
    std::optional<Id> entry;
    bool planned = false;
    bool conversation = false;
};

// Every rule said once more, in the plainest words, over every record there is.
class Brute {
public:
    Brute(Workspace& workspace, Id asker, const RadarPlan& plan, Date on) : asker_(asker), on_(on) {
        Records records(workspace.reader);
        directory_ = workspace.engine.directory();
        for (const auto& rules : records.select(radar_rules_type, "true"))
            rules_ = static_cast<const RadarRules&>(*rules);
        for (const auto& record : records.select(account_type, "true"))
            accounts_[record->id] = std::static_pointer_cast<const Account>(record);
        for (const auto& record : records.select(audience_type, "true"))
            audiences_[record->id] = std::static_pointer_cast<const AudienceList>(record);
        for (const auto& record : records.select(entry_type, "true"))
            entries_.push_back(std::static_pointer_cast<const Entry>(record));
        for (const auto& record : records.select(touch_type, "true"))
            touches_.push_back(std::static_pointer_cast<const Touch>(record));
        for (const auto& [id, account] : accounts_)
            if (reaches(plan.audience_ids, plan.excluded_account_ids, *account)) contacts_[id] = contacts_of(id, plan);
    }

    // "accounts 3; too_often 1; cool_down 2; troubled 2; hidden 1; logged 4; free 2026-03-09"
    std::string said() const {
        int dnc = 0, deal = 0, often = 0, cool = 0, troubled = 0, logged = 0;
        std::set<Id> hidden, named;
        for (const auto& [id, contacts] : contacts_) {
            const Account& account = *accounts_.at(id);
            const bool is_deal = rules_.hush_during_opportunity && account.open_opportunity;
            const bool is_often = too_often(contacts, on_), is_cool = cooling(contacts, on_);
            dnc += account.do_not_contact;
            deal += is_deal;
            often += is_often;
            cool += is_cool;
            troubled += account.do_not_contact || is_deal || is_often || is_cool;
            if (is_often)
                for (const Contact& contact : contacts) note(contact, hidden, named, logged);
        }
        return fmt::format("accounts {}; do_not_contact {}; open_opportunity {}; too_often {}; cool_down {}; troubled "
                           "{}; hidden {}; named {}; logged {}; free {}",
                           contacts_.size(), dnc, deal, often, cool, troubled, hidden.size(),
                           std::min<std::size_t>(named.size(), 20), logged, often + cool > 0 ? free_day() : "none");
    }
    int troubled_on(Date on) const {
        int troubled = 0;
        for (const auto& [id, contacts] : contacts_) troubled += too_often(contacts, on) || cooling(contacts, on);
        return troubled;
    }

private:
    bool reaches(const IdList& audiences, const IdList& without, const Account& account) const {
        if (std::ranges::find(without, account.id) != without.end()) return false;
        return std::ranges::any_of(audiences, [&](Id id) {
            const AudienceList& audience = *audiences_.at(id);
            if (audience.kind == AudienceKind::rule)
                return match(parse_conditions(audience.conditions).value(), account);
            return std::ranges::find(audience.account_ids, account.id) != audience.account_ids.end();
        });
    }

    static std::vector<std::pair<Date, Date>> occasions(const Entry& entry) {
        const Date first = floor<days>(entry.when->starts),
                   last = floor<days>(entry.when->ends - std::chrono::seconds{1});
        const auto number = [&](std::string_view name) {
            const auto at = entry.rrule.empty() ? std::string::npos : entry.rrule.front().find(name);
            return at == std::string::npos ? 1 : entry.rrule.front()[at + name.size()] - '0';
        };
        const int count = number("COUNT="), step = number("INTERVAL=");
        std::vector<std::pair<Date, Date>> all;
        for (int i = 0; i < count; ++i)
            all.emplace_back(first + days{step * i}, std::max(first, last) + days{step * i});
        return all;
    }

    std::vector<Contact> contacts_of(Id account, const RadarPlan& plan) const {
        std::vector<Contact> all;
        for (const auto& touch : touches_) {
            if (touch->account_id != account || (touch->entry_id && touch->entry_id == plan.entry_id)) continue;
            const std::string& zone = directory_->member(touch->member_id)->zone;
            const bool spoke = touch->outcome == TouchOutcome::reached || touch->outcome == TouchOutcome::meeting;
            all.push_back({floor<days>(to_local(touch->touched_at, zone)), touch->entry_id, false, spoke});
        }
        const std::vector<Contact> logged = all;
        for (const auto& entry : entries_) {
            const bool counts =
                entry->kind == EntryKind::push || entry->kind == EntryKind::release || entry->kind == EntryKind::event;
            const bool is_planned = entry->status != EntryStatus::idea && entry->status != EntryStatus::cancelled;
            if (entry->id == plan.entry_id || !counts || !is_planned || !entry->when) continue;
            if (!reaches(entry->audience_ids, entry->excluded_account_ids, *accounts_.at(account))) continue;
            for (const auto& [first, last] : occasions(*entry)) {
                const bool is_logged = std::ranges::any_of(logged, [&, from = first, to = last](const Contact& c) {
                    return c.entry == entry->id && c.on >= from && c.on <= to;
                });
                if (!is_logged) all.push_back({first, entry->id, true, false});
            }
        }
        return all;
    }

    // Every stretch of days that holds `on`.
    bool too_often(const std::vector<Contact>& contacts, Date on) const {
        for (Date from = on - days{rules_.in_days - 1}; from <= on; from += days{1}) {
            const auto held = std::ranges::count_if(
                contacts, [&](const Contact& c) { return c.on >= from && c.on < from + days{rules_.in_days}; });
            if (held + 1 > rules_.most_touches) return true;
        }
        return false;
    }
    bool cooling(const std::vector<Contact>& contacts, Date on) const {
        return std::ranges::any_of(contacts, [&](const Contact& c) {
            return c.conversation && on >= c.on && (on - c.on).count() < rules_.cool_down_days;
        });
    }
    void note(const Contact& contact, std::set<Id>& hidden, std::set<Id>& named, int& logged) const {
        if (abs(contact.on - on_).count() >= rules_.in_days) return;
        if (!contact.planned) {
            ++logged;
            return;
        }
        const auto entry = std::ranges::find(entries_, *contact.entry, [](const auto& e) { return e->id; });
        const bool is_seen = !(*entry)->is_private || (*entry)->created_by == asker_;
        (is_seen ? named : hidden).insert((*entry)->id);
    }
    std::string free_day() const {
        const auto is_weekend = [](Date day) { return std::chrono::weekday{day}.iso_encoding() > 5; };
        for (Date day = on_ + days{1}; day < on_ + days{radar_days_ahead}; day += days{1})
            if (day >= today && (!is_weekend(day) || is_weekend(on_)) && troubled_on(day) == 0) return to_text(day);
        return "none";
    }

    Id asker_;
    Date on_;
    DirectoryPtr directory_;
    RadarRules rules_;
    std::map<Id, std::shared_ptr<const Account>> accounts_;
    std::map<Id, std::shared_ptr<const AudienceList>> audiences_;
    std::vector<std::shared_ptr<const Entry>> entries_;
    std::vector<std::shared_ptr<const Touch>> touches_;
    std::map<Id, std::vector<Contact>> contacts_; // of everyone whom the plan reaches
};

class RandomPlans : public Workspace {
public:
    explicit RandomPlans(unsigned seed) : random_(seed) {
        for (int i = 0; i < 12; ++i) command("account.create", account());
        for (int i = 0; i < 5; ++i) command("audience.create", audience());
    }

    unsigned below(unsigned n) { return random_() % n; }
    Id any(const EntityType& type) {
        const auto all = Records(reader).select(type, "true ORDER BY id");
        return all.empty() ? Id{} : all[below(static_cast<unsigned>(all.size()))]->id;
    }
    Date day() { return today + days{static_cast<int>(below(30)) - 8}; }

    void step() {
        switch (below(10)) {
        case 0: return command("account.update", with(any(account_type), account()));
        case 1:
            return below(3) ? command("account.create", account())
                            : command("account.delete", with(any(account_type), ""));
        case 2: return command("audience.create", audience());
        case 3: return command("undo", fmt::format(R"("seq":{})", engine.last_seq() - below(3)));
        case 4: return command("touch.create", touch());
        case 5: return command("touch.create", touch());
        case 6: return rules();
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
                           to_text(any(account_type)), to_text(today - days{below(9)}), below(9),
                           touch_outcomes[below(6)],
                           below(2) ? "" : fmt::format(R"(,"entry_id":"{}")", to_text(any(entry_type))));
    }
    std::string entry() {
        const Date on = day();
        const std::string when =
            below(3)
                ? fmt::format(R"({{"starts_on":"{}","ends_on":"{}"}})", to_text(on), to_text(on + days{1 + below(4)}))
                : fmt::format(R"({{"starts_at":"{0}T22:30:00","ends_at":"{0}T23:30:00","zone":"America/New_York"}})",
                              to_text(on));
        const std::string rule =
            below(5) ? "[]" : fmt::format(R"(["FREQ=DAILY;INTERVAL={};COUNT={}"])", 1 + below(8), 2 + below(4));
        const char* kinds[] = {"push", "release", "event", "review"};
        const char* statuses[] = {"idea", "planned", "planned", "confirmed", "live", "done", "cancelled"};
        return fmt::format(
            R"("kind":"{}","title":"E","status":"{}","when":{},"rrule":{},"private":{},"audience_ids":{},"excluded_account_ids":{})",
            kinds[below(4)], statuses[below(7)], when, rule, below(5) == 0, ids(audience_type, 3),
            below(3) ? "[]" : ids(account_type, 3));
    }
    void rules() {
        const std::string fields =
            fmt::format(R"("most_touches":{},"in_days":{},"cool_down_days":{},"hush_during_opportunity":{})",
                        1 + below(4), 1 + below(9), below(6), below(2) == 0);
        const Id id = any(radar_rules_type);
        run(mia, id ? "radar_rules.update" : "radar_rules.create", '{' + (id ? with(id, fields) : fields) + '}');
    }

    std::mt19937 random_;
};

std::string said(const json::object& answer) {
    std::map<std::string, int> rules;
    for (const auto& warning : answer.at("warnings").as_array())
        rules[std::string(warning.at("rule").as_string())] = warning.at("accounts").to_number<int>();
    const auto& free = answer.at("first_free_on");
    return fmt::format("accounts {}; do_not_contact {}; open_opportunity {}; too_often {}; cool_down {}; troubled {}; "
                       "hidden {}; named {}; logged {}; free {}",
                       answer.at("accounts").to_number<int>(), rules["do_not_contact"], rules["open_opportunity"],
                       rules["too_often"], rules["cool_down"], answer.at("troubled").to_number<int>(),
                       answer.at("hidden").to_number<int>(), answer.at("entries").as_array().size(),
                       answer.at("logged").to_number<int>(), free.is_null() ? "none" : std::string(free.as_string()));
}

TEST(RadarProperty, TenThousandRandomPlansAreAnsweredAsByALookAtEveryRecord) {
    int plans = 0, warned = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        RandomPlans world(seed);
        for (int step = 0; step < 100; ++step) {
            world.step();
            for (int each = 0; each < 5; ++each) {
                const RadarPlan plan = world.plan();
                const Date on = today + days{world.below(20)};
                const RadarQuestion question{plan, {on}, Window{on - days{3}, on + days{4}}};
                const auto text =
                    radar_of_draft(world.queries, *world.engine.directory(), world.rob, question, world.clock.now());
                ASSERT_TRUE(text) << text.error().message;
                const auto answer = json::parse(*text).as_object();
                const Brute brute(world, world.rob, plan, on);
                ASSERT_EQ(said(answer), brute.said()) << "seed " << seed << ", step " << step;
                for (const auto& day : answer.at("range").as_array())
                    ASSERT_EQ(day.at("accounts").to_number<int>(),
                              brute.troubled_on(parse_date(std::string_view(day.at("on").as_string())).value()))
                        << "seed " << seed << ", step " << step;
                ++plans;
                warned += !answer.at("warnings").as_array().empty();
            }
        }
    }
    EXPECT_EQ(plans, 10'000);
    EXPECT_GT(warned, 2'000);
}

} // namespace
} // namespace tandem
