#include "server/http/origin.hpp"

#include <algorithm>

namespace tandem::http {

namespace {

// "HTTPS://Plan.example:443/x" as "https://plan.example"; "" if it is no such URL.
std::string origin_of(std::string_view url) {
    std::string origin(url.substr(0, url.find('/', std::min(url.find("://"), url.size() - 1) + 3)));
    std::transform(origin.begin(), origin.end(), origin.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool secure = origin.starts_with("https://");
    if (!secure && !origin.starts_with("http://")) return {};
    const std::string_view own_port = secure ? ":443" : ":80";
    if (origin.ends_with(own_port)) origin.resize(origin.size() - own_port.size());
    const auto host = std::string_view(origin).substr(secure ? 8 : 7);
    if (host.empty() || host.find_first_of("@?# ") != std::string_view::npos) return {};
    return origin;
}

} // namespace

Result<Origins> Origins::from_urls(const std::vector<std::string>& base_urls) {
    Origins made;
    for (const auto& url : base_urls) {
        auto origin = url.empty() ? std::string() : origin_of(url);
        if (origin.empty())
            return fail(ErrorCode::invalid_field, "a base URL is http://HOST[:PORT] or https://HOST[:PORT]");
        made.origins_.push_back(std::move(origin));
    }
    return made;
}

bool Origins::holds(std::string_view origin) const {
    return std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

Result<void> check_origin(const Request& request, const Origins& ours) {
    const auto sent = request.headers.count("Origin");
    if (sent == 0 && request.headers.count("Authorization") > 0) return {};
    if (sent == 1 && ours.holds(request.headers.get("Origin"))) return {};
    return fail(ErrorCode::forbidden, "the request does not come from this server's own page");
}

} // namespace tandem::http
