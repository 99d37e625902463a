// The radar of many accounts: looked at in blocks, it says the same as at once, and holds only one block.
#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience_index.hpp"
#include "calendar/engine/radar_findings.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using std::chrono::days;

constexpr int many = 20'000;
const Date monday = parse_date("2026-03-09").value();

struct RadarBlocksTest : testing::Test, Workspace {
    Records records{database};
    Id mia = add_member("Mia", Team::marketing);
    Id calendar = add_calendar("Plan");
    Id all, some;

    Id account_id(int number) { return {3, static_cast<std::uint64_t>(number)}; }
    void SetUp() override {
        {
            Transaction transaction(database);
            for (int i = 0; i < many; ++i) {
                Account account;
                account.id = account_id(i);
                account.rev = 1;
                account.name = fmt::format("Account {}", i);
                account.employee_count = i;
                account.do_not_contact = i % 1'000 == 0;
                records.insert(account_type, account);
            }
            transaction.commit();
        }
        all = rule("employee_count >= 0");
        some = rule("employee_count >= 9000");
    }
    Id rule(std::string_view condition) {
        return acked(run(mia, "audience.create",
                         fmt::format(R"({{"name":"{0}","kind":"rule","conditions":["{0}"]}})", condition)))
            .id.value();
    }
    Id plan(std::string_view title, Date on, Id audience, std::string_view more = "") {
        return add_entry(mia, calendar, title,
                         fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],)"
                                     R"("when":{{"starts_on":"{}","ends_on":"{}"}}{})",
                                     to_text(audience), to_text(on), to_text(on + days{1}), more));
    }
    RadarPlan of(Id audience) { return {{}, {audience}, {}}; }
};

TEST_F(RadarBlocksTest, BlocksSayWhatAWholePictureSays) {
    plan("Letter", monday, all);
    plan("Calls", monday + days{1}, some,
         fmt::format(R"(,"excluded_account_ids":["{}"])", to_text(account_id(15'000))));
    acked(
        run(mia, "touch.create", fmt::format(R"({{"account_id":"{}","outcome":"reached"}})", to_text(account_id(9)))));
    const auto directory = engine.directory();
    const Date from = monday - days{14}, to = monday + days{14};
    const auto whole = radar_picture(records, *directory, of(all), from, to);
    ASSERT_EQ(whole.accounts.size(), std::size_t{many});
    EXPECT_LE(whole.heard.size(), 5U) << "accounts that hear the same share it";
    std::size_t blocks = 0, at = 0;
    radar_picture_in_blocks(records, *directory, of(all), from, to, [&](const RadarPicture& block) {
        ++blocks;
        EXPECT_LE(block.accounts.size(), 8'192U);
        for (std::size_t i = 0; i < block.accounts.size(); ++i, ++at) {
            ASSERT_EQ(block.accounts[i], whole.accounts[at]);
            ASSERT_EQ(block.heard_by(i), whole.heard_by(at)) << at;
        }
    });
    EXPECT_EQ(at, std::size_t{many});
    EXPECT_GE(blocks, 3U);
}

TEST_F(RadarBlocksTest, TheMoreIsPlannedTheSmallerIsABlock) {
    plan("Daily", monday, all, R"(,"rrule":["FREQ=DAILY;COUNT=300"])");
    std::size_t most = 0;
    radar_picture_in_blocks(records, *engine.directory(), of(all), monday, monday + days{300},
                            [&](const RadarPicture& block) { most = std::max(most, block.accounts.size()); });
    EXPECT_LE(most * 300, 1'000'000U) << "contacts, if each account heard its own";
}

TEST_F(RadarBlocksTest, CountsGoOverAllBlocksAndTheFirstAreNamed) {
    plan("Letter", monday, some);
    const Id calls = plan("Calls", monday + days{1}, some);
    const Date on = monday + days{2};
    const RadarQuestion question{of(all), {on}, Window{on, on + days{14}}, {calls}};
    const RadarFindings findings(records, *engine.directory(), question, monday);
    EXPECT_EQ(findings.accounts(), std::size_t{many});
    ASSERT_EQ(findings.warnings().size(), 2U);
    const auto &never = findings.warnings()[0], &often = findings.warnings()[1];
    EXPECT_EQ(never.accounts, 20U);
    EXPECT_EQ(never.first.back(), account_id(19'000));
    EXPECT_EQ(often.accounts, 11'000U);
    EXPECT_EQ(often.agreed, 11'000U);
    EXPECT_EQ(often.first.size(), 20U);
    EXPECT_EQ(often.first.front(), account_id(9'000));
    EXPECT_EQ(findings.troubled(), 11'009U);
    EXPECT_EQ(findings.overridable(), 11'000U);
    EXPECT_EQ(findings.first_troubled().size(), 1'000U);
    EXPECT_EQ(findings.troubled_on(on), 11'000U);
    EXPECT_EQ(findings.troubled_on(on + days{7}), 0U);
    ASSERT_EQ(findings.causes().size(), 2U);
    EXPECT_EQ(findings.causes()[1].accounts, 11'000U);
}

// Said once more in plain words, one day after the other.
TEST(RadarJudge, SaysOfAPlanOfManyDaysWhatALookAtEachDaySays) {
    std::mt19937 random(7);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    for (int i = 0; i < 20'000; ++i) {
        RadarRules rules;
        rules.most_touches = 1 + below(4);
        rules.in_days = 1 + below(9);
        std::vector<Date> own;
        std::vector<Heard> heard;
        for (int day = 0; day < 40; ++day) {
            if (below(10) == 0) own.push_back(monday + days{day});
            if (below(7) == 0) heard.push_back({monday + days{day}, below(3) - 1, below(3) == 0});
        }
        std::optional<Date> often, cooling;
        for (const Date on : own) {
            std::vector<Date> others, spoke;
            for (const Date day : own)
                if (day != on) others.push_back(day);
            for (const Heard& contact : heard) {
                others.push_back(contact.on);
                if (contact.conversation) spoke.push_back(contact.on);
            }
            std::ranges::sort(others);
            if (!often && is_too_often(rules, others, on)) often = on;
            if (!cooling && is_cooling_down(rules, spoke, on)) cooling = on;
        }
        const RadarJudge judge(rules, own);
        ASSERT_EQ(judge.first_too_often(heard), often) << i;
        ASSERT_EQ(judge.first_cooling(heard), cooling) << i;
    }
}

} // namespace
} // namespace tandem
