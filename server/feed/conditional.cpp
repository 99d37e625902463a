#include "server/feed/conditional.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "calendar/base/digits.hpp"

namespace tandem {
namespace {

constexpr std::string_view gzip_suffix = "-gz\"";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Calls `visit` with each item of a comma-separated list; our tags hold no commas.
template <class Visit>
void each_item(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        visit(trimmed(list.substr(0, comma)));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
}

// Weak comparison, and either packing of the same content.
bool matches(std::string_view list, std::string_view etag) {
    bool found = trimmed(list) == "*";
    const std::string packed = gzip_etag(etag);
    each_item(list, [&](std::string_view tag) {
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        found = found || tag == etag || tag == packed;
    });
    return found;
}

} // namespace

std::optional<Instant> last_modified(Instant changed_at, Instant now) {
    const Instant next_second = std::chrono::floor<std::chrono::seconds>(changed_at) + std::chrono::seconds{1};
    if (next_second > now) return std::nullopt;
    return next_second;
}

bool is_not_modified(const http::Headers& headers, const Validators& validators, Instant now) {
    if (const auto tags = headers.find("If-None-Match")) return matches(*tags, validators.etag);
    const auto since = parse_http_date(trimmed(headers.get("If-Modified-Since")));
    const auto modified = last_modified(validators.changed_at, now);
    return since && modified && *since <= now && *since >= *modified;
}

std::optional<Instant> parse_http_date(std::string_view text) {
    // "Sun, 06 Nov 1994 08:49:37 GMT"
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' ||
        text[19] != ':' || text[22] != ':' || text.substr(25) != " GMT")
        return std::nullopt;
    const auto month = std::ranges::find(months, text.substr(8, 3));
    const int day = parse_digits(text.substr(5, 2)), year = parse_digits(text.substr(12, 4)),
              hour = parse_digits(text.substr(17, 2)), minute = parse_digits(text.substr(20, 2)),
              second = parse_digits(text.substr(23, 2));
    if (month == months.end() || day < 0 || year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second};
}

bool accepts_gzip(const http::Headers& headers) {
    bool accepted = false;
    each_item(headers.get("Accept-Encoding"), [&](std::string_view item) {
        const auto semicolon = std::min(item.find(';'), item.size());
        const std::string_view coding = trimmed(item.substr(0, semicolon));
        if (!http::equal_without_case(coding, "gzip") && !http::equal_without_case(coding, "x-gzip")) return;
        const std::string_view weight = trimmed(item.substr(std::min(semicolon + 1, item.size())));
        accepted = weight.find_first_of("123456789") != std::string_view::npos || weight.empty(); // q=0 refuses
    });
    return accepted;
}

std::string gzip_etag(std::string_view etag) {
    std::string packed(etag);
    if (!packed.empty()) packed.pop_back();
    packed += gzip_suffix;
    return packed;
}

} // namespace tandem
