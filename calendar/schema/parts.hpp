#pragma once
// The parts that schemas.cpp puts together: each source describes one family of messages. Used by this folder only.

#include <functional>
#include <string_view>

#include "calendar/schema/build.hpp"

namespace tandem::schema {

// Receives one document after the other: path below schemas/, title, schema.
using Emit = std::function<void(std::string_view path, std::string_view title, Json schema)>;

void emit_records(const Emit& emit);      // records/KIND.json, records/entry_busy.json
void emit_commands(const Emit& emit);     // commands/NAME.json: the args of each command that clients may send
void emit_messages(const Emit& emit);     // messages/: WebSocket frames, both directions
void emit_coordination(const Emit& emit); // api/: what is asked about audiences and of the radar
void emit_accounts(const Emit& emit);     // api/: what is asked around accounts
void emit_plan(const Emit& emit);         // api/: how entries hang together
void emit_mail(const Emit& emit);         // api/: mail
void emit_csv(const Emit& emit);          // api/: tables
void emit_answers(const Emit& emit);      // api/: bodies of HTTP requests and answers

} // namespace tandem::schema
