#pragma once
// What a picture says of a plan by the rules: which account breaks which rule on a day, and which days are free. Pure.

#include <array>

#include "calendar/engine/radar_picture.hpp"

namespace tandem {

// Another day helps against these.
inline bool is_of_the_day(RadarRule rule) { return rule == RadarRule::too_often || rule == RadarRule::cool_down; }

class RadarJudge {
public:
    // `own` are the days of the plan, each of which is a contact. Both must outlive it.
    RadarJudge(const RadarRules& rules, const RadarPicture& picture, std::span<const Date> own);

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
