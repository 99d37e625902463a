#pragma once
// Bounds of the domain, each with its reason. The server's own limits (sockets, bodies) are in server/app/config.hpp.

#include <cstddef>
#include <cstdint>

namespace tandem::limits {

inline constexpr std::size_t json_depth = 64;           // R4
inline constexpr std::size_t text_list_items = 20;      // tags, links: what a panel can show
inline constexpr int first_year = 1900;                 // R5
inline constexpr int last_year = 2200;                  // R5
inline constexpr std::size_t batch_commands = 64;       // R1: one COMMIT for at most this many
inline constexpr std::size_t snapshot_entries = 20'000; // one answer; beyond it the window is cut and says so
inline constexpr std::size_t kept_entries = 50'000;     // in the memory of each reader, about 1 KiB each
inline constexpr std::size_t snapshot_touches = 5'000;
inline constexpr std::size_t snapshot_accounts = 10'000;
inline constexpr std::size_t snapshot_records = 5'000;     // of any other kind
inline constexpr std::size_t snapshot_notifications = 200; // of one's own, the newest
inline constexpr std::size_t sessions_of_member = 100;     // browsers that are signed in; the oldest makes room
inline constexpr std::size_t links_of_member = 100;        // active feed links
inline constexpr std::size_t subscriptions = 100;          // of a workspace
inline constexpr std::size_t subscribed_events = 5'000;    // of one of them
inline constexpr int window_days = 800;                    // two years and their edges, as the timeline zooms
inline constexpr std::size_t search_results = 50;
inline constexpr std::int64_t history_changes = 1'000;  // of one record: shown, and looked through for a conflict
inline constexpr std::int64_t catch_up_changes = 2'000; // further behind than this: take a new snapshot

} // namespace tandem::limits
