// A gate keeps a status from an entry that lacks what leads ask of it, and says all that is missing at once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/gate.hpp"
#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct GatesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id sam = add_member("Sam", Team::sales, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id entry = add_entry(mia, calendar, "Webinar",
                         R"(,"status":"planned","when":{"starts_on":"2026-03-30","ends_on":"2026-03-31"})");

    Id make(Id by, std::string_view kind, const std::string& args) {
        return acked(run(by, fmt::format("{}.create", kind), args)).id.value();
    }
    Id add_gate(std::string_view more) {
        return make(mia, "gate", fmt::format(R"({{"kind":"campaign","status":"confirmed",{}}})", more));
    }
    Outcome edit(Id by, std::string_view more) {
        return run(by, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), more));
    }
    std::string why_not(std::string_view more = R"("status":"confirmed")") {
        const Outcome outcome = edit(mia, more);
        const auto* error = std::get_if<Error>(&outcome);
        return error ? error->field + ": " + error->message : "";
    }
    Id ask(Id member) {
        return make(mia, "sign_off",
                    fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(entry), to_text(member)));
    }
    Outcome say(Id by, Id sign_off, std::string_view state) {
        return run(by, "sign_off.update", fmt::format(R"({{"id":"{}","state":"{}"}})", to_text(sign_off), state));
    }
    SignOffState state(Id sign_off) { return load<SignOff>(sign_off_type, sign_off)->state; }
    std::vector<NotificationKind> inbox(Id member) {
        std::vector<NotificationKind> kinds;
        const Records::Parameter id[] = {to_text(member)};
        for (const auto& told : Records(database).select(notification_type, "member_id = ? ORDER BY id", id))
            kinds.push_back(static_cast<const Notification&>(*told).kind);
        return kinds;
    }
};

TEST_F(GatesTest, AllThatIsMissingIsSaidAtOnce) {
    add_gate(R"("rules":["owner","audience","links"])");
    EXPECT_EQ(why_not(), "status: cannot be confirmed yet: it needs an owner; an audience; a link to its material");
    const auto rob_id = to_text(rob);
    EXPECT_EQ(why_not(fmt::format(R"("status":"confirmed","owner_id":"{}","audience":"Breweries")", rob_id)),
              "status: cannot be confirmed yet: it needs a link to its material");
    EXPECT_EQ(
        why_not(fmt::format(
            R"("status":"confirmed","owner_id":"{}","audience":"Breweries","links":["https://a.example"])", rob_id)),
        "");
}

TEST_F(GatesTest, AGateOnTheWayIsNotJumpedOver) {
    add_gate(R"("rules":["owner"])");
    EXPECT_EQ(why_not(R"("status":"live")"), "status: cannot be live yet: it needs an owner");
    EXPECT_EQ(why_not(R"("status":"cancelled")"), "");
    EXPECT_EQ(why_not(R"("status":"idea")"), "") << "the way back is open";
}

TEST_F(GatesTest, AGateIsOfOneKindAlone) {
    make(mia, "gate", R"({"kind":"push","status":"confirmed","rules":["owner"]})");
    EXPECT_EQ(why_not(), "");
}

TEST_F(GatesTest, ANewEntryIsHeldToItToo) {
    add_gate(R"("rules":["owner"])");
    const Outcome outcome = run(
        mia, "entry.create",
        fmt::format(
            R"({{"calendar_id":"{}","kind":"campaign","title":"x","status":"confirmed","when":{{"starts_on":"2026-03-30","ends_on":"2026-03-31"}}}})",
            to_text(calendar)));
    EXPECT_EQ(refused(outcome).field, "status");
}

TEST_F(GatesTest, EveryThingOfTheChecklistIsDone) {
    add_gate(R"("rules":["checklist"])");
    EXPECT_EQ(why_not(R"("status":"planned")"), "");
    const Id item = make(mia, "checklist_item", fmt::format(R"({{"entry_id":"{}","text":"Room"}})", to_text(entry)));
    EXPECT_EQ(why_not(), "status: cannot be confirmed yet: it needs one thing of its checklist done");
    acked(run(rob, "checklist_item.update", fmt::format(R"({{"id":"{}","done":true}})", to_text(item))));
    EXPECT_EQ(load<ChecklistItem>(checklist_item_type, item)->done_by_id, rob);
    EXPECT_EQ(why_not(), "");
}

TEST_F(GatesTest, AnOfferIsValidOnTheDate) {
    add_gate(R"("rules":["offer"])");
    EXPECT_EQ(why_not(), "status: cannot be confirmed yet: it needs an offer");
    const Id offer = make(mia, "offer", R"({"name":"Pilot","valid_until":"2026-03-29"})");
    acked(edit(mia, fmt::format(R"("offer_ids":["{}"])", to_text(offer))));
    EXPECT_EQ(why_not(), "status: cannot be confirmed yet: it needs the offer “Pilot” to be valid on its date");
    const auto change = [&](std::string_view days) {
        acked(run(mia, "offer.update", fmt::format(R"({{"id":"{}",{}}})", to_text(offer), days)));
    };
    change(R"("valid_until":"2026-03-30","embargo_until":"2026-03-31")");
    EXPECT_EQ(why_not(),
              "status: cannot be confirmed yet: it needs the offer “Pilot” to be out of embargo on its date");
    change(R"("embargo_until":"2026-03-30")");
    EXPECT_EQ(why_not(), "");
}

TEST_F(GatesTest, WhatItNeedsIsLive) {
    add_gate(R"("rules":["landing_page","dependencies"])");
    const Id page = add_entry(mia, calendar, "Page",
                              R"(,"kind":"release","when":{"starts_on":"2026-03-20","ends_on":"2026-03-21"})");
    acked(edit(mia, fmt::format(R"("landing_page_id":"{0}","depends_on_ids":["{0}"])", to_text(page))));
    EXPECT_EQ(why_not(),
              "status: cannot be confirmed yet: it needs its landing page live; one entry that it depends on live");
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","status":"live"}})", to_text(page))));
    EXPECT_EQ(why_not(), "");
}

TEST_F(GatesTest, SignOffsAreOfSoManyMembersOfTheRoleAndTeam) {
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

TEST_F(GatesTest, NobodySignsForAnother) {
    const Id of_sam = ask(sam);
    EXPECT_EQ(refused(say(mia, of_sam, "given")).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(mia, "sign_off.create",
                          fmt::format(R"({{"entry_id":"{}","member_id":"{}","state":"given"}})", to_text(entry),
                                      to_text(rob))))
                  .field,
              "state");
}

TEST_F(GatesTest, NobodyWritesANoteForAnother) {
    const auto with_note =
        fmt::format(R"({{"entry_id":"{}","member_id":"{}","note":"I agree. Sam"}})", to_text(entry), to_text(sam));
    EXPECT_EQ(refused(run(mia, "sign_off.create", with_note)).field, "note");
    acked(run(sam, "sign_off.create", with_note));
}

TEST_F(GatesTest, WhoAskedAgainByMistakeTakesThatBack) {
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

TEST_F(GatesTest, ASignOffIsWithdrawnWhenWhatWasSignedChanges) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    acked(edit(mia, fmt::format(R"("owner_id":"{}","status":"confirmed","tags":["q1"])", to_text(rob))));
    EXPECT_EQ(state(of_sam), SignOffState::given) << "that was not signed";
    const Ack moved = acked(edit(mia, R"("when":{"starts_on":"2026-03-31","ends_on":"2026-04-01"})"));
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::given);
}

TEST_F(GatesTest, AnUndoDoesNotSignWhatOthersHaveChangedSince) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "given"));
    const Ack moved = acked(edit(mia, R"("when":{"starts_on":"2026-03-31","ends_on":"2026-04-01"})"));
    acked(edit(rob, R"("title":"Another")"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_EQ(state(of_sam), SignOffState::withdrawn);
    acked(edit(rob, R"("title":"Webinar")"));
    EXPECT_EQ(state(of_sam), SignOffState::given) << "it is again what was signed";
}

TEST_F(GatesTest, AWordThatWasTakenBackIsNotGivenAgainByTheEntryBeingWhatItWas) {
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

TEST_F(GatesTest, AnotherKindIsHeldToItsGatesWithTheStatusThatItHas) {
    make(mia, "gate", R"({"kind":"push","status":"confirmed","rules":["owner"]})");
    acked(edit(mia, R"("status":"confirmed")"));
    EXPECT_EQ(why_not(R"("kind":"push")"), "kind: cannot be push while it is confirmed: it needs an owner");
    EXPECT_EQ(why_not(R"("kind":"push","status":"live")"), "status: cannot be live yet: it needs an owner");
    EXPECT_EQ(why_not(fmt::format(R"("kind":"push","owner_id":"{}")", to_text(rob))), "");
}

TEST_F(GatesTest, NoUndoLeadsPastAGate) {
    add_gate(R"("rules":["owner"])");
    const auto undo = [&](const Ack& done) { return run(mia, "undo", fmt::format(R"({{"seq":{}}})", done.seq)); };
    const Ack milestone = acked(edit(mia, R"("kind":"milestone")"));
    acked(edit(mia, R"("status":"confirmed")"));
    EXPECT_EQ(refused(undo(milestone)).message, "cannot be campaign while it is confirmed: it needs an owner");
    acked(edit(mia, fmt::format(R"("kind":"campaign","owner_id":"{}")", to_text(rob))));
    const Ack idea = acked(edit(mia, R"("status":"idea")"));
    acked(edit(mia, R"("owner_id":null)"));
    EXPECT_EQ(refused(undo(idea)).message, "cannot be confirmed yet: it needs an owner");
}

TEST_F(GatesTest, WhatHasNotChangedSinceGoesBackWhateverAGateWantsByNow) {
    acked(edit(mia, R"("status":"confirmed")"));
    add_gate(R"("rules":["owner"])");
    const Ack idea = acked(edit(mia, R"("status":"idea")"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", idea.seq)));
    EXPECT_EQ(load<Entry>(entry_type, entry)->status, EntryStatus::confirmed);
}

TEST_F(GatesTest, WhoCannotSignIsNotAsked) {
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

TEST_F(GatesTest, WhoIsAskedNoMoreHasSignedAgainByAnUndoIfTheEntryIsWhatItWas) {
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

TEST_F(GatesTest, TheAskerIsToldOfARefusalAsSuch) {
    const Id of_sam = ask(sam);
    acked(say(sam, of_sam, "refused"));
    EXPECT_EQ(inbox(mia), std::vector{NotificationKind::sign_off_refused});
}

TEST_F(GatesTest, TheSignerIsAskedAndTheAskerAnswered) {
    const Id of_sam = ask(sam);
    EXPECT_EQ(inbox(sam), std::vector{NotificationKind::sign_off_wanted});
    acked(say(sam, of_sam, "given"));
    EXPECT_EQ(inbox(mia), std::vector{NotificationKind::signed_off});
    acked(edit(mia, R"("title":"Another")"));
    EXPECT_EQ(inbox(sam).size(), 2u) << "withdrawn: asked again";
}

TEST_F(GatesTest, NobodyIsAskedForWhatTheyDoNotSee) {
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id hidden = add_entry(mia, closed, "Hidden");
    const Outcome outcome = run(mia, "sign_off.create",
                                fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(hidden), to_text(sam)));
    EXPECT_EQ(refused(outcome).field, "member_id");
    EXPECT_TRUE(inbox(sam).empty());
}

TEST_F(GatesTest, LeadsAloneChangeGatesAndThereIsOneForEachStatus) {
    const std::string_view args = R"({"kind":"push","status":"live","rules":["owner"]})";
    EXPECT_EQ(refused(run(rob, "gate.create", args)).code, ErrorCode::forbidden);
    acked(run(sam, "gate.create", args));
    EXPECT_EQ(refused(run(mia, "gate.create", args)).code, ErrorCode::changed_since);
    EXPECT_EQ(refused(run(mia, "gate.create", R"({"kind":"push","status":"done"})")).field, "rules");
    EXPECT_EQ(refused(run(mia, "gate.create", R"({"kind":"push","status":"idea","rules":["owner"]})")).field, "status");
}

TEST_F(GatesTest, WhatIsMissingIsToldBeforehand) {
    add_gate(R"("rules":["owner"])");
    const auto told = queries.gates_ahead(*engine.directory(), rob, entry);
    EXPECT_EQ(
        told.value(),
        R"({"statuses":[{"status":"confirmed","missing":[{"rule":"owner","what":"an owner"}]},)"
        R"({"status":"live","missing":[{"rule":"owner","what":"an owner"}]},)"
        R"({"status":"done","missing":[{"rule":"owner","what":"an owner"}]}],"landing_page_hidden":false,"checklist_items":[]})");
    acked(edit(mia, R"("private":true)"));
    EXPECT_EQ(queries.gates_ahead(*engine.directory(), rob, entry).error().code, ErrorCode::not_found);
}

TEST_F(GatesTest, AHiddenLandingPageIsToldFromNone) {
    const auto told = [&](Id member) { return queries.gates_ahead(*engine.directory(), member, entry).value_or(""); };
    const Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    const Id page = add_entry(mia, closed, "Page");
    acked(edit(mia, fmt::format(R"("landing_page_id":"{}")", to_text(page))));
    EXPECT_TRUE(told(rob).contains(R"("landing_page_hidden":true)"));
    EXPECT_FALSE(told(rob).contains(to_text(page)));
    EXPECT_TRUE(told(mia).contains(R"("landing_page_hidden":false)"));
    acked(edit(mia, R"("landing_page_id":null)"));
    EXPECT_TRUE(told(rob).contains(R"("landing_page_hidden":false)"));
}

TEST_F(GatesTest, AWordThatIsWithdrawnInTheChangeThatHidesItsEntryIsHiddenWithIt) {
    const Id word = ask(mia);
    acked(say(mia, word, "given"));
    ASSERT_TRUE(snapshot(rob).contains(to_text(word)));
    acked(edit(mia, R"("title":"Other","private":true)"));
    EXPECT_EQ(state(word), SignOffState::withdrawn);
    EXPECT_FALSE(snapshot(rob).contains(to_text(word)));
}

} // namespace
} // namespace tandem
