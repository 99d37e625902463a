// What the radar keeps in memory follows the log: it is what a new look at the store would find, and only what has
// changed is read. What the log knows nothing of shows whether it began anew.
#include "calendar/engine/radar_ledger.hpp"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using std::chrono::days;

const Date march = parse_date("2026-03-01").value();

struct RadarLedgerTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::admin);
    Id rob = add_member("Rob", Team::sales);
    Id adler = add_account(mia, "Adler");
    Id biber = add_account(mia, "Biber");
    Id dachs = add_account(mia, "Dachs");
    RadarLedger ledger;

    void follow(RadarLedger& one) { one.follow(queries, *engine.directory(), march, march + days{31}); }
    void SetUp() override {
        log(rob, dachs, "2026-03-02T23:30:00.000Z");
        log(mia, adler, "2026-03-02T09:00:00.000Z");
        follow(ledger);
        database.execute("UPDATE account SET name = 'Read again' WHERE name = 'Biber'");
    }
    void log(Id by, Id account, std::string_view at) {
        acked(run(by, "touch.create",
                  fmt::format(R"({{"account_id":"{}","touched_at":"{}","outcome":"reached"}})", to_text(account), at)));
    }
    void edit(Id id, std::string_view kind, std::string_view more = "") {
        acked(run(mia, kind, fmt::format(R"({{"id":"{}"{}}})", to_text(id), more)));
    }
    // "Adler, Biber, Dachs; 2: Adler marketing, Dachs sales"
    std::string said(const RadarLedger& one) {
        std::string all;
        for (const LedgerAccount& account : one.accounts())
            if (account.id) all += account.name + ", ";
        for (int day = 0; day < 31; ++day) {
            std::set<std::string> touches;
            for (const LedgerTouch& touch : one.touches_on(march + days{day}))
                touches.insert(fmt::format(" {} {}", one.accounts()[touch.account].name,
                                           teams[static_cast<std::size_t>(touch.team)]));
            if (touches.empty()) continue;
            all += fmt::format("; {}:", day + 1);
            for (const std::string& touch : touches) all += touch;
        }
        return all;
    }
    std::string followed() {
        follow(ledger);
        return said(ledger);
    }
    // Whoever reads all anew reads that, too.
    std::string anew() {
        RadarLedger fresh;
        follow(fresh);
        return said(fresh);
    }
};

TEST_F(RadarLedgerTest, ADeletedAccountGoesAndNothingElseIsReadAgain) {
    edit(dachs, "account.delete");
    EXPECT_EQ(followed(), "Adler, Biber, ; 2: Adler marketing");
}

TEST_F(RadarLedgerTest, TheRowOfADeletedAccountMayBeAnothers) {
    edit(dachs, "account.delete");
    const Ack gone{engine.last_seq(), {}, {}};
    log(rob, add_account(mia, "Elster"), "2026-03-01T09:00:00.000Z");
    EXPECT_EQ(followed(), "Adler, Biber, Elster, ; 1: Elster sales; 2: Adler marketing");
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_EQ(followed(), "Adler, Biber, Elster, Dachs, ; 1: Elster sales; 2: Adler marketing; 3: Dachs sales");
}

TEST_F(RadarLedgerTest, AMemberOfAnotherNameAndANewOneMoveNothing) {
    edit(rob, "member.update", R"(,"name":"Robert")");
    log(add_member("Zoe", Team::sales), adler, "2026-03-01T09:00:00.000Z");
    EXPECT_EQ(followed(), "Adler, Biber, Dachs, ; 1: Adler sales; 2: Adler marketing; 3: Dachs sales");
}

TEST_F(RadarLedgerTest, AnotherZoneOrTeamOfWhoLoggedReadsAllAnew) {
    edit(rob, "member.update", R"(,"zone":"America/New_York")");
    EXPECT_EQ(followed(), anew());
    EXPECT_TRUE(said(ledger).contains("; 2: Adler marketing Dachs sales")) << said(ledger);
    edit(mia, "member.update", R"(,"team":"sales")");
    EXPECT_EQ(followed(), anew());
    EXPECT_TRUE(said(ledger).contains("Adler sales")) << said(ledger);
}

} // namespace
} // namespace tandem
