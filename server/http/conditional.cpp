#include "server/http/conditional.hpp"

#include <algorithm>

namespace tandem::http {

namespace {

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Calls `visit` for each member of a comma-separated list until it returns true. Commas inside quotes do not part.
template <class Visit>
bool any_member(std::string_view list, Visit visit) {
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= list.size(); ++at) {
        if (at < list.size() && list[at] == '"') quoted = !quoted;
        if (at < list.size() && (quoted || list[at] != ',')) continue;
        if (visit(trim(list.substr(begin, at - begin)))) return true;
        begin = at + 1;
    }
    return false;
}

std::string_view opaque(std::string_view etag) { return etag.starts_with("W/") ? etag.substr(2) : etag; }

// "gzip;q=0.5" accepts, "gzip;q=0" and "gzip; q=0.000" do not.
bool has_weight(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) return true;
    const auto weight = trim(parameters.substr(q + 2));
    return weight.find_first_of("123456789") != std::string_view::npos;
}

} // namespace

bool has_current_copy(const Headers& headers, std::string_view etag) {
    const auto sent = headers.find("If-None-Match");
    return sent && any_member(*sent, [&](std::string_view member) {
               return member == "*" || (!member.empty() && opaque(member) == opaque(etag));
           });
}

bool passes_if_match(const Headers& headers, std::string_view etag) {
    const auto sent = headers.find("If-Match");
    if (!sent) return true;
    if (etag.empty() || etag.starts_with("W/")) return false;
    return any_member(*sent, [&](std::string_view member) { return member == "*" || member == etag; });
}

bool accepts_gzip(const Headers& headers) {
    bool by_star = false;
    bool named = false, accepted = false;
    any_member(headers.get("Accept-Encoding"), [&](std::string_view member) {
        const auto semicolon = std::min(member.find(';'), member.size());
        const auto coding = trim(member.substr(0, semicolon));
        const bool weighs = has_weight(member.substr(semicolon));
        if (equal_without_case(coding, "gzip")) {
            named = true;
            accepted = weighs;
        } else if (coding == "*") {
            by_star = weighs;
        }
        return false;
    });
    return named ? accepted : by_star;
}

} // namespace tandem::http
