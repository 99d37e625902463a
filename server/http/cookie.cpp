#include "server/http/cookie.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tandem::http {

namespace {

std::optional<std::string_view> find_in(std::string_view pairs, std::string_view name) {
    while (!pairs.empty()) {
        const auto end = std::min(pairs.find(';'), pairs.size());
        auto pair = pairs.substr(0, end);
        pairs.remove_prefix(std::min(end + 1, pairs.size()));
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string_view> cookie_value(const Headers& headers, std::string_view name) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!equal_without_case(headers[i].name, "Cookie")) continue;
        if (auto value = find_in(headers[i].value, name)) return value;
    }
    return std::nullopt;
}

std::string format_cookie(const Cookie& cookie) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie.name, cookie.value,
                       cookie.max_age.count(), cookie.secure ? "; Secure" : "");
}

} // namespace tandem::http
