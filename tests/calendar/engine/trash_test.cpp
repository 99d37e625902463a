// Deleted entries: who may find them again, and what comes back with them.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/entry.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/outreach/touch.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

constexpr std::string_view at_nine =
    R"(,"when":{"starts_at":"2026-03-02T09:00:00","ends_at":"2026-03-02T10:00:00","zone":"Europe/Berlin"})";

struct TrashTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id ann = add_member("Ann", Team::other, Role::viewer);
    Id open = add_calendar("Open");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");

    Outcome on(Id author, std::string_view command, Id id, std::string_view more = "") {
        return run(author, command, fmt::format(R"({{"id":"{}"{}}})", to_text(id), more));
    }
    Ack remove(Id author, Id id, std::string_view more = "") { return acked(on(author, "entry.delete", id, more)); }
    boost::json::value answer(Id member, std::optional<std::int64_t> before = {}) {
        return boost::json::parse(queries.trash(*engine.directory(), member, before));
    }
    std::vector<std::string> titles(Id member) {
        std::vector<std::string> all;
        for (const auto& one : answer(member).at("entries").as_array())
            all.emplace_back(one.at("entry").at("title").as_string());
        return all;
    }
    std::string refusal(Id member, Id id) {
        const Error error = refused(on(member, "entry.restore", id));
        return fmt::format("{} {} {}", info(error.code).code, error.field, error.message);
    }
    Id weekly() {
        return acked(run(mia, "entry.create",
                         fmt::format(R"({{"calendar_id":"{}","kind":"review","title":"Weekly",)"
                                     R"("rrule":["FREQ=WEEKLY;COUNT=9"]{}}})",
                                     to_text(open), at_nine)))
            .id.value();
    }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
};

using Titles = std::vector<std::string>;

TEST_F(TrashTest, WhoMayWriteTheCalendarFindsAndRestoresWhatAnyoneDeleted) {
    const Id first = add_entry(mia, open, "First"), second = add_entry(mia, open, "Second");
    remove(mia, first);
    remove(rob, second);
    EXPECT_EQ(titles(rob), (Titles{"Second", "First"}));
    const auto told = answer(rob).at("entries").at(0);
    EXPECT_EQ(told.at("by").as_string(), to_text(rob));
    EXPECT_EQ(told.at("entry").at("created_by").as_string(), to_text(mia));
    acked(on(rob, "entry.restore", first));
    EXPECT_EQ(entry(first)->title, "First");
    EXPECT_EQ(entry(first)->created_by, mia);
    EXPECT_EQ(titles(mia), Titles{"Second"});
}

TEST_F(TrashTest, ReadersAndStrangersFindNothingAndRestoreNothing) {
    const Id shown = add_entry(mia, open, "Shown"), hidden = add_entry(mia, closed, "Hidden");
    remove(mia, shown);
    remove(mia, hidden);
    EXPECT_EQ(titles(ann), Titles{});
    EXPECT_EQ(titles(rob), Titles{"Shown"});
    EXPECT_EQ(refused(on(ann, "entry.restore", shown)).code, ErrorCode::forbidden);
    EXPECT_EQ(refusal(rob, hidden), refusal(rob, Id{9, 9})); // like one that never was
}

TEST_F(TrashTest, APrivateEntryIsFoundByItsPartiesOnly) {
    const Id own = add_entry(mia, open, "Own", fmt::format(R"(,"private":true,"owner_id":"{}")", to_text(mia)));
    remove(mia, own);
    EXPECT_EQ(titles(rob), Titles{});
    EXPECT_EQ(refusal(rob, own), refusal(rob, Id{9, 9}));
    EXPECT_EQ(titles(mia), Titles{"Own"});
    acked(on(mia, "entry.restore", own));
    EXPECT_TRUE(entry(own)->is_private);
}

TEST_F(TrashTest, WhatHungOnItComesBackWithIt) {
    const Id campaign = add_entry(mia, open, "Launch"), push = add_entry(mia, open, "Push");
    acked(on(mia, "entry.update", push, fmt::format(R"(,"parent_id":"{}")", to_text(campaign))));
    const Id account = add_account(rob, "Plan AG");
    const Id touch = acked(run(rob, "touch.create",
                               fmt::format(R"({{"account_id":"{}","outcome":"reached","entry_id":"{}"}})",
                                           to_text(account), to_text(campaign))))
                         .id.value();
    const Id point =
        acked(run(mia, "talking_point.create", fmt::format(R"({{"entry_id":"{}","text":"Say"}})", to_text(campaign))))
            .id.value();
    remove(mia, campaign);
    ASSERT_FALSE(load<TalkingPoint>(talking_point_type, point));
    acked(on(rob, "entry.restore", campaign));
    EXPECT_EQ(entry(push)->parent_id, campaign);
    EXPECT_EQ(load<Touch>(touch_type, touch)->entry_id, campaign);
    EXPECT_EQ(load<TalkingPoint>(talking_point_type, point)->text, "Say");
}

TEST_F(TrashTest, ASeriesIsOneLineAndComesBackWithItsOccurrences) {
    const Id series = weekly();
    const Id one =
        acked(on(mia, "entry.update", series, R"(,"occurrence":"2026-03-09T09:00:00","scope":"this","title":"Moved")"))
            .id.value();
    remove(mia, series);
    EXPECT_EQ(titles(mia), Titles{"Weekly"});
    acked(on(rob, "entry.restore", series));
    EXPECT_EQ(entry(one)->title, "Moved");
    EXPECT_EQ(entry(one)->series_id, series);
    EXPECT_EQ(titles(mia), Titles{});
}

TEST_F(TrashTest, AnOccurrenceDeletedByItselfTakesItsPlaceAgainAlsoAfterAnother) {
    const Id series = weekly();
    const auto own = [&](std::string_view day, std::string_view title) {
        return acked(on(mia, "entry.update", series,
                        fmt::format(R"(,"occurrence":"2026-03-{}T09:00:00","scope":"this","title":"{}")", day, title)))
            .id.value();
    };
    const Id first = own("09", "First"), second = own("16", "Second");
    remove(mia, first);
    remove(mia, second);
    EXPECT_EQ(titles(rob), (Titles{"Second", "First"}));
    acked(on(rob, "entry.restore", first));
    EXPECT_EQ(entry(series)->overrides, TextList{"2026-03-09T09:00:00"});
    EXPECT_EQ(entry(series)->exdate, TextList{"2026-03-16T09:00:00"});
    EXPECT_EQ(entry(first)->recurrence_id, "2026-03-09T09:00:00");
    remove(mia, series);
    EXPECT_EQ(titles(rob), Titles{"Weekly"}); // the other has no place any more
    EXPECT_EQ(refused(on(rob, "entry.restore", second)).code, ErrorCode::changed_since);
}

TEST_F(TrashTest, RestoringIsTakenBackInOneUndoAndIsThenInTheTrashAgain) {
    const Id id = add_entry(mia, open, "Again");
    const auto gone = remove(mia, id);
    const auto back = acked(on(rob, "entry.restore", id));
    EXPECT_EQ(refused(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq))).code, ErrorCode::changed_since);
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", back.seq)));
    EXPECT_FALSE(entry(id));
    EXPECT_EQ(titles(mia), Titles{"Again"});
}

TEST_F(TrashTest, WhatIsThereIsNotRestored) {
    const Id id = add_entry(mia, open, "There");
    EXPECT_EQ(refusal(mia, id), "changed_since id is not deleted");
    remove(mia, id);
    EXPECT_EQ(refused(on(mia, "entry.restore", id, R"(,"title":"x")")).code, ErrorCode::unknown_field);
}

TEST_F(TrashTest, WithoutItsCalendarNothingComesBack) {
    const Id id = add_entry(mia, open, "Homeless");
    remove(mia, id);
    acked(run(by_system("calendar.delete", fmt::format(R"({{"id":"{}"}})", to_text(open)))));
    EXPECT_EQ(titles(mia), Titles{});
    EXPECT_EQ(refusal(mia, id), refusal(mia, Id{9, 9}));
}

TEST_F(TrashTest, ItComesInPagesThatFitTheirSchema) {
    for (int i = 0; i < 130; ++i) remove(mia, add_entry(mia, open, fmt::format("Entry {}", i)));
    const auto first = answer(rob);
    EXPECT_EQ(first.at("entries").as_array().size(), 100U);
    EXPECT_TRUE(first.at("more").as_bool());
    const auto rest = answer(rob, first.at("before").as_int64());
    EXPECT_EQ(rest.at("entries").as_array().size(), 30U);
    EXPECT_EQ(rest.at("entries").at(0).at("entry").at("title").as_string(), "Entry 29");
    EXPECT_FALSE(rest.at("more").as_bool());
    const auto fault = SchemaSet().find_fault("api/trash.json", rest);
    EXPECT_FALSE(fault) << fault->message;
}

} // namespace
} // namespace tandem
