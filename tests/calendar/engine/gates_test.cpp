// A gate keeps a status from an entry that lacks what leads ask of it, and says all that is missing at once.
#include "tests/calendar/engine/gates_fixture.hpp"

namespace tandem {
namespace {

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

} // namespace
} // namespace tandem
