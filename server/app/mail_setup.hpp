#pragma once
// What the settings say of mail, checked and with the password read.

#include <chrono>
#include <optional>

#include "server/app/config.hpp"
#include "server/outbound/smtp_client.hpp"

namespace tandem {

struct MailSetup {
    outbound::SmtpRelay relay;
    std::string from;
    std::chrono::seconds delay{}, gap{};
};

// Nothing without smtp_host. Errors: invalid_field naming the setting; never with what the password file holds.
Result<std::optional<MailSetup>> read_mail_setup(const Config& config);

} // namespace tandem
