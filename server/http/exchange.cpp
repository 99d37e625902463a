#include "server/http/exchange.hpp"

namespace tandem::http {

namespace {

constexpr std::size_t longest_method = 20;
constexpr std::size_t longest_user_agent = 200;

} // namespace

Exchange note_exchange(const RequestReader& reader, bool is_readable, const Line& line, const net::Networks& proxies) {
    const Request& head = reader.head();
    const bool by_proxy = net::contains(proxies, line.peer);
    Exchange exchange;
    exchange.method = is_readable ? head.method : "-";
    exchange.path = is_readable ? head.path : "-";
    exchange.user_agent = head.headers.get("User-Agent").substr(0, longest_user_agent);
    exchange.client =
        by_proxy ? net::client_behind(line.peer, head.headers.get("X-Forwarded-For"), proxies) : line.peer;
    exchange.secure = line.is_tls || (by_proxy && equal_without_case(head.headers.get("X-Forwarded-Proto"), "https"));
    exchange.http_1_0 = head.http_1_0;
    exchange.keep_alive = is_readable && reader.keep_alive();
    exchange.head_at = net::Loop::now();
    return exchange;
}

AccessRecord record_of(const Exchange& exchange, const Response& response) {
    AccessRecord record;
    record.client = exchange.client;
    record.method = printable(exchange.method, longest_method);
    record.path = redact_path(exchange.path);
    record.user_agent = printable(exchange.user_agent, longest_user_agent);
    record.status = response.status;
    record.body_bytes = view(response.body).size();
    record.took = std::chrono::duration_cast<std::chrono::microseconds>(net::Loop::now() - exchange.head_at);
    return record;
}

Response refusal_response(const RequestReader::Refusal& refusal) {
    const ErrorCode code = refusal.status == 413   ? ErrorCode::too_large
                           : refusal.status == 415 ? ErrorCode::unsupported_media_type
                                                   : ErrorCode::bad_request;
    return problem_with_status(refusal.status, {code, {}, refusal.message});
}

Response no_route_response(const Router::Match& match) {
    if (match.allow.empty()) return problem({ErrorCode::not_found, {}, "nothing is at this address"});
    auto response = problem({ErrorCode::method_not_allowed, {}, "this address has other methods"});
    response.headers.add("Allow", match.allow);
    return response;
}

} // namespace tandem::http
