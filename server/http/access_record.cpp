#include "server/http/access_record.hpp"

namespace tandem::http {

namespace {

// What follows these is a secret (R13, R25).
constexpr std::string_view secret_prefixes[] = {"/feeds/", "/setup/", "/invitation/", "/invitations/",
                                                "/api/invitations/"};
constexpr std::size_t longest_path = 300;

} // namespace

std::string printable(std::string_view text, std::size_t limit) {
    std::string out(text.substr(0, limit));
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
    return out;
}

std::string redact_path(std::string_view path) {
    for (const auto prefix : secret_prefixes)
        if (path.size() > prefix.size() && path.starts_with(prefix)) return std::string(prefix) + "…redacted";
    return printable(path, longest_path);
}

} // namespace tandem::http
