#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    part_entry.set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    reference<&Reaction::offer_id>("offer_id", "offer", "The offer that it is given to").set_by(SetBy::creation),
    reference<&Reaction::account_id>("account_id", "account", "The account that it is given to")
        .set_by(SetBy::creation),
    reference<&Reaction::comment_id>("comment_id", "comment", "The comment that it is given to")
        .set_by(SetBy::creation),
    choice<&Reaction::kind>("kind", reaction_kinds, "The sign; up on an idea is a vote for it")
        .required()
        .set_by(SetBy::creation),
};

} // namespace

constinit const EntityType reaction_type = entity<Reaction>("reaction", Audience::entry, fields);

} // namespace tandem
