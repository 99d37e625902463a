// Subscriptions as the engine keeps them: who may, what they hide, and that nobody but they change their entries.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/project.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

struct Subscribe : testing::Test, Workspace {
    Id boss = add_member("Boss", Team::other, Role::admin);
    Id lea = add_member("Lea", Team::marketing, Role::lead);
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales, Role::lead);
    static constexpr std::string_view secret_url = "https://calendar.example/private-5ecre7/basic.ics";

    Outcome subscribe(Id author, std::string_view more = "") {
        return run(author, "subscription.create",
                   fmt::format(R"({{"url":"{}","name":"Holidays"{}}})", secret_url, more));
    }
    Outcome change(Id author, std::string_view verb, Id id, std::string_view more = "") {
        return run(author, fmt::format("subscription.{}", verb), fmt::format(R"({{"id":"{}"{}}})", to_text(id), more));
    }
    std::shared_ptr<const Subscription> subscription(Id id) { return load<Subscription>(subscription_type, id); }
    Id calendar_of(Id id) { return subscription(id)->calendar_id; }
    Id fill(Id calendar, std::string_view title = "Fair") {
        const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"event","title":"{}","uid":"{}",)"
                                      R"("when":{{"starts_on":"2026-03-30","ends_on":"2026-04-01"}}}})",
                                      to_text(calendar), title, title);
        return acked(run(by_system("entry.create", args))).id.value();
    }
    std::string id(Id of) { return fmt::format(R"({{"id":"{}"}})", to_text(of)); }
};

TEST_F(Subscribe, MakesItsCalendarInTheSameChange) {
    const auto changes = sink.changes.size();
    const Id made = acked(subscribe(lea, R"(,"color":"#0b7285","team":"marketing","interval_minutes":60)")).id.value();
    EXPECT_EQ(sink.changes.size(), changes + 1);
    const auto calendar = load<Calendar>(calendar_type, calendar_of(made));
    EXPECT_EQ(calendar->name, "Holidays");
    EXPECT_EQ(calendar->color, "#0b7285");
    EXPECT_EQ(calendar->team, Team::marketing);
    EXPECT_EQ(calendar->source, CalendarSource::subscription);
    EXPECT_EQ(subscription(made)->state, SubscriptionState::waiting);
    EXPECT_EQ(subscription(made)->next_at, clock.now());
    EXPECT_EQ(subscription(made)->interval_minutes, 60);
}

TEST_F(Subscribe, ARepeatIsToldOfItAndNotOfItsCalendar) {
    const auto once = submission(lea, "subscription.create", fmt::format(R"({{"url":"{}","name":"A"}})", secret_url));
    const Ack first = acked(run(once)), repeat = acked(run(once));
    EXPECT_TRUE(subscription(*first.id));
    EXPECT_EQ(repeat.id, first.id);
}

TEST_F(Subscribe, ARefusedOneLeavesNoCalendar) {
    const auto calendars = database.query_integer("SELECT count(*) FROM calendar");
    EXPECT_EQ(refused(run(lea, "subscription.create", R"({"url":"file:///etc/passwd","name":"x"})")).field, "url");
    EXPECT_EQ(refused(run(lea, "subscription.create", R"({"url":"https://a.example/"})")).field, "name");
    EXPECT_EQ(refused(run(lea, "subscription.create", R"({"name":"x"})")).field, "url");
    EXPECT_EQ(refused(subscribe(lea, R"(,"interval_minutes":1)")).field, "interval_minutes");
    EXPECT_EQ(refused(subscribe(lea, R"(,"color":"red")")).field, "color");
    EXPECT_EQ(refused(subscribe(lea, R"(,"state":"fresh")")).field, "state");
    EXPECT_EQ(refused(subscribe(lea, R"(,"source":"members")")).code, ErrorCode::unknown_field);
    EXPECT_EQ(database.query_integer("SELECT count(*) FROM calendar"), calendars);
}

TEST_F(Subscribe, IsForLeadsAndAdmins) {
    EXPECT_EQ(refused(subscribe(mia)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(subscribe(rob, R"(,"team":"marketing")")).code, ErrorCode::forbidden);
    const Id made = acked(subscribe(lea, R"(,"rights":["sales:read"])")).id.value();
    for (const auto& [verb, more] : {std::pair{"update", R"(,"paused":true)"}, {"refresh", ""}, {"delete", ""}})
        for (const Id author : {mia, rob})
            EXPECT_EQ(refused(change(author, verb, made, more)).code, ErrorCode::forbidden) << verb;
    acked(change(boss, "update", made, R"(,"paused":true)"));
    acked(change(lea, "update", made, R"(,"paused":false)"));
    const Id hidden = acked(subscribe(lea, R"(,"team":"marketing")")).id.value();
    EXPECT_EQ(refused(change(rob, "refresh", hidden)).code, ErrorCode::not_found);
}

TEST_F(Subscribe, NobodyChangesItsEntries) {
    const Id made = acked(subscribe(lea)).id.value(), calendar = calendar_of(made), other = add_calendar("Open");
    const Id fair = fill(calendar), own = add_entry(mia, other, "Ours");
    const std::string move = fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(own), to_text(calendar));
    const std::string take = fmt::format(R"({{"id":"{}","calendar_id":"{}"}})", to_text(fair), to_text(other));
    const std::string add = fmt::format(R"({{"calendar_id":"{}","kind":"event","title":"x"}})", to_text(calendar));
    const std::string retitle = fmt::format(R"({{"id":"{}","title":"x"}})", to_text(fair));
    for (const Id author : {boss, lea, mia}) {
        for (const auto& [name, args] : {std::pair{"entry.update", retitle},
                                         {"entry.update", move},
                                         {"entry.update", take},
                                         {"entry.create", add},
                                         {"entry.delete", id(fair)}}) {
            const Error error = refused(run(author, name, args));
            EXPECT_EQ(error.code, ErrorCode::forbidden) << name;
            EXPECT_TRUE(error.message.contains("filled by a subscription")) << error.message;
        }
        EXPECT_EQ(engine.directory()->level(calendar, author), Level::read);
    }
    EXPECT_EQ(load<Entry>(entry_type, fair)->title, "Fair");
    acked(run(lea, "calendar.update", fmt::format(R"({{"id":"{}","name":"Fairs"}})", to_text(calendar))));
}

TEST_F(Subscribe, TheAddressIsShownOnRequestToThoseWhoMayChangeItAndNowhereElse) {
    const Id made = acked(subscribe(lea)).id.value();
    acked(change(lea, "update", made, R"(,"url":"https://calendar.example/private-0ther/basic.ics")"));
    const auto directory = engine.directory();
    std::string all;
    for (const Id member : {boss, lea, mia}) {
        std::int64_t seq = 0;
        all += snapshot(member) + queries.catch_up(*directory, member, 0, seq).value_or("") +
               queries.activity(*directory, member, {}, 100, {}) + queries.subscriptions(*directory, member);
        for (const ChangePtr& one : sink.changes)
            if (const auto key = projection_key(*one, member); !key.empty()) all += encode_change(*one, key);
    }
    auto rows = database.prepare("SELECT old || new FROM change_item");
    while (rows.step()) all += rows.text(0);
    EXPECT_TRUE(all.contains("\"host\":\"calendar.example\""));
    EXPECT_FALSE(all.contains("private-"));
    for (const Id member : {boss, lea})
        EXPECT_TRUE(queries.subscription_address(*directory, member, made).value().contains("private-0ther"));
    EXPECT_EQ(queries.subscription_address(*directory, mia, made).error().code, ErrorCode::forbidden);
    EXPECT_EQ(queries.subscription_address(*directory, mia, Id{1, 1}).error().code, ErrorCode::not_found);
}

TEST_F(Subscribe, IsSeenByThoseWhoSeeItsCalendar) {
    const Id made = acked(subscribe(lea, R"(,"team":"marketing")")).id.value();
    EXPECT_TRUE(snapshot(mia).contains(to_text(made)));
    EXPECT_FALSE(snapshot(rob).contains(to_text(made)));
    EXPECT_FALSE(queries.subscriptions(*engine.directory(), rob).contains(to_text(made)));
    EXPECT_EQ(queries.subscription_address(*engine.directory(), rob, made).error().code, ErrorCode::not_found);
}

TEST_F(Subscribe, AWishToCheckIsHeardOncePerMinuteAndNotWhilePaused) {
    const Id made = acked(subscribe(lea)).id.value();
    clock.set(clock.now() + 3h);
    acked(change(lea, "refresh", made));
    EXPECT_EQ(subscription(made)->next_at, clock.now());
    EXPECT_EQ(subscription(made)->asked_at, clock.now());
    clock.set(clock.now() + 59s);
    EXPECT_EQ(refused(change(boss, "refresh", made)).code, ErrorCode::too_many_requests);
    clock.set(clock.now() + 1s);
    acked(change(boss, "refresh", made));
    acked(change(lea, "update", made, R"(,"paused":true)"));
    clock.set(clock.now() + 1h);
    EXPECT_EQ(refused(change(lea, "refresh", made)).code, ErrorCode::forbidden);
}

TEST_F(Subscribe, ItsEndTakesTheCalendarFromEverybodyAtOnce) {
    const Id made = acked(subscribe(lea)).id.value(), calendar = calendar_of(made);
    const Id fair = fill(calendar);
    EXPECT_EQ(refused(run(lea, "calendar.delete", id(calendar))).code, ErrorCode::forbidden);
    acked(change(lea, "delete", made));
    EXPECT_EQ(load<Calendar>(calendar_type, calendar)->source, CalendarSource::closing);
    for (const Id member : {boss, lea, mia}) {
        EXPECT_FALSE(snapshot(member).contains(to_text(fair)));
        EXPECT_FALSE(snapshot(member).contains(to_text(calendar)));
        EXPECT_TRUE(moves_rights(*sink.changes.back(), member)) << "a page that holds its entries takes a new snapshot";
        std::int64_t seq = 0;
        EXPECT_FALSE(queries.catch_up(*engine.directory(), member, sink.changes.back()->seq - 1, seq));
    }
    EXPECT_FALSE(engine.directory()->is_open(calendar));
}

TEST_F(Subscribe, ItsEndMayLeaveTheEntriesForMembersToChange) {
    const Id made = acked(subscribe(lea)).id.value(), calendar = calendar_of(made), fair = fill(calendar);
    EXPECT_EQ(refused(change(lea, "delete", made, R"(,"keep_entries":"yes")")).field, "keep_entries");
    acked(change(lea, "delete", made, R"(,"keep_entries":true)"));
    EXPECT_FALSE(subscription(made));
    acked(run(mia, "entry.update", fmt::format(R"({{"id":"{}","title":"Our fair"}})", to_text(fair))));
}

TEST_F(Subscribe, NothingOfItIsTakenBackByAnUndo) {
    const auto undo = [&](const Ack& ack) { return run(lea, "undo", fmt::format(R"({{"seq":{}}})", ack.seq)); };
    const Ack made = acked(subscribe(lea));
    const Id calendar = calendar_of(*made.id);
    EXPECT_EQ(refused(undo(made)).code, ErrorCode::forbidden);
    EXPECT_EQ(refused(undo(acked(change(lea, "update", *made.id, R"(,"paused":true)")))).code, ErrorCode::forbidden);
    const auto renamed = fmt::format(R"({{"id":"{}","name":"Fairs"}})", to_text(calendar));
    acked(undo(acked(run(lea, "calendar.update", renamed))));
    const Ack ended = acked(change(lea, "delete", *made.id));
    EXPECT_EQ(refused(undo(ended)).code, ErrorCode::forbidden);
    EXPECT_EQ(load<Calendar>(calendar_type, calendar)->name, "Holidays");
}

TEST_F(Subscribe, ThereAreNotTooMany) {
    for (std::size_t i = 0; i < limits::subscriptions; ++i) acked(subscribe(lea));
    EXPECT_EQ(refused(subscribe(lea)).code, ErrorCode::too_large);
}

} // namespace
} // namespace tandem
