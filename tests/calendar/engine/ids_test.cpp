// R8: an id of something that the author may not see is refused exactly as an id of nothing, by every command and in
// every field that takes an id. The table is the rules and the field tables themselves, so that new ones are in it.
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/rules.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

constexpr std::string_view unknown = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

struct IdsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id lea = add_member("Lea", Team::marketing);
    Id open = add_calendar("Open");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id account = add_account(rob, "Plan AG");
    // What rob may not see, by kind. Every kind that may be hidden has one here.
    std::multimap<std::string_view, Id> hidden;
    // What rob may change, by kind.
    std::map<std::string_view, Id> own;

    IdsTest() {
        const auto make = [&](Id author, std::string_view name, std::string_view args) {
            return acked(run(author, name, args)).id.value();
        };
        const auto of_system = [&](std::string_view name, std::string_view more, Id member) {
            return acked(run(by_system(name, fmt::format(R"({{"member_id":"{}"{}}})", to_text(member), more))))
                .id.value();
        };
        const Id secret = add_entry(mia, closed, "Hers");
        const auto of_hers = [&](std::string_view key, auto more) {
            return fmt::format(R"({{"{}":"{}"{}}})", key, to_text(secret), more);
        };
        hidden = {{"calendar", closed},
                  {"entry", add_entry(mia, closed, "Closed")},
                  {"entry", add_entry(mia, open, "Idea", R"(,"private":true)")},
                  {"feed_link", make(mia, "feed_link.create", R"({"name":"Hers"})")},
                  {"session", of_system("session.create", "", mia)},
                  {"token", of_system("token.create", R"(,"name":"Hers")", mia)},
                  {"talking_point", make(mia, "talking_point.create", of_hers("entry_id", R"(,"text":"Hers")"))},
                  {"checklist_item", make(mia, "checklist_item.create", of_hers("entry_id", R"(,"text":"Hers")"))},
                  {"sign_off", make(mia, "sign_off.create", of_hers("entry_id", by(mia)))},
                  {"notification", of_system("notification.create", "", mia)},
                  {"saved_view", make(mia, "saved_view.create", R"({"name":"Hers"})")},
                  {"subscription", acked(run(by_system("subscription.create", R"({"url":"https://a.example/b",)"
                                                                              R"("name":"x","team":"marketing"})")))
                                       .id.value()}};
        own = {{"calendar", open},
               {"entry", add_entry(rob, open, "Plan")},
               {"account", account},
               {"touch", make(rob, "touch.create",
                              fmt::format(R"({{"account_id":"{}","outcome":"reached"}})", to_text(account)))},
               {"member", rob},
               {"offer", make(rob, "offer.create", R"({"name":"His"})")},
               {"audience", make(rob, "audience.create", R"({"name":"His"})")},
               {"prospect",
                make(rob, "prospect.create", fmt::format(R"({{"account_id":"{}","name":"Ida"}})", to_text(account)))},
               {"notification", of_system("notification.create", "", rob)},
               {"saved_view", make(rob, "saved_view.create", R"({"name":"His"})")},
               {"feed_link", make(rob, "feed_link.create", R"({"name":"His"})")}};
        add_said(secret);
        add_others();
    }

    static std::string by(Id member) { return fmt::format(R"(,"member_id":"{}")", to_text(member)); }
    void add_gated() {
        const auto make = [&](std::string_view name, const std::string& args) {
            return acked(run(rob, name, args)).id.value();
        };
        const std::string of_his = fmt::format(R"({{"entry_id":"{}")", to_text(own.at("entry")));
        own.emplace(
            "gate",
            acked(run(by_system("gate.create", R"({"kind":"push","status":"live","rules":["owner"]})"))).id.value());
        own.emplace("stage_duty",
                    acked(run(by_system("stage_duty.create", R"({"stage":"interest","team":"sales","role":"member"})")))
                        .id.value());
        own.emplace("blackout", acked(run(by_system("blackout.create", R"({"name":"Fair","first_on":"2026-03-02",)"
                                                                       R"("last_on":"2026-03-06"})")))
                                    .id.value());
        const Id whole = make("template.create", R"({"name":"His"})");
        own.emplace("template", whole);
        own.emplace("template_item",
                    make("template_item.create",
                         fmt::format(R"({{"template_id":"{}","title":"His","kind":"push","day":1}})", to_text(whole))));
        own.emplace("talking_point", make("talking_point.create", of_his + R"(,"text":"His"})"));
        own.emplace("checklist_item", make("checklist_item.create", of_his + R"(,"text":"His"})"));
        own.emplace("sign_off", make("sign_off.create", of_his + fmt::format(R"(,"member_id":"{}"}})", to_text(rob))));
    }

    // An entry too many for an account, and what its author says to that.
    void add_warned(Id author, Id calendar, const auto& keep) {
        const Id other = author == mia ? rob : mia, owner = author == mia ? lea : mia;
        const Id warned = add_account(other, "Warned");
        const auto audience = acked(
            run(author, "audience.create", fmt::format(R"({{"name":"W","account_ids":["{}"]}})", to_text(warned))));
        const auto add = [&](std::string_view more) {
            return add_entry(author, calendar, "Reaches",
                             fmt::format(R"(,"kind":"push","status":"planned","audience_ids":["{}"],)"
                                         R"("when":{{"starts_on":"2026-03-30","ends_on":"2026-03-31"}}{})",
                                         to_text(*audience.id), more));
        };
        add("");
        const Id theirs = add(fmt::format(R"(,"owner_id":"{}")", to_text(owner))), one = add("");
        const auto make = [&](std::string_view kind, const std::string& more) {
            const auto args = fmt::format(R"({{"entry_id":"{}",{}}})", to_text(one), more);
            keep(kind, acked(run(author, fmt::format("{}.create", kind), args)).id.value());
        };
        make("radar_ask", fmt::format(R"("other_entry_id":"{}")", to_text(theirs)));
        make("radar_override", R"("reason":"Agreed")");
    }

    void add_others() {
        add_gated();
        add_warned(mia, closed, [&](std::string_view kind, Id id) { hidden.emplace(kind, id); });
        add_warned(rob, open, [&](std::string_view kind, Id id) { own.emplace(kind, id); });
    }

    // What members say, and what they have set for themselves.
    void add_said(Id secret) {
        const auto add = [&](std::string_view kind, std::string_view more) {
            const auto make = [&](Id author, std::string_view field, Id of) {
                const auto args = fmt::format(R"({{"{}":"{}",{}}})", field, to_text(of), more);
                return acked(run(author, fmt::format("{}.create", kind), args)).id.value();
            };
            hidden.emplace(kind, make(mia, "entry_id", secret));
            own.emplace(kind, make(rob, "account_id", account));
        };
        add("comment", R"("text":"Said")");
        add("reaction", R"("kind":"up")");
        hidden.emplace("preference", acked(run(mia, "preference.create", "{}")).id.value());
        own.emplace("preference", acked(run(rob, "preference.create", "{}")).id.value());
    }

    // The whole answer, as it is compared.
    std::string answer(std::string_view name, const std::string& args) {
        const Outcome outcome = run(rob, name, args);
        const auto* error = std::get_if<Error>(&outcome);
        return error ? fmt::format("{} {} {}", info(error->code).code, error->field, error->message) : "not refused";
    }
    // `args` has @ where the id goes.
    void expect_same(std::string_view name, std::string args, Id foreign) {
        const auto with = [&](std::string_view id) { return std::string(args).replace(args.find('@'), 1, id); };
        const std::string expected = answer(name, with(unknown));
        EXPECT_NE(expected, "not refused") << name << " " << args;
        EXPECT_EQ(answer(name, with(to_text(foreign))), expected) << name << " " << args;
    }
};

TEST_F(IdsTest, EveryKindThatMayBeHiddenIsInTheTable) {
    for (const EntityType* type : entity_types())
        EXPECT_EQ(hidden.contains(type->kind), type->audience != Audience::everyone) << type->kind;
}

TEST_F(IdsTest, ACommandOnAForeignRecordIsRefusedLikeOneOnNothing) {
    constexpr std::pair<Verb, std::string_view> verbs[] = {
        {verb_update, "update"}, {verb_delete, "delete"}, {verb_revoke, "revoke"}, {verb_refresh, "refresh"}};
    for (const auto& [kind, foreign] : hidden)
        for (const auto& [verb, word] : verbs)
            if (find_rules(kind)->verbs & verb) expect_same(fmt::format("{}.{}", kind, word), R"({"id":"@"})", foreign);
}

TEST_F(IdsTest, AForeignIdInAFieldIsRefusedLikeOneOfNothing) {
    int looked_at = 0;
    for (const Rules& rules : all_rules())
        for (const Field& field : rules.type->fields) {
            if (field.refers_to.empty() || field.by == SetBy::server) continue;
            const std::string_view value = field.type == FieldType::id_list ? R"(["@"])" : R"("@")";
            const std::string id = to_text(own.at(rules.type->kind));
            for (auto [at, end] = hidden.equal_range(field.refers_to); at != end; ++at) {
                ++looked_at;
                expect_same(fmt::format("{}.update", rules.type->kind),
                            fmt::format(R"({{"id":"{}","{}":{}}})", id, field.name, value), at->second);
            }
        }
    EXPECT_GE(looked_at, 6);
}

TEST_F(IdsTest, AForeignIdInARecordThatIsMadeIsRefusedLikeOneOfNothing) {
    const auto id = [](Id of) { return to_text(of); };
    const Id foreign = hidden.find("entry")->second;
    expect_same("entry.create", R"({"calendar_id":"@","kind":"push","title":"x"})", closed);
    expect_same("entry.create",
                fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"x","parent_id":"@"}})", id(open)), foreign);
    expect_same("touch.create", fmt::format(R"({{"account_id":"{}","outcome":"reached","entry_id":"@"}})", id(account)),
                foreign);
    expect_same("feed_link.create", R"({"name":"x","calendar_ids":["@"]})", closed);
}

// An entry of which only the time is seen may not be named either: that would tell what kind of thing it is.
TEST_F(IdsTest, WhatIsSeenAsBusyIsNamedByNobody) {
    const Id busy =
        add_entry(mia, open, "Private", R"(,"private":true,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    ASSERT_TRUE(snapshot(rob).contains(to_text(busy)));
    expect_same("entry.update", fmt::format(R"({{"id":"{}","parent_id":"@"}})", to_text(own.at("entry"))), busy);
    expect_same("touch.update", fmt::format(R"({{"id":"{}","entry_id":"@"}})", to_text(own.at("touch"))), busy);
}

TEST_F(IdsTest, AForeignChangeIsTakenBackLikeOneThatNeverWas) {
    const auto foreign = acked(run(mia, "entry.create",
                                   fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"x"}})", to_text(open))))
                             .seq;
    EXPECT_EQ(answer("undo", fmt::format(R"({{"seq":{}}})", foreign)), answer("undo", R"({"seq":999999})"));
}

TEST_F(IdsTest, AQueryByAForeignIdAnswersLikeOneByNothing) {
    const auto directory = engine.directory();
    const Id nothing = parse_id(unknown).value();
    const auto told = [](const Result<std::string>& answer) {
        return answer ? "found" : fmt::format("{} {}", info(answer.error().code).code, answer.error().message);
    };
    for (auto [at, end] = hidden.equal_range("entry"); at != end; ++at) {
        const Id foreign = at->second;
        EXPECT_EQ(told(queries.entry(*directory, rob, foreign)), told(queries.entry(*directory, rob, nothing)));
        EXPECT_EQ(told(queries.history(*directory, rob, foreign)), told(queries.history(*directory, rob, nothing)));
        EXPECT_EQ(told(queries.touches(*directory, rob, *find_entity_type("entry"), foreign)),
                  told(queries.touches(*directory, rob, *find_entity_type("entry"), nothing)));
        EXPECT_EQ(told(queries.entry_as_text(*directory, rob, foreign, "https://x")),
                  told(queries.entry_as_text(*directory, rob, nothing, "https://x")));
        EXPECT_NE(told(queries.entry(*directory, rob, foreign)), "found");
    }
}

} // namespace
} // namespace tandem
