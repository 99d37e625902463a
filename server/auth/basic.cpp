#include "server/auth/basic.hpp"

#include <sodium.h>

#include "server/http/headers.hpp"

namespace tandem {
namespace {

constexpr std::string_view scheme = "Basic ";
constexpr std::size_t longest = 4'096; // encoded; an address and a token need a tenth

} // namespace

std::optional<BasicCredentials> basic_credentials(std::string_view header) {
    if (header.size() > longest || !http::equal_without_case(header.substr(0, scheme.size()), scheme))
        return std::nullopt;
    header.remove_prefix(scheme.size());
    std::string text(header.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(text.data()), text.size(), header.data(), header.size(), " ",
                          &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    text.resize(size);
    const auto colon = text.find(':');
    if (colon == std::string::npos) return std::nullopt;
    BasicCredentials credentials{text.substr(0, colon), text.substr(colon + 1)};
    for (char& c : credentials.email) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return credentials;
}

} // namespace tandem
