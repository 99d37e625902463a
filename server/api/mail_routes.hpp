#pragma once
// Whether this server sends mail, and a test mail to oneself.

#include "server/api/guard.hpp"
#include "server/http/router.hpp"
#include "server/mailer/mailer.hpp"

namespace tandem::api {

void add_mail_routes(http::Router& router, Guard& guard, Mailer& mailer);

} // namespace tandem::api
