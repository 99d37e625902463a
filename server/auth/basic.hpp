#pragma once
// HTTP Basic (RFC 7617): what a calendar app signs in with. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace tandem {

struct BasicCredentials {
    std::string email; // lower case
    std::string password;
};

// Of an Authorization header; nothing for another scheme or for what cannot be read.
std::optional<BasicCredentials> basic_credentials(std::string_view header);

} // namespace tandem
