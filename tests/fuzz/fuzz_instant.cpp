// Times as text: what is read is written the same way and read back the same.
#include "calendar/base/clock.hpp"
#include "calendar/time/date.hpp"
#include "calendar/time/zone_rule.hpp"
#include "tests/fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const auto text = fuzz::text_of(data, size);
    if (const auto at = parse_instant(text)) fuzz::require(parse_instant(to_text(*at)) == *at, "instants round-trip");
    if (const auto day = parse_date(text)) fuzz::require(to_text(*day) == text, "dates have one spelling");
    if (const auto time = parse_local_time(text))
        fuzz::require(parse_local_time(to_text(*time)) == *time, "local times round-trip");
    if (const auto rule = parse_zone_rule(text); rule && rule->switches)
        switch_time(rule->to_daylight, std::chrono::year{2026});
    return 0;
}
