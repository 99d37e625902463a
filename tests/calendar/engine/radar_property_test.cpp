// What the radar answers from its indexes is what a look at every record finds, over ten thousand random plans.
#include <map>
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/audience.hpp"
#include "calendar/audience/condition.hpp"
#include "calendar/engine/radar.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/time/zone.hpp"
#include "tests/calendar/engine/random_plans.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;

constexpr Date today = RandomPlans::today;

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
        for (const auto& record : records.select(blackout_type, "true"))
            blackouts_.push_back(std::static_pointer_cast<const Blackout>(record));
        self_ = plan.entry_id;
        if (self_) plan_ = std::static_pointer_cast<const Entry>(records.load(entry_type, *self_));
        if (plan_) team_ = directory_->member(*plan_->created_by)->team;
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
                           "{}; hidden {}; named {}; logged {}; day {}; free {}",
                           contacts_.size(), dnc, deal, often, cool, troubled, hidden.size(),
                           std::min<std::size_t>(named.size(), 20), logged, day(on_),
                           often + cool > 0 || day(on_) != "free" ? free_day() : "none");
    }
    // Whether it is kept free, and how many are in its slot.
    std::string day(Date on) const {
        const bool is_kept = std::ranges::any_of(blackouts_, [&](const auto& one) {
            const bool is_ours = one->teams.empty() || one->teams.front() == teams[static_cast<std::size_t>(team_)];
            return is_ours && on >= one->first_on && on <= one->last_on;
        });
        const auto taken = std::ranges::count_if(entries_, [&](const auto& entry) { return is_in_slot(*entry, on); });
        if (!is_kept && (taken == 0 || !rules_.one_per_slot)) return "free";
        return fmt::format("{}{}", is_kept ? "kept " : "", rules_.one_per_slot ? taken : 0);
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

    // All times of day are the same here.
    bool is_in_slot(const Entry& entry, Date on) const {
        if (!plan_ || !plan_->when || plan_->channel == Channel::none || !takes_part(entry)) return false;
        if (entry.channel != plan_->channel || entry.when->kind != plan_->when->kind) return false;
        const Date last =
            on + (floor<days>(plan_->when->ends - std::chrono::seconds{1}) - floor<days>(plan_->when->starts));
        return std::ranges::any_of(occasions(entry),
                                   [&](const auto& one) { return one.first <= last && on <= one.second; });
    }
    bool takes_part(const Entry& entry) const {
        const bool counts =
            entry.kind == EntryKind::push || entry.kind == EntryKind::release || entry.kind == EntryKind::event;
        const bool is_planned = entry.status != EntryStatus::idea && entry.status != EntryStatus::cancelled;
        return entry.id != self_ && counts && is_planned && entry.when;
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
            if (!takes_part(*entry)) continue;
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
            if (day >= today && (!is_weekend(day) || is_weekend(on_)) && troubled_on(day) == 0 &&
                this->day(day) == "free")
                return to_text(day);
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
    std::vector<std::shared_ptr<const Blackout>> blackouts_;
    std::optional<Id> self_;
    std::shared_ptr<const Entry> plan_;           // the entry, as it stands
    Team team_ = Team::sales;                     // the asker's, or of who owns or made the entry
    std::map<Id, std::vector<Contact>> contacts_; // of everyone whom the plan reaches
};

// As Brute::day says it.
std::string day_of(const json::value& told) {
    const bool is_kept = !told.at("blackout").is_null();
    const int taken = told.at("slot").to_number<int>();
    return !is_kept && taken == 0 ? "free" : fmt::format("{}{}", is_kept ? "kept " : "", taken);
}

std::string said(const json::object& answer) {
    std::map<std::string, int> rules;
    for (const auto& warning : answer.at("warnings").as_array())
        rules[std::string(warning.at("rule").as_string())] = warning.at("accounts").to_number<int>();
    const auto& free = answer.at("first_free_on");
    const auto& of_range = answer.at("range").as_array();
    const auto own =
        std::ranges::find_if(of_range, [&](const auto& d) { return d.at("on") == answer.at("days").at(0); });
    EXPECT_EQ(rules.contains("blackout"), !own->at("blackout").is_null());
    EXPECT_EQ(rules.contains("channel_slot"), own->at("slot").to_number<int>() > 0);
    return fmt::format("accounts {}; do_not_contact {}; open_opportunity {}; too_often {}; cool_down {}; troubled {}; "
                       "hidden {}; named {}; logged {}; day {}; free {}",
                       answer.at("accounts").to_number<int>(), rules["do_not_contact"], rules["open_opportunity"],
                       rules["too_often"], rules["cool_down"], answer.at("troubled").to_number<int>(),
                       answer.at("hidden").to_number<int>(), answer.at("entries").as_array().size(),
                       answer.at("logged").to_number<int>(), day_of(*own),
                       free.is_null() ? "none" : std::string(free.as_string()));
}

TEST(RadarProperty, TenThousandRandomPlansAreAnsweredAsByALookAtEveryRecord) {
    int plans = 0, warned = 0, taken = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        RandomPlans world(seed);
        for (int step = 0; step < 100; ++step) {
            world.step();
            for (int each = 0; each < 5; ++each) {
                const RadarPlan plan = world.plan();
                const Date on = today + days{world.below(20)};
                const RadarQuestion question{plan, {on}, Window{on - days{3}, on + days{4}}};
                const auto text = radar_of_draft(world.queries, *world.engine.directory(), world.rob, question, {},
                                                 world.clock.now());
                ASSERT_TRUE(text) << text.error().message;
                const auto answer = json::parse(*text).as_object();
                const Brute brute(world, world.rob, plan, on);
                ASSERT_EQ(said(answer), brute.said()) << "seed " << seed << ", step " << step;
                for (const auto& day : answer.at("range").as_array()) {
                    const Date at = parse_date(std::string_view(day.at("on").as_string())).value();
                    ASSERT_EQ(day.at("accounts").to_number<int>(), brute.troubled_on(at))
                        << "seed " << seed << ", step " << step;
                    taken += day_of(day) != "free";
                    ASSERT_EQ(day_of(day), brute.day(at)) << "seed " << seed << ", step " << step;
                }
                ++plans;
                warned += !answer.at("warnings").as_array().empty();
            }
        }
    }
    EXPECT_EQ(plans, 10'000);
    EXPECT_GT(warned, 2'000);
    EXPECT_GT(taken, 2'000) << "of 70,000 days";
}

} // namespace
} // namespace tandem
