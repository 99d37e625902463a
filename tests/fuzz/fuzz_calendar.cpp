// Calendar files: whatever comes in is refused or cut into items with their reasons, and what is usable is written
// strictly and read back as it was.
#include <algorithm>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/encode.hpp"
#include "calendar/ical/vtimezone.hpp"
#include "calendar/time/zone.hpp"
#include "tests/fuzz/property.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

// Escaping may double a line, and UTC may move a time over the edge of the years: there the way back is not promised.
bool is_modest(const Event& event) {
    std::size_t most =
        std::max({event.summary.size(), event.description.size(), event.location.size(), event.uid.size()});
    std::size_t categories = 0;
    for (const auto& category : event.categories) categories += category.size() + 1;
    const auto year = std::chrono::days{366};
    const bool has_text = event.when.kind != When::Kind::zoned || event.when.zone == "Etc/UTC" ||
                          event.when.zone == "UTC" || has_zone_text(event.when.zone);
    return std::max(most, categories) < 30'000 && is_within_years(event.when.starts - year) &&
           is_within_years(event.when.ends + year) && (has_text || !repeats(event));
}

// What the text cannot say is said in UTC: the same instants, another zone.
Event as_written(Event event) {
    if (event.when.kind == When::Kind::zoned && !repeats(event) && !zone_text_holds(event.when)) {
        const Span span = utc_span(event.when);
        event.when = zoned(to_local(span.from, "Etc/UTC"), to_local(span.to, "Etc/UTC"), "Etc/UTC");
    }
    if (event.when.kind == When::Kind::zoned && event.when.zone == "UTC") event.when.zone = "Etc/UTC";
    if (!event.dtstamp) event.dtstamp = event.last_modified.value_or(Instant{});
    return event;
}

void check(const Decoded& decoded) {
    std::vector<Event> events;
    for (const auto& item : decoded.items)
        if (item.skipped.empty() && is_modest(item.event)) events.push_back(item.event);
    const std::string text = encode({}, events);
    fuzz::require(line_fault(text).empty(), "what is written is strict");
    const auto again = decode(text);
    fuzz::require(again.has_value() && again->items.size() == events.size(), "what is written can be read");
    for (std::size_t i = 0; i < events.size(); ++i) {
        fuzz::require(again->items[i].skipped.empty(), "what was usable stays usable");
        // One that stands for an occurrence takes the form of its series, which may not be among the modest.
        Event came = again->items[i].event, went = as_written(events[i]);
        fuzz::require(came.recurrence_id.has_value() == went.recurrence_id.has_value(), "an occurrence stays one");
        came.recurrence_id = went.recurrence_id;
        fuzz::require(came == went, "decode(encode(event)) == event");
    }
}

} // namespace
} // namespace tandem::ical

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const auto decoded = ical::decode(fuzz::text_of(data, size));
    if (!decoded) {
        fuzz::require(!decoded.error().message.empty(), "a refusal says its reason");
        return 0;
    }
    ical::check(*decoded);
    return 0;
}
