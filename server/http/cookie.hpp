#pragma once
// Cookies in and out (RFC 6265). Every cookie of ours is HttpOnly, SameSite=Lax and for the whole site (R7). Pure.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/headers.hpp"

namespace tandem::http {

// The first cookie of that name; nothing if there is none.
std::optional<std::string_view> cookie_value(const Headers& headers, std::string_view name);

struct Cookie {
    std::string name;
    std::string value;               // base64url or the like: no separators
    std::chrono::seconds max_age{0}; // 0 deletes it
    bool secure = true;              // false only on plain HTTP over loopback
};
// The value of a Set-Cookie header.
std::string format_cookie(const Cookie& cookie);

} // namespace tandem::http
