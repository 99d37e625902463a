#pragma once
// A large store, made in bulk and always the same: what `bench_store` reads. One thread.

#include <filesystem>

#include "calendar/base/clock.hpp"
#include "calendar/base/id.hpp"

namespace tandem::bench {

struct Shape {
    int entries = 1'000'000; // over ten years around `today`, a tenth of which repeats weekly
    int calendars = 20;
    Instant today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
};

// Rises when what is filled in changes: a store that is kept from an earlier run is then made anew.
inline constexpr int fill_version = 1;

// Entries, calendars, members and occurrences, without history and words for the search. Appears whole or not at all.
void fill_store(const std::filesystem::path& file, const Shape& shape);

// Who reads: sees some calendars in full, some as busy only, and one not at all.
Id reading_member();
Id calendar_id(int number);

} // namespace tandem::bench
