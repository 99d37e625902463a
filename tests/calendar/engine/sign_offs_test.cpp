// Sign-offs: who is asked, who says what, and how long a word holds.
#include "tests/calendar/engine/gates_fixture.hpp"

namespace tandem {
namespace {

using SignOffsTest = GatesTest;

TEST_F(SignOffsTest, SignOffsAreOfSoManyMembersOfTheRoleAndTeam) {
    add_gate(R"("rules":[],"sign_offs":1,"sign_off_role":"lead","sign_off_team":"sales")");
    const std::string missing = "status: cannot be confirmed yet: it needs a sign-off by leads of sales";
    const Id of_rob = ask(rob), of_mia = ask(mia);
    acked(say(rob, of_rob, "given"));
    acked(say(mia, of_mia, "given"));
    EXPECT_EQ(why_not(), missing) << "neither is a lead of sales";
    const Id of_sam = ask(sam);
    EXPECT_EQ(why_not(), missing);
    acked(say(sam, of_sam, "refused"));
    EXPECT_EQ(why_not(), missing);
    acked(say(sam, of_sam, "given"));
    EXPECT_EQ(why_not(), "");
}

TEST_F(SignOffsTest, NobodySignsForAnother) {
    const Id of_sam = ask(sam);
    EXPECT_EQ(refused(say(mia, of_sam, "given")).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(mia, "sign_off.create",
                          fmt::format(R"({{"entry_id":"{}","member_id":"{}","state":"given"}})", to_text(entry),
                                      to_text(rob))))
                  .field,
              "state");
}

TEST_F(SignOffsTest, NobodyWritesANoteForAnother) {
    const auto with_note =
        fmt::format(R"({{"entry_id":"{}","member_id":"{}","note":"I agree. Sam"}})", to_text(entry), to_text(sam));
    EXPECT_EQ(refused(run(mia, "sign_off.create", with_note)).field, "note");
    acked(run(sam, "sign_off.create", with_note));
}

TEST_F(SignOffsTest, WhoAskedAgainByMistakeTakesThatBack) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    const auto ask_again = [&] { return acked(say(mia, of_sam, "wanted")).seq; };
    const auto undo = [&](std::int64_t seq) { acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", seq))); };
    undo(ask_again());
    EXPECT_EQ(state(of_sam), SignOffState::given);
    const auto seq = ask_again();
    acked(edit(rob, R"("title":"Another")"));
    undo(seq);
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn) << "it is not what he signed";
}

TEST_F(SignOffsTest, ASignOffIsWithdrawnWhenWhatWasSignedChanges) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    acked(edit(mia, fmt::format(R"("owner_id":"{}","status":"confirmed","tags":["q1"])", to_text(rob))));
    EXPECT_EQ(state(of_sam), SignOffState::given) << "that was not signed";
    const Ack moved = acked(edit(mia, R"("when":{"starts_on":"2026-03-31","ends_on":"2026-04-01"})"));
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::given);
}

TEST_F(SignOffsTest, AnUndoDoesNotSignWhatOthersHaveChangedSince) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    const Ack moved = acked(edit(mia, R"("when":{"starts_on":"2026-03-31","ends_on":"2026-04-01"})"));
    acked(edit(rob, R"("title":"Another")"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn);
    acked(edit(rob, R"("title":"Webinar")"));
    EXPECT_EQ(state(of_sam), SignOffState::given) << "it is again what was signed";
}

TEST_F(SignOffsTest, AWordThatWasTakenBackIsNotGivenAgainByTheEntryBeingWhatItWas) {
    for (const std::string_view word : {"refused", "withdrawn"}) {
        const Id of_sam = ask(sam);
        acked(say(sam, of_sam, "given"));
        acked(say(sam, of_sam, word));
        EXPECT_EQ(refused(say(mia, of_sam, word == "refused" ? "withdrawn" : "refused")).code, ErrorCode::forbidden)
            << "that is Sam's to say";
        acked(edit(mia, R"("title":"Another")"));
        acked(edit(mia, R"("title":"Webinar")"));
        EXPECT_NE(state(of_sam), SignOffState::given) << word;
        acked(run(mia, "sign_off.delete", fmt::format(R"({{"id":"{}"}})", to_text(of_sam))));
    }
}

TEST_F(SignOffsTest, WhoCannotSignIsNotAsked) {
    const auto asked = [&](Id member) {
        return refused(run(mia, "sign_off.create",
                           fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(entry), to_text(member))));
    };
    EXPECT_EQ(asked(add_member("Vera", Team::other, Role::viewer)).message, "is someone who cannot sign");
    const Id gone = add_member("Gus", Team::sales);
    acked(run(add_member("Ada", Team::other, Role::admin), "member.update",
              fmt::format(R"({{"id":"{}","active":false}})", to_text(gone))));
    EXPECT_EQ(asked(gone).field, "member_id");
}

TEST_F(SignOffsTest, WhoIsAskedNoMoreHasSignedAgainByAnUndoIfTheEntryIsWhatItWas) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    const std::string id = fmt::format(R"({{"id":"{}"}})", to_text(of_sam));
    const Ack first = acked(run(mia, "sign_off.delete", id));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", first.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::given);
    const Ack second = acked(run(mia, "sign_off.delete", id));
    acked(edit(mia, R"("title":"Another")"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", second.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn);
}

TEST_F(SignOffsTest, TheAskerIsToldOfARefusalAsSuch) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "refused"));
    EXPECT_EQ(inbox(mia), std::vector{NotificationKind::sign_off_refused});
}

TEST_F(SignOffsTest, TheSignerIsAskedAndTheAskerAnswered) {
    const Id of_sam = ask(sam);
    EXPECT_EQ(inbox(sam), std::vector{NotificationKind::sign_off_wanted});
    acked(say(sam, of_sam, "given"));
    EXPECT_EQ(inbox(mia), std::vector{NotificationKind::signed_off});
    acked(edit(mia, R"("title":"Another")"));
    EXPECT_EQ(inbox(sam).size(), 2u) << "withdrawn: asked again";
}

TEST_F(SignOffsTest, NobodyIsAskedForWhatTheyDoNotSee) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id hidden = add_entry(mia, closed, "Hidden");
    const Outcome outcome = run(mia, "sign_off.create",
                                fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(hidden), to_text(sam)));
    EXPECT_EQ(refused(outcome).field, "member_id");
    EXPECT_TRUE(inbox(sam).empty());
}

TEST_F(SignOffsTest, AWordThatIsWithdrawnInTheChangeThatHidesItsEntryIsHiddenWithIt) {
    const Id word = ask(mia);
    acked(say(mia, word, "given"));
    ASSERT_TRUE(snapshot(rob).contains(to_text(word)));
    acked(edit(mia, R"("title":"Other","private":true)"));
    EXPECT_EQ(state(word), SignOffState::withdrawn);
    EXPECT_FALSE(snapshot(rob).contains(to_text(word)));
}

} // namespace
} // namespace tandem
