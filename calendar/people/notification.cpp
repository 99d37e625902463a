#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    reference<&Notification::member_id>("member_id", "member", "Whose inbox it is in").set_by(SetBy::server),
    choice<&Notification::kind>("kind", notification_kinds, "What happened").set_by(SetBy::server),
    reference<&Notification::by_id>("by_id", "member", "Who did it").set_by(SetBy::server),
    reference<&Notification::entry_id>("entry_id", "entry", "The entry that it is about").set_by(SetBy::server),
    reference<&Notification::account_id>("account_id", "account", "The account that it is about").set_by(SetBy::server),
    reference<&Notification::offer_id>("offer_id", "offer", "The offer that it is about").set_by(SetBy::server),
    boolean<&Notification::is_read>("read", "Whether it was looked at"),
    reference<&Notification::comment_id>("comment_id", "comment", "The comment that it tells of").set_by(SetBy::server),
};

} // namespace

constinit const EntityType notification_type = entity<Notification>("notification", Audience::owner, fields);

} // namespace tandem
