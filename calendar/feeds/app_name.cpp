#include "calendar/feeds/app_name.hpp"

#include <algorithm>

#include "calendar/base/utf8.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_bytes = 24;

struct Known {
    std::string_view part; // in lower case
    std::string_view name;
};

// feeds.md D-1. The first that fits: Outlook and Thunderbird call themselves Mozilla as browsers do, and say which
// system they run on, which Apple's calendars do as well.
constexpr Known known_apps[] = {
    {"google-calendar-importer", "Google Calendar"},
    {"thunderbird", "Thunderbird"},
    {"microsoft office", "Outlook"},
    {"msoffice", "Outlook"},
    {"ms-office", "Outlook"},
    {"outlook", "Outlook"},
    {"exchange", "Outlook on the web"},
    {"office365", "Outlook on the web"},
    {"nextcloud", "Nextcloud"},
    {"icsx5", "ICSx⁵ on Android"},
    {"davx5", "ICSx⁵ on Android"},
    {"evolution", "Evolution"},
    {"proton", "Proton Calendar"},
    {"fastmail", "Fastmail"},
    {"curl/", "a script"},
    {"wget/", "a script"},
    {"python", "a script"},
    {"go-http-client", "a script"},
    {"mozilla/", "a browser"},
    {"dataaccessd", "Apple Calendar on a phone"},
    {"ios/", "Apple Calendar on a phone"},
    {"calendaragent", "Apple Calendar on a Mac"},
    {"macos/", "Apple Calendar on a Mac"},
    {"mac_os_x", "Apple Calendar on a Mac"},
};

std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

// Up to its version, and never half a code point.
std::string_view own_name(std::string_view agent) {
    agent = agent.substr(0, agent.find_first_of("/ \t(;"));
    std::size_t length = 0;
    while (length < agent.size()) {
        const std::size_t next = leading_code_point(agent.substr(length));
        if (next == 0 || length + next > most_bytes) break;
        length += next;
    }
    return agent.substr(0, length);
}

} // namespace

std::string app_name(std::string_view user_agent) {
    const std::string lower = in_lower_case(user_agent);
    const auto* const found =
        std::ranges::find_if(known_apps, [&](const Known& known) { return lower.contains(known.part); });
    if (found != std::end(known_apps)) return std::string(found->name);
    const std::string_view name = own_name(user_agent);
    return std::string(name.empty() ? "an unnamed program" : name);
}

} // namespace tandem
