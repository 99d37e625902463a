#pragma once
// What goes into the one write path and what comes out of it. Page, REST, import, command line and jobs all build
// these.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "calendar/people/member.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

class Directory;
struct RadarFacts;

// Who asks. The system (sign-in, command line, jobs) may set fields that clients may not, and is not a member.
struct Actor {
    std::optional<Id> member_id;
    bool is_system = false;
    bool may_write = true;        // false for an API token that only reads
    std::optional<Id> session_id; // by which they ask: a command that waited in line dies with it (R7)
    std::optional<Id> token_id;
    // The import that this is part of; set by import_run alone. It may set what calendar files say of an entry.
    std::optional<Id> import_id = {};

    static Actor member(Id id, bool writes = true) { return {id, false, writes, {}, {}, {}}; }
    static Actor system() { return {std::nullopt, true, true, {}, {}, {}}; }
};

struct Command {
    std::string command_id;               // made by the client; a repeat by the same member gets the first answer
    std::string name;                     // "entry.update"
    JsonPtr args;                         // an object
    std::optional<std::int64_t> base_rev; // the rev that the author saw; nothing: the last write wins
};

// What the system relied on when it sent the command, such as the hash that a password was verified against. Asked
// where nothing can come in between: its error refuses the command.
using Premise = std::function<Result<void>(const Directory& directory, Instant now)>;

// A record that must be as the sender saw it, or the command is refused with changed_since: the If-Match of CalDAV.
// Unlike base_rev, which lets different fields of two authors both win.
struct Unchanged {
    const EntityType* type = nullptr;
    Id id;
    std::int64_t rev = 0;
};

// What the app said of the entry that its command made or changed (object_text.hpp).
struct ObjectText {
    std::optional<Id> entry; // nothing: the one that the command makes
    std::string text;
};

struct Submission {
    Actor actor;
    Command command;
    Premise premise = {};
    std::vector<Unchanged> unchanged = {};
    std::optional<ObjectText> object_text = {};
    std::shared_ptr<const RadarFacts> radar = {}; // for a command that rests on them (radar_facts.hpp)
};

// What became of an import that was taken back.
struct TakenBack {
    struct Kept {
        Id id;
        std::string title; // empty if it is not theirs to see
        std::string reason;
    };
    std::size_t entries = 0;
    std::vector<Kept> kept; // because it was changed since; the first of them
    std::size_t kept_count = 0;
};

// Done, durable, and numbered. `seq` is the newest change's if the command changed nothing.
struct Ack {
    std::int64_t seq = 0;
    std::optional<Id> id;                                     // of the record that the command made
    std::vector<std::pair<std::string, std::string>> secrets; // shown once: a repeat does not get them again
    std::optional<TakenBack> taken_back = {};                 // by import.undo; a repeat is not told again
    std::optional<std::string> object_tag = {};               // of the object whose text was kept
};

struct ConflictField {
    std::string name;
    std::string base, theirs, mine; // JSON of each value
};

// Someone else changed the same fields since base_rev. Nothing was written.
struct Conflict {
    Id id;
    std::int64_t rev = 0; // of the record now: the base_rev of a command that settles the conflict
    std::optional<Id> by;
    Instant at{};
    std::vector<ConflictField> fields;
};

using Outcome = std::variant<Ack, Error, Conflict>;

} // namespace tandem
