#include "calendar/entries/gate.hpp"

namespace tandem {
namespace {

constexpr Field gate_fields[] = {
    choice<&Gate::kind>("kind", entry_kinds, "Entries of which kind").required().set_by(SetBy::creation),
    choice<&Gate::status>("status", entry_statuses, "That are to take this status").required().set_by(SetBy::creation),
    choice_list<&Gate::rules>("rules", gate_rules, "What they need"),
    integer<&Gate::sign_offs>("sign_offs", "By how many members they must be signed off").range(0, 10),
    choice<&Gate::sign_off_role>("sign_off_role", roles, "The role of those members; null for any"),
    choice<&Gate::sign_off_team>("sign_off_team", teams, "The team of those members; null for any"),
};

constexpr Field checklist_fields[] = {
    part_entry.set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    text<&ChecklistItem::text>("text", "What is to be done").required().length(1, 200),
    boolean<&ChecklistItem::done>("done", "Whether it is done"),
    reference<&ChecklistItem::done_by_id>("done_by_id", "member", "Who did it").set_by(SetBy::server),
    integer<&ChecklistItem::position>("position", "Its place among the others, least first")
        .range(-1'000'000, 1'000'000),
};

constexpr Field sign_off_fields[] = {
    part_entry.set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    reference<&SignOff::member_id>("member_id", "member", "Whose word it is").required().set_by(SetBy::creation),
    choice<&SignOff::state>("state", sign_off_states, "Wanted, given, refused, or withdrawn by a change"),
    text<&SignOff::note>("note", "What they say to it").length(0, 500),
    instant<&SignOff::decided_at>("decided_at", "When it was given, refused or withdrawn").set_by(SetBy::server),
    text<&SignOff::signed_digest>("signed_digest", "Of what was signed: by it a word is found to hold again")
        .length(0, 64)
        .set_by(SetBy::server)
        .shown(Detail::log),
};

} // namespace

constinit const EntityType gate_type = entity<Gate>("gate", Audience::everyone, gate_fields);
constinit const EntityType checklist_item_type =
    entity<ChecklistItem>("checklist_item", Audience::entry, checklist_fields);
constinit const EntityType sign_off_type = entity<SignOff>("sign_off", Audience::entry, sign_off_fields);

} // namespace tandem
