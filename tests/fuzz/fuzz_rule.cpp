// Rules and their expansion: what is read is written the same way and read back the same, and no rule takes more than
// its budget, shows a start outside the window, or shows one twice.
#include "calendar/recur/series.hpp"
#include "tests/fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const auto text = fuzz::text_of(data, size);
    const auto rule = parse_rule(text);
    if (!rule) return 0;
    const auto again = parse_rule(to_text(*rule));
    fuzz::require(again && *again == *rule, "rules round-trip");
    const LocalTime starts = *parse_local_time("2026-03-30T09:30:00"), from = *parse_local_time("2026-05-01T00:00:00"),
                    to = *parse_local_time("2027-05-01T00:00:00");
    Series series{floating(starts, starts + std::chrono::hours{1}), {*rule}, {}, {}};
    const auto shown = expand(series, from, to, {1'000, 20'000});
    fuzz::require(shown.occurrences.size() <= 1'000, "an expansion keeps its bound");
    for (std::size_t i = 0; i < shown.occurrences.size(); ++i) {
        const auto& one = shown.occurrences[i];
        fuzz::require(one.starts < to && one.ends > from, "what is shown lies in the window");
        fuzz::require(i == 0 || shown.occurrences[i - 1].starts < one.starts, "starts come in order, once each");
    }
    return 0;
}
