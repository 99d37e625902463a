// Faults of the store, repeats of commands, and batches: nothing is lost, nothing is done twice, nothing is half done.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/check.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/random_commands.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct FailureTest : testing::Test, Workspace {
    Id boss = add_member("Boss", Team::other, Role::admin);
    Id mia = add_member("Mia", Team::marketing);
    Id calendar = add_calendar("Open");

    std::string entry_args(std::string_view title, std::string_view summary = "") {
        return fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"{}","summary":"{}"}})", to_text(calendar),
                           title, summary);
    }
    std::int64_t entries() { return database.query_integer("SELECT count(*) FROM entry").value(); }
};

TEST_F(FailureTest, FullDiskIsSaidAndNothingIsWrittenUntilThereIsSpace) {
    const auto pages = database.query_integer("PRAGMA page_count").value();
    database.execute(fmt::format("PRAGMA max_page_count={}", pages));
    std::vector<Submission> batch;
    for (int i = 0; i < 64; ++i)
        batch.push_back(submission(mia, "entry.create", entry_args("x", std::string(3900, 'x'))));
    const auto seq = engine.last_seq();
    for (const Outcome& outcome : engine.apply(batch)) EXPECT_EQ(refused(outcome).code, ErrorCode::storage_full);
    EXPECT_EQ(engine.last_seq(), seq);
    EXPECT_EQ(entries(), 0);
    EXPECT_FALSE(engine.is_writable());
    database.execute("PRAGMA max_page_count=1000000");
    for (const Outcome& outcome : engine.apply(batch)) acked(outcome); // sent again with the same ids
    EXPECT_EQ(entries(), 64);
    EXPECT_EQ(engine.last_seq(), seq + 64);
    EXPECT_TRUE(engine.is_writable());
}

TEST_F(FailureTest, BrokenConstraintCostsOnlyItsOwnCommand) {
    const Submission batch[] = {submission(mia, "entry.create", entry_args("one")),
                                by_system("token.create", R"({"name":"of nobody"})"),
                                submission(mia, "entry.create", entry_args("two"))};
    const auto seq = engine.last_seq();
    const auto outcomes = engine.apply(batch);
    EXPECT_EQ(acked(outcomes[0]).seq, seq + 1);
    EXPECT_EQ(refused(outcomes[1]).code, ErrorCode::internal);
    EXPECT_EQ(acked(outcomes[2]).seq, seq + 2);
    EXPECT_EQ(sink.changes.back()->seq, seq + 2);
    EXPECT_EQ(entries(), 2);
    int tokens = 0;
    engine.directory()->each_token([&](const Token&) { ++tokens; });
    EXPECT_EQ(tokens, 0) << "the directory went back too";
}

TEST_F(FailureTest, FaultThatIsNotOfTheStoreCostsOnlyItsOwnCommand) {
    const Id id = add_entry(mia, calendar, "Gone");
    const Ack gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    const auto seq = engine.last_seq();
    std::vector<std::string> told;
    engine.on_fault([&](std::string_view what) { told.emplace_back(what); });
    const Submission batch[] = {submission(boss, "member.create", R"({"name":"N","email":"n@example.org"})"),
                                submission(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)),
                                submission(boss, "member.create", R"({"name":"O","email":"o@example.org"})")};
    {
        // A bug in the middle of the batch: the undo needs a statement that is in use.
        const auto held = database.prepare("SELECT min(seq) FROM change_item WHERE record_id = ? AND op = 'create'");
        const auto outcomes = engine.apply(batch);
        EXPECT_EQ(acked(outcomes[0]).seq, seq + 1);
        EXPECT_EQ(refused(outcomes[1]).code, ErrorCode::internal);
        EXPECT_EQ(acked(outcomes[2]).seq, seq + 2);
    }
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(sink.changes.back()->seq, seq + 2);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM member"), 4);
    acked(engine.apply(batch)[1]);
    EXPECT_TRUE(engine.is_writable());
}

TEST_F(FailureTest, FaultInTheMiddleOfWritingLeavesNoRowNumberOrRight) {
    const Submission batch[] = {submission(boss, "member.create", R"({"name":"N","email":"n@example.org"})"),
                                submission(mia, "entry.create", entry_args("half")),
                                by_system("calendar.create", R"({"name":"More"})")};
    const auto seq = engine.last_seq();
    {
        // The entry's row is there already when its text is to be indexed with a statement that is in use.
        const auto held = database.prepare("SELECT row FROM entry WHERE id = ?");
        EXPECT_EQ(refused(engine.apply(batch)[1]).code, ErrorCode::internal);
    }
    EXPECT_EQ(entries(), 0);
    EXPECT_EQ(engine.last_seq(), seq + 2);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM change"), seq + 2);
    const auto report = check_workspace(reader, folder.path() / "scratch.db");
    EXPECT_TRUE(report.findings.empty()) << report.findings.front();
}

TEST_F(FailureTest, RepeatAfterTheRightWasLostIsStillTheFirstAnswer) {
    const auto once = submission(mia, "entry.create", entry_args("one"));
    const Ack first = acked(run(once));
    acked(run(
        by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":["marketing:none"]}})", to_text(calendar)))));
    EXPECT_EQ(acked(run(once)).id, first.id);
    EXPECT_EQ(refused(run({Actor::member(mia, false), once.command})).code, ErrorCode::forbidden);
    acked(run(boss, "member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(mia))));
    EXPECT_EQ(refused(run(once)).code, ErrorCode::not_signed_in);
    EXPECT_EQ(entries(), 1);
}

TEST_F(FailureTest, CommandIdIsNotTakenForAnotherCommandOrAnotherMember) {
    auto once = submission(mia, "entry.create", entry_args("one"));
    const Ack first = acked(run(once));
    const auto by_boss = Submission{Actor::member(boss), once.command};
    EXPECT_NE(acked(run(by_boss)).id, first.id) << "ids are one's own";
    once.command.name = "entry.delete";
    EXPECT_EQ(refused(run(once)).field, "command_id");
}

TEST_F(FailureTest, RepeatInsideOneBatchHappensOnce) {
    const auto once = submission(mia, "entry.create", entry_args("one"));
    const Submission batch[] = {once, once};
    const auto outcomes = engine.apply(batch);
    EXPECT_EQ(acked(outcomes[0]).id, acked(outcomes[1]).id);
    EXPECT_EQ(entries(), 1);
}

TEST_F(FailureTest, DeleteIsRefusedWhenSomeoneElseHasChangedTheEntry) {
    const Id id = add_entry(mia, calendar, "Plan");
    const auto id_only = fmt::format(R"({{"id":"{}"}})", to_text(id));
    acked(run(by_system("entry.update", fmt::format(R"({{"id":"{}","location":"Kiel"}})", to_text(id)))));
    EXPECT_EQ(refused(run(mia, "entry.delete", id_only, 1)).code, ErrorCode::changed_since);
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"Mine"}})", to_text(id))));
    acked(run(mia, "entry.delete", id_only, 2)); // since rev 2 only she has changed it
}

TEST_F(FailureTest, RandomHistoryLeavesASoundWorkspace) {
    database.execute("PRAGMA synchronous=OFF");
    const Id rob = add_member("Rob", Team::sales), lea = add_member("Lea", Team::marketing, Role::lead);
    RandomCommands commands(*this, {boss, mia, rob, lea}, 99);
    for (int i = 0; i < 150; ++i) {
        std::vector<Submission> batch;
        for (int n = 0; n < 8; ++n) batch.push_back(commands.next());
        engine.apply(batch);
    }
    const auto report = check_workspace(reader, folder.path() / "scratch.db");
    EXPECT_TRUE(report.findings.empty()) << report.findings.front();
    EXPECT_GT(report.changes, 300);
    KeepingSink ignored;
    const Engine again(database, clock, ignored); // what is in memory is what is stored
    EXPECT_EQ(again.last_seq(), engine.last_seq());
    const auto held = engine.directory(), stored = again.directory();
    held->each_member([&](const Member& m) { EXPECT_TRUE(difference(member_type, m, *stored->member(m.id)).empty()); });
    held->each_calendar(
        [&](const Calendar& c) { EXPECT_TRUE(difference(calendar_type, c, *stored->calendar(c.id)).empty()); });
}

} // namespace
} // namespace tandem
