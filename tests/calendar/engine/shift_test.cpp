// Many entries in one change: what moves is what was shown, and one undo takes all of it back.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/plan_queries.hpp"
#include "calendar/record/json.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct ShiftTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id campaign = add_entry(mia, calendar, "Spring", on("2026-05-01"));
    Id push = add("Push", "2026-05-04", under(campaign));
    Id page = add("Page", "2026-05-03", under(campaign));

    static std::string under(Id parent) { return fmt::format(R"(,"parent_id":"{}")", to_text(parent)); }
    static std::string needs(Id id) { return fmt::format(R"(,"depends_on_ids":["{}"])", to_text(id)); }
    static std::string follows(Id id, int days) {
        return fmt::format(R"(,"follows_id":"{}","offset_days":{})", to_text(id), days);
    }
    static std::string on(std::string_view day) {
        return fmt::format(R"(,"when":{{"starts_at":"{0}T09:00:00","ends_at":"{0}T10:00:00","zone":"Europe/Berlin"}})",
                           day);
    }
    Id add(std::string_view title, std::string_view day, std::string_view more = "") {
        const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"{}"{}{}}})", to_text(calendar),
                                      title, on(day), more);
        return acked(run(mia, "entry.create", args)).id.value();
    }
    Outcome shift(Id id, int days, std::string_view more = R"(,"children":true)", std::optional<Id> by = {}) {
        return run(by.value_or(mia), "entry.shift",
                   fmt::format(R"({{"ids":["{}"],"days":{}{}}})", to_text(id), days, more));
    }
    Outcome undo(const Ack& ack, std::optional<Id> by = {}) {
        return run(by.value_or(mia), "undo", fmt::format(R"({{"seq":{}}})", ack.seq));
    }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
    std::string day(Id id) { return to_text(start_day(*entry(id)->when)).substr(5); }
    std::string days(std::initializer_list<Id> ids) {
        std::string text;
        for (const Id id : ids) text += (text.empty() ? "" : " ") + day(id);
        return text;
    }
    boost::json::object preview(Id by, Id id, std::int64_t days, bool dependants = false) {
        const auto text = shift_preview(queries, *engine.directory(), by, {{id}, days, true, dependants});
        return parse_json(text.value()).value()->get_object();
    }
    static std::string titles(const boost::json::value& list) {
        std::string text;
        for (const auto& one : list.get_array()) {
            text += (text.empty() ? "" : ", ") + std::string(one.at("title").get_string());
            text += " " + std::string(one.at("why").get_string());
        }
        return text;
    }
};

TEST_F(ShiftTest, ACampaignMovesWithWhatHangsUnderItInOneChangeAndOneUndo) {
    const auto moved = acked(shift(campaign, 7));
    EXPECT_EQ(days({campaign, push, page}), "05-08 05-11 05-10");
    EXPECT_EQ(to_text(entry(push)->when->starts), "2026-05-11T09:00:00");
    EXPECT_EQ(sink.changes.back()->items.size(), 3u);
    acked(undo(moved));
    EXPECT_EQ(days({campaign, push, page}), "05-01 05-04 05-03");
}

TEST_F(ShiftTest, WithoutItsChildrenItMovesAlone) {
    acked(shift(campaign, 7, ""));
    EXPECT_EQ(days({campaign, push, page}), "05-08 05-04 05-03");
}

TEST_F(ShiftTest, AThemeMovesItsCampaignsAndTheirs) {
    const Id theme = add_entry(mia, calendar, "Theme", on("2026-04-01"));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}"{}}})", to_text(campaign), under(theme))));
    acked(shift(theme, -1));
    EXPECT_EQ(days({theme, campaign, push}), "03-31 04-30 05-03");
}

TEST_F(ShiftTest, WhatFollowsMovesOnceAlsoWhereItIsAChildToo) {
    const Id draft = add("Draft", "2026-05-01", follows(push, -2) + under(campaign));
    const Id text = add_entry(mia, closed, "Text", on("2026-05-01") + follows(draft, -1));
    const auto moved = acked(shift(campaign, 7, R"(,"children":true)", rob));
    EXPECT_EQ(days({push, draft, text}), "05-11 05-09 05-08");
    EXPECT_EQ(entry(draft)->offset_days, -2);
    acked(undo(moved, rob));
    EXPECT_EQ(days({push, draft, text}), "05-04 05-02 05-01");
}

TEST_F(ShiftTest, ASeriesMovesWithItsOccurrences) {
    const Id weekly =
        acked(run(mia, "entry.create",
                  fmt::format(
                      R"({{"calendar_id":"{}","kind":"event","title":"Weekly","rrule":["FREQ=WEEKLY;COUNT=4"]{}{}}})",
                      to_text(calendar), on("2026-05-05"), under(campaign))))
            .id.value();
    const auto own = fmt::format(R"({{"id":"{}","occurrence":"2026-05-12T09:00:00","scope":"this","title":"Own"{}}})",
                                 to_text(weekly), on("2026-05-13"));
    const Id one = acked(run(mia, "entry.update", own)).id.value();
    const auto moved = acked(shift(campaign, 1));
    EXPECT_EQ(days({weekly, one}), "05-06 05-14");
    EXPECT_EQ(entry(one)->recurrence_id, "2026-05-13T09:00:00");
    acked(undo(moved));
    EXPECT_EQ(days({weekly, one}), "05-05 05-13");
    EXPECT_EQ(entry(one)->recurrence_id, "2026-05-12T09:00:00");
}

TEST_F(ShiftTest, WhatNeedsItMovesIfAskedFor) {
    const Id call = add("Call", "2026-05-06", needs(push)), after = add("After", "2026-05-07", needs(call));
    acked(shift(push, 3, ""));
    EXPECT_EQ(days({push, call, after}), "05-07 05-06 05-07");
    acked(shift(push, 3, R"(,"dependants":true)"));
    EXPECT_EQ(days({push, call, after}), "05-10 05-09 05-10");
}

TEST_F(ShiftTest, WhatIsDoneOrNotTheirsStaysAndIsSaid) {
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","status":"done"}})", to_text(page))));
    const Id shown = add_calendar("Shown", R"(,"team":"marketing","rights":["sales:read"])");
    const Id theirs = add_entry(mia, shown, "Theirs", on("2026-05-05") + under(campaign));
    const Id hidden = add_entry(mia, closed, "Hidden", on("2026-05-05") + under(campaign));
    const auto shown_to_rob = preview(rob, campaign, 7);
    EXPECT_EQ(titles(shown_to_rob.at("moves")), "Spring chosen, Push child");
    EXPECT_EQ(titles(shown_to_rob.at("stays")), "Page settled, Theirs not_yours");
    acked(shift(campaign, 7, R"(,"children":true)", rob));
    EXPECT_EQ(days({campaign, push, page, theirs, hidden}), "05-08 05-11 05-03 05-05 05-05");
}

TEST_F(ShiftTest, ThePreviewSaysWhatMovesWhereAndWhatItBreaks) {
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}"{}}})", to_text(push), needs(page))));
    const Id draft = add_entry(mia, closed, "Hidden", on("2026-05-01") + follows(page, -2));
    const auto shown = preview(rob, page, 5);
    EXPECT_EQ(titles(shown.at("moves")), "Page chosen");
    EXPECT_EQ(shown.at("moves").at(0).at("from").at("starts_at").get_string(), "2026-05-03T09:00:00");
    EXPECT_EQ(shown.at("moves").at(0).at("to").at("starts_at").get_string(), "2026-05-08T09:00:00");
    EXPECT_EQ(shown.at("hidden").get_int64(), 1);
    EXPECT_EQ(titles(shown.at("breaks")), "Push starts_early");
    EXPECT_FALSE(boost::json::serialize(shown).contains(to_text(draft)));
    EXPECT_EQ(titles(preview(rob, page, 5, true).at("breaks")), "");
}

TEST_F(ShiftTest, ARefusalLeavesNothingMoved) {
    const Id theirs = add_entry(mia, closed, "Theirs", on("2026-05-05"));
    const auto both = fmt::format(R"({{"ids":["{}","{}"],"days":1}})", to_text(push), to_text(theirs));
    EXPECT_EQ(refused(run(rob, "entry.shift", both)).code, ErrorCode::not_found);
    EXPECT_EQ(refused(shift(campaign, 0)).field, "days");
    EXPECT_EQ(refused(shift(campaign, 1001)).field, "days");
    EXPECT_EQ(refused(shift(campaign, 1, R"(,"hours":2)")).code, ErrorCode::unknown_field);
    EXPECT_EQ(refused(run(mia, "entry.shift", R"({"ids":[],"days":1})")).field, "ids");
    EXPECT_EQ(refused(shift(add_entry(mia, calendar, "Idea"), 1)).field, "ids");
    EXPECT_EQ(days({campaign, push, theirs}), "05-01 05-04 05-05");
}

TEST_F(ShiftTest, SeveralEntriesTakeAFieldInOneChange) {
    const auto args = [&](std::string_view fields) {
        return fmt::format(R"({{"ids":["{}","{}"],"fields":{{{}}}}})", to_text(push), to_text(page), fields);
    };
    const auto done = acked(
        run(mia, "entry.update_many", args(fmt::format(R"("status":"confirmed","owner_id":"{}")", to_text(rob)))));
    EXPECT_EQ(entry(push)->status, EntryStatus::confirmed);
    EXPECT_EQ(entry(page)->owner_id, rob);
    acked(undo(done));
    EXPECT_EQ(entry(push)->status, EntryStatus::idea);
    EXPECT_EQ(entry(page)->owner_id, std::nullopt);
    EXPECT_EQ(refused(run(mia, "entry.update_many", args(R"("title":"Same")"))).field, "title");
    EXPECT_EQ(refused(run(mia, "entry.update_many", args(""))).field, "fields");
}

TEST_F(ShiftTest, AllOfSeveralOrNoneAndWhichOneIsSaid) {
    const Id idea = add_entry(mia, calendar, "Undated");
    const auto args =
        fmt::format(R"({{"ids":["{}","{}"],"fields":{{"status":"live"}}}})", to_text(push), to_text(idea));
    const Error error = refused(run(mia, "entry.update_many", args));
    EXPECT_EQ(error.field, "when");
    EXPECT_TRUE(error.message.starts_with("“Undated”: "));
    EXPECT_EQ(entry(push)->status, EntryStatus::idea);
}

TEST_F(ShiftTest, WhatIsLinkedIsToldAsFarAsItIsSeen) {
    const Id call = add("Call", "2026-05-06", needs(page)), draft = add("Draft", "2026-05-01", follows(page, -2));
    const Id hidden = add_entry(mia, closed, "Hidden", under(campaign));
    const auto linked = [&](Id id) { return linked_entries(queries, *engine.directory(), rob, id).value_or(""); };
    const auto has = [&](Id id, Id other) { return linked(id).contains(fmt::format(R"("id":"{}")", to_text(other))); };
    EXPECT_TRUE(has(page, call) && has(page, draft) && has(page, campaign));
    EXPECT_TRUE(has(call, page) && has(draft, page));
    EXPECT_TRUE(has(campaign, push) && has(campaign, page));
    EXPECT_TRUE(has(add("Mail", "2026-05-06", fmt::format(R"(,"landing_page_id":"{}")", to_text(page))), page));
    EXPECT_FALSE(has(campaign, hidden));
    EXPECT_EQ(linked(hidden), "");
}

} // namespace
} // namespace tandem
