#pragma once
// One line of the access log, with everything secret already gone (R25). Made by the session, written by app.

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "server/net/address.hpp"

namespace tandem::http {

struct AccessRecord {
    net::Address client;
    std::string method;     // "-" if no request could be read
    std::string path;       // redacted, without the query; "-" as above
    std::string user_agent; // at most 200 characters, controls replaced
    int status = 0;
    std::size_t body_bytes = 0;
    std::chrono::microseconds took{0}; // from the end of the head to the answer
};

using OnAccess = std::function<void(const AccessRecord&)>;

// "/feeds/TOKEN/team.ics" as "/feeds/…redacted"; the same for invitations. Controls and what is not ASCII become "?".
std::string redact_path(std::string_view path);
// For other text of clients: printable ASCII, cut at `limit`.
std::string printable(std::string_view text, std::size_t limit);

} // namespace tandem::http
