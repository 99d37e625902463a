#include <gtest/gtest.h>

#include "calendar/feeds/app_name.hpp"

namespace tandem {
namespace {

// feeds.md D-1, and what the programs send today.
TEST(AppName, ProgramsAreCalledAsPeopleCallThem) {
    constexpr std::pair<const char*, const char*> cases[] = {
        {"Google-Calendar-Importer", "Google Calendar"},
        {"iOS/18.1 (22B83) dataaccessd/1.0", "Apple Calendar on a phone"},
        {"macOS/15.1 (24B83) CalendarAgent/988", "Apple Calendar on a Mac"},
        {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0", "Thunderbird"},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Thunderbird/128.4.0", "Thunderbird"},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15", "a browser"},
        {"Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)", "Outlook"},
        {"Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "Outlook"},
        {"Nextcloud Webcal Service", "Nextcloud"},
        {"curl/8.5.0", "a script"},
        {"Kalendarium/2", "Kalendarium"},
        {"", "an unnamed program"},
        {"/2.0", "an unnamed program"},
    };
    for (const auto& [agent, name] : cases) EXPECT_EQ(app_name(agent), name) << agent;
}

TEST(AppName, ALongNameIsCutBetweenItsCharacters) {
    EXPECT_EQ(app_name("AbcdefghijklmnopqrstuvwÄÄÄ"), "Abcdefghijklmnopqrstuvw");
    EXPECT_EQ(app_name("App\xff\xfe"), "App");
}

} // namespace
} // namespace tandem
