#include "calendar/talk/comment.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    part_entry.set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    reference<&Comment::offer_id>("offer_id", "offer", "The offer that it is about").set_by(SetBy::creation),
    reference<&Comment::account_id>("account_id", "account", "The account that it is about").set_by(SetBy::creation),
    text<&Comment::text>("text", "What is said").required().length(1, 4'000),
    references<&Comment::mention_ids>("mention_ids", "member", "Whom it names: they are told of it").items(50, 0),
    instant<&Comment::edited_at>("edited_at", "When its words were last changed").set_by(SetBy::server),
};

} // namespace

constinit const EntityType comment_type = entity<Comment>("comment", Audience::entry, fields);

} // namespace tandem
