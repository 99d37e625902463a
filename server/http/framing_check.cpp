#include "server/http/framing_check.hpp"

#include <algorithm>

namespace tandem::http {

namespace {

using Fault = std::optional<FramingFault>;

bool is_host_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
}

Fault check_host(const Headers& headers) {
    if (headers.count("Host") != 1) return FramingFault{400, "exactly one Host is required"};
    const auto host = headers.get("Host");
    if (host.empty() || host.size() > 255 || !std::all_of(host.begin(), host.end(), is_host_character))
        return FramingFault{400, "Host is not a host"};
    return {};
}

// RFC 9112 6.1 and 6.3: two ways to find a body's end are one too many, so only the plain cases pass.
Fault check_body_framing(const Request& head) {
    const auto codings = head.headers.count("Transfer-Encoding");
    const auto lengths = head.headers.count("Content-Length");
    if (codings > 0) {
        if (codings > 1 || !equal_without_case(head.headers.get("Transfer-Encoding"), "chunked"))
            return FramingFault{400, "Transfer-Encoding may only be chunked, once"};
        if (lengths > 0) return FramingFault{400, "Transfer-Encoding and Content-Length exclude each other"};
        if (head.http_1_0) return FramingFault{400, "HTTP/1.0 has no Transfer-Encoding"};
    }
    if (lengths > 1) return FramingFault{400, "Content-Length may come only once"};
    if (lengths == 1) {
        const auto length = head.headers.get("Content-Length");
        const bool digits = std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (length.empty() || length.size() > 18 || !digits) return FramingFault{400, "Content-Length is not a number"};
    }
    return {};
}

Fault check_expectations(const Headers& headers) {
    if (headers.count("Content-Encoding") > 0)
        return FramingFault{415, "requests with a Content-Encoding are not read here"};
    if (headers.count("Expect") > 0 && !equal_without_case(headers.get("Expect"), "100-continue"))
        return FramingFault{417, "only 100-continue can be expected"};
    return {};
}

// Folded or broken lines end up as controls in a value.
Fault check_values(const Headers& headers) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto value = headers[i].value;
        if (std::any_of(value.begin(), value.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }))
            return FramingFault{400, "a header has control characters"};
    }
    return {};
}

// RFC 9112 3.2: origin-form, or absolute-form naming the same host.
Fault split_target(Request& head) {
    std::string_view rest = head.target;
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (rest.size() < scheme.size() || !equal_without_case(rest.substr(0, scheme.size()), scheme)) continue;
        rest.remove_prefix(scheme.size());
        const auto end = std::min(rest.find_first_of("/?"), rest.size());
        if (!equal_without_case(rest.substr(0, end), head.headers.get("Host")))
            return FramingFault{400, "the target names another host than Host"};
        rest.remove_prefix(end);
        head.target = rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
        rest = head.target;
        break;
    }
    if (!rest.starts_with('/') || rest.find('#') != std::string_view::npos)
        return FramingFault{400, "the target is not a path"};
    const auto question = std::min(rest.find('?'), rest.size());
    head.path = rest.substr(0, question);
    head.query = rest.substr(std::min(question + 1, rest.size()));
    return {};
}

} // namespace

std::optional<FramingFault> check_framing(Request& head) {
    if (auto fault = check_host(head.headers)) return fault;
    if (auto fault = check_body_framing(head)) return fault;
    if (auto fault = check_expectations(head.headers)) return fault;
    if (auto fault = check_values(head.headers)) return fault;
    return split_target(head);
}

} // namespace tandem::http
