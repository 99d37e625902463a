#pragma once
// Rules: what each kind of record adds to the general create, update and delete: who may, what must hold, what is
// filled in, what goes along. One row per kind in the table of rules.cpp; the functions stand in rules_*.cpp.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calendar/engine/command.hpp"
#include "calendar/engine/directory.hpp"
#include "calendar/engine/draft.hpp"

namespace tandem {

struct Entry;
struct Notification;
struct RadarFacts;

// What a command is decided against. Reads no clock; the draft reads the store.
struct Context {
    const Actor& actor;
    const Member* member = nullptr; // the actor's; null for the system
    Instant now;
    const Directory& directory;
    Draft& draft;
    std::vector<std::pair<std::string, std::string>> secrets = {}; // for Ack::secrets
    bool keeps_password = false;         // member.rehash: the password stays what it was, only its hash is new
    bool is_undo = false;                // nobody is told of what only goes back
    bool keeps_entries = false;          // subscription.delete: its calendar stays, for members to change
    const RadarFacts* radar = nullptr;   // as a worker has found them (Submission)
    std::size_t led = 0, led_unseen = 0; // secondary dates that have moved along so far (entry_links.hpp)

    bool is_system() const { return actor.is_system; }
    bool is_admin() const { return is_system() || (member && member->role == Role::admin); }
    bool is_lead() const { return is_admin() || (member && member->role == Role::lead); }
};

// Commands of a kind that clients may send; the system may send each of them. Clients never rehash or sign out a
// member.
enum Verb : std::uint16_t {
    verb_create = 1,
    verb_update = 2,
    verb_delete = 4,
    verb_revoke = 8,
    verb_rehash = 16,
    verb_sign_out = 32,
    verb_put_series = 64,
    verb_refresh = 128,
    verb_shift = 256,
    verb_update_many = 512,
};

struct Rules {
    const EntityType* type;
    std::uint16_t verbs;
    bool can_undo; // whether a client may take such changes back
    // May the actor write this record? Asked of the record before and of the record after.
    Result<void> (*may_write)(const Context&, const Record& record);
    // Fills in defaults and checks what the field table cannot know. `before` is null on create.
    Result<void> (*complete)(Context&, const Record* before, Record& after);
    // Refuses a delete, or stages what must go along with it. May be null.
    Result<void> (*before_delete)(Context&, const Record& before);
};

std::span<const Rules> all_rules();
const Rules* find_rules(std::string_view kind);

// Whether the id that the field holds may be told to the actor, and named by them: of what they see in full.
bool may_name(Context& context, const Field& field, Id id);

// Every id that `after` newly names must be a record that the actor may see. Errors: invalid_reference with the field.
Result<void> check_references(Context& context, const EntityType& type, const Record* before, const Record& after);

Result<void> may_write_entry(const Context& context, const Record& record);
// The same without a command; nobody is the system.
Result<void> may_write_entry_as(const Directory& directory, std::optional<Id> member, const Entry& entry);
Result<void> complete_entry(Context& context, const Record* before, Record& after);
Result<void> before_delete_entry(Context& context, const Record& before);
// Before an entry goes: its parts go with it; children stay, without a parent; touches stay, without an entry.
void release_entry(Context& context, Id id);
// Of an entry that a calendar app has named.
Result<void> complete_resource_name(Context& context, const Entry* before, Entry& after);
Result<void> may_write_calendar(const Context& context, const Record& record);
Result<void> complete_calendar(Context& context, const Record* before, Record& after);
Result<void> before_delete_calendar(Context& context, const Record& before);
Result<void> may_write_subscription(const Context& context, const Record& record);
Result<void> complete_subscription(Context& context, const Record* before, Record& record);
Result<void> before_delete_subscription(Context& context, const Record& before);
// What everyone but viewers may change.
Result<void> may_write_shared(const Context& context, const Record& record);
Result<void> complete_account(Context& context, const Record* before, Record& after);
Result<void> before_delete_account(Context& context, const Record& before);
Result<void> may_write_touch(const Context& context, const Record& record);
Result<void> complete_touch(Context& context, const Record* before, Record& after);
Result<void> complete_offer(Context& context, const Record* before, Record& after);
Result<void> before_delete_offer(Context& context, const Record& before);
Result<void> complete_talking_point(Context& context, const Record* before, Record& after);
Result<void> complete_audience(Context& context, const Record* before, Record& after);
Result<void> before_delete_audience(Context& context, const Record& before);
Result<void> complete_prospect(Context& context, const Record* before, Record& after);
Result<void> before_delete_prospect(Context& context, const Record& before);
// Of what a member has said: their own; leads also that of others.
Result<void> may_write_said(const Context& context, const Record& record);
Result<void> complete_comment(Context& context, const Record* before, Record& after);
Result<void> before_delete_comment(Context& context, const Record& before);
Result<void> complete_reaction(Context& context, const Record* before, Record& after);
Result<void> complete_preference(Context& context, const Record* before, Record& after);
// Puts it into the inbox of `what.member_id`, as part of this change; the engine fills in who and when. Not of what
// they may not see or have muted, and not of what they did themselves.
void notify(Context& context, Notification what);
Result<void> may_write_member(const Context& context, const Record& record);
Result<void> complete_member(Context& context, const Record* before, Record& after);
// Stages the end of all that the member is signed in with (R7).
void end_sessions_and_tokens(Context& context, Id member_id);
Result<void> may_write_own(const Context& context, const Record& record);
Result<void> complete_feed_link(Context& context, const Record* before, Record& after);
Result<void> complete_session(Context& context, const Record* before, Record& after);
Result<void> may_write_saved_view(const Context& context, const Record& record);
Result<void> complete_saved_view(Context& context, const Record* before, Record& record);
Result<void> complete_token(Context& context, const Record* before, Record& after);

} // namespace tandem
