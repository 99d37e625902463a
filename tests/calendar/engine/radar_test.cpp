// What the radar says of a plan: each rule just inside and just outside, what counts as a contact, and who is told
// what. Today is Monday, 2 March 2026.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/radar.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct RadarTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id adler = add_account(mia, "Adler");
    Id biber = add_account(mia, "Biber");
    Id both = acked(run(mia, "audience.create",
                        fmt::format(R"({{"name":"Both","account_ids":["{}","{}"]}})", to_text(adler), to_text(biber))))
                  .id.value();
    Id only_adler =
        acked(run(mia, "audience.create", fmt::format(R"({{"name":"Adler","account_ids":["{}"]}})", to_text(adler))))
            .id.value();

    Id plan(std::string_view title, std::string_view on, Id audience, std::string_view more = "",
            std::string_view kind = "push", std::string_view status = "planned") {
        const Date day = parse_date(on).value();
        const auto args = fmt::format(
            R"({{"calendar_id":"{}","kind":"{}","title":"{}","status":"{}","audience_ids":["{}"],)"
            R"("when":{{"starts_on":"{}","ends_on":"{}"}}{}}})",
            to_text(calendar), kind, title, status, to_text(audience), on, to_text(day + std::chrono::days{1}), more);
        return acked(run(mia, "entry.create", args)).id.value();
    }
    // Nothing yet that others would count.
    Id idea(std::string_view on, Id audience, std::string_view more = "") {
        return plan("Push", on, audience, more, "push", "idea");
    }
    void edit(std::string_view command, Id id, std::string_view more) {
        acked(run(mia, command, fmt::format(R"({{"id":"{}",{}}})", to_text(id), more)));
    }
    void log(Id account, std::string_view at, std::string_view outcome, std::string_view more = "") {
        acked(run(rob, "touch.create",
                  fmt::format(R"({{"account_id":"{}","touched_at":"{}","outcome":"{}"{}}})", to_text(account), at,
                              outcome, more)));
    }
    std::string text_for(Id member, Id entry) {
        auto answer = radar_of_entry(queries, *engine.directory(), member, entry, {}, clock.now());
        EXPECT_TRUE(answer);
        return answer ? *answer : "{}";
    }
    json::object of(Id entry) { return json::parse(text_for(mia, entry)).as_object(); }
    // "too_often 2, cool_down 1"
    std::string warnings(Id entry) {
        std::string all;
        for (const auto& warning : of(entry).at("warnings").as_array())
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", std::string_view(warning.at("rule").as_string()),
                               warning.at("accounts").to_number<int>());
        return all;
    }
    std::string first_free(Id entry) {
        const auto answer = of(entry);
        const auto& day = answer.at("first_free_on");
        return day.is_null() ? "none" : std::string(day.as_string());
    }
};

TEST_F(RadarTest, AThirdContactWithinAWeekIsToldWithWhomAndByWhat) {
    const Id letter = plan("Letter", "2026-03-09", both, "", "release");
    plan("Calls", "2026-03-10", only_adler);
    const Id push = plan("Push", "2026-03-15", both);
    EXPECT_EQ(warnings(push), "too_often 1");
    const auto answer = of(push);
    EXPECT_EQ(answer.at("accounts").to_number<int>(), 2);
    EXPECT_EQ(answer.at("warnings").at(0).at("first").at(0).at("name"), "Adler");
    EXPECT_EQ(answer.at("troubled_ids").at(0), json::value(to_text(adler)));
    EXPECT_EQ(answer.at("entries").as_array().size(), 2U);
    EXPECT_EQ(answer.at("entries").at(0).at("id"), json::value(to_text(letter)));
    EXPECT_EQ(answer.at("entries").at(0).at("on"), "2026-03-09");
}

TEST_F(RadarTest, TheEighthDayIsOutside) {
    plan("Letter", "2026-03-09", both);
    plan("Calls", "2026-03-10", both);
    EXPECT_EQ(warnings(idea("2026-03-15", both)), "too_often 2");
    EXPECT_EQ(warnings(idea("2026-03-16", both)), "");
}

TEST_F(RadarTest, OnlyWhatIsPlannedAndReachesPeopleCounts) {
    plan("Idea", "2026-03-09", both, "", "push", "idea");
    plan("Called off", "2026-03-09", both, "", "push", "cancelled");
    plan("Review", "2026-03-09", both, "", "review");
    plan("Milestone", "2026-03-09", both, "", "milestone");
    plan("Campaign", "2026-03-09", both, "", "campaign");
    const Id push = plan("Push", "2026-03-09", both);
    plan("One", "2026-03-09", both, "", "event", "confirmed");
    EXPECT_EQ(warnings(push), "");
    plan("Two", "2026-03-09", both, "", "release", "live");
    EXPECT_EQ(warnings(push), "too_often 2");
}

TEST_F(RadarTest, WhatWasDoneWasHeard) {
    plan("One", "2026-03-01", both, "", "release", "done");
    plan("Two", "2026-03-01", both, "", "release", "done");
    EXPECT_EQ(warnings(idea("2026-03-07", both)), "too_often 2");
    EXPECT_EQ(warnings(idea("2026-03-08", both)), "");
}

TEST_F(RadarTest, AnIdeaWithADateIsWarnedOfWhatIsPlanned) {
    plan("One", "2026-03-09", both);
    plan("Two", "2026-03-09", both);
    EXPECT_EQ(warnings(idea("2026-03-09", both)), "too_often 2");
    EXPECT_EQ(warnings(plan("Done", "2026-03-09", both, "", "push", "done")), "");
}

TEST_F(RadarTest, AccountsThatAreLeftOutDoNotHear) {
    const auto without_adler = fmt::format(R"(,"excluded_account_ids":["{}"])", to_text(adler));
    plan("One", "2026-03-09", both);
    plan("Two", "2026-03-09", both, without_adler);
    EXPECT_EQ(warnings(idea("2026-03-10", both)), "too_often 1");
    EXPECT_EQ(of(idea("2026-03-10", only_adler, without_adler)).at("accounts").to_number<int>(), 0);
}

TEST_F(RadarTest, AnAccountInTwoAudiencesOfAnEntryHearsOnce) {
    plan("One", "2026-03-09", both);
    const Id two = plan("Two", "2026-03-09", both);
    edit("entry.update", two, fmt::format(R"("audience_ids":["{}","{}"])", to_text(both), to_text(only_adler)));
    EXPECT_EQ(warnings(two), "");
    EXPECT_EQ(of(two).at("accounts").to_number<int>(), 2);
    EXPECT_EQ(warnings(idea("2026-03-09", both)), "too_often 2");
}

TEST_F(RadarTest, EachOccurrenceCountsOnItsDay) {
    plan("Twice", "2026-03-03", both, R"(,"rrule":["FREQ=DAILY;COUNT=2"])");
    EXPECT_EQ(warnings(idea("2026-03-09", both)), "too_often 2");
    EXPECT_EQ(warnings(idea("2026-03-10", both)), "");
    const Id daily = plan("Daily", "2026-05-04", both, R"(,"rrule":["FREQ=DAILY;COUNT=3"])");
    EXPECT_EQ(warnings(daily), "too_often 2");
    EXPECT_EQ(first_free(daily), "none");
    EXPECT_EQ(warnings(plan("Rare", "2026-04-01", both, R"(,"rrule":["FREQ=WEEKLY;COUNT=3"])")), "");
}

TEST_F(RadarTest, LoggedContactsCountOnTheDayOfWhoMadeThem) {
    for (int i = 0; i < 2; ++i) log(adler, "2026-02-24T23:30:00.000Z", "no_answer"); // the 25th in Berlin
    EXPECT_EQ(warnings(idea("2026-03-03", both)), "too_often 1");
    EXPECT_EQ(of(idea("2026-03-03", only_adler)).at("logged").to_number<int>(), 2);
    EXPECT_EQ(warnings(idea("2026-03-04", both)), "");
}

TEST_F(RadarTest, AContactLoggedForAnEntryIsTheOneThatWasPlanned) {
    const Id calls = plan("Calls", "2026-03-02", both);
    log(adler, "2026-03-02T08:00:00.000Z", "no_answer", fmt::format(R"(,"entry_id":"{}")", to_text(calls)));
    EXPECT_EQ(warnings(calls), "");
    const Id push = idea("2026-03-04", both);
    EXPECT_EQ(warnings(push), "");
    log(adler, "2026-03-02T08:00:00.000Z", "no_answer");
    EXPECT_EQ(warnings(push), "too_often 1");
}

TEST_F(RadarTest, AConversationAsksForThreeDaysOfQuiet) {
    log(adler, "2026-03-02T08:00:00.000Z", "meeting");
    log(biber, "2026-03-02T08:00:00.000Z", "no_answer");
    EXPECT_EQ(warnings(idea("2026-03-04", both)), "cool_down 1");
    EXPECT_EQ(warnings(idea("2026-03-05", both)), "");
    EXPECT_EQ(first_free(idea("2026-03-04", both)), "2026-03-05");
    log(biber, "2026-03-02T08:00:00.000Z", "reached");
    EXPECT_EQ(warnings(idea("2026-03-04", both)), "too_often 1, cool_down 2");
}

TEST_F(RadarTest, ADealAndDoNotContactAreTold) {
    const Id push = plan("Push", "2026-03-09", both);
    edit("account.update", adler, R"("open_opportunity":true)");
    EXPECT_EQ(warnings(push), "open_opportunity 1");
    edit("account.update", biber, R"("do_not_contact":true)");
    EXPECT_EQ(warnings(push), "do_not_contact 1, open_opportunity 1");
    EXPECT_EQ(first_free(push), "none"); // no day helps
    acked(run(mia, "radar_rules.create", R"({"hush_during_opportunity":false})"));
    EXPECT_EQ(warnings(push), "do_not_contact 1");
}

TEST_F(RadarTest, TheFirstFreeDayIsTheNextWorkingDayThatBreaksNoRule) {
    plan("One", "2026-03-07", both);
    plan("Two", "2026-03-07", both);
    EXPECT_EQ(first_free(idea("2026-03-09", only_adler)), "2026-03-16"); // the 14th is a Saturday,
    EXPECT_EQ(first_free(idea("2026-03-08", only_adler)), "2026-03-14"); // but this was planned for a Sunday
    EXPECT_EQ(first_free(idea("2026-04-20", both)), "none");             // nothing to flee from
}

TEST_F(RadarTest, HiddenEntriesCountWithoutBeingNamed) {
    const Id secret = plan("Secret launch", "2026-03-09", both, R"(,"private":true)");
    plan("Open letter", "2026-03-09", both);
    const Id push = plan("Push", "2026-03-10", both);
    EXPECT_TRUE(text_for(mia, push).contains("Secret launch"));
    const std::string robs = text_for(rob, push);
    EXPECT_TRUE(robs.contains(R"("rule":"too_often","on":"2026-03-10","accounts":2)")) << robs;
    EXPECT_TRUE(robs.contains(R"("hidden":1)")) << robs;
    EXPECT_TRUE(robs.contains("Open letter")) << robs;
    EXPECT_FALSE(robs.contains("Secret") || robs.contains(to_text(secret))) << robs;
    const auto unseen = radar_of_entry(queries, *engine.directory(), rob, secret, {}, clock.now());
    ASSERT_FALSE(unseen);
    EXPECT_EQ(unseen.error().code, ErrorCode::not_found);
    const RadarQuestion draft{{secret, {both}, {}}, {parse_date("2026-03-10").value()}, {}};
    EXPECT_EQ(radar_of_draft(queries, *engine.directory(), rob, draft, {}, clock.now()).error().code,
              ErrorCode::not_found);
}

TEST_F(RadarTest, ADraftIsAnsweredLikeTheEntryItWillBe) {
    plan("One", "2026-03-09", both);
    plan("Two", "2026-03-09", both);
    const RadarQuestion question{{{}, {both}, {}},
                                 {parse_date("2026-03-10").value()},
                                 Window{parse_date("2026-03-01").value(), parse_date("2026-03-18").value()}};
    const auto draft = radar_of_draft(queries, *engine.directory(), mia, question, {}, clock.now()).value();
    const auto answer = json::parse(draft).as_object();
    EXPECT_EQ(answer.at("warnings").at(0).at("accounts").to_number<int>(), 2);
    std::string days;
    for (const auto& day : answer.at("range").as_array())
        if (day.at("accounts").to_number<int>() == 2) days += std::string(day.at("on").as_string()).substr(8) + ' ';
    EXPECT_EQ(days, "03 04 05 06 07 08 09 10 11 12 13 14 15 ");
    const SchemaSet schemas;
    const auto fault = schemas.find_fault("api/radar.json", json::parse(draft));
    EXPECT_FALSE(fault) << fault->message;
}

TEST_F(RadarTest, LeadsAloneEditTheRulesAndThereIsOneRecord) {
    EXPECT_EQ(refused(run(rob, "radar_rules.create", "{}")).code, ErrorCode::forbidden);
    const Ack made = acked(run(mia, "radar_rules.create", R"({"most_touches":1})"));
    const Id rules = made.id.value();
    EXPECT_EQ(refused(run(mia, "radar_rules.create", "{}")).field, "id");
    EXPECT_EQ(refused(run(rob, "radar_rules.update", fmt::format(R"({{"id":"{}","in_days":3}})", to_text(rules)))).code,
              ErrorCode::forbidden);
    EXPECT_EQ(
        refused(run(mia, "radar_rules.update", fmt::format(R"({{"id":"{}","in_days":0}})", to_text(rules)))).field,
        "in_days");
    plan("One", "2026-03-09", both);
    const Id push = plan("Push", "2026-03-10", both);
    EXPECT_EQ(warnings(push), "too_often 2");
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", made.seq)));
    EXPECT_EQ(warnings(push), "");
}

} // namespace
} // namespace tandem
