// Secondary dates follow, needs are told, and neither goes round in a circle.
#include <fstream>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/entry_links.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct LinksTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id webinar = add("Webinar", on("2026-05-20"));

    static std::string on(std::string_view day) {
        const Date date = parse_date(day).value();
        return fmt::format(R"(,"when":{{"starts_on":"{}","ends_on":"{}"}})", day, to_text(date + std::chrono::days{1}));
    }
    static std::string follows(Id id, int days) {
        return fmt::format(R"(,"follows_id":"{}","offset_days":{})", to_text(id), days);
    }
    Id add(std::string_view title, std::string_view more = "") { return add_entry(mia, calendar, title, more); }
    Outcome edit(Id id, std::string_view more, std::optional<Id> by = {}) {
        return run(by.value_or(mia), "entry.update", fmt::format(R"({{"id":"{}"{}}})", to_text(id), more));
    }
    Outcome undo(const Ack& ack) { return run(mia, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)); }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
    std::string day(Id id) { return entry(id)->when ? to_text(start_day(*entry(id)->when)) : "none"; }
};

TEST_F(LinksTest, ASecondaryDateStandsAtItsDistance) {
    const Id draft = add("Draft due", follows(webinar, -14));
    EXPECT_EQ(day(draft), "2026-05-06");
    EXPECT_EQ(entry(draft)->when->ends - entry(draft)->when->starts, std::chrono::days{1});
}

TEST_F(LinksTest, ItMovesInTheChangeThatMovesWhatItFollowsAndBackInTheSameUndo) {
    const Id draft = add("Draft due", follows(webinar, -14)), review = add("Review", follows(draft, 2));
    const auto moved = acked(edit(webinar, on("2026-05-27")));
    EXPECT_EQ(day(draft), "2026-05-13");
    EXPECT_EQ(day(review), "2026-05-15");
    EXPECT_EQ(sink.changes.back()->items.size(), 3u);
    acked(undo(moved));
    EXPECT_EQ(day(webinar) + day(draft) + day(review), "2026-05-202026-05-062026-05-08");
}

TEST_F(LinksTest, ItKeepsItsTimeOfDay) {
    const Id call =
        add("Call",
            R"(,"when":{"starts_at":"2026-05-25T09:30:00","ends_at":"2026-05-25T10:00:00","zone":"Europe/Berlin"})" +
                fmt::format(R"(,"follows_id":"{}")", to_text(webinar)));
    EXPECT_EQ(entry(call)->offset_days, 5); // told by where it stands
    acked(edit(webinar, on("2026-05-21")));
    EXPECT_EQ(to_text(entry(call)->when->starts), "2026-05-26T09:30:00");
    EXPECT_EQ(to_text(entry(call)->when->ends), "2026-05-26T10:00:00");
}

TEST_F(LinksTest, MovedByItselfItHasANewDistance) {
    const Id draft = add("Draft due", follows(webinar, -14));
    acked(edit(draft, on("2026-05-10")));
    EXPECT_EQ(entry(draft)->offset_days, -10);
    acked(edit(webinar, on("2026-05-21")));
    EXPECT_EQ(day(draft), "2026-05-11");
}

TEST_F(LinksTest, ItMovesWhoeverMayWriteIt) {
    const Id own = add_calendar("Own", R"(,"rights":["marketing:write"])");
    const Id draft = add_entry(mia, own, "Draft due", follows(webinar, -14));
    const auto moved = acked(edit(webinar, on("2026-05-27"), rob));
    EXPECT_EQ(day(draft), "2026-05-13");
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_EQ(day(draft), "2026-05-06");
}

TEST_F(LinksTest, WhatIsDoneStaysAtItsNewDistance) {
    const Id draft = add("Draft due", follows(webinar, -14) + R"(,"status":"done")");
    const auto moved = acked(edit(webinar, on("2026-05-27")));
    EXPECT_EQ(day(draft), "2026-05-06");
    EXPECT_EQ(entry(draft)->offset_days, -21);
    acked(undo(moved));
    EXPECT_EQ(entry(draft)->offset_days, -14);
}

TEST_F(LinksTest, OneThatWasMadeSinceMovesAlongInTheUndo) {
    const auto moved = acked(edit(webinar, on("2026-05-27")));
    const Id draft = add("Draft due", follows(webinar, -14));
    acked(undo(moved));
    EXPECT_EQ(day(draft), "2026-05-06");
}

TEST_F(LinksTest, ItTakesItsPlaceOnceWhatItFollowsHasADate) {
    const Id idea = add("Fair");
    const Id draft = add("Draft due", follows(idea, -14));
    EXPECT_EQ(day(draft), "none");
    acked(edit(idea, on("2026-06-15")));
    EXPECT_EQ(day(draft), "2026-06-01");
}

TEST_F(LinksTest, LetGoItKeepsItsDate) {
    const Id draft = add("Draft due", follows(webinar, -14));
    EXPECT_EQ(refused(edit(draft, R"(,"when":null)")).field, "when");
    acked(edit(draft, R"(,"follows_id":null)"));
    EXPECT_EQ(entry(draft)->offset_days, std::nullopt);
    acked(edit(webinar, on("2026-05-27")));
    EXPECT_EQ(day(draft), "2026-05-06");
}

TEST_F(LinksTest, WhatItFollowsMayGoAndComeBack) {
    const Id draft = add("Draft due", follows(webinar, -14));
    const auto gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(webinar))));
    EXPECT_EQ(entry(draft)->follows_id, std::nullopt);
    acked(undo(gone));
    EXPECT_EQ(entry(draft)->follows_id, webinar);
    EXPECT_EQ(entry(draft)->offset_days, -14);
}

TEST_F(LinksTest, NoMoreGoAlongThanOthersCanWaitFor) {
    const auto add_some = [&](Id followed, std::size_t count) {
        Id last{};
        for (std::size_t i = 0; i < count; ++i) last = add("Draft", follows(followed, 1));
        return last;
    };
    database.execute("PRAGMA synchronous=OFF"); // a thousand commits; no power is cut here
    Id end = webinar;
    for (std::size_t level = 0; level < most_led / most_followers; ++level) end = add_some(end, most_followers);
    acked(edit(webinar, on("2026-05-21")));
    add_some(end, 1);
    const Error error = refused(edit(webinar, on("2026-05-22")));
    EXPECT_EQ(error.code, ErrorCode::too_large);
    EXPECT_EQ(error.field + " " + error.message, "when would move more than 1000 entries along with it");
    EXPECT_EQ(day(webinar), "2026-05-21");
}

TEST_F(LinksTest, ACircleIsRefusedWithItsPath) {
    const Id draft = add("Draft", follows(webinar, -14)), text = add("Text", follows(draft, -7));
    const Error error = refused(edit(webinar, follows(text, 1)));
    EXPECT_EQ(error.field, "follows_id");
    EXPECT_EQ(error.message, "goes round in a circle: “Webinar” → “Text” → “Draft” → “Webinar”");
    EXPECT_EQ(refused(edit(webinar, follows(webinar, 1))).field, "follows_id");
}

TEST_F(LinksTest, AChainHasAnEnd) {
    Id last = webinar;
    for (std::size_t i = 0; i < most_in_a_chain; ++i) last = add("Step", follows(last, 1));
    EXPECT_EQ(day(last), "2026-06-09");
    const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"One more"{}}})", to_text(calendar),
                                  follows(last, 1));
    EXPECT_EQ(refused(run(mia, "entry.create", args)).field, "follows_id");
    EXPECT_EQ(refused(edit(webinar, follows(add("Before all", on("2026-05-01")), 1))).field, "follows_id");
}

TEST_F(LinksTest, WhatRepeatsFollowsNothing) {
    const Id draft = add("Draft due", follows(webinar, -14));
    EXPECT_EQ(refused(edit(draft, R"(,"rrule":["FREQ=WEEKLY"])")).field, "follows_id");
}

TEST_F(LinksTest, NeedsThatGoRoundInACircleAreRefusedWithTheirPath) {
    const auto needs = [](Id id) { return fmt::format(R"(,"depends_on_ids":["{}"])", to_text(id)); };
    const Id page = add("Page"), push = add("Push", needs(page));
    const Error error = refused(edit(page, needs(push)));
    EXPECT_EQ(error.field, "depends_on_ids");
    EXPECT_EQ(error.message, "goes round in a circle: “Page” → “Push” → “Page”");
    EXPECT_EQ(refused(edit(page, needs(page))).field, "depends_on_ids");
}

TEST_F(LinksTest, EachOfACircleThatNobodyCouldBeToldOfMovesOnce) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id text = add("Text", on("2026-05-10")), hidden = add_entry(mia, closed, "Secret", follows(text, 1));
    acked(edit(webinar, follows(hidden, 1)));
    acked(edit(text, fmt::format(R"(,"follows_id":"{}")", to_text(webinar)), rob));
    EXPECT_EQ(day(text) + day(hidden) + day(webinar), "2026-05-102026-05-112026-05-12");
    acked(edit(webinar, on("2026-06-12"), rob));
    EXPECT_EQ(day(text) + day(hidden) + day(webinar), "2026-06-102026-06-112026-06-12");
}

// tests/data/dependencies.json, which the page reads, too.
Entry entry_from(const json::object& from) {
    Entry entry;
    entry.status = EntryStatus::planned;
    if (const auto* status = from.if_contains("status"))
        entry.status = static_cast<EntryStatus>(
            std::ranges::find(entry_statuses, std::string_view(status->get_string())) - std::begin(entry_statuses));
    if (from.at("when").is_null()) return entry;
    const auto& when = from.at("when").get_array();
    const auto text = [&](std::size_t i) { return std::string_view(when.at(i).get_string()); };
    if (text(0).size() == 10)
        entry.when = all_day(parse_date(text(0)).value(), parse_date(text(1)).value());
    else if (when.size() == 3)
        entry.when = zoned(parse_local_time(text(0)).value(), parse_local_time(text(1)).value(), std::string(text(2)));
    else
        entry.when = floating(parse_local_time(text(0)).value(), parse_local_time(text(1)).value());
    return entry;
}

TEST(Dependency, IsInConflictAsTheTableSays) {
    std::ifstream file(std::string(TANDEM_SOURCE_DIR) + "/tests/data/dependencies.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const json::value cases = json::parse(text);
    ASSERT_GT(cases.get_array().size(), 10u);
    for (const auto& one : cases.get_array()) {
        const auto& object = one.get_object();
        const auto found =
            conflict_between(entry_from(object.at("entry").get_object()), entry_from(object.at("needed").get_object()));
        EXPECT_EQ(dependency_conflicts[static_cast<std::size_t>(found)], std::string_view(object.at("is").get_string()))
            << json::serialize(one);
    }
}

} // namespace
} // namespace tandem
