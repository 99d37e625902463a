// What a member may not see leaves the engine on no path. The secret fields are those that the field tables call so.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/project.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct RedactionTest : testing::Test, Workspace {
    Id boss = add_member("Boss", Team::other, Role::admin);
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Open");
    static constexpr std::string_view dated = R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})";

    Ack update(Id author, Id id, std::string_view fields) {
        return acked(run(author, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(id), fields)));
    }
    std::string caught_up(Id member, std::int64_t since) {
        std::int64_t seq = 0;
        return queries.catch_up(*engine.directory(), member, since, seq).value_or("");
    }
    std::string changes(Id member) {
        std::string all;
        for (const ChangePtr& change : sink.changes)
            if (const auto key = projection_key(*change, member); !key.empty()) all += encode_change(*change, key);
        return all;
    }
    // Everything that the engine gives to a member, and the log itself.
    std::string every_path(Id member, std::string_view words) {
        const auto directory = engine.directory();
        std::string all = snapshot(member) + changes(member) + caught_up(member, 0) +
                          queries.activity(*directory, member, {}, 100, {}) +
                          queries.search(*directory, member, words) + queries.feed_links(*directory, member) +
                          queries.sessions(*directory, member, Id{});
        auto ids = database.prepare("SELECT id FROM entry ORDER BY id");
        while (ids.step()) {
            const Id id = parse_id(ids.text(0)).value();
            all += queries.history(*directory, member, id).value_or("") +
                   queries.entry(*directory, member, id).value_or("") +
                   queries.touches(*directory, member, entry_type, id).value_or("");
        }
        return all;
    }
    std::string log() {
        std::string all;
        auto rows = database.prepare("SELECT old || new FROM change_item ORDER BY seq, ordinal");
        while (rows.step()) all += rows.text(0);
        return all;
    }
};

TEST_F(RedactionTest, SecretFieldsAreOnNoPathAndNotInTheLog) {
    std::vector<std::string> secrets;
    const auto secret = [&] { return secrets.emplace_back(fmt::format("secret{:040}", secrets.size())); };
    for (const EntityType* type : entity_types()) {
        std::string args = R"({"id":"7ZZZZZZZZZZZZZZZZZZZZZZZZ)" + std::to_string(secrets.size() % 10) + '"';
        if (type->find("member_id")) args += fmt::format(R"(,"member_id":"{}")", to_text(boss));
        if (type == &member_type)
            args += R"(,"name":"S","email":"s@example.org")";
        else if (type->find("name"))
            args += R"(,"name":"S")";
        bool has_any = false;
        for (const Field& field : type->fields)
            if (field.shown_at == Detail::secret && field.type == FieldType::text) {
                args += fmt::format(R"(,"{}":"{}")", field.name, secret());
                has_any = true;
            }
        if (has_any) run(by_system(std::string(type->kind) + ".create", args + "}"));
    }
    ASSERT_GE(secrets.size(), 5U);
    for (const Id member : {boss, mia, rob}) {
        const std::string all = every_path(member, "secret") + log();
        for (const std::string& one : secrets) EXPECT_FALSE(all.contains(one)) << one;
        for (const EntityType* type : entity_types())
            for (const Field& field : type->fields)
                if (field.shown_at == Detail::secret) EXPECT_FALSE(all.contains('"' + std::string(field.name) + '"'));
    }
}

TEST_F(RedactionTest, SecretsOfAnAckAreShownOnceAndStoredAsTheirHash) {
    const auto once = submission(rob, "feed_link.create", R"({"name":"Mine"})");
    const Ack first = acked(run(once)), repeat = acked(run(once));
    ASSERT_EQ(first.secrets.size(), 1U);
    EXPECT_TRUE(repeat.secrets.empty());
    EXPECT_EQ(repeat.id, first.id);
    EXPECT_FALSE((every_path(rob, "Mine") + log()).contains(first.secrets[0].second));
}

TEST_F(RedactionTest, EveryHiddenFieldOfAPrivateEntryStaysHidden) {
    std::string args = fmt::format(R"({{"calendar_id":"{}","kind":"campaign","private":true,"owner_id":"{}")",
                                   to_text(calendar), to_text(mia));
    for (const Field& field : entry_type.fields)
        if (field.type == FieldType::text && field.shown_at > Detail::busy)
            args += fmt::format(R"(,"{}":"hidden")", field.name);
    args += R"(,"tags":["hidden"],"links":["https://hidden.example"])";
    acked(run(mia, "entry.create", args + std::string(dated) + "}"));
    for (const std::string_view name :
         {R"("resource_name":"hidden)", R"("uid":"hidden)"}) // one of a name in a calendar
        args.insert(args.find(name) + name.size(), "-2");
    acked(run(mia, "entry.create", args + "}"));
    for (const Id member : {rob, boss}) {
        const std::string all = every_path(member, "hidden");
        EXPECT_FALSE(all.contains("hidden"));
        EXPECT_TRUE(all.contains("\"busy\":true"));
        EXPECT_FALSE(all.contains("\"by\":\"" + to_text(mia))) << "not even its author";
    }
    EXPECT_TRUE(every_path(mia, "hidden").contains("hidden"));
}

// Else whoever knows of the time in one place and not in another knows that it is off.
TEST_F(RedactionTest, WhatIsCancelledTakesNoTimeForWhoSeesBusyOnly) {
    const Id id = add_entry(mia, calendar, "Talks", fmt::format(R"(,"private":true{})", dated));
    const auto seen = [&] { return snapshot(rob).contains(to_text(id)); };
    EXPECT_TRUE(seen());
    const auto before = engine.last_seq();
    update(mia, id, R"("status":"cancelled")");
    EXPECT_FALSE(seen());
    EXPECT_FALSE(queries.entry(*engine.directory(), rob, id));
    EXPECT_EQ(refused(run(rob, "entry.update", fmt::format(R"({{"id":"{}","title":"Mine"}})", to_text(id)))).code,
              ErrorCode::not_found);
    const auto told = caught_up(rob, before);
    EXPECT_TRUE(told.contains(R"("op":"remove")") && !told.contains("cancelled")) << told;
    EXPECT_TRUE(snapshot(mia).contains("cancelled"));
    update(mia, id, R"("status":"planned")");
    EXPECT_TRUE(seen());
    EXPECT_FALSE(changes(rob).contains("status"));
}

TEST_F(RedactionTest, WhatWasPrivateStaysHiddenWhenTheEntryIsShown) {
    const Id id = add_entry(mia, calendar, "Hidden plan", R"(,"private":true)");
    update(mia, id, R"("summary":"hidden words")");
    update(mia, id, R"("title":"Plan","summary":"","private":false)");
    update(mia, id, R"("location":"Kiel")");
    const auto directory = engine.directory();
    const std::string history = queries.history(*directory, rob, id).value();
    EXPECT_FALSE(history.contains("idden")) << history;
    EXPECT_TRUE(history.contains("Kiel"));
    const std::string activity = queries.activity(*directory, rob, {}, 50, {});
    EXPECT_FALSE(activity.contains("summary")) << activity;
    EXPECT_TRUE(queries.history(*directory, mia, id).value().contains("Hidden plan"));
}

// The log gives a thousand items at once; what was hidden may lie behind them.
TEST_F(RedactionTest, ALongHiddenPastStaysOutOfTheActivityList) {
    const Id id = add_entry(mia, calendar, "Secret", R"(,"private":true)");
    const auto hidden = update(mia, id, R"("summary":"hush")").seq;
    std::vector<Submission> batch;
    for (int i = 0; i < 1'001; ++i)
        batch.push_back(submission(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"{}"}})", to_text(id), i)));
    for (const Outcome& outcome : engine.apply(batch)) acked(outcome);
    update(mia, id, R"("private":false)");
    const std::string activity = queries.activity(*engine.directory(), rob, hidden + 1, 50, {});
    EXPECT_FALSE(activity.contains("summary")) << activity;
}

TEST_F(RedactionTest, ConflictDoesNotTellOldValuesThatWereHidden) {
    const Id id = add_entry(mia, calendar, "Hidden plan", R"(,"private":true)");
    update(mia, id, R"("title":"Public plan","private":false)");
    const auto args = fmt::format(R"({{"id":"{}","title":"His"}})", to_text(id));
    const Outcome outcome = run(rob, "entry.update", args, 1);
    const auto* conflict = std::get_if<Conflict>(&outcome);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(conflict->fields[0].base, "null");
    EXPECT_EQ(conflict->fields[0].theirs, "\"Public plan\"");
}

TEST_F(RedactionTest, CatchingUpDoesNotNameWhatWasNeverSeen) {
    const auto since = engine.last_seq();
    const Id hidden = add_entry(mia, calendar, "Idea", R"(,"private":true)");
    EXPECT_FALSE(caught_up(rob, since).contains(to_text(hidden)));
    const Id shown = add_entry(mia, calendar, "Idea");
    const auto seen_until = engine.last_seq();
    update(mia, shown, R"("private":true)");
    EXPECT_TRUE(caught_up(rob, seen_until).contains("\"op\":\"remove\""));
    EXPECT_FALSE(caught_up(rob, since).contains(to_text(shown))) << "made and hidden while away";
}

TEST_F(RedactionTest, NoPathHoldsForAMemberWhoIsShutOut) {
    add_entry(mia, calendar, "Plan", dated);
    acked(run(boss, "member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(rob))));
    sink.changes.clear(); // what came while they were in, they have seen
    acked(run(mia, "entry.create",
              fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"Plan B"}})", to_text(calendar))));
    EXPECT_FALSE(every_path(rob, "Plan").contains("Plan"));
    EXPECT_FALSE(snapshot(rob).contains("Mia"));
}

TEST_F(RedactionTest, DirectoryThatLagsBehindTheStoreIsNotTrusted) {
    const auto stale = engine.directory();
    acked(
        run(by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":["sales:none"]}})", to_text(calendar)))));
    add_entry(mia, calendar, "Later plan", dated);
    const Window window = parse_window("2026-01-01", "2027-01-01").value();
    EXPECT_FALSE(queries.snapshot(*stale, rob, window, engine.epoch()).contains("Later plan"));
    EXPECT_FALSE(queries.search(*stale, rob, "Later").contains("Later plan"));
}

TEST_F(RedactionTest, AnswersFitTheirSchemas) {
    const Id id = add_entry(mia, calendar, "Plan", dated);
    add_entry(mia, calendar, "Hidden", std::string(dated) + R"(,"private":true)");
    update(rob, id, R"("title":"Plan B")");
    add_account(rob, "Plan AG");
    acked(run(rob, "feed_link.create", R"({"name":"Mine"})"));
    const auto directory = engine.directory();
    const SchemaSet schemas;
    const auto expect_fit = [&](std::string_view path, const std::string& json) {
        const auto fault = schemas.find_fault(path, json);
        EXPECT_FALSE(fault) << path << " " << fault->message;
    };
    expect_fit("api/snapshot.json", snapshot(rob));
    expect_fit("api/history.json", queries.history(*directory, rob, id).value());
    expect_fit("api/activity.json", queries.activity(*directory, rob, {}, 10, {}));
    expect_fit("api/search.json", queries.search(*directory, rob, "Plan"));
    expect_fit("api/touches.json", queries.touches(*directory, rob, entry_type, id).value());
    expect_fit("api/entries.json", queries.entries(*directory, rob, parse_window("2026-01-01", "2026-12-01").value()));
    expect_fit("api/sessions.json", queries.sessions(*directory, rob, Id{}));
    expect_fit("messages/changes.json", caught_up(rob, 0));
}

} // namespace
} // namespace tandem
