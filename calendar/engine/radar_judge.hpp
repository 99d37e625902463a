#pragma once
// What a picture says of a plan by the rules: which account breaks which rule on a day, and which days are free. Pure.

#include <bitset>
#include <optional>
#include <span>
#include <string>

#include "calendar/engine/radar_picture.hpp"

namespace tandem {

// Another day helps against these.
inline bool is_of_the_day(RadarRule rule) { return rule >= RadarRule::too_often; }

// Which rules are broken on a day, by the number of the rule.
using BrokenRules = std::bitset<std::size(radar_rule_names)>;

// Appends their names, with commas between them.
void append_rules(std::string& out, const BrokenRules& broken);

// One account as it stands: whether what reaches it keeps the rules.
class HeardJudge {
public:
    // `heard` is in order; that and the rules must outlive it. By its flags nothing before `today` is broken.
    HeardJudge(const RadarRules& rules, bool do_not_contact, bool open_opportunity, std::span<const Heard> heard,
               Date today)
        : rules_(rules), do_not_contact_(do_not_contact), open_opportunity_(open_opportunity), heard_(heard),
          today_(today) {}

    BrokenRules broken_on(Date on) const;

private:
    bool hears_too_often(Date on) const;

    const RadarRules& rules_;
    bool do_not_contact_, open_opportunity_;
    std::span<const Heard> heard_;
    Date today_;
};

// A plan: whether what reaches an account keeps the rules together with it. What is heard is in order.
class RadarJudge {
public:
    // `own` are the days of the plan, in order, each of which is a contact. Both must outlive it.
    RadarJudge(const RadarRules& rules, std::span<const Date> own) : rules_(rules), own_(own) {}

    // The first day of the plan on which the account would hear too often, or while it should be left in quiet.
    std::optional<Date> first_too_often(std::span<const Heard> heard) const;
    std::optional<Date> first_cooling(std::span<const Heard> heard) const;
    // Whether it would hear too often also if it were not for those: places in the picture, in order.
    bool hears_too_often_without(std::span<const std::int32_t> entries, std::span<const Heard> heard) const;
    // Sets the days from `from` on that break a rule of the day if the whole plan were that one day. False for none.
    bool mark_troubled(std::span<const Heard> heard, Date from, std::vector<bool>& days) const;

private:
    std::optional<Date> first_too_often_among(const std::vector<Date>& others) const;

    const RadarRules& rules_;
    std::span<const Date> own_;
};

} // namespace tandem
