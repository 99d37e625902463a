#pragma once
// A mail as text (RFC 5322): plain UTF-8, wrapped for any relay. Nothing that members have written can add a header or
// a recipient. Pure; any thread.

#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "calendar/base/id.hpp"

namespace tandem {

struct Mail {
    Id id; // Message-ID is made of it: the same each time this mail is sent, so that a second copy is known as one
    Instant at;
    std::string to; // an address as is_mail_address() takes it
    std::string to_name;
    std::string subject;
    std::string text; // lines end in \n
};

struct MailSender {
    std::string address;
    std::string settings_url; // where its reader switches such mail off (RFC 2369 3.2)
};

// name@host in visible ASCII, without the characters that mean something in a header or an SMTP command.
bool is_mail_address(std::string_view address);

// Lines end in CRLF, none longer than 78. The addresses must be mail addresses.
std::string to_message(const Mail& mail, const MailSender& sender);

} // namespace tandem
