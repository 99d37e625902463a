// What people say to a warning of the radar: who may ask whom and answer what, what is covered by it and how long it
// holds. Today is Monday, 2 March 2026.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/radar_ask.hpp"
#include "calendar/engine/radar.hpp"
#include "calendar/engine/radar_facts.hpp"
#include "calendar/people/notification.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct RadarAsksTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id zoe = add_member("Zoe", Team::sales);
    Id calendar = add_calendar("Plan");
    Id adler = add_account(mia, "Adler");
    Id biber = add_account(mia, "Biber");
    Id both = make(mia, "audience",
                   fmt::format(R"("name":"Both","account_ids":["{}","{}"])", to_text(adler), to_text(biber)));
    Id only_adler = make(mia, "audience", fmt::format(R"("name":"Adler","account_ids":["{}"])", to_text(adler)));
    Id letter = plan(mia, "Letter", "2026-03-09", both);
    Id calls = plan(rob, "Calls", "2026-03-10", only_adler, owned_by(rob));
    Id push = plan(mia, "Push", "2026-03-12", both, owned_by(mia));

    Id make(Id by, std::string_view kind, const std::string& args) {
        return acked(run(by, fmt::format("{}.create", kind), '{' + args + '}')).id.value();
    }
    static std::string owned_by(Id member) { return fmt::format(R"(,"owner_id":"{}")", to_text(member)); }
    Id plan(Id by, std::string_view title, std::string_view on, Id audience, std::string_view more = "") {
        const Date day = parse_date(on).value();
        return make(by, "entry",
                    fmt::format(R"("calendar_id":"{}","kind":"push","title":"{}","status":"planned",)"
                                R"("audience_ids":["{}"],"when":{{"starts_on":"{}","ends_on":"{}"}}{})",
                                to_text(calendar), title, to_text(audience), on, to_text(day + std::chrono::days{1}),
                                more));
    }
    Outcome edit(Id by, std::string_view kind, Id id, std::string_view more) {
        return run(by, fmt::format("{}.update", kind), fmt::format(R"({{"id":"{}",{}}})", to_text(id), more));
    }
    // As the server runs it: a worker has looked before.
    Outcome run_looked_at(Submission made) {
        made.radar = find_radar_facts(queries, *engine.directory(), made, clock.now());
        return run(made);
    }
    Outcome try_ask(Id by, Id entry, Id other) {
        return run_looked_at(submission(by, "radar_ask.create",
                                        fmt::format(R"({{"entry_id":"{}","other_entry_id":"{}","note":"Both?"}})",
                                                    to_text(entry), to_text(other))));
    }
    Id ask() { return acked(try_ask(mia, push, calls)).id.value(); }
    Outcome say(Id by, Id id, std::string_view status) {
        return edit(by, "radar_ask", id, fmt::format(R"("status":"{}")", status));
    }
    Outcome try_override(Id by, Id entry, std::string_view reason = "Agreed by phone") {
        return run_looked_at(submission(by, "radar_override.create",
                                        fmt::format(R"({{"entry_id":"{}","reason":"{}"}})", to_text(entry), reason)));
    }
    static std::string why(const Outcome& outcome) {
        const Error error = refused(outcome);
        return error.field + ": " + error.message;
    }
    std::shared_ptr<const RadarAsk> asked(Id id) { return load<RadarAsk>(radar_ask_type, id); }
    std::vector<NotificationKind> inbox(Id member) {
        std::vector<NotificationKind> kinds;
        const Records::Parameter id[] = {to_text(member)};
        for (const auto& told : Records(database).select(notification_type, "member_id = ? ORDER BY id", id))
            if (const auto kind = static_cast<const Notification&>(*told).kind; kind != NotificationKind::assigned)
                kinds.push_back(kind);
        return kinds;
    }
    std::string text_for(Id member, Id entry) {
        auto answer = radar_of_entry(queries, *engine.directory(), member, entry, {}, clock.now());
        EXPECT_TRUE(answer);
        return answer ? *answer : "{}";
    }
    // "too_often 1 of 2"
    std::string covered(Id entry) {
        const auto answer = json::parse(text_for(mia, entry)).as_object();
        static const SchemaSet schemas;
        const auto fault = schemas.find_fault("api/radar.json", json::value(answer));
        EXPECT_FALSE(fault) << fault->field << ": " << fault->message;
        std::string all;
        for (const auto& warning : answer.at("warnings").as_array())
            all +=
                fmt::format("{}{} {} of {}", all.empty() ? "" : ", ", std::string_view(warning.at("rule").as_string()),
                            warning.at("covered").to_number<int>(), warning.at("accounts").to_number<int>());
        return all;
    }
};

TEST_F(RadarAsksTest, TheOwnerOfTheOtherEntryIsAskedAndTold) {
    const auto made = asked(ask());
    EXPECT_EQ(made->asked_id, rob);
    EXPECT_EQ(made->accounts, 1);
    EXPECT_EQ(to_text(*made->collides_on), "2026-03-10");
    EXPECT_EQ(made->status, RadarAskStatus::asked);
    EXPECT_EQ(inbox(rob), std::vector{NotificationKind::asked});
    EXPECT_EQ(covered(push), "too_often 0 of 1");
}

TEST_F(RadarAsksTest, WhatTheyAcceptIsCoveredAndWhatTheyDeclineIsNot) {
    const Id id = ask();
    acked(edit(rob, "radar_ask", id, R"("status":"declined","answer":"Not that week")"));
    EXPECT_EQ(covered(push), "too_often 0 of 1");
    EXPECT_EQ(asked(id)->answer, "Not that week");
    acked(say(rob, id, "accepted"));
    EXPECT_EQ(covered(push), "too_often 1 of 1");
    EXPECT_EQ(asked(id)->answered_at, clock.now());
    EXPECT_EQ(inbox(mia), (std::vector{NotificationKind::answered, NotificationKind::answered}));
}

TEST_F(RadarAsksTest, WhatWouldBeTooOftenWithoutTheOtherEntryStaysOpen) {
    acked(say(rob, ask(), "accepted"));
    plan(zoe, "Fair", "2026-03-11", only_adler);
    EXPECT_EQ(covered(push), "too_often 0 of 1");
}

TEST_F(RadarAsksTest, EachSaysTheirOwnPart) {
    const Id id = ask();
    EXPECT_EQ(why(say(mia, id, "accepted")), "status: is for who was asked to say");
    EXPECT_EQ(why(say(rob, id, "withdrawn")), "status: is for who has asked to withdraw");
    EXPECT_EQ(why(edit(mia, "radar_ask", id, R"("answer":"Yes")")), "answer: is for who was asked to give");
    EXPECT_EQ(why(edit(rob, "radar_ask", id, R"("note":"Please")")), "note: is for who has asked to change");
    EXPECT_EQ(refused(say(zoe, id, "accepted")).code, ErrorCode::forbidden);
    const std::string args = fmt::format(R"({{"id":"{}"}})", to_text(id));
    EXPECT_EQ(refused(run(rob, "radar_ask.delete", args)).code, ErrorCode::forbidden);
    acked(say(mia, id, "withdrawn"));
    EXPECT_EQ(why(say(rob, id, "accepted")), "status: was withdrawn");
    EXPECT_EQ(why(say(mia, id, "asked")), "status: cannot go back to asked; ask anew");
    acked(try_ask(mia, push, calls));
    acked(run(mia, "radar_ask.delete", args));
}

TEST_F(RadarAsksTest, NobodyIsAskedInVain) {
    EXPECT_EQ(why(try_ask(mia, push, push)), "other_entry_id: cannot be the entry itself");
    EXPECT_EQ(why(try_ask(mia, push, letter)), "other_entry_id: has no owner who could be asked");
    EXPECT_EQ(why(try_ask(rob, push, calls)), "other_entry_id: is your own");
    const Id later = plan(rob, "Later", "2026-05-04", both, owned_by(rob));
    EXPECT_EQ(why(try_ask(mia, push, later)),
              "other_entry_id: reaches none of its accounts too often, and is not in its slot");
    const Id hidden = plan(mia, "Secret", "2026-03-12", both, R"(,"private":true)");
    EXPECT_EQ(why(try_ask(mia, hidden, calls)),
              "other_entry_id: has an owner who cannot see this entry, or cannot answer");
    ask();
    EXPECT_EQ(why(try_ask(mia, push, calls)), "other_entry_id: was asked about already");
    const auto args = fmt::format(R"({{"entry_id":"{}"}})", to_text(push));
    EXPECT_EQ(why(run(mia, "radar_ask.create", args)), "other_entry_id: must be given");
}

TEST_F(RadarAsksTest, AnAskHoldsForTheEntryAsItStoodAndAgainAfterAnUndo) {
    const Id id = ask();
    acked(say(rob, id, "accepted"));
    acked(edit(mia, "entry", push, R"("title":"Other words")"));
    EXPECT_TRUE(asked(id)->holds);
    const Ack moved = acked(edit(mia, "entry", push, R"("when":{"starts_on":"2026-03-11","ends_on":"2026-03-12"})"));
    EXPECT_FALSE(asked(id)->holds);
    EXPECT_EQ(covered(push), "too_often 0 of 1");
    EXPECT_EQ(why(say(rob, id, "declined").index() == 0 ? say(rob, id, "accepted") : Outcome{}),
              "status: cannot be accepted: the entry has changed since");
    acked(say(mia, id, "withdrawn"));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", engine.last_seq())));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_TRUE(asked(id)->holds);
    EXPECT_EQ(asked(id)->status, RadarAskStatus::declined);
}

TEST_F(RadarAsksTest, ASecondaryDateThatIsLedAlongIsNoLongerWhatWasAskedAbout) {
    const Id launch = plan(mia, "Launch", "2026-03-16", only_adler, R"(,"status":"idea")");
    acked(edit(mia, "entry", push, fmt::format(R"("follows_id":"{}")", to_text(launch))));
    const Id id = ask();
    const Ack moved = acked(edit(mia, "entry", launch, R"("when":{"starts_on":"2026-03-17","ends_on":"2026-03-18"})"));
    EXPECT_FALSE(asked(id)->holds);
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", moved.seq)));
    EXPECT_TRUE(asked(id)->holds);
}

TEST_F(RadarAsksTest, AnAnswerIsTakenBackByWhoGaveIt) {
    const Id id = ask();
    const Ack answer = acked(say(rob, id, "accepted"));
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", answer.seq)));
    EXPECT_EQ(asked(id)->status, RadarAskStatus::asked);
    EXPECT_EQ(asked(id)->answered_at, std::nullopt);
    EXPECT_EQ(covered(push), "too_often 0 of 1");
}

TEST_F(RadarAsksTest, AnOverrideIsKeptWithItsReasonAndWhatWasBroken) {
    EXPECT_EQ(refused(try_override(mia, push, "")).field, "reason");
    const Id id = acked(try_override(mia, push)).id.value();
    const auto made = load<RadarOverride>(radar_override_type, id);
    EXPECT_EQ(made->rules, TextList{"too_often"});
    EXPECT_EQ(made->accounts, 1);
    EXPECT_EQ(to_text(*made->collides_on), "2026-03-12");
    EXPECT_EQ(made->created_by, mia);
    EXPECT_EQ(covered(push), "too_often 1 of 1");
    EXPECT_EQ(refused(edit(mia, "radar_override", id, R"("reason":"Other")")).code, ErrorCode::unknown_command);
}

TEST_F(RadarAsksTest, OnlyWhatIsBrokenAndMayBeIsOverridden) {
    const Id alone = plan(mia, "Alone", "2026-05-04", both);
    EXPECT_EQ(why(try_override(mia, alone)), "entry_id: breaks no rule of the radar");
    acked(edit(mia, "account", biber, R"("do_not_contact":true)"));
    EXPECT_EQ(why(try_override(mia, alone)), "entry_id: reaches accounts that nobody may contact; leave those out");
    acked(try_override(mia, push));
    EXPECT_EQ(covered(push), "do_not_contact 0 of 1, too_often 1 of 1");
}

TEST_F(RadarAsksTest, AnOverrideCoversNoMoreAccountsThanItWasMadeFor) {
    acked(try_override(mia, push));
    plan(zoe, "Fair", "2026-03-11", both);
    EXPECT_EQ(covered(push), "too_often 0 of 2");
}

TEST_F(RadarAsksTest, AnOverrideHoldsAsLongAsNothingMovesThatItIsAbout) {
    acked(try_override(mia, push));
    const auto holds = [&](std::string_view change) {
        const Ack made = acked(edit(mia, "entry", push, change));
        const bool held = covered(push).starts_with("too_often 1");
        acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", made.seq)));
        EXPECT_EQ(covered(push), "too_often 1 of 1");
        return held;
    };
    EXPECT_TRUE(holds(R"("status":"confirmed","title":"New")"));
    EXPECT_FALSE(holds(R"("when":{"starts_on":"2026-03-13","ends_on":"2026-03-14"})"));
    EXPECT_FALSE(holds(fmt::format(R"("audience_ids":["{}"])", to_text(only_adler))));
    EXPECT_FALSE(holds(fmt::format(R"("excluded_account_ids":["{}"])", to_text(biber))));
}

TEST_F(RadarAsksTest, WhoMayNotChangeTheEntryOverridesNothing) {
    const Id guest = add_member("Guest", Team::other, Role::viewer);
    EXPECT_EQ(refused(try_override(guest, push)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(try_ask(guest, push, calls)).code, ErrorCode::forbidden);
}

// Calls goes out of sight of all but Rob: that Mia asked about it is still there, but not what it was.
TEST_F(RadarAsksTest, AnEntryThatIsHiddenIsNotNamedByAnAsk) {
    ask();
    ASSERT_TRUE(text_for(mia, push).contains(to_text(calls)));
    acked(edit(rob, "entry", calls, R"("private":true)"));
    EXPECT_FALSE(text_for(mia, push).contains(to_text(calls)));
    EXPECT_TRUE(text_for(rob, push).contains(to_text(calls)));
    EXPECT_FALSE(snapshot(mia).contains(fmt::format(R"("other_entry_id":"{}")", to_text(calls))));
}

TEST_F(RadarAsksTest, WhatIsSaidGoesWithTheEntryAndComesBackWithIt) {
    const Id id = ask();
    acked(try_override(mia, push));
    const Ack gone = acked(run(mia, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(push))));
    EXPECT_FALSE(asked(id));
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_TRUE(asked(id)->holds);
    EXPECT_EQ(covered(push), "too_often 1 of 1");
    acked(run(rob, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(calls))));
    EXPECT_EQ(asked(id)->other_entry_id, std::nullopt);
}

} // namespace
} // namespace tandem
