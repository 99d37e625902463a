#include "server/feed/validators.hpp"

#include <algorithm>
#include <array>

#include "calendar/base/digits.hpp"
#include "server/http/conditional.hpp"

namespace tandem {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

} // namespace

std::optional<Instant> last_modified(Instant changed_at, Instant now) {
    const Instant next_second = std::chrono::floor<std::chrono::seconds>(changed_at) + std::chrono::seconds{1};
    if (next_second > now) return std::nullopt;
    return next_second;
}

bool is_not_modified(const http::Headers& headers, const Validators& validators, Instant now) {
    if (headers.find("If-None-Match")) // either packing of the same content will do
        return http::has_current_copy(headers, validators.etag) ||
               http::has_current_copy(headers, gzip_etag(validators.etag));
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

std::string gzip_etag(std::string_view etag) {
    std::string packed(etag);
    if (!packed.empty()) packed.pop_back();
    packed += "-gz\"";
    return packed;
}

} // namespace tandem
