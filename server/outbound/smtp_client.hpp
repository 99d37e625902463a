#pragma once
// SmtpClient: hands one mail to the relay of this company (RFC 5321, 6409). Bounded in time. It waits, so it is called
// on threads that may wait; each call stands alone.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <string>

namespace tandem::outbound {

enum class SmtpTls : std::uint8_t {
    starttls, // begins in the clear and goes no further unless it becomes secure (RFC 3207)
    tls,      // from the first byte (RFC 8314)
    none,     // for a relay on this machine or in its network
};

struct SmtpRelay {
    std::string host;
    std::uint16_t port = 587;
    SmtpTls tls = SmtpTls::starttls;
    std::string user; // empty: without signing in
    std::string password;
    std::string ca_file; // PEM; only those in it may vouch for the relay. Empty: those whom this system trusts
    std::chrono::milliseconds connect{5'000}; // R17
    std::chrono::milliseconds total{10'000};
};

// Addresses as is_mail_address() takes them, and a message with lines that end in CRLF.
struct SmtpMail {
    std::string from;
    std::string to;
    std::string message;
};

struct SmtpFailure {
    enum class Of : std::uint8_t {
        mail,  // the relay will never take this one
        later, // it may take this one later
        relay, // none goes out until someone or time mends it
    };
    Of of = Of::later;
    std::string reason; // in our words: holds nothing that the relay has said
};

class SmtpClient {
public:
    explicit SmtpClient(SmtpRelay relay);

    // Done once the relay has taken the mail over. Ends soon after `stopping` has become true, but for the few moments
    // between the end of the mail and the relay's word on it.
    std::expected<void, SmtpFailure> send(const SmtpMail& mail, const std::atomic<bool>& stopping) const;

private:
    SmtpRelay relay_;
};

} // namespace tandem::outbound
