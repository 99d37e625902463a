// Rounds of mail with the real engine and store; what the relay answers is said by the test.
#include "server/mailer/mail_round.hpp"

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;
using outbound::SmtpFailure;

struct MailRoundTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id entry = add_entry(mia, calendar, "Webinar");
    std::vector<outbound::SmtpMail> mails;
    std::deque<MailRound::Sent> answers; // empty: the relay takes everything
    std::vector<std::string> reports;
    bool store_fails = false;
    Database own_reader{folder.path() / "tandem.db", Database::Mode::reader};
    Queries own_queries{own_reader};
    std::unique_ptr<MailRound> round = start();

    MailRoundTest() {
        clock.set(parse_instant("2026-03-04T15:00:00Z").value()); // a Wednesday, after every morning
        round->run();
        sign_in_once();
    }
    // Members of the fixture are invited, who get no mail.
    void sign_in_once() { database.execute("UPDATE member SET invited = 0"); }
    std::unique_ptr<MailRound> start() {
        return std::make_unique<MailRound>(
            MailRound::Services{own_queries, clock, [this] { return Directory::load(own_queries.records()); },
                                [this](const std::function<void(MailOutbox&)>& job) {
                                    if (store_fails) throw std::runtime_error("the store is busy");
                                    MailOutbox outbox(database);
                                    job(outbox);
                                },
                                [this](const outbound::SmtpMail& mail) -> MailRound::Sent {
                                    mails.push_back(mail);
                                    if (answers.empty()) return {};
                                    auto answer = answers.front();
                                    answers.pop_front();
                                    return answer;
                                },
                                [this](std::string what) { reports.push_back(std::move(what)); }},
            MailRules{
                {"tandem@example.com", "https://plan.example/settings/profile"}, "https://plan.example", 60s, 900s});
    }
    void name(Id member, std::string_view text) {
        clock.advance(1s);
        acked(run_as_mia("comment.create", fmt::format(R"({{"entry_id":"{}","text":"{}","mention_ids":["{}"]}})",
                                                       to_text(entry), text, to_text(member))));
    }
    Outcome run_as_mia(std::string_view name, std::string_view args) { return Workspace::run(mia, name, args); }
    // A round each minute, as the mailer has it.
    void pass(std::chrono::minutes time) {
        for (; time > 0min; time -= 1min) {
            clock.advance(1min);
            round->run();
        }
    }
    static MailRound::Sent failed(SmtpFailure::Of of) { return std::unexpected(SmtpFailure{of, "No."}); }
    std::int64_t count(std::string_view condition) {
        return database.query_integer(fmt::format("SELECT count(*) FROM mail WHERE {}", condition)).value();
    }
    std::size_t mails_to(std::string_view address) {
        return static_cast<std::size_t>(std::ranges::count(mails, address, &outbound::SmtpMail::to));
    }
    std::string address(Id member) { return load<Member>(member_type, member)->email; }
};

TEST_F(MailRoundTest, WhatIsToldComesInOneMailAndAtMostOneInAQuarterOfAnHour) {
    name(rob, "First");
    name(rob, "Second");
    pass(2min);
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0].to, address(rob));
    EXPECT_TRUE(mails[0].message.contains("First") && mails[0].message.contains("Second"));
    name(rob, "Third");
    pass(13min);
    EXPECT_EQ(mails.size(), 1U);
    pass(3min);
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_TRUE(mails[1].message.contains("Third") && !mails[1].message.contains("Second"));
    pass(60min);
    EXPECT_EQ(mails.size(), 2U);
}

TEST_F(MailRoundTest, WhatWasReadInThePageMeanwhileIsNotMailed) {
    name(rob, "First");
    acked(Workspace::run(rob, "notification.read_all", "{}"));
    pass(30min);
    EXPECT_TRUE(mails.empty());
}

TEST_F(MailRoundTest, NothingIsSaidThatItsReaderMayNoLongerSee) {
    name(rob, "Secret");
    acked(run_as_mia("entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(entry))));
    pass(30min);
    EXPECT_TRUE(mails.empty());
    EXPECT_EQ(count("state = 'waiting'"), 0);
}

TEST_F(MailRoundTest, ARestartLosesNothingAndSendsNothingTwice) {
    name(rob, "First");
    round->run();
    round = start();
    pass(2min);
    EXPECT_EQ(mails.size(), 1U);
    round = start();
    pass(30min);
    EXPECT_EQ(mails.size(), 1U);
}

TEST_F(MailRoundTest, WhatTheRelayHasTakenIsNotSentAgainWhileTheStoreCannotBeWritten) {
    name(rob, "First");
    round->run();
    clock.advance(2min);
    answers.emplace_back();
    store_fails = true;
    EXPECT_THROW(round->run(), std::runtime_error);
    EXPECT_THROW(round->run(), std::runtime_error);
    EXPECT_EQ(mails.size(), 1U);
    store_fails = false;
    pass(30min);
    EXPECT_EQ(mails.size(), 1U);
    EXPECT_EQ(count("state = 'sent'"), 1);
}

TEST_F(MailRoundTest, WhatTheRelayCannotTakeYetIsTriedAgainEverMoreSeldom) {
    name(rob, "First");
    for (int i = 0; i < 3; ++i) answers.push_back(failed(SmtpFailure::Of::later));
    pass(3min); // at 1, and 2
    EXPECT_EQ(mails.size(), 2U);
    pass(20min); // and 4, and 8
    EXPECT_EQ(mails.size(), 4U);
    EXPECT_EQ(count("state = 'sent' AND tries = 3"), 1);
    EXPECT_EQ(mails.front().message.substr(mails.front().message.find("Message-ID"), 60),
              mails.back().message.substr(mails.back().message.find("Message-ID"), 60));
}

TEST_F(MailRoundTest, ARefusedMailIsGivenUpAndWhatItToldIsNotTriedAgain) {
    name(rob, "First");
    answers.push_back(failed(SmtpFailure::Of::mail));
    pass(120min);
    EXPECT_EQ(mails.size(), 1U);
    EXPECT_EQ(count("state = 'dropped' AND reason = 'No.'"), 1);
    name(rob, "Second");
    pass(5min);
    EXPECT_EQ(mails.size(), 2U);
}

TEST_F(MailRoundTest, ARelayThatIsDownIsAskedOnceAndNotForEachMail) {
    name(rob, "First");
    const Id zoe = add_member("Zoe", Team::sales);
    sign_in_once();
    name(zoe, "Second");
    answers.push_back(failed(SmtpFailure::Of::relay));
    pass(1min);
    EXPECT_EQ(mails.size(), 1U);
    EXPECT_EQ(reports, std::vector<std::string>{"No."});
    pass(10min);
    EXPECT_EQ(mails_to(address(rob)) + mails_to(address(zoe)), 3U);
    EXPECT_EQ(count("state = 'sent'"), 2);
}

TEST_F(MailRoundTest, AMailIsGivenUpAfterADay) {
    name(rob, "First");
    for (int i = 0; i < 1'000; ++i) answers.push_back(failed(SmtpFailure::Of::later));
    acked(Workspace::run(rob, "preference.create", R"({"mail_morning":false,"mail_week":false})"));
    pass(25h);
    EXPECT_EQ(count("state = 'dropped' AND kind = 'notices'"), 1);
    const auto tried = mails.size();
    pass(5h);
    EXPECT_EQ(mails.size(), tried);
}

TEST_F(MailRoundTest, WhoWantsNoneOrHasLeftGetsNone) {
    acked(Workspace::run(rob, "preference.create", R"({"mail_notices":false})"));
    name(rob, "First");
    const Id zoe = add_member("Zoe", Team::sales);
    sign_in_once();
    name(zoe, "First");
    database.execute(fmt::format("UPDATE member SET active = 0 WHERE id = '{}'", to_text(zoe)));
    pass(30min);
    EXPECT_TRUE(mails.empty());
}

TEST_F(MailRoundTest, WhatWasToldBeforeMailBeganIsNotMailed) {
    database.execute("DELETE FROM meta WHERE name = 'mail_since'");
    name(rob, "Long ago");
    clock.advance(1h);
    round = start();
    pass(30min);
    EXPECT_TRUE(mails.empty());
}

TEST_F(MailRoundTest, TheDayComesOnceAtItsHourWithWhatWaitsInTheInbox) {
    add_entry(
        rob, calendar, "Call round",
        fmt::format(
            R"(,"kind":"push","status":"planned","owner_id":"{}","when":{{"starts_on":"2026-03-05","ends_on":"2026-03-06"}})",
            to_text(rob)));
    acked(run_as_mia("preference.create", R"({"mail_morning":false,"mail_week":false})"));
    clock.set(parse_instant("2026-03-05T06:59:00Z").value());
    name(rob, "First");
    pass(5min);
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_TRUE(mails[0].message.contains("Call round") && mails[0].message.contains("First"));
    round = start();
    pass(300min);
    EXPECT_EQ(mails.size(), 1U);
}

TEST_F(MailRoundTest, NoMorningComesOnDaysThatAreKeptFreeForTheTeam) {
    add_entry(rob, calendar, "Call round",
              fmt::format(R"(,"kind":"push","status":"planned","owner_id":"{}","when":{{"starts_on":"2026-03-05",)"
                          R"("ends_on":"2026-03-07"}})",
                          to_text(rob)));
    acked(run_as_mia("blackout.create", R"({"name":"Fair","first_on":"2026-03-05","last_on":"2026-03-05",)"
                                        R"("teams":["sales"]})"));
    clock.set(parse_instant("2026-03-05T06:59:00Z").value());
    pass(300min);
    EXPECT_EQ(mails_to(address(rob)), 0U);
    clock.set(parse_instant("2026-03-06T06:59:00Z").value());
    pass(5min);
    EXPECT_EQ(mails_to(address(rob)), 1U);
}

TEST_F(MailRoundTest, AMorningThatHasPassedIsNotMailedLater) {
    add_entry(
        rob, calendar, "Call round",
        fmt::format(
            R"(,"kind":"push","status":"planned","owner_id":"{}","when":{{"starts_on":"2026-03-05","ends_on":"2026-03-06"}})",
            to_text(rob)));
    for (int i = 0; i < 1'000; ++i) answers.push_back(failed(SmtpFailure::Of::relay));
    clock.set(parse_instant("2026-03-05T07:00:00Z").value());
    pass(300min);
    EXPECT_FALSE(mails.empty());
    answers.clear();
    mails.clear();
    pass(120min);
    EXPECT_TRUE(mails.empty());
}

TEST_F(MailRoundTest, ATestMailGoesToOneselfAndSaysWhyItFailed) {
    EXPECT_TRUE(round->send_test(rob));
    EXPECT_EQ(mails.at(0).to, address(rob));
    answers.push_back(failed(SmtpFailure::Of::relay));
    EXPECT_EQ(round->send_test(rob).error().reason, "No.");
}

} // namespace
} // namespace tandem
