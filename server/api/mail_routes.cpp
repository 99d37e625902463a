#include "server/api/mail_routes.hpp"

#include <memory>

namespace tandem::api {
namespace {

constexpr std::size_t empty_object = 64; // bytes: the page sends {} where there is nothing to say

http::Response answer_for(const MailRound::Sent& sent) {
    if (sent) return http::json_response(200, R"({"sent":true})");
    return http::problem({ErrorCode::unavailable, {}, sent.error().reason});
}

} // namespace

void add_mail_routes(http::Router& router, Guard& guard, Mailer& mailer) {
    router.add(
        {"GET", "/api/mail", guard.signed_in([&mailer](const http::Request&, http::Respond respond, const Visitor&) {
             respond(http::json_response(200, mailer.is_on() ? R"({"on":true})" : R"({"on":false})"));
         })});
    // To the member's own address only, so that it is no way to write to others.
    router.add({"POST", "/api/mail/test",
                guard.signed_in([&mailer](const http::Request&, http::Respond respond, const Visitor& visitor) {
                    if (!mailer.is_on())
                        return respond(http::problem({ErrorCode::not_found, {}, "no mail is sent here"}));
                    auto answer = std::make_shared<http::Respond>(std::move(respond));
                    const bool is_taken = mailer.send_test(
                        visitor.member_id, [answer](const MailRound::Sent& sent) { (*answer)(answer_for(sent)); });
                    if (!is_taken) (*answer)(http::problem({ErrorCode::unavailable, {}, "others are trying the same"}));
                }),
                empty_object});
}

} // namespace tandem::api
