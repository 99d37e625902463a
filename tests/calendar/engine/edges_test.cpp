// Where several kinds of shared planning meet: what one command deletes and another names, what a hidden entry would
// tell by an error, and how much one command may take along.
#include <set>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/audience.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct EdgesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead), rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");

    static std::string on(std::string_view day) {
        return fmt::format(R"(,"when":{{"starts_at":"{0}T09:00:00","ends_at":"{0}T10:00:00","zone":"Europe/Berlin"}})",
                           day);
    }
    static std::string naming(std::string_view field, Id id) {
        return fmt::format(R"(,"{}":"{}")", field, to_text(id));
    }
    static std::string list(std::string_view field, Id id) {
        return fmt::format(R"(,"{}":["{}"])", field, to_text(id));
    }
    Id make(Id by, std::string_view kind, std::string_view args) {
        return acked(run(by, fmt::format("{}.create", kind), args)).id.value();
    }
    Outcome edit(Id by, std::string_view kind, Id id, std::string_view more, std::string_view verb = "update") {
        return run(by, fmt::format("{}.{}", kind, verb), fmt::format(R"({{"id":"{}"{}}})", to_text(id), more));
    }
    Ack remove(std::string_view kind, Id id) { return acked(edit(mia, kind, id, "", "delete")); }
    Outcome undo(const Ack& ack) { return run(mia, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)); }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
};

TEST_F(EdgesTest, AnOccurrenceThatNamesAnotherOneStaysWhenThatIsNoLongerListed) {
    const auto listed = [](std::string_view day) { return fmt::format(R"({{"recurrence_id":"{}T09:00:00"}})", day); };
    const auto fields = fmt::format(R"("calendar_id":"{}","kind":"review","title":"Weekly","rrule":["FREQ=WEEKLY"]{})",
                                    to_text(calendar), on("2026-03-03"));
    const Id series = acked(run(mia, "entry.put_series",
                                fmt::format(R"({{"series":{{{}}},"overrides":[{},{}]}})", fields, listed("2026-03-10"),
                                            listed("2026-03-17"))))
                          .id.value();
    std::vector<Id> own;
    const Records::Parameter of[] = {to_text(series)};
    for (const auto& one : Records(database).select(entry_type, "series_id = ? ORDER BY recurrence_id", of))
        own.push_back(one->id);
    acked(edit(mia, "entry", own.at(0), naming("landing_page_id", own.at(1))));
    const auto put =
        fmt::format(R"({{"series":{{"id":"{}",{}}},"overrides":[{}]}})", to_text(series), fields, listed("2026-03-10"));
    acked(run(mia, "entry.put_series", put));
    EXPECT_EQ(entry(own[0])->landing_page_id, std::nullopt);
    EXPECT_EQ(entry(own[1]), nullptr);
}

TEST_F(EdgesTest, AChangeOfManyDoesNotNameTheOneThatIsPrivate) {
    const Id own = add_entry(mia, calendar, "Secret", on("2026-05-04") + R"(,"private":true)");
    for (const auto* fields : {R"({"status":"live"})", R"({"private":false})"}) {
        const auto args = fmt::format(R"({{"ids":["{}"],"fields":{}}})", to_text(own), fields);
        const Error error = refused(run(rob, "entry.update_many", args));
        EXPECT_FALSE(error.message.contains("Secret")) << error.message;
    }
}

TEST_F(EdgesTest, AShiftByMoreDaysThanThereAreIsRefused) {
    const Id push = add_entry(mia, calendar, "Push", on("2026-05-04"));
    const auto args = fmt::format(R"({{"ids":["{}"],"days":-9223372036854775808}})", to_text(push));
    EXPECT_EQ(refused(run(mia, "entry.shift", args)).field, "days");
}

TEST_F(EdgesTest, ASignOffStaysWhereItWasGivenAndItsNoteWithWhoGaveIt) {
    const Id first = add_entry(mia, calendar, "First"), second = add_entry(rob, calendar, "Second");
    const Id word = make(mia, "sign_off",
                         fmt::format(R"({{"entry_id":"{}","member_id":"{}","state":"given","note":"Fine"}})",
                                     to_text(first), to_text(mia)));
    EXPECT_EQ(refused(edit(rob, "sign_off", word, naming("entry_id", second))).field, "entry_id");
    EXPECT_EQ(refused(edit(rob, "sign_off", word, R"(,"note":"Never")")).field, "note");
    const Id item = make(mia, "checklist_item", fmt::format(R"({{"entry_id":"{}","text":"Room"}})", to_text(first)));
    EXPECT_EQ(refused(edit(rob, "checklist_item", item, naming("entry_id", second))).field, "entry_id");
}

TEST_F(EdgesTest, AWordHoldsNoMoreWhenWhatWasSignedIsDeletedAndHoldsAgainAfterUndo) {
    const Id offer = make(mia, "offer", R"({"name":"Pilot"})");
    const Id push = add_entry(mia, calendar, "Push", list("offer_ids", offer));
    const Id word =
        make(mia, "sign_off", fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(push), to_text(rob)));
    acked(edit(rob, "sign_off", word, R"(,"state":"given")"));
    const auto state = [&] { return load<SignOff>(sign_off_type, word)->state; };
    const auto inbox = [&] {
        return database.query_integer("SELECT count(*) FROM notification WHERE kind = 'sign_off_wanted'").value();
    };
    EXPECT_EQ(inbox(), 1);
    const Ack gone = remove("offer", offer);
    EXPECT_EQ(state(), SignOffState::withdrawn);
    EXPECT_EQ(inbox(), 2);
    acked(undo(gone));
    EXPECT_EQ(state(), SignOffState::given);
    EXPECT_EQ(inbox(), 1);
}

TEST_F(EdgesTest, AnAccountComesBackIntoAListThatWasChangedMeanwhile) {
    const Id a = add_account(mia, "A"), b = add_account(mia, "B");
    const Id few =
        make(mia, "audience", fmt::format(R"({{"name":"Few","kind":"list","account_ids":["{}"]}})", to_text(a)));
    const Ack gone = remove("account", a);
    acked(edit(rob, "audience", few, list("add_ids", b), "change_accounts"));
    acked(undo(gone));
    const auto ids = load<AudienceList>(audience_type, few)->account_ids;
    EXPECT_EQ(std::set<Id>(ids.begin(), ids.end()), (std::set<Id>{a, b}));
    EXPECT_EQ(database.query_integer("SELECT accounts FROM audience_size"), 2);
}

TEST_F(EdgesTest, WhatComesBackNamesNothingThatWentMeanwhile) {
    const Id offer = make(mia, "offer", R"({"name":"Pilot"})"), needed = add_entry(mia, calendar, "Needed");
    const Id push = add_entry(mia, calendar, "Push", list("offer_ids", offer) + list("depends_on_ids", needed));
    remove("entry", push);
    remove("offer", offer);
    remove("entry", needed);
    acked(edit(mia, "entry", push, "", "restore"));
    EXPECT_EQ(entry(push)->offer_ids, IdList{});
    EXPECT_EQ(entry(push)->depends_on_ids, IdList{});
}

TEST_F(EdgesTest, ADeletedCommentDoesNotTellWhatItsEntryIsCalledSinceItIsHidden) {
    const Id push = add_entry(mia, calendar, "Push");
    const Id said = make(rob, "comment", fmt::format(R"({{"entry_id":"{}","text":"Oh"}})", to_text(push)));
    const Id item = make(rob, "checklist_item", fmt::format(R"({{"entry_id":"{}","text":"Room"}})", to_text(push)));
    acked(edit(rob, "comment", said, "", "delete"));
    acked(edit(rob, "checklist_item", item, "", "delete"));
    acked(edit(mia, "entry", push, R"(,"private":true,"title":"Secret")"));
    const auto told = queries.activity(*engine.directory(), rob, {}, 50, {});
    EXPECT_FALSE(told.contains("Secret")) << told;
    EXPECT_FALSE(told.contains("Room")) << told;
    remove("entry", push);
    EXPECT_FALSE(queries.activity(*engine.directory(), rob, {}, 50, {}).contains("Room"));
}

TEST_F(EdgesTest, WhatNeedsSeveralThatComeIntoSightAtOnceIsToldAgainOnce) {
    const Id a = add_entry(mia, calendar, "A", R"(,"private":true)");
    const Id b = add_entry(mia, calendar, "B", R"(,"private":true)");
    const auto both = fmt::format(R"(,"depends_on_ids":["{}","{}"])", to_text(a), to_text(b));
    const Id push = add_entry(mia, calendar, "Push", both);
    add_entry(mia, calendar, "Other", list("depends_on_ids", push));
    acked(run(mia, "entry.update_many",
              fmt::format(R"({{"ids":["{}","{}"],"fields":{{"private":false}}}})", to_text(a), to_text(b))));
    const auto& referrers = sink.changes.back()->referrers;
    ASSERT_EQ(referrers.size(), 1u);
    EXPECT_EQ(referrers.front().id(), push);
}

TEST_F(EdgesTest, ACircleIsFoundBehindAnyOfTheNewNeeds) {
    const Id push = add_entry(mia, calendar, "Push"), free = add_entry(mia, calendar, "Free");
    const Id page = add_entry(mia, calendar, "Page", list("depends_on_ids", push));
    const auto both = fmt::format(R"(,"depends_on_ids":["{}","{}"])", to_text(free), to_text(page));
    EXPECT_EQ(refused(edit(mia, "entry", push, both)).message, "goes round in a circle: “Push” → “Page” → “Push”");
}

TEST_F(EdgesTest, AGateDoesNotNameTheOfferOfAnUnseenCampaign) {
    make(mia, "gate", R"({"kind":"push","status":"confirmed","rules":["offer"]})");
    const Id offer = make(mia, "offer", R"({"name":"Pilot","valid_until":"2026-01-01"})");
    const Id campaign = make(mia, "entry",
                             fmt::format(R"({{"calendar_id":"{}","kind":"campaign","title":"Secret"{}}})",
                                         to_text(closed), list("offer_ids", offer)));
    const Id push = make(mia, "entry",
                         fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"Push"{}{}}})", to_text(calendar),
                                     on("2026-05-04"), naming("parent_id", campaign)));
    const auto seen = [&](Id member) { return queries.gates_ahead(*engine.directory(), member, push).value(); };
    EXPECT_TRUE(seen(mia).contains("Pilot"));
    EXPECT_FALSE(seen(rob).contains("Pilot")) << seen(rob);
    const Error error = refused(edit(rob, "entry", push, R"(,"status":"confirmed")"));
    EXPECT_FALSE(error.message.contains("Pilot")) << error.message;
}

} // namespace
} // namespace tandem
