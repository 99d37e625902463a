// An import is whole or gone: faults, crashes and lost rights in the middle, and import.undo.
#include "calendar/engine/check.hpp"
#include "tests/calendar/engine/import_fixture.hpp"

namespace tandem {
namespace {

std::string event(std::string_view uid, std::string_view more = "") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Fair {}\r\nDTSTART;VALUE=DATE:20260511\r\n{}END:VEVENT\r\n",
                       uid, uid, more);
}

std::string events(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += event(fmt::format("e{}", i));
    return all;
}

class ImportUndoTest : public testing::Test, public ImportWorkspace {
public:
    Id boss = add_member("Boss", Team::other, Role::lead);
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);

    ImportUndoTest() { author = Actor::member(mia); }

    Outcome undo(Id by, Id import, std::string command_id = "") {
        if (command_id.empty()) command_id = to_text(new_id(clock.now()));
        const auto args = parse_json_object(fmt::format(R"({{"id":"{}"}})", to_text(import))).value();
        ImportUndo command(engine, {Actor::member(by), {command_id, "import.undo", args, {}}});
        while (command.step()) {
        }
        return command.outcome();
    }
    void set_rights(std::string_view rights) {
        acked(
            run(by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":{}}})", to_text(calendar), rights))));
    }
    ImportState state(Id import) { return engine.imports().find(import).value().state; }
    void expect_clean() {
        for (const auto& finding : check_workspace(reader, folder.path() / "scratch.db").findings)
            ADD_FAILURE() << finding;
    }
};

TEST_F(ImportUndoTest, ACrashInTheMiddleLeavesNothing) {
    import(event("old", "LOCATION:Hall 1\r\n"));
    ImportRun run(engine, author, calendar, plan(event("old", "LOCATION:Hall 2\r\n") + events(60)));
    ASSERT_TRUE(run.step());
    ASSERT_GT(count(), 1U);
    ASSERT_EQ(find("old")->location, "Hall 2");

    KeepingSink later;
    const Engine next(database, clock, later); // as the server starts again
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(find("old")->location, "Hall 1");
    EXPECT_EQ(state(run.id()), ImportState::taken_back);
    expect_clean();
}

TEST_F(ImportUndoTest, AFaultInTheMiddleLeavesNothing) {
    ImportPlan plan = this->plan(events(60));
    plan.steps.at(40).command = "token.create"; // of nobody: breaks a constraint
    plan.steps.at(40).args = parse_json_object(R"({"name":"Phone"})").value();
    ImportRun run(engine, Actor::system(), calendar, std::move(plan));
    std::size_t most = 0;
    while (run.step()) most = std::max(most, count());
    EXPECT_GT(most, 0U) << "some of it had been written";
    EXPECT_EQ(run.failure().value().code, ErrorCode::internal);
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(state(run.id()), ImportState::taken_back);
}

TEST_F(ImportUndoTest, AFullDiskLeavesNothingOnceItCanBeWrittenAgain) {
    std::string long_text(3900, 'x'), file;
    for (int i = 0; i < 300; ++i) file += event(fmt::format("e{}", i), "DESCRIPTION:" + long_text + "\r\n");
    ImportRun run(engine, author, calendar, plan(file));
    ASSERT_TRUE(run.step());
    const auto pages = database.query_integer("PRAGMA page_count").value();
    database.execute(fmt::format("PRAGMA max_page_count={}", pages));
    while (run.step()) {
    }
    EXPECT_EQ(run.failure().value().code, ErrorCode::storage_full);
    database.execute("PRAGMA max_page_count=1000000");
    EXPECT_FALSE(engine.follow_clock());
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(state(run.id()), ImportState::taken_back);
}

TEST_F(ImportUndoTest, WhoLosesTheirRightsInTheMiddleHasImportedNothing) {
    ImportRun run(engine, author, calendar, plan(events(60)));
    ASSERT_TRUE(run.step());
    set_rights(R"(["marketing:read"])");
    while (run.step()) {
    }
    EXPECT_EQ(run.failure().value().code, ErrorCode::forbidden);
    EXPECT_EQ(count(), 0U);
}

TEST_F(ImportUndoTest, TakesBackWhatWasMadeChangedAndRemoved) {
    const std::string series = event("s", "RRULE:FREQ=DAILY;COUNT=5\r\n");
    const std::string moved = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Moved\r\nRECURRENCE-ID;VALUE=DATE:20260513\r\n"
                              "DTSTART;VALUE=DATE:20260520\r\nEND:VEVENT\r\n";
    import(event("a", "LOCATION:Hall 1\r\n"));
    import(series + moved);
    const Id first = last_import;
    import(event("a", "LOCATION:Hall 2\r\n") + event("b") + series + event("t", "RRULE:FREQ=DAILY;COUNT=5\r\n"));
    clock.advance(std::chrono::minutes{1});
    const Ack ack = acked(undo(mia, last_import));
    EXPECT_TRUE(ack.taken_back.value().kept.empty());
    EXPECT_EQ(find("a")->location, "Hall 1");
    EXPECT_FALSE(find("b"));
    EXPECT_EQ(count(), 3U);
    acked(undo(mia, first));
    EXPECT_EQ(count(), 1U) << "a series with its occurrences, too";
    expect_clean();
}

// It is read a thousand changes at a time: here the second thousand begins between an occurrence and its series.
TEST_F(ImportUndoTest, ALongOneGoesBackWholeAndASeriesWithItsOccurrences) {
    import(event("s", "RRULE:FREQ=DAILY;COUNT=5\r\n") +
           "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Moved\r\nRECURRENCE-ID;VALUE=DATE:20260513\r\n"
           "DTSTART;VALUE=DATE:20260520\r\nEND:VEVENT\r\n" +
           events(999));
    ASSERT_EQ(count(), 1'001U);
    const Ack ack = acked(undo(mia, last_import));
    EXPECT_TRUE(ack.taken_back.value().kept.empty());
    EXPECT_EQ(ack.taken_back->entries, 1'000U);
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(state(last_import), ImportState::taken_back);
    expect_clean();
}

TEST_F(ImportUndoTest, WhatWasChangedSinceStaysAndIsNamed) {
    import(event("a") + event("b") + event("c"));
    acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","offer":"10 %"}})", to_text(find("b")->id))));
    const Ack ack = acked(undo(mia, last_import));
    EXPECT_EQ(ack.id, last_import);
    ASSERT_EQ(ack.taken_back.value().kept.size(), 1U);
    EXPECT_EQ(ack.taken_back->kept[0].title, "Fair b");
    EXPECT_EQ(ack.taken_back->kept[0].reason, "was changed since");
    EXPECT_EQ(ack.taken_back->entries, 2U);
    EXPECT_EQ(find("b")->offer, "10 %");
    EXPECT_EQ(count(), 1U);
}

TEST_F(ImportUndoTest, WhatOthersHaveHungOnItStays) {
    import("BEGIN:VEVENT\r\nUID:p\r\nSUMMARY:Launch\r\nDTSTART;VALUE=DATE:20260511\r\nCATEGORIES:Campaign\r\nEND:"
           "VEVENT\r\n");
    add_entry(rob, calendar, "Call", fmt::format(R"(,"parent_id":"{}")", to_text(find("p")->id)));
    EXPECT_EQ(acked(undo(mia, last_import)).taken_back.value().kept.size(), 1U);
    EXPECT_TRUE(find("p"));
}

TEST_F(ImportUndoTest, IsForItsAuthorOrALeadWhoMayWriteThere) {
    import(event("a"));
    const Id import = last_import;
    EXPECT_EQ(refused(undo(rob, import)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(undo(mia, Id{7, 7})).code, ErrorCode::not_found);
    set_rights(R"(["other:read","marketing:none"])");
    EXPECT_EQ(refused(undo(boss, import)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(undo(mia, import)).code, ErrorCode::not_found) << "as of what never was";
    set_rights(R"(["other:write"])");
    EXPECT_EQ(count(), 1U);
    acked(undo(boss, import));
    EXPECT_EQ(count(), 0U);
}

TEST_F(ImportUndoTest, WhatIsHiddenSinceIsNotNamed) {
    import(event("a") + event("b"));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(find("b")->id))));
    set_rights(R"(["other:write"])");
    const Ack ack = acked(undo(boss, last_import));
    ASSERT_EQ(ack.taken_back.value().kept.size(), 1U);
    EXPECT_EQ(ack.taken_back->kept[0].title, "");
    EXPECT_TRUE(find("b"));
}

TEST_F(ImportUndoTest, WhatIsGoneIsNotNamedByItsOldPrivateTitle) {
    const auto titled = [](std::string_view title) {
        return fmt::format("BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:{}\r\nDTSTART;VALUE=DATE:20260511\r\nEND:VEVENT\r\n",
                           title);
    };
    import(titled("Salary talk"));
    const std::string id = to_text(find("s")->id);
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", id)));
    import(titled("Talk"));
    acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", id)));
    set_rights(R"(["other:write"])");
    const Ack ack = acked(undo(boss, last_import));
    ASSERT_EQ(ack.taken_back.value().kept.size(), 1U);
    EXPECT_EQ(ack.taken_back->kept[0].title, "");
}

TEST_F(ImportUndoTest, ALongListOfWhatStaysIsCutAndCounted) {
    import(events(501));
    std::vector<Submission> batch;
    for (int i = 0; i < 501; ++i)
        batch.push_back(
            submission(rob, "entry.update",
                       fmt::format(R"({{"id":"{}","offer":"10 %"}})", to_text(find(fmt::format("e{}", i))->id))));
    for (const Outcome& outcome : engine.apply(batch)) acked(outcome);
    const Ack ack = acked(undo(mia, last_import));
    EXPECT_EQ(ack.taken_back.value().kept_count, 501U);
    EXPECT_EQ(ack.taken_back->kept.size(), 500U);
}

TEST_F(ImportUndoTest, WhoeverIsShutOutTakesNothingBack) {
    import(event("a"));
    acked(run(by_system("member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(mia)))));
    EXPECT_EQ(refused(undo(mia, last_import)).code, ErrorCode::not_signed_in);
    EXPECT_TRUE(find("a"));
}

TEST_F(ImportUndoTest, WhatIsUnderWayIsNotTakenBackAndItsIdIsAlone) {
    ImportRun run(engine, author, calendar, plan(events(60)));
    ASSERT_TRUE(run.step());
    EXPECT_EQ(refused(undo(mia, run.id())).code, ErrorCode::unavailable);
    while (run.step()) {
    }
    const auto args = parse_json_object(fmt::format(R"({{"id":"{}","more":1}})", to_text(run.id()))).value();
    ImportUndo command(engine, {Actor::member(mia), {to_text(new_id(clock.now())), "import.undo", args, {}}});
    while (command.step()) {
    }
    EXPECT_EQ(refused(command.outcome()).code, ErrorCode::unknown_field);
    EXPECT_EQ(count(), 60U);
    acked(undo(mia, run.id()));
    EXPECT_EQ(count(), 0U);
}

TEST_F(ImportUndoTest, ASecondTimeIsRefusedButARepeatIsNot) {
    import(event("a"));
    const std::string command = to_text(new_id(clock.now()));
    acked(undo(mia, last_import, command));
    EXPECT_EQ(refused(undo(mia, last_import)).code, ErrorCode::changed_since);
    EXPECT_EQ(acked(undo(mia, last_import, command)).id, last_import);
}

TEST_F(ImportUndoTest, NobodyTakesBackOthersChangesByWayOfIt) {
    import(event("a"));
    const auto seq = engine.last_seq();
    Actor claims = Actor::member(rob);
    claims.import_id = Id{7, 7};
    const auto args = parse_json_object(fmt::format(R"({{"seqs":[{}]}})", seq)).value();
    EXPECT_EQ(refused(run(Submission{claims, {to_text(new_id(clock.now())), "undo", args, {}}})).code,
              ErrorCode::not_found);
    EXPECT_EQ(refused(run(mia, "undo", fmt::format(R"({{"seqs":[{}]}})", seq))).code, ErrorCode::invalid_field);
}

} // namespace
} // namespace tandem
