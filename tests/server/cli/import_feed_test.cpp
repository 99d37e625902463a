// What other products export goes in through `tandem import` and comes out of a feed again, event by event.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/feed_source.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/ical/decode.hpp"
#include "server/cli/command_line.hpp"
#include "server/cli/workspace.hpp"
#include "server/feed/feeds.hpp"
#include "tests/support/workspace.hpp"

namespace tandem::cli {
namespace {

const std::filesystem::path data_files = std::filesystem::path(TANDEM_SOURCE_DIR) / "tests/data/ics";

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Files of tests/data/ics in which every event can be taken: expected.txt has nothing but their number.
std::vector<std::string> whole_files() {
    std::vector<std::string> names;
    std::istringstream lines(contents(data_files / "expected.txt"));
    for (std::string line; std::getline(lines, line);)
        if (line[0] >= '1' && line[0] <= '9' && line.find(';') == std::string::npos)
            names.push_back(line.substr(line.find(' ') + 1));
    return names;
}

// A summary that is taken as it stands: short, one line, no blanks at its ends.
bool is_plain(const std::string& summary) {
    return summary.size() <= 100 && summary.find_first_of("\n\t") == std::string::npos && !summary.starts_with(' ') &&
           !summary.ends_with(' ');
}

// The same instants and, of what repeats, the same series. What takes place once may come back in UTC.
void expect_same_times(const ical::Event& event, const Entry& entry) {
    const auto series = series_of(entry);
    EXPECT_EQ(repeats(event), series.has_value()) << entry.uid;
    EXPECT_EQ(utc_span(event.when), utc_span(*entry.when)) << entry.uid;
    if (!series) return;
    EXPECT_EQ(event.when, *entry.when) << entry.uid;
    EXPECT_EQ(event.rules, series->rules) << entry.uid;
    EXPECT_EQ(event.dates, series->dates) << entry.uid;
    std::vector<LocalTime> left_out = series->excluded;
    for (const auto& start : entry.overrides)
        if (const auto at = parse_start(entry.when->kind, start);
            at && std::ranges::find(event.excluded, *at) != event.excluded.end())
            left_out.push_back(*at); // an occurrence that lies outside the feed's window
    std::ranges::sort(left_out);
    left_out.erase(std::ranges::unique(left_out).begin(), left_out.end());
    EXPECT_EQ(event.excluded, left_out) << entry.uid;
}

struct ImportFeedTest : testing::Test {
    TemporaryFolder folder;
    std::string data = folder.path() / "data";

    void make_calendars(const std::vector<std::string>& names) {
        auto workspace = Workspace::open(data);
        (*workspace)->apply("member.create", {{"name", "Ada"}, {"email", "ada@example.org"}, {"role", "admin"}});
        for (const auto& name : names) acked((*workspace)->apply("calendar.create", {{"name", name}}));
    }
    void import(const std::string& name) {
        const std::string file = data_files / name;
        const char* arguments[] = {"tandem",     "import", file.c_str(), "--calendar",
                                   name.c_str(), "--data", data.c_str()};
        std::istringstream in;
        std::ostringstream out, err;
        EXPECT_EQ(run_command_line(std::size(arguments), arguments, {in, out, err}), 0) << err.str();
    }
};

// A link to one calendar, and what it serves on a given day.
struct Link {
    Database reader;
    FakeClock clock;
    FeedSource source;
    Feeds feeds{{source, clock, "https://plan.example.org", [](auto work) { return work(), true; }, {}}};
    std::string token;

    Link(Workspace& workspace, Id calendar)
        : reader(workspace.database().file(), Database::Mode::reader), source(reader, workspace.engine().directory()) {
        Id author;
        workspace.engine().directory()->each_member([&](const Member& member) { author = member.id; });
        const Submission make{
            Actor::member(author),
            {to_text(new_id(workspace.clock().now())),
             "feed_link.create",
             parse_json_object(fmt::format(R"({{"name":"Plan","calendar_ids":["{}"]}})", to_text(calendar))).value(),
             {}}};
        token = acked(workspace.engine().apply({&make, 1}).front()).secrets.at(0).second;
        source.deliver({});
    }
    // By UID and, of an occurrence of its own, its start.
    std::map<std::string, ical::Event> events_on(Date day) {
        clock.set(Instant{day.time_since_epoch()});
        http::Request request;
        request.method = "GET";
        request.parameters = {{"token", token}};
        const auto response = feeds.answer(request);
        EXPECT_EQ(response.status, 200);
        const auto decoded = ical::decode(http::view(response.body));
        std::map<std::string, ical::Event> events;
        if (!decoded) ADD_FAILURE() << decoded.error().message;
        if (decoded)
            for (const auto& item : decoded->items) {
                EXPECT_EQ(item.skipped, "");
                const auto& id = item.event.recurrence_id;
                events[item.event.uid + (id ? " " + start_text(id->kind, id->starts) : "")] = item.event;
            }
        return events;
    }
};

TEST_F(ImportFeedTest, EveryEventOfOtherProductsIsServedAgain) {
    const auto names = whole_files();
    ASSERT_GT(names.size(), 30U);
    make_calendars(names);
    for (const auto& name : names) import(name);
    auto workspace = Workspace::open(data);
    Records records((*workspace)->database());
    std::size_t served = 0;
    for (const auto& record : records.select(calendar_type, "true")) {
        const auto& name = static_cast<const Calendar&>(*record).name;
        SCOPED_TRACE(name);
        const auto decoded = ical::decode(contents(data_files / name));
        std::set<std::string> wanted, kept;
        for (const auto& item : decoded->items) {
            wanted.insert(item.event.uid);
            const bool is_newest = std::ranges::none_of(decoded->items, [&](const ical::Item& other) {
                return other.event.uid == item.event.uid && other.event.recurrence_id == item.event.recurrence_id &&
                       other.event.sequence > item.event.sequence;
            });
            if (is_newest && is_plain(item.event.summary)) wanted.insert(item.event.summary);
        }
        Link link(**workspace, record->id);
        const Records::Parameter of_calendar[] = {to_text(record->id)};
        for (const auto& found : records.select(entry_type, "calendar_id = ?", of_calendar)) {
            const auto& entry = static_cast<const Entry&>(*found);
            kept.insert({entry.uid, entry.title});
            const auto events = link.events_on(std::chrono::floor<std::chrono::days>(entry.when->starts));
            auto event = events.find(to_text(entry.id) + "@plan.example.org");
            if (event == events.end() && entry.series_id)
                event = events.find(to_text(*entry.series_id) + "@plan.example.org " + entry.recurrence_id);
            ASSERT_NE(event, events.end()) << entry.uid << " " << entry.title;
            EXPECT_EQ(event->second.summary, entry.is_private ? "Busy" : "[Event] " + entry.title) << entry.uid;
            expect_same_times(event->second, entry);
            ++served;
        }
        wanted.erase(""); // an event without a UID is given one
        EXPECT_TRUE(std::ranges::includes(kept, wanted)) << "a UID or a summary was lost";
    }
    EXPECT_GT(served, 200U);
}

} // namespace
} // namespace tandem::cli
