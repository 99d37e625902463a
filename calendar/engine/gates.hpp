#pragma once
// Gates: what an entry still needs before it may take a status. One rule for commands, which are refused by it, and for
// queries, which tell it beforehand. Reads the store; decides nothing else.

#include <optional>
#include <string>
#include <vector>

#include "calendar/engine/rules.hpp"
#include "calendar/entries/gate.hpp"

namespace tandem {

struct Missing {
    std::string_view rule; // of gate_rules, or "sign_offs"
    std::string what;      // "an owner", "2 more sign-offs by leads of sales"
};

// What it needs for each status on the way from where it is to `to`, in words for the member; none is the system. Empty
// where nothing keeps it.
std::vector<Missing> missing_for(const Entry& entry, EntryStatus from, EntryStatus to, Records& records,
                                 const Directory& directory, const std::optional<Id>& member);

// Refuses what a gate keeps, if the records are entries; to be asked once all they name was looked at. Of imports the
// file decides. Errors: invalid_field "status", saying all that is missing.
Result<void> check_gates(const Context& context, const Record* before, const Record& after);

// SHA-256 of what members sign: the entry's words, time, audience, offer and links. Who sees it and how far it is are
// not among that.
std::string signed_digest(const Entry& entry);

// What was signed has changed: a word that was given holds no more, and who gave it is told at the end of the command
// (tell.hpp). Where the entry is again what was signed, also by an undo, it holds again.
void follow_signed(Context& context, const Entry& before, const Entry& after);

Result<void> may_write_gate(const Context& context, const Record& record);
Result<void> complete_gate(Context& context, const Record* before, Record& after);
Result<void> complete_checklist_item(Context& context, const Record* before, Record& after);
Result<void> may_write_sign_off(const Context& context, const Record& record);
Result<void> complete_sign_off(Context& context, const Record* before, Record& after);

} // namespace tandem
