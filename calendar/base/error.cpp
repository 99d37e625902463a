#include "calendar/base/error.hpp"

namespace tandem {

const ErrorInfo& info(ErrorCode code) {
    static constexpr ErrorInfo table[] = {
        {"bad_request", 400, "The request cannot be read"},
        {"unknown_command", 400, "No such command"},
        {"unknown_field", 422, "Unknown field"},
        {"invalid_field", 422, "A field is not valid"},
        {"invalid_reference", 422, "A reference leads nowhere"},
        {"wrong_credentials", 401, "E-mail or password do not match"},
        {"not_signed_in", 401, "Sign in first"},
        {"forbidden", 403, "Not allowed"},
        {"not_found", 404, "Not found"},
        {"gone", 410, "No longer available"},
        {"conflict", 409, "Changed by someone else"},
        {"changed_since", 409, "Changed since"},
        {"too_large", 413, "Too large"},
        {"unsupported_media_type", 415, "Type not supported"},
        {"too_many_requests", 429, "Too many requests"},
        {"too_many_attempts", 429, "Too many attempts"},
        {"method_not_allowed", 405, "Method not allowed"},
        {"internal", 500, "Something went wrong here"},
        {"unavailable", 503, "Not available right now"},
        {"storage_full", 507, "The disk is full"},
    };
    static_assert(std::size(table) == static_cast<std::size_t>(ErrorCode::storage_full) + 1);
    return table[static_cast<std::size_t>(code)];
}

} // namespace tandem
