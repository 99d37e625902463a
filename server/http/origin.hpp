#pragma once
// Who may speak with a visitor's cookie: pages of our own address only (R6). Used for WebSocket handshakes and for
// every request that changes something under a cookie. Any thread once made.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/base/error.hpp"
#include "server/http/message.hpp"

namespace tandem::http {

class Origins {
public:
    Origins() = default;
    // "https://plan.example.com" or with a path behind; the port may be the scheme's own. invalid_field for others.
    static Result<Origins> from_urls(const std::vector<std::string>& base_urls);

    // RFC 6454 6.2: scheme, host and port, compared exactly.
    bool holds(std::string_view origin) const;

private:
    std::vector<std::string> origins_;
};

// The request's Origin must be there once and be ours. Without one, only a request with Authorization passes: a browser
// cannot be made to send that across sites. Error: forbidden.
Result<void> check_origin(const Request& request, const Origins& ours);

} // namespace tandem::http
