#include "server/dav/time_range.hpp"

#include "calendar/time/zone.hpp"

namespace tandem::dav {
namespace {

// "20260101T000000Z" (9.9).
std::optional<Instant> parse_utc(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
    std::string spelled(text.substr(0, 4));
    spelled.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2)).append("T");
    spelled.append(text.substr(9, 2)).append(":").append(text.substr(11, 2)).append(":").append(text.substr(13, 2));
    const auto local = parse_local_time(spelled);
    return local ? std::optional(to_instant(*local, "Etc/UTC")) : std::nullopt;
}

} // namespace

std::expected<TimeRange, std::string> parse_time_range(const Element& element) {
    TimeRange range;
    for (auto [name, end] : {std::pair("start", &range.from), std::pair("end", &range.to)}) {
        const auto text = element.attribute(name);
        if (text.empty()) continue;
        *end = parse_utc(text);
        if (!*end) return std::unexpected("a time must be like 20260101T000000Z");
    }
    if (!range.from && !range.to) return std::unexpected("a time range needs a start or an end");
    if (range.from && range.to && *range.from >= *range.to)
        return std::unexpected("a time range must end after its start");
    return range;
}

} // namespace tandem::dav
