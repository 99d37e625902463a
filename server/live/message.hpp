#pragma once
// The frames that a page sends over /ws, decoded; and those that are answered to one page. JSON text, one object each.

#include <optional>
#include <string>
#include <variant>

#include "calendar/engine/command.hpp"

namespace tandem::live {

struct Hello {
    std::string epoch;
    std::int64_t since = 0;
};

struct Presence {
    std::optional<Id> open;     // the entry that the member has open
    std::optional<Id> dragging; // the entry that the member is moving
    bool operator==(const Presence&) const = default;
};

using Message = std::variant<Hello, Command, Presence>;

// Errors: bad_request, unknown_field, invalid_field; each with the field.
Result<Message> decode_message(std::string_view text);

// The body of POST /api/commands: a command frame without "type".
Result<Command> decode_command(std::string_view text);

// The command's id if the text has one that can be echoed: a frame that is refused can then be told apart.
std::string command_id_of(std::string_view text);

std::string encode_hello(std::string_view epoch, std::int64_t seq, Id me);
std::string encode_outcome(std::string_view command_id, const Outcome& outcome); // ack, refused or conflict
std::string encode_error(const Error& error);
std::string encode_resync(std::string_view reason);
std::string encode_tick(Instant at);

} // namespace tandem::live
