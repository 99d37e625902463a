// Taking back restores exactly, and neither reveals nor destroys what is not the actor's.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/outreach/touch.hpp"
#include "tests/support/page_model.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct UndoTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id lea = add_member("Lea", Team::marketing, Role::lead);
    Id calendar = add_calendar("Open");

    std::string id_of(Id id) { return fmt::format(R"({{"id":"{}"}})", to_text(id)); }
    Outcome undo(Id author, std::int64_t seq) { return run(author, "undo", fmt::format(R"({{"seq":{}}})", seq)); }
    Id add_touch(Id author, Id account, std::string_view more = "") {
        const auto args = fmt::format(R"({{"account_id":"{}","outcome":"reached"{}}})", to_text(account), more);
        return acked(run(author, "touch.create", args)).id.value();
    }
    // Everything that members see, but for the revisions and times that only grow.
    PageModel::Tables seen(Id member) {
        auto tables = PageModel::from_snapshot(snapshot(member)).tables();
        for (auto& [kind, records] : tables)
            for (auto& [id, record] : records) {
                record.erase("rev");
                record.erase("updated_at");
            }
        return tables;
    }
};

TEST_F(UndoTest, RestoresExactlyWhatEveryKindOfChangeDid) {
    const Id campaign = add_entry(mia, calendar, "Launch", R"(,"tags":["a"],"summary":"s")");
    add_entry(mia, calendar, "Push", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    const Id account = add_account(mia, "Nordlicht");
    add_touch(mia, account, fmt::format(R"(,"entry_id":"{}")", to_text(campaign)));
    const std::pair<const char*, std::string> commands[] = {
        {"entry.update", fmt::format(R"({{"id":"{}","title":"x","tags":[],"private":true,"when":)"
                                     R"({{"starts_on":"2026-03-30","ends_on":"2026-03-31"}}}})",
                                     to_text(campaign))},
        {"entry.delete", id_of(campaign)},
        {"account.update", fmt::format(R"({{"id":"{}","city":"Kiel"}})", to_text(account))},
        {"account.delete", id_of(account)},
        {"entry.create", fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"n"}})", to_text(calendar))}};
    for (const auto& [name, args] : commands) {
        const auto before = seen(mia), others = seen(rob);
        const Ack done = acked(run(mia, name, args));
        EXPECT_NE(seen(mia), before) << name;
        const auto after = seen(mia);
        const Ack undone = acked(undo(mia, done.seq));
        EXPECT_EQ(seen(mia), before) << name;
        EXPECT_EQ(seen(rob), others) << name;
        const Ack redone = acked(undo(mia, undone.seq));
        EXPECT_EQ(seen(mia), after) << name << " redone";
        acked(undo(mia, redone.seq));
        EXPECT_EQ(seen(mia), before) << name;
    }
}

TEST_F(UndoTest, WhatWentAlongComesBackWithoutAskingForItsRights) {
    const Id sales = add_calendar("Sales", R"(,"rights":["marketing:read"])");
    const Id campaign = add_entry(mia, calendar, "Launch");
    const Id push = add_entry(rob, sales, "Push", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    const Id account = add_account(rob, "Nordlicht");
    const Id touch = add_touch(rob, account);
    const Ack entry_gone = acked(run(mia, "entry.delete", id_of(campaign)));
    acked(undo(mia, entry_gone.seq));
    EXPECT_EQ(load<Entry>(entry_type, push)->parent_id, campaign);
    const Ack account_gone = acked(run(lea, "account.delete", id_of(account)));
    acked(undo(lea, account_gone.seq));
    EXPECT_EQ(load<Touch>(touch_type, touch)->member_id, rob);
    EXPECT_EQ(load<Touch>(touch_type, touch)->created_by, rob);
}

TEST_F(UndoTest, ChildThatFoundAnotherParentKeepsIt) {
    const Id campaign = add_entry(mia, calendar, "Launch"), other = add_entry(mia, calendar, "Other");
    const Id push = add_entry(rob, calendar, "Push", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    const Ack gone = acked(run(mia, "entry.delete", id_of(campaign)));
    acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","parent_id":"{}"}})", to_text(push), to_text(other))));
    acked(undo(mia, gone.seq));
    EXPECT_TRUE(load<Entry>(entry_type, campaign));
    EXPECT_EQ(load<Entry>(entry_type, push)->parent_id, other);
}

TEST_F(UndoTest, ChildThatHoldsCampaignsByNowGoesUnderNoThemeAgain) {
    const Id theme = add_entry(mia, calendar, "Theme");
    const Id child = add_entry(mia, calendar, "Child", fmt::format(R"(,"parent_id":"{}")", to_text(theme)));
    const Ack gone = acked(run(mia, "entry.delete", id_of(theme)));
    add_entry(rob, calendar, "Grandchild", fmt::format(R"(,"parent_id":"{}")", to_text(child)));
    acked(undo(mia, gone.seq));
    EXPECT_TRUE(load<Entry>(entry_type, theme));
    EXPECT_FALSE(load<Entry>(entry_type, child)->parent_id);
}

TEST_F(UndoTest, EntryComesBackWhenItsParentHasGone) {
    const Id campaign = add_entry(mia, calendar, "Launch");
    const Id push = add_entry(rob, calendar, "Push", fmt::format(R"(,"parent_id":"{}")", to_text(campaign)));
    const Ack gone = acked(run(rob, "entry.delete", id_of(push)));
    acked(run(mia, "entry.delete", id_of(campaign)));
    acked(undo(rob, gone.seq));
    EXPECT_EQ(load<Entry>(entry_type, push)->title, "Push");
    EXPECT_FALSE(load<Entry>(entry_type, push)->parent_id);
}

TEST_F(UndoTest, CreationIsNotTakenBackFromUnderOthers) {
    const Ack made = acked(run(lea, "account.create", R"({"name":"Nordlicht"})"));
    const Id touch = add_touch(rob, *made.id);
    EXPECT_EQ(refused(undo(lea, made.seq)).code, ErrorCode::changed_since);
    EXPECT_TRUE(load<Touch>(touch_type, touch));
}

TEST_F(UndoTest, TellsNothingOfWhatIsNoLongerSeen) {
    const Id id = add_entry(mia, calendar, "Plan");
    const Ack edit = acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","title":"His"}})", to_text(id))));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"Hers","private":true}})", to_text(id))));
    EXPECT_EQ(refused(undo(rob, edit.seq)).code, ErrorCode::not_found);
    EXPECT_EQ(load<Entry>(entry_type, id)->title, "Hers");
}

// Who put something else in the place of what they do not see gives it back by taking that back.
TEST_F(UndoTest, GivesBackWhatTheActorDoesNotSee) {
    const auto add = [&](std::string_view title, std::string_view more) {
        return to_text(
            add_entry(lea, calendar, title,
                      fmt::format(R"(,"when":{{"starts_on":"2026-03-30","ends_on":"2026-03-31"}}{})", more)));
    };
    const auto ties = [](const std::string& id) {
        return fmt::format(R"("parent_id":"{0}","landing_page_id":"{0}","follows_id":"{0}","depends_on_ids":["{0}"])",
                           id);
    };
    const std::string hidden = add("Hidden", R"(,"private":true)"), open = add("Open", "");
    const Id push = parse_id(add("Push", R"(,"kind":"push",)" + ties(hidden))).value();
    const auto held = [&] {
        const auto now = load<Entry>(entry_type, push);
        const auto text = [](const std::optional<Id>& id) { return id ? to_text(*id) : "none"; };
        return std::vector{text(now->parent_id), text(now->landing_page_id), text(now->follows_id),
                           now->depends_on_ids.empty() ? "none" : to_text(now->depends_on_ids[0])};
    };
    const auto replace = [&] {
        return acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(push), ties(open)))).seq;
    };
    acked(undo(mia, replace()));
    EXPECT_EQ(held(), std::vector<std::string>(4, hidden));
    const auto seq = replace();
    acked(run(lea, "entry.delete", id_of(parse_id(hidden).value())));
    acked(undo(mia, seq)); // which must not tell whether it is there still
    EXPECT_EQ(held(), std::vector<std::string>(4, "none"));
}

TEST_F(UndoTest, NeedsTheRightThatTheChangeNeeded) {
    const Id id = add_entry(mia, calendar, "Plan");
    const Ack edit = acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","title":"His"}})", to_text(id))));
    const Ack gone = acked(run(rob, "entry.delete", id_of(add_entry(rob, calendar, "Gone"))));
    acked(
        run(by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":["sales:read"]}})", to_text(calendar)))));
    EXPECT_EQ(refused(undo(rob, edit.seq)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(undo(rob, gone.seq)).code, ErrorCode::forbidden);
}

} // namespace
} // namespace tandem
