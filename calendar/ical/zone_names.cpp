#include "calendar/ical/zone_names.hpp"

#include <algorithm>

#include "calendar/time/zone.hpp"

namespace tandem::ical {
namespace {

// Old Microsoft clients append spaces, and some writers quote twice.
std::string_view trimmed(std::string_view name) {
    const auto is_edge = [](char c) { return c == ' ' || c == '\t' || c == '"'; };
    while (!name.empty() && is_edge(name.back())) name.remove_suffix(1);
    while (!name.empty() && is_edge(name.front())) name.remove_prefix(1);
    return name;
}

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string> known_zone(std::string_view name) {
    if (is_known_zone(name)) return std::string(name);
    for (const auto& zone : zone_names())
        if (same_letters(zone, name)) return zone;
    return std::nullopt;
}

bool is_utc_name(std::string_view name) {
    for (const std::string_view utc : {"UTC", "UCT", "Zulu", "Universal", "Z", "Etc/UCT", "Etc/Zulu", "Etc/Universal"})
        if (same_letters(utc, name)) return true;
    return false;
}

} // namespace

std::optional<std::string> resolve_zone(std::string_view tzid) {
    std::string_view name = trimmed(tzid);
    if (name.empty() || name.size() > 200) return std::nullopt;
    if (is_utc_name(name)) return "Etc/UTC";
    if (const auto iana = windows_zone(name); !iana.empty()) return known_zone(iana);
    if (!name.starts_with('/')) {
        auto zone = known_zone(name);
        const auto dash = name.find('-');
        if (zone || dash == std::string_view::npos) return zone;
        std::string with_slash(name); // "US-Eastern" of Mulberry
        with_slash[dash] = '/';
        return known_zone(with_slash);
    }
    // "/mozilla.org/20070129_1/Europe/Berlin": a zone has at most three parts, so only the last three are tried.
    const auto parts = std::ranges::count(name, '/');
    for (auto part = parts; part > 0; --part) {
        name.remove_prefix(name.find('/') + 1);
        if (part > 3) continue;
        if (auto zone = known_zone(name)) return zone;
    }
    return std::nullopt;
}

} // namespace tandem::ical
