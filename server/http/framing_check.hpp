#pragma once
// What a request's head must satisfy before anything is routed or any body byte is read: the holes that Beast 1.81
// leaves open (two Hosts, "xchunked", chunked in HTTP/1.0, coded bodies) and the shape of the target (R4). Pure.

#include <optional>
#include <string>

#include "server/http/message.hpp"

namespace tandem::http {

struct FramingFault {
    int status;
    std::string message;
};

// Reads method, target, headers and http_1_0; on success fills path and query (and strips an absolute-form target).
std::optional<FramingFault> check_framing(Request& head);

} // namespace tandem::http
