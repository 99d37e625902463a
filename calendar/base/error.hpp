#pragma once
// The one list of errors. Anything refused because of its input or its caller is an Error in a Result;
// a fault of the machine (disk, a bug) is an exception. Used by every folder, on every thread.

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace tandem {

enum class ErrorCode : std::uint8_t {
    bad_request,            // the frame, body or address cannot be read at all
    unknown_command,        // no command of that name
    unknown_field,          // a key that the command or record does not have
    invalid_field,          // a value breaks the rule of its field
    invalid_reference,      // an id that names nothing the caller may see
    wrong_credentials,      // e-mail or password do not match
    not_signed_in,          // no valid session or token
    forbidden,              // signed in, but may not do this
    not_found,              // does not exist, or may not be known to exist
    gone,                   // existed and was revoked
    conflict,               // the same field was changed by someone else
    changed_since,          // what an undo would restore was changed by someone else
    too_large,              // body, message or list above its limit
    unsupported_media_type, // content type or encoding not spoken here
    too_many_requests,      // rate limit; try later
    too_many_attempts,      // sign-in throttle; try later
    method_not_allowed,     // the address exists, the method does not
    internal,               // a bug or a fault of the machine; logged with an id
    unavailable,            // stopping, overloaded, or the store is not writable
    storage_full,           // the disk is full; nothing was written
};

struct ErrorInfo {
    std::string_view code;  // spelling on the wire
    int http_status;        // RFC 9110 status
    std::string_view title; // short, for people
};

// Never fails: every ErrorCode has a row.
const ErrorInfo& info(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string field;                   // name of the field at fault; empty if none
    std::string message;                 // the rule that was broken, in plain words; never echoes raw client bytes
    std::chrono::seconds retry_after{0}; // it may go better after so long; zero: not said
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
    return std::unexpected(Error{code, {}, std::move(message)});
}
inline std::unexpected<Error> fail_field(std::string_view field, std::string message,
                                         ErrorCode code = ErrorCode::invalid_field) {
    return std::unexpected(Error{code, std::string(field), std::move(message)});
}

} // namespace tandem
