#pragma once
// What a session keeps of the request being served, for its answer and for its line in the access log. No I/O.

#include <string>

#include "server/http/access_record.hpp"
#include "server/http/request_reader.hpp"
#include "server/http/router.hpp"
#include "server/net/loop.hpp"

namespace tandem::http {

struct Exchange {
    std::string method, path, user_agent; // "-" for what could not be read
    net::Address client;
    bool secure = false;
    bool http_1_0 = false;
    bool keep_alive = false;
    net::SteadyTime head_at{};
};

// Who sent it, as far as the proxies are to be believed.
struct Line {
    net::Address peer;
    bool is_tls = false;
};
Exchange note_exchange(const RequestReader& reader, bool is_readable, const Line& line, const net::Networks& proxies);

AccessRecord record_of(const Exchange& exchange, const Response& response);

// Answers of the session itself.
Response refusal_response(const RequestReader::Refusal& refusal);
Response no_route_response(const Router::Match& match);

} // namespace tandem::http
