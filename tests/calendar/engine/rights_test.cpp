// Who may do what, and what must hold between records.
#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/entry.hpp"
#include "calendar/outreach/touch.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct RightsTest : testing::Test, Workspace {
    Id boss = add_member("Boss", Team::other, Role::admin);
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Open");

    Outcome update(Id author, Id id, std::string_view fields) {
        return run(author, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(id), fields));
    }
    Outcome update_member(Id author, Id id, std::string_view fields) {
        return run(author, "member.update", fmt::format(R"({{"id":"{}",{}}})", to_text(id), fields));
    }
    std::string parent(Id id) { return fmt::format(R"("parent_id":"{}")", to_text(id)); }
};

// The rule in words, written apart from the code that keeps it.
Level expected_level(Role role, Team team, std::optional<Team> closed_for, std::string_view own,
                     std::string_view teams_right) {
    const auto level = [](std::string_view word) {
        return static_cast<Level>(std::ranges::find(levels, word) - std::begin(levels));
    };
    if (role == Role::admin) return Level::write;
    Level given = closed_for ? (*closed_for == team ? Level::write : Level::none)
                             : (team == Team::other ? Level::read : Level::write);
    if (!teams_right.empty()) given = level(teams_right);
    if (!own.empty()) given = level(own);
    return role == Role::viewer && given == Level::write ? Level::read : given;
}

TEST(Rights, LevelFollowsRoleOwnRightTeamRightAndDefault) {
    constexpr std::string_view none_or_level[] = {"", "none", "busy", "read", "write"};
    constexpr std::optional<Team> closed[] = {std::nullopt, Team::marketing, Team::sales};
    Member member;
    member.id = Id{7, 7};
    for (const Role role : {Role::admin, Role::lead, Role::member, Role::viewer})
        for (const Team team : {Team::marketing, Team::sales, Team::other})
            for (const auto& closed_for : closed)
                for (const auto own : none_or_level)
                    for (const auto of_team : none_or_level) {
                        member.role = role;
                        member.team = team;
                        Calendar calendar;
                        calendar.team = closed_for;
                        const auto team_name = teams[static_cast<std::size_t>(team)];
                        if (!of_team.empty()) calendar.rights.push_back(fmt::format("{}:{}", team_name, of_team));
                        if (!own.empty()) calendar.rights.push_back(fmt::format("{}:{}", to_text(member.id), own));
                        EXPECT_EQ(level_on(calendar, member), expected_level(role, team, closed_for, own, of_team));
                    }
}

TEST_F(RightsTest, EntriesAreWrittenByWritersOnlyAndHiddenFromOthers) {
    const std::pair<const char*, ErrorCode> cases[] = {
        {"none", ErrorCode::not_found}, {"busy", ErrorCode::forbidden}, {"read", ErrorCode::forbidden}};
    for (const auto& [level, code] : cases) {
        const Id limited = add_calendar(level, fmt::format(R"(,"rights":["sales:{}"])", level));
        const Id id = add_entry(mia, limited, "Plan", R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-03-31"})");
        EXPECT_EQ(refused(update(rob, id, R"("title":"His")")).code, code) << level;
        EXPECT_EQ(refused(run(rob, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(id)))).code, code);
    }
}

TEST_F(RightsTest, RightsAreFoundHoweverTheIdIsSpelled) {
    std::string lower = to_text(rob);
    for (char& c : lower) c = static_cast<char>(tolower(c));
    const Id closed = add_calendar("Closed", fmt::format(R"(,"rights":["{}:none"])", lower));
    EXPECT_EQ(engine.directory()->level(closed, rob), Level::none);
    EXPECT_EQ(refused(run(boss, "calendar.create", R"({"name":"x","rights":["sales:none","sales:write"]})")).field,
              "rights");
}

TEST_F(RightsTest, MovingNeedsTheRightOnBothCalendars) {
    const Id closed = add_calendar("Sales only", R"(,"team":"sales")");
    const Id read = add_calendar("Read", R"(,"rights":["marketing:read"])");
    const Id id = add_entry(mia, calendar, "Plan");
    EXPECT_EQ(refused(update(mia, id, fmt::format(R"("calendar_id":"{}")", to_text(closed)))).code,
              ErrorCode::invalid_reference);
    EXPECT_EQ(refused(update(mia, id, fmt::format(R"("calendar_id":"{}")", to_text(read)))).code, ErrorCode::forbidden);
}

TEST_F(RightsTest, NobodyShutsThemselvesOutOfAnEntry) {
    const Id id = add_entry(mia, calendar, "Hers");
    EXPECT_EQ(refused(update(rob, id, R"("private":true)")).code, ErrorCode::forbidden);
    acked(update(mia, id, R"("private":true)"));
    EXPECT_EQ(refused(update(rob, id, R"("title":"x")")).code, ErrorCode::not_found) << "an idea takes no time";
}

TEST_F(RightsTest, HiddenRecordsCannotBeNamed) {
    const Id hidden = add_entry(mia, calendar, "Secret", R"(,"private":true)");
    const Id push = add_entry(rob, calendar, "Push");
    EXPECT_EQ(refused(update(rob, push, parent(hidden))).code, ErrorCode::invalid_reference);
    EXPECT_EQ(refused(update(rob, push, parent(Id{1, 1}))).code, ErrorCode::invalid_reference);
}

TEST_F(RightsTest, CampaignsNestOnceAndNeverInACircle) {
    const Id theme = add_entry(mia, calendar, "Theme"), campaign = add_entry(mia, calendar, "Campaign"),
             third = add_entry(mia, calendar, "Third");
    acked(update(mia, campaign, parent(theme)));
    EXPECT_EQ(refused(update(mia, theme, parent(theme))).field, "parent_id");
    EXPECT_EQ(refused(update(mia, theme, parent(campaign))).field, "parent_id");
    EXPECT_EQ(refused(update(mia, third, parent(campaign))).field, "parent_id");
    EXPECT_EQ(refused(update(mia, theme, parent(third))).field, "parent_id");
    EXPECT_EQ(refused(update(mia, theme, R"("kind":"push")")).field, "kind");
    const Id push = add_entry(mia, calendar, "Push", R"(,"kind":"push",)" + parent(campaign));
    EXPECT_EQ(refused(update(mia, push, R"("kind":"campaign")")).field, "parent_id");
    acked(update(mia, third, R"("kind":"push")"));
    EXPECT_EQ(refused(update(mia, push, parent(third))).field, "parent_id") << "only campaigns hold others";
}

TEST_F(RightsTest, LastAdminStaysOne) {
    EXPECT_EQ(refused(update_member(boss, boss, R"("role":"member")")).field, "role");
    EXPECT_EQ(refused(update_member(boss, boss, R"("active":false)")).field, "role");
    const Id second = add_member("Second", Team::sales, Role::admin);
    acked(update_member(boss, boss, R"("role":"member")"));
    EXPECT_EQ(refused(update_member(second, second, R"("active":false)")).field, "role");
}

TEST_F(RightsTest, MembersChangeTheirNameAndZoneOnly) {
    acked(update_member(mia, mia, R"("name":"Mia B","zone":"America/New_York")"));
    for (const char* fields : {R"("role":"admin")", R"("team":"sales")", R"("active":false)", R"("email":"x@y.z")"})
        EXPECT_EQ(refused(update_member(mia, mia, fields)).code, ErrorCode::forbidden) << fields;
    EXPECT_EQ(refused(update_member(mia, rob, R"("name":"Bob")")).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(update_member(mia, mia, R"("role":null)")).code, ErrorCode::invalid_field);
    EXPECT_EQ(refused(update_member(boss, mia, R"("email":"ROB@example.org")")).field, "email");
}

TEST_F(RightsTest, WhoeverIsShutOutIsSignedOutForGood) {
    acked(run(mia, "token.create", R"({"name":"report","scope":"write"})"));
    acked(run(by_system(
        "session.create",
        fmt::format(R"({{"member_id":"{}","token_hash":"ab","expires_at":"2027-01-01T00:00:00Z"}})", to_text(mia)))));
    acked(update_member(boss, mia, R"("active":false)"));
    acked(update_member(boss, mia, R"("active":true)"));
    int left = 0;
    engine.directory()->each_session([&](const Session&) { ++left; });
    engine.directory()->each_token([&](const Token&) { ++left; });
    EXPECT_EQ(left, 0);
}

TEST_F(RightsTest, TouchesOfOthersAreForLeads) {
    const Id account = add_account(rob, "Nordlicht");
    const auto args = fmt::format(R"({{"account_id":"{}","outcome":"reached"}})", to_text(account));
    const Id touch = acked(run(rob, "touch.create", args)).id.value();
    const auto change = fmt::format(R"({{"id":"{}","note":"mine"}})", to_text(touch));
    EXPECT_EQ(refused(run(mia, "touch.update", change)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(run(mia, "account.delete", fmt::format(R"({{"id":"{}"}})", to_text(account)))).code,
              ErrorCode::forbidden)
        << "its touches would go with it";
    const Id lead = add_member("Lea", Team::sales, Role::lead);
    acked(run(lead, "touch.update", change));
}

TEST_F(RightsTest, SessionsTokensAndLinksBelongToTheirOwner) {
    const Id link = acked(run(rob, "feed_link.create", R"({"name":"Mine"})")).id.value();
    const Id token = acked(run(rob, "token.create", R"({"name":"t","scope":"read"})")).id.value();
    const auto id = [](Id of) { return fmt::format(R"({{"id":"{}"}})", to_text(of)); };
    EXPECT_EQ(refused(run(mia, "feed_link.revoke", id(link))).code, ErrorCode::not_found);
    EXPECT_EQ(refused(run(mia, "token.delete", id(token))).code, ErrorCode::not_found);
    EXPECT_EQ(refused(run(boss, "token.delete", id(token))).code, ErrorCode::not_found);
    acked(run(boss, "feed_link.revoke", id(link)));
    EXPECT_EQ(refused(run(rob, "feed_link.update", fmt::format(R"({{"id":"{}","name":"x"}})", to_text(link)))).code,
              ErrorCode::gone);
}

} // namespace
} // namespace tandem
