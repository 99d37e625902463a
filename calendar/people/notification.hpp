#pragma once
// Notification: what a member is told in their inbox. Made by the engine along with the change that it tells of. It
// says no more than which record it is about: the words are made where it is shown, of what the member sees then.

#include <optional>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class NotificationKind : std::uint8_t {
    mention,
    comment,
    assigned,
    sign_off_wanted,
    signed_off,
    asked,
    answered,
    sign_off_refused
};
inline constexpr std::string_view notification_kinds[] = {"mention",    "comment", "assigned", "sign_off_wanted",
                                                          "signed_off", "asked",   "answered", "sign_off_refused"};

struct Notification final : Record {
    Id member_id; // whose inbox
    NotificationKind kind = NotificationKind::mention;
    std::optional<Id> by_id; // who caused it
    std::optional<Id> entry_id;
    std::optional<Id> account_id;
    std::optional<Id> offer_id;
    bool is_read = false;
    std::optional<Id> comment_id; // that names them, or that was said
};

extern const EntityType notification_type;

} // namespace tandem
