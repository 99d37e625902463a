#pragma once
// Small JSON bodies of requests that are no commands: texts and flags by name, unknown names refused.

#include <initializer_list>
#include <string>
#include <string_view>

#include "calendar/record/json.hpp"
#include "server/http/message.hpp"

namespace tandem::api {

class Body {
public:
    // Errors: unsupported_media_type, bad_request, unknown_field with the key's name.
    static Result<Body> read(const http::Request& request, std::initializer_list<std::string_view> known);

    bool has(std::string_view name) const;
    // Errors: invalid_field with the name, for anything but a text; absent is an error too.
    Result<std::string> text(std::string_view name) const;
    // Absent is false.
    Result<bool> flag(std::string_view name) const;

private:
    explicit Body(JsonPtr json) : json_(std::move(json)) {}
    JsonPtr json_;
};

} // namespace tandem::api
