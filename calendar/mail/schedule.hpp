#pragma once
// When a member's morning mail is due. Pure; any thread.

#include <functional>
#include <optional>
#include <string_view>

#include "calendar/store/mail_outbox.hpp"
#include "calendar/time/date.hpp"

namespace tandem {

struct MailWishes {
    bool notices = true; // what comes into the inbox
    bool morning = true; // the day
    bool week = true;    // the week, on its first working day, instead of that day's
    int hour = 7;        // of their zone
};

struct DueMail {
    MailKind kind; // morning or week
    Date on;

    bool operator==(const DueMail&) const = default;
};

// From its hour on and for four hours: later it is no morning mail. None on weekends and on days off.
std::optional<DueMail> due_mail(const MailWishes& wishes, std::string_view zone, Instant now,
                                const std::function<bool(Date)>& is_day_off);

} // namespace tandem
