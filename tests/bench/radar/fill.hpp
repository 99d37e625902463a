#pragma once
// A store of many accounts, touches and audiences, made in bulk and always the same: what `bench_radar` asks. One
// thread.

#include <filesystem>

#include "calendar/base/clock.hpp"
#include "calendar/base/id.hpp"

namespace tandem::bench {

struct RadarShape {
    int accounts = 100'000;
    int touches = 1'000'000; // over the year before `today`
    int audiences = 500;     // lists of 500 accounts, every fifth a rule that holds of about as many
    int entries = 2'000;     // over the half year before and after, one or two audiences each
    int wide_pushes = 5; // in one week of January, to the three fifths of all accounts that a rule holds of; a daily
                         // one of 31 days goes to the same
    Instant today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
};

// Rises when what is filled in changes: a store that is kept from an earlier run is then made anew.
inline constexpr int radar_fill_version = 2;

// Without history. Appears whole or not at all.
void fill_radar_store(const std::filesystem::path& file, const RadarShape& shape);

Id marketer();
Id account_id(int number);
Id push_id(int number);
Id wide_push(); // of the week
Id daily_push();

} // namespace tandem::bench
