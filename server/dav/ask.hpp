#pragma once
// What a method gets and gives: one authenticated request for one resource in, an answer or a command out. Methods run
// on a worker; they know no socket, and commands go through the one write path.

#include <functional>
#include <string>
#include <variant>

#include "calendar/engine/calendar_tags.hpp"
#include "calendar/engine/object_reader.hpp"
#include "server/auth/authenticator.hpp"
#include "server/core/backend.hpp"
#include "server/dav/address.hpp"
#include "server/http/message.hpp"

namespace tandem::dav {

struct Services {
    Backend& backend;
    Authenticator& authenticator;
    const CalendarTags& tags;
    const std::string& base_url; // "https://cal.example.org"; known before the first request
    std::size_t most_answer_bytes = 32'000'000;
};

struct Ask {
    const Services& services;
    const http::Request& request;
    const Visitor& visitor;
    const Address& address; // of the visitor's own home
    ObjectReader& reader;
    const Calendar* calendar = nullptr; // that the address names, if it does
};

struct Write {
    Submission submission;
    std::function<http::Response(const Outcome&)> answer;
    bool may_retry = false; // on changed_since: nobody asked for the state that it was made for
};

using Step = std::variant<http::Response, Write>;

} // namespace tandem::dav
