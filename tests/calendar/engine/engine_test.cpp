#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/project.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct EngineTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Campaigns");
};

std::string set_title(Id id, std::string_view title) {
    return fmt::format(R"({{"id":"{}","title":"{}"}})", to_text(id), title);
}

TEST_F(EngineTest, ChangeAndRowAreCommittedTogether) {
    const Id id = add_entry(mia, calendar, "Launch");
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Launch");
    EXPECT_EQ(sink.changes.back()->seq, engine.last_seq());
    EXPECT_EQ(ChangeLog(database).items_of(engine.last_seq()).front().record_id, id);
}

TEST_F(EngineTest, RepeatedCommandGetsTheFirstAnswerAndWritesNothing) {
    const auto once = submission(
        mia, "entry.create", fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"Call"}})", to_text(calendar)));
    const Ack first = acked(run(once)), second = acked(run(once));
    EXPECT_EQ(first.seq, second.seq);
    EXPECT_EQ(first.id, second.id);
    EXPECT_EQ(engine.last_seq(), first.seq);
}

// A page whose connection broke opens what it made all the same.
TEST_F(EngineTest, ARepeatNamesWhatWasMadeOnEveryWay) {
    const auto expect_same = [&](const std::string& name, const std::string& args) {
        const auto once = submission(mia, name, args);
        const Ack first = acked(run(once)), second = acked(run(once));
        EXPECT_TRUE(first.id) << name;
        EXPECT_EQ(first.id, second.id) << name;
        return to_text(first.id.value_or(Id{}));
    };
    constexpr std::string_view dated = R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-03-31"})";
    const Id series =
        add_entry(mia, calendar, "Daily", fmt::format(R"(,"kind":"review","rrule":["FREQ=DAILY"]{})", dated));
    for (const auto* at : {R"("2026-04-01","scope":"this")", R"("2026-04-02","scope":"following")"})
        expect_same("entry.update",
                    fmt::format(R"({{"id":"{}","occurrence":{},"title":"Other"}})", to_text(series), at));
    const Id campaign = add_entry(mia, calendar, "Spring", fmt::format(R"(,"kind":"campaign"{})", dated));
    add_entry(mia, calendar, "Call", fmt::format(R"(,"parent_id":"{}"{})", to_text(campaign), dated));
    const auto saved =
        expect_same("template.save", fmt::format(R"({{"entry_id":"{}","name":"Again"}})", to_text(campaign)));
    expect_same("template.use",
                fmt::format(R"({{"template_id":"{}","calendar_id":"{}","title":"Autumn","starts_on":"2026-09-07"}})",
                            saved, to_text(calendar)));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(campaign))));
    expect_same("entry.restore", fmt::format(R"({{"id":"{}"}})", to_text(campaign)));
}

TEST_F(EngineTest, RefusedCommandNamesTheFieldAndLeavesNoTrace) {
    const auto before = engine.last_seq();
    const Error error = refused(
        run(mia, "entry.create", fmt::format(R"({{"calendar_id":"{}","kind":"push","title":""}})", to_text(calendar))));
    EXPECT_EQ(error.code, ErrorCode::invalid_field);
    EXPECT_EQ(error.field, "title");
    EXPECT_EQ(engine.last_seq(), before);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM entry"), 0);
}

TEST_F(EngineTest, DifferentFieldsOfOneEntryBothWin) {
    const Id id = add_entry(mia, calendar, "Launch");
    acked(run(mia, "entry.update", set_title(id, "Winter launch"), 1));
    acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","location":"Hamburg"}})", to_text(id)), 1));
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Winter launch");
    EXPECT_EQ(load<Entry>(entry_type, id)->location, "Hamburg");
}

TEST_F(EngineTest, SameFieldIsAConflictWithAllThreeValues) {
    const Id id = add_entry(mia, calendar, "Launch");
    acked(run(mia, "entry.update", set_title(id, "Hers"), 1));
    const Outcome outcome = run(rob, "entry.update", set_title(id, "His"), 1);
    const auto* conflict = std::get_if<Conflict>(&outcome);
    ASSERT_TRUE(conflict);
    ASSERT_EQ(conflict->fields.size(), 1U);
    EXPECT_EQ(conflict->fields[0].base, "\"Launch\"");
    EXPECT_EQ(conflict->fields[0].theirs, "\"Hers\"");
    EXPECT_EQ(conflict->fields[0].mine, "\"His\"");
    EXPECT_EQ(conflict->by, mia);
    EXPECT_EQ(conflict->rev, 2);
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Hers");
}

TEST_F(EngineTest, UndoOfDeleteBringsBackTheEntryAndItsChildren) {
    const Id campaign = add_entry(mia, calendar, "Launch");
    const Id push = add_entry(mia, calendar, "Calls", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    const Ack gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(campaign))));
    EXPECT_FALSE(load<Entry>(entry_type, push)->parent_id);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_EQ(load<Entry>(entry_type, campaign)->title, "Launch");
    EXPECT_EQ(load<Entry>(entry_type, campaign)->created_by, mia);
    EXPECT_EQ(load<Entry>(entry_type, push)->parent_id, campaign);
}

TEST_F(EngineTest, UndoOfUndoIsRedo) {
    const Id id = add_entry(mia, calendar, "Launch");
    const auto edit = acked(run(mia, "entry.update", set_title(id, "Winter launch")));
    const auto undo = acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", edit.seq)));
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Launch");
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", undo.seq)));
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Winter launch");
}

TEST_F(EngineTest, UndoIsRefusedWhereSomeoneChangedTheFieldSince) {
    const Id id = add_entry(mia, calendar, "Launch");
    const auto edit = acked(run(mia, "entry.update", set_title(id, "Hers")));
    acked(run(rob, "entry.update", set_title(id, "His")));
    EXPECT_EQ(refused(run(mia, "undo", fmt::format(R"({{"seq":{}}})", edit.seq))).code, ErrorCode::changed_since);
    EXPECT_EQ(refused(run(rob, "undo", fmt::format(R"({{"seq":{}}})", edit.seq))).code, ErrorCode::not_found);
}

TEST_F(EngineTest, PrivateEntryShowsOthersOnlyThatTheTimeIsTaken) {
    add_entry(mia, calendar, "Secret plan",
              R"(,"private":true,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    EXPECT_NE(snapshot(mia).find("Secret plan"), std::string::npos);
    EXPECT_EQ(snapshot(rob).find("Secret plan"), std::string::npos);
    EXPECT_NE(snapshot(rob).find("\"busy\":true"), std::string::npos);
    const Change& change = *sink.changes.back();
    EXPECT_EQ(encode_change(change, projection_key(change, rob)).find("Secret plan"), std::string::npos);
}

TEST_F(EngineTest, CalendarOfOneTeamDoesNotExistForTheOther) {
    const Id closed = add_calendar("Pricing", R"(,"team":"marketing")");
    const Id id = add_entry(mia, closed, "New prices");
    EXPECT_EQ(snapshot(rob).find("New prices"), std::string::npos);
    EXPECT_EQ(snapshot(rob).find(to_text(closed)), std::string::npos);
    EXPECT_EQ(refused(run(rob, "entry.update", set_title(id, "Mine"))).code, ErrorCode::not_found);
    EXPECT_TRUE(projection_key(*sink.changes.back(), rob).empty());
}

TEST_F(EngineTest, EntryThatBecomesPrivateIsReplacedOnOtherPages) {
    const Id id = add_entry(mia, calendar, "Plan", R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(id))));
    const Change& change = *sink.changes.back();
    const std::string frame = encode_change(change, projection_key(change, rob));
    EXPECT_NE(frame.find("\"op\":\"put\""), std::string::npos);
    EXPECT_NE(frame.find("\"busy\":true"), std::string::npos);
    EXPECT_EQ(frame.find("Plan"), std::string::npos);
}

TEST_F(EngineTest, ViewerNeverWrites) {
    const Id vera = add_member("Vera", Team::marketing, Role::viewer);
    EXPECT_EQ(refused(run(vera, "entry.create",
                          fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"x"}})", to_text(calendar))))
                  .code,
              ErrorCode::forbidden);
}

TEST_F(EngineTest, CatchUpCarriesEachRecordOnceAsItIsNow) {
    const auto since = engine.last_seq();
    const Id id = add_entry(mia, calendar, "First title");
    acked(run(mia, "entry.update", set_title(id, "Second title")));
    std::int64_t seq = 0;
    const auto frame = queries.catch_up(*engine.directory(), rob, since, seq);
    ASSERT_TRUE(frame);
    EXPECT_EQ(seq, engine.last_seq());
    EXPECT_EQ(frame->find("First title"), std::string::npos);
    EXPECT_NE(frame->find("Second title"), std::string::npos);
}

} // namespace
} // namespace tandem
