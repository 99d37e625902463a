#pragma once
// What may be said and offered about an entry on a day, in the order in which a rep should use it: the points of the
// entry, of its series, of the campaign and the theme above it, and of their offers. Called by engine/say_query and by
// feeds with what the reader may see; the page has the same rule (static/src/views/offers/say.ts), and both read the
// cases in tests/data/say.json. Pure; any thread.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/offers/talking_point.hpp"

namespace tandem {

// Where a point or an offer comes from, nearest first.
enum class SaySource : std::uint8_t { entry, series, campaign, theme, offer };
inline constexpr std::string_view say_sources[] = {"entry", "series", "campaign", "theme", "offer"};

// Whether it may be told on the day, and if not, why. What is over is over, whatever its embargo.
enum class Telling : std::uint8_t { now, embargo, not_yet, over };
inline constexpr std::string_view tellings[] = {"now", "embargo", "not_yet", "over"};

// The days of an offer or a point; the last is part of it.
struct SayDays {
    std::optional<Date> from, until, embargo_until;

    bool operator==(const SayDays&) const = default;
};
Telling telling_on(const SayDays& days, Date on);

// An entry with its points in any order: the first is the one that is asked about, what it inherits from follows.
struct SayEntry {
    SaySource source = SaySource::entry;
    std::shared_ptr<const Entry> entry;
    std::vector<std::shared_ptr<const TalkingPoint>> points;
};
struct SayOffer {
    std::shared_ptr<const Offer> offer;
    std::vector<std::shared_ptr<const TalkingPoint>> points;
};

// One message. Without `id` it is a line of the entry's own text, which a calendar app or a file has brought.
struct SaidPoint {
    std::optional<Id> id;
    std::string text;
    SaySource source;
    Id source_id;
    bool approved;
    SayDays days; // those of its offer counted in
    Telling telling;
};
// Without `id` it is the entry's own text.
struct SaidOffer {
    std::optional<Id> id;
    std::string name, summary, terms_link;
    SaySource source;
    Id source_id;
    bool approved;
    SayDays days;
    Telling telling;
};
struct Say {
    std::vector<SaidPoint> points;
    std::vector<SaidOffer> offers;
};

// Without the blanks around it: as lines of an entry's text are compared with points.
std::string_view trim_line(std::string_view line);

// The offers that the entries name, each once, in the order of the chain.
std::vector<std::pair<Id, SaySource>> offers_of(std::span<const SayEntry> chain);

// `offers` holds at least those of `chain` that the reader may see. What may be told comes first, then what is
// approved, then what is nearest; within one source by position.
Say say(Date on, std::span<const SayEntry> chain, std::span<const SayOffer> offers);

// The same as lines of plain text for calendar apps, without a line break at its end. What is under embargo is counted,
// not told: feeds are passed on.
std::string say_card(const Say& said);

// The day for which a calendar app is told: today while the entry runs, else its first or its last day.
Date day_to_say(const When& when, bool repeats, Date today);

} // namespace tandem
