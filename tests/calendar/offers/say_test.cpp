#include "calendar/offers/say.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tandem {
namespace {

namespace json = boost::json;

Date day(std::string_view text) { return parse_date(text).value(); }

std::optional<Date> day_in(const json::object& of, std::string_view name) {
    const auto* value = of.if_contains(name);
    return value ? std::optional(day(std::string(value->as_string()))) : std::nullopt;
}

template <class T>
void read_days(const json::object& from, T& record) {
    record.id = Id{0x10, static_cast<std::uint64_t>(from.at("id").as_int64())};
    record.valid_from = day_in(from, "valid_from");
    record.valid_until = day_in(from, "valid_until");
    record.embargo_until = day_in(from, "embargo_until");
    if (const auto* approved = from.if_contains("approved"); approved && approved->as_bool())
        record.approved_by_id = Id{0x10, 99};
}

std::string text_in(const json::object& of, std::string_view name) {
    const auto* value = of.if_contains(name);
    return value ? std::string(value->as_string()) : std::string{};
}

std::vector<std::shared_ptr<const TalkingPoint>> points_of(const json::object& of) {
    std::vector<std::shared_ptr<const TalkingPoint>> points;
    if (const auto* list = of.if_contains("points"))
        for (const auto& one : list->as_array()) {
            auto point = std::make_shared<TalkingPoint>();
            read_days(one.as_object(), *point);
            point->text = text_in(one.as_object(), "text");
            point->position = one.at("position").as_int64();
            points.push_back(std::move(point));
        }
    return points;
}

SayEntry entry_of(const json::object& from) {
    auto entry = std::make_shared<Entry>();
    entry->id = Id{0x10, static_cast<std::uint64_t>(from.at("id").as_int64())};
    entry->talking_points = text_in(from, "text");
    entry->offer = text_in(from, "offer");
    if (const auto* ids = from.if_contains("offer_ids"))
        for (const auto& id : ids->as_array())
            entry->offer_ids.push_back(Id{0x10, static_cast<std::uint64_t>(id.as_int64())});
    const auto source = std::ranges::find(say_sources, text_in(from, "source"));
    return {static_cast<SaySource>(source - std::begin(say_sources)), entry, points_of(from)};
}

SayOffer offer_of(const json::object& from) {
    auto offer = std::make_shared<Offer>();
    read_days(from, *offer);
    offer->name = text_in(from, "name");
    return {offer, points_of(from)};
}

std::string line_of(const std::string& text, const auto& said) {
    return fmt::format("{} | {} | {}", text, tellings[static_cast<std::size_t>(said.telling)],
                       say_sources[static_cast<std::size_t>(said.source)]);
}

std::vector<std::string> lines_in(const json::object& of, std::string_view name) {
    std::vector<std::string> lines;
    if (const auto* list = of.if_contains(name))
        for (const auto& line : list->as_array()) lines.emplace_back(line.as_string());
    return lines;
}

// The page reads the same file (static/src/views/offers/say.test.ts).
TEST(Say, IsInTheOrderAndOnTheDaysOfTheCases) {
    std::stringstream text;
    text << std::ifstream(TANDEM_SOURCE_DIR "/tests/data/say.json").rdbuf();
    for (const auto& value : json::parse(text.str()).at("cases").as_array()) {
        const auto& one = value.as_object();
        std::vector<SayEntry> chain;
        for (const auto& entry : one.at("chain").as_array()) chain.push_back(entry_of(entry.as_object()));
        std::vector<SayOffer> offers;
        if (const auto* list = one.if_contains("offers"))
            for (const auto& offer : list->as_array()) offers.push_back(offer_of(offer.as_object()));
        const Say said = say(day(text_in(one, "on")), chain, offers);
        std::vector<std::string> points, offered;
        for (const auto& point : said.points) points.push_back(line_of(point.text, point));
        for (const auto& offer : said.offers) offered.push_back(line_of(offer.id ? offer.name : offer.summary, offer));
        EXPECT_EQ(points, lines_in(one, "points")) << text_in(one, "name");
        EXPECT_EQ(offered, lines_in(one, "said_offers")) << text_in(one, "name");
    }
}

TEST(Say, ACalendarAppIsToldForTodayWhileTheEntryRuns) {
    const When when = all_day(day("2026-11-20"), day("2026-11-25"));
    EXPECT_EQ(day_to_say(when, false, day("2026-11-01")), day("2026-11-20"));
    EXPECT_EQ(day_to_say(when, false, day("2026-11-22")), day("2026-11-22"));
    EXPECT_EQ(day_to_say(when, false, day("2026-12-24")), day("2026-11-24"));
    EXPECT_EQ(day_to_say(when, true, day("2026-12-24")), day("2026-12-24"));
}

} // namespace
} // namespace tandem
