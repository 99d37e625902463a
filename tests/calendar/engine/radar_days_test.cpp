// What speaks against a day whatever accounts are reached: days that a team keeps free, and one thing at a time on a
// channel; each just inside and just outside. Today is Monday, 2 March 2026.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/radar.hpp"
#include "tests/support/schema_check.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct RadarDaysTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id adler = add_account(mia, "Adler");
    Id everyone =
        acked(run(mia, "audience.create", fmt::format(R"({{"name":"A","account_ids":["{}"]}})", to_text(adler))))
            .id.value();

    static std::string days(std::string_view first, std::string_view end) {
        return fmt::format(R"({{"starts_on":"{}","ends_on":"{}"}})", first, end);
    }
    static std::string hours(std::string_view from, std::string_view to, std::string_view on = "2026-03-10") {
        return fmt::format(R"({{"starts_at":"{0}T{1}:00","ends_at":"{0}T{2}:00","zone":"Europe/Berlin"}})", on, from,
                           to);
    }
    Id plan(const std::string& when, std::string_view more = "", Id by = {}) {
        const auto args = fmt::format(
            R"({{"calendar_id":"{}","kind":"push","title":"Push","status":"planned","channel":"email","when":{}{}}})",
            to_text(calendar), when, more);
        return acked(run(by ? by : mia, "entry.create", args)).id.value();
    }
    std::string to_everyone() const { return fmt::format(R"(,"audience_ids":["{}"])", to_text(everyone)); }
    void keep_free(std::string_view from, std::string_view until, std::string_view teams_kept) {
        acked(run(mia, "blackout.create",
                  fmt::format(R"({{"name":"Fair week","first_on":"{}","last_on":"{}","teams":[{}]}})", from, until,
                              teams_kept)));
    }
    void one_per_slot() { acked(run(mia, "radar_rules.create", R"({"one_per_slot":true})")); }

    json::object of(Id entry, Id member = {}, std::optional<Window> range = {}) {
        const auto text =
            radar_of_entry(queries, *engine.directory(), member ? member : mia, entry, range, clock.now()).value();
        static const SchemaSet schemas;
        const auto fault = schemas.find_fault("api/radar.json", text);
        EXPECT_FALSE(fault) << fault->field << ": " << fault->message;
        return json::parse(text).as_object();
    }
    // "blackout 2026-03-10 open"
    std::string warnings(Id entry) {
        std::string all;
        for (const auto& warning : of(entry).at("warnings").as_array())
            all += fmt::format("{}{} {}{}", all.empty() ? "" : ", ", std::string_view(warning.at("rule").as_string()),
                               std::string_view(warning.at("on").as_string()),
                               warning.at("open").as_bool() ? " open" : "");
        return all;
    }
};

TEST_F(RadarDaysTest, ADayThatItsTeamKeepsFreeIsToldByName) {
    keep_free("2026-03-10", "2026-03-11", R"("marketing")");
    EXPECT_EQ(warnings(plan(days("2026-03-09", "2026-03-12"))), "") << "it begins before";
    const Id first = plan(days("2026-03-10", "2026-03-11"), to_everyone());
    EXPECT_EQ(warnings(first), "blackout 2026-03-10 open");
    EXPECT_EQ(of(first).at("blackouts").at(0).at("name"), "Fair week");
    EXPECT_EQ(of(first).at("warnings").at(0).at("accounts").to_number<int>(), 1);
    EXPECT_EQ(of(first).at("troubled").to_number<int>(), 0) << "leaving accounts out helps nothing";
    EXPECT_EQ(warnings(plan(days("2026-03-11", "2026-03-12"))), "blackout 2026-03-11 open");
    EXPECT_EQ(warnings(plan(days("2026-03-12", "2026-03-13"))), "");
}

TEST_F(RadarDaysTest, ABlackoutIsForTheTeamOfTheOwner) {
    keep_free("2026-03-10", "2026-03-10", R"("sales")");
    EXPECT_EQ(warnings(plan(days("2026-03-10", "2026-03-11"))), "");
    EXPECT_EQ(warnings(plan(days("2026-03-10", "2026-03-11"), "", rob)), "blackout 2026-03-10 open");
    const auto of_rob = fmt::format(R"(,"owner_id":"{}")", to_text(rob));
    EXPECT_EQ(warnings(plan(days("2026-03-10", "2026-03-11"), of_rob)), "blackout 2026-03-10 open");
    keep_free("2026-03-17", "2026-03-17", "");
    EXPECT_EQ(warnings(plan(days("2026-03-17", "2026-03-18"))), "blackout 2026-03-17 open");
}

TEST_F(RadarDaysTest, TheFirstFreeDayAndThoseOfADragGoAroundABlackout) {
    keep_free("2026-03-10", "2026-03-12", "");
    const Id push = plan(days("2026-03-10", "2026-03-11"), to_everyone());
    const Window range{parse_date("2026-03-12").value(), parse_date("2026-03-14").value()};
    const auto answer = of(push, mia, range);
    EXPECT_EQ(answer.at("first_free_on"), "2026-03-13");
    EXPECT_EQ(json::serialize(answer.at("range")),
              R"([{"on":"2026-03-12","accounts":0,"slot":0,"blackout":"Fair week"},)"
              R"({"on":"2026-03-13","accounts":0,"slot":0,"blackout":null}])");
}

TEST_F(RadarDaysTest, TimesOnAChannelMayTouchAndNotOverlap) {
    const Id nine = plan(hours("09:00", "10:00"));
    EXPECT_EQ(warnings(plan(hours("09:30", "10:30"))), "") << "leads have not asked for it";
    one_per_slot();
    EXPECT_EQ(warnings(nine), "channel_slot 2026-03-10 open");
    EXPECT_EQ(warnings(plan(hours("10:30", "11:00"))), "");
    EXPECT_EQ(warnings(plan(hours("10:29", "11:00"))), "channel_slot 2026-03-10 open");
    EXPECT_EQ(warnings(plan(hours("09:00", "10:30"), R"(,"channel":"social")")), "");
    EXPECT_EQ(warnings(plan(hours("09:00", "10:30", "2026-03-11"))), "");
}

TEST_F(RadarDaysTest, WholeDaysOfAChannelShareNoDay) {
    one_per_slot();
    plan(days("2026-03-10", "2026-03-12"));
    EXPECT_EQ(warnings(plan(days("2026-03-12", "2026-03-13"))), "");
    EXPECT_EQ(warnings(plan(days("2026-03-11", "2026-03-12"))), "channel_slot 2026-03-11 open");
    EXPECT_EQ(warnings(plan(hours("09:00", "10:00"))), "") << "a time in a whole day is another thing";
}

TEST_F(RadarDaysTest, OnlyWhatIsPlannedTakesASlot) {
    one_per_slot();
    plan(hours("09:00", "10:00"), R"(,"status":"idea")");
    plan(hours("09:00", "10:00"), R"(,"status":"cancelled")");
    plan(hours("09:00", "10:00"), R"(,"kind":"review")");
    const Id push = plan(hours("09:00", "10:00"));
    EXPECT_EQ(warnings(push), "");
    plan(hours("08:00", "09:01", "2026-03-03"), R"(,"rrule":["FREQ=WEEKLY;COUNT=2"])");
    EXPECT_EQ(warnings(push), "channel_slot 2026-03-10 open") << "what repeats does, each time";
}

TEST_F(RadarDaysTest, WhoIsInTheSlotIsNamedToWhoMaySeeIt) {
    one_per_slot();
    const Id push = plan(hours("09:00", "10:00"));
    const Id seen = plan(hours("09:00", "10:00"), fmt::format(R"(,"owner_id":"{}")", to_text(rob)));
    const Id secret = plan(hours("09:30", "10:00"), R"(,"private":true)");
    const auto slot = of(push, rob).at("slot");
    EXPECT_EQ(slot.at("hidden").to_number<int>(), 1);
    ASSERT_EQ(slot.at("entries").as_array().size(), 1U);
    EXPECT_EQ(slot.at("entries").at(0).at("id"), json::value(to_text(seen)));
    EXPECT_FALSE(json::serialize(of(push, rob)).contains(to_text(secret)));
    EXPECT_TRUE(json::serialize(of(push, mia)).contains(to_text(secret)));
}

TEST_F(RadarDaysTest, ASlotIsSettledWhenAllWhoAreInItAgree) {
    one_per_slot();
    const Id push = plan(hours("09:00", "10:00"));
    const Id other = plan(hours("09:00", "10:00"), fmt::format(R"(,"owner_id":"{}")", to_text(rob)));
    const Id ask =
        acked(run(mia, "radar_ask.create",
                  fmt::format(R"({{"entry_id":"{}","other_entry_id":"{}"}})", to_text(push), to_text(other))))
            .id.value();
    EXPECT_EQ(warnings(push), "channel_slot 2026-03-10 open");
    acked(run(rob, "radar_ask.update", fmt::format(R"({{"id":"{}","status":"accepted"}})", to_text(ask))));
    EXPECT_EQ(warnings(push), "channel_slot 2026-03-10");
    plan(hours("09:30", "09:40"));
    EXPECT_EQ(warnings(push), "channel_slot 2026-03-10 open");
}

TEST_F(RadarDaysTest, ABlackoutIsOverriddenWithAReason) {
    keep_free("2026-03-10", "2026-03-10", "");
    const Id push = plan(days("2026-03-10", "2026-03-11"), to_everyone());
    acked(
        run(mia, "radar_override.create", fmt::format(R"({{"entry_id":"{}","reason":"At the fair"}})", to_text(push))));
    EXPECT_EQ(warnings(push), "blackout 2026-03-10");
}

// A draft has the channel, the time and the owner that it says; of an entry it has those of that.
TEST_F(RadarDaysTest, ADraftIsAskedWithItsChannelItsTimeAndItsOwner) {
    one_per_slot();
    keep_free("2026-03-12", "2026-03-12", R"("sales")");
    plan(hours("09:00", "10:00"));
    const auto ask = [&](std::string_view on, const RadarDraft& draft, std::optional<Id> entry = {}) {
        const RadarQuestion question{{entry, {}, {}}, {parse_date(on).value()}, {}};
        const auto text = radar_of_draft(queries, *engine.directory(), mia, question, draft, clock.now()).value();
        const auto all = json::parse(text).at("warnings").as_array();
        return all.empty() ? std::string() : std::string(all.at(0).at("rule").as_string());
    };
    const When at_nine = zoned(parse_local_time("2026-03-05T09:30:00").value(),
                               parse_local_time("2026-03-05T09:45:00").value(), "Europe/Berlin");
    EXPECT_EQ(ask("2026-03-10", {Channel::email, at_nine, {}}), "channel_slot");
    EXPECT_EQ(ask("2026-03-11", {Channel::email, at_nine, {}}), "");
    EXPECT_EQ(ask("2026-03-10", {}), "");
    EXPECT_EQ(ask("2026-03-12", {}), "") << "the asker is of marketing";
    EXPECT_EQ(ask("2026-03-12", {{}, {}, rob}), "blackout");
    const Id of_rob = plan(hours("09:30", "09:40", "2026-03-05"), "", rob);
    EXPECT_EQ(ask("2026-03-10", {}, of_rob), "channel_slot");
    EXPECT_EQ(ask("2026-03-12", {}, of_rob), "blackout");
}

} // namespace
} // namespace tandem
