// What calendar files and apps say beyond the fields of an entry is kept, bounded, shown to no page and said again.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/import_entry.hpp"
#include "calendar/engine/object_write.hpp"
#include "calendar/feeds/ical_lines.hpp"
#include "calendar/ical/decode.hpp"
#include "calendar/ical/other_lines.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

struct KeptLinesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id entry =
        add_entry(mia, calendar, "Fair",
                  R"(,"kind":"event","status":"confirmed","when":{"starts_on":"2026-03-02","ends_on":"2026-03-03"})");

    Outcome set(std::string_view fields) {
        return run(mia, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), fields));
    }
    std::shared_ptr<const Entry> now() { return load<Entry>(entry_type, entry); }
    CalendarObject object() { return {"a.ics", now(), Detail::full, {}}; }
    ical::Event event() { return events_of(object(), "https://cal.example.org").at(0); }
    // As an app that read it and writes it back.
    std::string put(const ical::Event& said) {
        const auto command = command_for(std::make_unique<CalendarObject>(object()).get(), Entry(), {&said, 1}).value();
        if (!command.args) return "nothing";
        acked(run(mia, command.name, boost::json::serialize(*command.args)));
        return command.name;
    }
};

constexpr std::string_view lines =
    R"("ical_lines":["GEO:52.5;13.4","BEGIN:VALARM","ACTION:DISPLAY","TRIGGER:-PT15M","END:VALARM"])";

TEST_F(KeptLinesTest, AreToldToCalendarAppsAndToNobodyElse) {
    const auto changes = sink.changes.size();
    acked(set(lines));
    EXPECT_EQ(event().other_lines.back(), "END:VALARM");
    EXPECT_EQ(snapshot(mia).find("GEO"), std::string::npos);
    EXPECT_EQ(snapshot(mia).find("\"sequence\""), std::string::npos);
    EXPECT_EQ(sink.changes.size(), changes + 1); // pages follow its rev
    EXPECT_EQ(queries.history(*engine.directory(), mia, entry).value().find("ical_lines"), std::string::npos);
    const auto history = boost::json::parse(queries.history(*engine.directory(), mia, entry).value());
    EXPECT_EQ(history.at("changes").as_array().size(), 1u);
    const auto activity = queries.activity(*engine.directory(), mia, {}, 10, {});
    EXPECT_EQ(activity.find("entry.update"), std::string::npos);
    acked(set(R"("title":"Spring fair",)" + std::string(R"("ical_lines":[])")));
    EXPECT_EQ(queries.activity(*engine.directory(), mia, {}, 10, {}).find("ical_lines"), std::string::npos);
}

TEST_F(KeptLinesTest, AnUndoBringsThemBack) {
    acked(set(lines));
    const Ack ack = acked(set(R"("ical_lines":[])"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)));
    EXPECT_EQ(now()->ical_lines.size(), 5u);
}

TEST_F(KeptLinesTest, WhatWouldBreakAnEventIsRefused) {
    for (const std::string list : {R"("END:VEVENT")", R"("BEGIN:VALARM")", R"("SUMMARY:x")", R"("no colon")",
                                   R"("BEGIN:VALARM","END:VALARM","GEO:1;2")"})
        EXPECT_EQ(refused(set(R"("ical_lines":[)" + list + "]")).field, "ical_lines") << list;
    const std::string half = "\"X-A:" + std::string(most_ical_bytes / 2, 'x') + "\"";
    EXPECT_EQ(refused(set(R"("ical_lines":[)" + half + "," + half + "]")).field, "ical_lines");
}

TEST_F(KeptLinesTest, SequenceOnlyGrows) {
    ical::Event said = event();
    const auto before = said.sequence;
    said.summary = "Spring fair";
    said.sequence = 41;
    put(said);
    EXPECT_GT(event().sequence, 41);
    const auto raised = event().sequence;
    said.sequence = before;
    said.summary = "Fair again";
    put(said);
    EXPECT_GT(event().sequence, raised);
    const auto kept = now()->sequence;
    acked(set(R"("sequence":0)"));
    EXPECT_EQ(now()->sequence, kept);
}

TEST_F(KeptLinesTest, WhatAnAppWritesBackUnchangedChangesNothing) {
    acked(
        set(std::string(lines) + R"(,"status":"live","audience":"IT leads, \\ all; of them","talking_points":"a\nb")"));
    EXPECT_EQ(put(event()), "nothing");
    acked(set(R"("kind":"campaign")")); // its bar blocks nobody's day
    EXPECT_TRUE(event().transparent);
    EXPECT_EQ(put(event()), "nothing");
}

TEST_F(KeptLinesTest, OwnFieldsComeBackAndWhoDropsThemChangesNothing) {
    acked(set(R"("kind":"review","status":"live","channel":"direct_mail","journey_stage":"purchase","offer":"Half")"));
    ical::Event said = event();
    said.other_lines.clear();
    said.summary = "By an app that drops them";
    put(said);
    EXPECT_EQ(now()->kind, EntryKind::review);
    EXPECT_EQ(now()->status, EntryStatus::live);
    EXPECT_EQ(now()->channel, Channel::direct_mail);
    EXPECT_EQ(now()->offer, "Half");
    said.other_lines = {"X-TANDEM-KIND:milestone", "X-Tandem-Status:done", "X-TANDEM-STAGE:loyalty",
                        "X-TANDEM-OFFER:a\\, b"};
    put(said);
    EXPECT_EQ(now()->kind, EntryKind::milestone);
    EXPECT_EQ(now()->status, EntryStatus::done);
    EXPECT_EQ(now()->journey_stage, JourneyStage::loyalty);
    EXPECT_EQ(now()->offer, "a, b");
    EXPECT_TRUE(now()->ical_lines.empty());
    said.status = ical::Status::cancelled; // in the app's own words: that counts
    put(said);
    EXPECT_EQ(now()->status, EntryStatus::cancelled);
}

TEST_F(KeptLinesTest, UnknownValuesAreAWarningOnly) {
    ical::Event said = event();
    said.other_lines = {"X-TANDEM-KIND:party", "X-TANDEM-OFFER:" + std::string(501, 'x'), "X-TANDEM-CHANNEL:email"};
    Entry read;
    std::vector<std::string> warnings;
    overlay(said, read, warnings);
    EXPECT_EQ(warnings.size(), 2u);
    EXPECT_EQ(read.channel, Channel::email);
    EXPECT_EQ(read.offer, "");
}

TEST_F(KeptLinesTest, BusyIsSaidWithoutThem) {
    acked(set(std::string(lines) + R"(,"offer":"Secret","private":true)"));
    const auto busy = events_of({"a.ics", now(), Detail::busy, {}}, "https://cal.example.org").at(0);
    EXPECT_TRUE(busy.other_lines.empty());
}

TEST_F(KeptLinesTest, TransparentStaysTransparent) {
    ical::Event said = event();
    said.transparent = true;
    EXPECT_EQ(put(said), "entry.update");
    EXPECT_TRUE(event().transparent);
    EXPECT_EQ(put(event()), "nothing");
    said.transparent = false;
    put(said);
    EXPECT_FALSE(event().transparent);
}

// The lines of an event but those of Tandem.
std::vector<std::string> foreign(const ical::Event& event) {
    std::vector<std::string> lines_of_event = event.other_lines;
    std::erase_if(lines_of_event, [](const std::string& line) { return line.starts_with("X-TANDEM-"); });
    return lines_of_event;
}

std::size_t bytes_of(const std::vector<std::string>& all) {
    std::size_t bytes = 0;
    for (const auto& line : all) bytes += line.size();
    return bytes;
}

// Imports one event, exports it and reads that; the same lines are there.
void expect_kept(const ical::Event& said, const std::string& name) {
    if (bytes_of(said.other_lines) > most_ical_bytes - 100) return;
    auto entry = std::make_shared<Entry>();
    std::vector<std::string> warnings;
    overlay(said, *entry, warnings);
    take_sequence(said, *entry, nullptr);
    const auto text = text_of({"a.ics", entry, Detail::full, {}}, "https://cal.example.org");
    const auto again = ical::decode(text);
    ASSERT_TRUE(again && again->items.size() == 1) << name;
    EXPECT_EQ(foreign(again->items[0].event), foreign(said)) << name;
    EXPECT_EQ(again->items[0].event.transparent, said.transparent || is_transparent(*entry)) << name;
    EXPECT_GE(again->items[0].event.sequence, said.sequence) << name;
}

TEST(KeptLines, SurviveImportAndExportOfEveryFile) {
    std::size_t events = 0, with_alarm = 0, with_attendee = 0;
    for (const auto& file : fs::recursive_directory_iterator(fs::path(TANDEM_SOURCE_DIR) / "tests/data/ics")) {
        if (!file.is_regular_file()) continue;
        std::ifstream in(file.path(), std::ios::binary);
        const auto decoded = ical::decode(std::string(std::istreambuf_iterator<char>(in), {}));
        if (!decoded) continue;
        for (const auto& item : decoded->items) {
            if (!item.skipped.empty() || events > 20'000) continue;
            ++events;
            for (const auto& line : item.event.other_lines) {
                with_alarm += line == "BEGIN:VALARM";
                with_attendee += line.starts_with("ATTENDEE");
            }
            expect_kept(item.event, file.path().filename());
        }
    }
    EXPECT_GT(events, 500u);
    EXPECT_GT(with_alarm, 20u);
    EXPECT_GT(with_attendee, 20u);
}

} // namespace
} // namespace tandem
