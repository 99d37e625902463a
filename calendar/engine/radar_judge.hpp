#pragma once
// What a picture says of a plan by the rules: which account breaks which rule on a day, and which days are free. Pure.

#include <bitset>
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

class RadarJudge {
public:
    // `own` are the days of the plan, each of which is a contact. Both must outlive it.
    RadarJudge(const RadarRules& rules, const RadarPicture& picture, std::span<const Date> own);

    // Of a rule on accounts: what speaks against the day itself is for RadarDay.
    bool breaks(RadarRule rule, std::size_t account, Date on) const;
    // Whether it would hear too often on that day also if it were not for those: places in the picture, in order.
    bool hears_too_often_without(std::span<const std::int32_t> entries, std::size_t account, Date on) const;
    // How many accounts break a rule of the day if the whole plan were this one day.
    std::size_t troubled_on(Date on) const;

private:
    bool is_too_often_with_own(std::vector<Date> others, Date on) const;

    const RadarRules& rules_;
    const RadarPicture& picture_;
    std::vector<Date> own_;
    std::vector<std::vector<Date>> days_;          // of each account, in order
    std::vector<std::vector<Date>> conversations_; // of each account
};

} // namespace tandem
