#pragma once
// Dates and wall-clock times without a zone, and their one spelling on the wire: "2026-03-30", "2026-03-30T09:00:00".
// Pure functions for every folder, on any thread. Years run from limits::first_year to limits::last_year.

#include <chrono>
#include <string>
#include <string_view>

#include "calendar/base/error.hpp"

namespace tandem {

using Date = std::chrono::local_days;         // a day on a wall calendar; never a midnight in some zone
using LocalTime = std::chrono::local_seconds; // what a clock on the wall shows

std::string to_text(Date date);
std::string to_text(LocalTime time);
void append_text(std::string& out, Date date);
void append_text(std::string& out, LocalTime time);

// Exactly the shapes that to_text writes. Error: invalid_field with an empty field name.
Result<Date> parse_date(std::string_view text);
Result<LocalTime> parse_local_time(std::string_view text);

// True if the year is one that Tandem keeps (R5).
bool is_within_years(LocalTime time);

} // namespace tandem
