#pragma once
// RadarFindings: which rules a plan breaks, on which day, for which accounts, by what else, and which day is free. What
// is told of that to whom is decided elsewhere: radar.cpp for queries, rules_radar.cpp for commands. Reads the store.

#include <optional>
#include <span>
#include <vector>

#include "calendar/audience/radar_ask.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/radar_day.hpp"
#include "calendar/engine/radar_judge.hpp"

namespace tandem {

// How far ahead the first free day is looked for, and what repeats is looked at.
inline constexpr int radar_days_ahead = 92;
inline constexpr std::size_t radar_occurrences = 31;

struct RadarQuestion {
    RadarPlan plan;
    std::vector<Date> days;      // on which it begins, in order
    std::optional<Window> range; // of which each day is told, too
    IdList agreed = {};          // other entries whose owners have accepted this one
    bool wants_free_day = true;  // else only the days around the plan are read, an eighth of that
};

// As leads have set them, else the defaults.
RadarRules load_radar_rules(Records& records);

// The day it is for a member; for nobody by UTC.
Date today_of(const Member* member, Instant now);

// What an entry asks as it is: no day of one that is over, or reaches nobody.
RadarQuestion question_of(const Entry& entry, const Directory& directory, std::optional<Window> range, Date today);

// Accounts are counted: at most so many of them are kept.
inline constexpr std::size_t radar_accounts_named = 20;
inline constexpr std::size_t radar_accounts_left_out = 1'000;

struct RadarWarning {
    RadarRule rule;
    std::optional<Date> on;   // the first day that breaks it
    std::size_t accounts = 0; // all of them for a blackout, none for a channel slot
    std::size_t agreed = 0;   // that break it only because of entries whose owners have accepted
    IdList first = {};        // of the accounts; none for a blackout
};

// An entry that reaches accounts which would hear too often, in the days that count.
struct RadarCause {
    std::size_t entry = 0; // its place in entries()
    Date on{};             // when it first does
    std::size_t accounts = 0;
};

class RadarFindings {
public:
    RadarFindings(Records& records, const Directory& directory, RadarQuestion question, Date today);
    RadarFindings(const RadarFindings&) = delete; // parts of it look at others
    RadarFindings& operator=(const RadarFindings&) = delete;

    const RadarRules& rules() const { return rules_; }
    const RadarQuestion& question() const { return question_; }
    std::size_t accounts() const { return accounts_; }
    // All that is planned in the days that count, whoever may see it.
    const std::vector<std::shared_ptr<const Entry>>& entries() const { return entries_; }
    const std::vector<RadarWarning>& warnings() const { return warnings_; }
    // How many accounts break any rule on accounts, and the first of them.
    std::size_t troubled() const { return troubled_; }
    const IdList& first_troubled() const { return first_troubled_; }
    // How many break one that may be overridden: for a blackout all.
    std::size_t overridable() const;
    // By accounts, most first.
    const std::vector<RadarCause>& causes() const { return causes_; }
    // Contacts that were logged with those accounts in those days.
    std::size_t logged() const { return logged_; }
    // The first day after its own on which nobody breaks a rule of the day; of working days, if its own is one.
    std::optional<Date> first_free() const;
    // How many accounts would break a rule of the day if the plan began there: of the range, or where it may move to.
    std::size_t troubled_on(Date on) const;
    const RadarDay& day() const { return day_; }
    // Places in day().entries() that share the channel and the time of the plan on any of its days.
    std::vector<std::size_t> in_its_slot() const;

private:
    // What is said of all accounts that hear the same, by the rules on what is heard.
    struct Verdict {
        std::optional<Date> too_often, cool_down;
        bool is_agreed = false;
    };
    // How many accounts each day of some would trouble.
    struct Days {
        Date from{};
        std::vector<std::size_t> troubled = {};
        bool holds(Date on) const { return on >= from && on < from + std::chrono::days{troubled.size()}; }
    };

    void look(Records& records, const Directory& directory);
    bool is_movable() const { return question_.days.size() == 1 && question_.wants_free_day; }
    Window around() const;
    void take(const RadarPicture& block);
    void take_entries(const RadarPicture& block);
    Verdict judge(std::span<const Heard> heard, std::size_t accounts);
    void count_account(const RadarAccount& account, const Verdict& verdict);
    void count_days(std::span<const Heard> heard, std::size_t accounts, Days& days) const;
    void judge_days();
    void put_in_order();
    std::size_t count_causes(std::span<const Heard> heard, std::size_t accounts);

    RadarQuestion question_;
    Date today_;
    RadarRules rules_;
    RadarJudge judge_;
    RadarDay day_;
    std::size_t accounts_ = 0;
    std::vector<std::shared_ptr<const Entry>> entries_;
    std::vector<std::int32_t> agreed_; // places in entries_, in order
    Days range_, ahead_;
    std::vector<RadarWarning> warnings_;
    std::size_t troubled_ = 0, troubled_otherwise_ = 0; // the second not counting do-not-contact
    IdList first_troubled_;
    std::vector<RadarCause> causes_;
    std::size_t logged_ = 0;
};

} // namespace tandem
