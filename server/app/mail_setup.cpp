#include "server/app/mail_setup.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include <sys/stat.h>

#include "calendar/mail/message.hpp"

namespace tandem {
namespace {

using outbound::SmtpTls;

struct Way {
    SmtpTls tls;
    std::uint16_t port;
};
const std::map<std::string, Way, std::less<>> ways = {
    {"starttls", {SmtpTls::starttls, 587}}, {"tls", {SmtpTls::tls, 465}}, {"none", {SmtpTls::none, 25}}};

// R21 for keys, and this is one.
Result<std::string> read_password(const std::filesystem::path& file) {
    constexpr std::string_view field = "smtp_password_file";
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return fail_field(field, "names no file");
    if ((status.st_mode & 077) != 0) return fail_field(field, "can be read by others; run chmod 600 on it");
    std::ifstream in(file);
    std::string password;
    if (!std::getline(in, password) || password.empty())
        return fail_field(field, "must have the password in its first line");
    return password;
}

// Whether the certificates in it are any is seen when the relay is asked: it may be renewed while we run.
bool is_readable(const std::filesystem::path& file) {
    std::error_code fault;
    return std::filesystem::is_regular_file(file, fault) && std::ifstream(file).good();
}

bool is_host(std::string_view host) {
    return host.size() <= 253 && host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                        ".-:") == std::string_view::npos;
}

} // namespace

Result<std::optional<MailSetup>> read_mail_setup(const Config& config) {
    if (config.smtp_host.empty()) return std::nullopt;
    if (!is_host(config.smtp_host)) return fail_field("smtp_host", "must be a name or an address, without a port");
    const auto way = ways.find(config.smtp_tls);
    if (way == ways.end()) return fail_field("smtp_tls", "must be starttls, tls or none");
    if (config.smtp_port > 65'535) return fail_field("smtp_port", "must be 65535 at most");
    if (!is_mail_address(config.smtp_from)) return fail_field("smtp_from", "must be an e-mail address");
    const bool is_signed_in = !config.smtp_user.empty();
    if (is_signed_in && way->second.tls == SmtpTls::none)
        return fail_field("smtp_tls", "must not be none with smtp_user: the password would be sent in the clear");
    MailSetup setup;
    setup.relay.host = config.smtp_host;
    setup.relay.port = config.smtp_port ? static_cast<std::uint16_t>(config.smtp_port) : way->second.port;
    setup.relay.tls = way->second.tls;
    setup.relay.user = config.smtp_user;
    if (is_signed_in) {
        auto password = read_password(config.smtp_password_file);
        if (!password) return std::unexpected(password.error());
        setup.relay.password = std::move(*password);
    }
    if (!config.smtp_ca_file.empty() && !is_readable(config.smtp_ca_file))
        return fail_field("smtp_ca_file", "names no file that can be read");
    setup.relay.ca_file = config.smtp_ca_file.string();
    setup.from = config.smtp_from;
    setup.delay = std::chrono::seconds{config.mail_delay_seconds};
    setup.gap = std::chrono::seconds{config.mail_gap_seconds};
    return setup;
}

} // namespace tandem
