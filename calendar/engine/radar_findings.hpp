#pragma once
// RadarFindings: which rules a plan breaks, on which day, for which accounts, by what else, and which day is free. What
// is told of that to whom is decided elsewhere: radar.cpp for queries, rules_radar.cpp for commands. Reads the store.

#include <optional>
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
    bool wants_free_day = true;  // else only the days around the plan are read, an eighth of that
};

// As leads have set them, else the defaults.
RadarRules load_radar_rules(Records& records);

// The day it is for a member; for nobody by UTC.
Date today_of(const Member* member, Instant now);

// What an entry asks as it is: no day of one that is over, or reaches nobody.
RadarQuestion question_of(const Entry& entry, const Directory& directory, std::optional<Window> range, Date today);

struct RadarWarning {
    RadarRule rule;
    std::optional<Date> on;            // the first day that breaks it
    std::vector<std::size_t> accounts; // all of them for a blackout, none for a channel slot
};

// An entry that reaches accounts which would hear too often, in the days that count.
struct RadarCause {
    std::size_t entry = 0; // its place in the picture
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
    const RadarPicture& picture() const { return picture_; }
    const std::vector<RadarWarning>& warnings() const { return warnings_; }
    // Each account that breaks any rule on accounts.
    const std::vector<std::size_t>& troubled() const { return troubled_; }
    // By accounts, most first.
    const std::vector<RadarCause>& causes() const { return causes_; }
    // Contacts that were logged with those accounts in those days.
    std::size_t logged() const { return logged_; }
    // The first day after its own on which nobody breaks a rule of the day; of working days, if its own is one.
    std::optional<Date> first_free() const;
    std::size_t troubled_on(Date on) const { return judge_.troubled_on(on); }
    const RadarDay& day() const { return day_; }
    // Places in day().entries() that share the channel and the time of the plan on any of its days.
    std::vector<std::size_t> in_its_slot() const;
    // How many accounts of the warning break its rule only because of those other entries.
    std::size_t covered_by(const RadarWarning& warning, std::span<const Id> entries) const;

private:
    RadarPicture look(Records& records, const Directory& directory) const;
    bool is_movable() const { return question_.days.size() == 1 && question_.wants_free_day; }
    Window around() const;
    void judge();
    void judge_days();
    void find_causes();
    std::size_t count_causes(std::size_t account);

    RadarQuestion question_;
    Date today_;
    RadarRules rules_;
    RadarPicture picture_;
    RadarJudge judge_;
    RadarDay day_;
    std::vector<RadarWarning> warnings_;
    std::vector<std::size_t> troubled_;
    std::vector<RadarCause> causes_;
    std::size_t logged_ = 0;
};

} // namespace tandem
