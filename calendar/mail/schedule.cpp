#include "calendar/mail/schedule.hpp"

#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

constexpr std::chrono::hours still_morning{4};

// 0 is Monday.
int day_of_week(Date day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1; }

bool is_first_working_day(Date day, const std::function<bool(Date)>& is_day_off) {
    for (Date before = day - std::chrono::days{day_of_week(day)}; before < day; before += std::chrono::days{1})
        if (!is_day_off(before)) return false;
    return true;
}

} // namespace

std::optional<DueMail> due_mail(const MailWishes& wishes, std::string_view zone, Instant now,
                                const std::function<bool(Date)>& is_day_off) {
    if (!wishes.morning && !wishes.week) return {};
    const Date day = std::chrono::floor<std::chrono::days>(to_local(now, zone));
    const Instant from = to_instant(day + std::chrono::hours{wishes.hour}, zone);
    if (now < from || now >= from + still_morning) return {};
    if (day_of_week(day) > 4 || is_day_off(day)) return {};
    if (wishes.week && is_first_working_day(day, is_day_off)) return DueMail{MailKind::week, day};
    if (wishes.morning) return DueMail{MailKind::morning, day};
    return {};
}

} // namespace tandem
