#pragma once
// What ties entries to each other in time: secondary dates that follow another entry's start, and entries that need
// others live. Called by the rules of entries on every write; stages what is led along. Core thread; the conflict is
// pure.

#include <optional>
#include <string_view>

#include "calendar/engine/rules.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {

// A chain of secondary dates is no longer than this, so that one move is bounded.
inline constexpr std::size_t most_in_a_chain = 20;
inline constexpr std::size_t most_followers = 100; // of one entry
inline constexpr std::size_t most_led = 1'000;     // by one command, over all chains: others wait for it

// Nobody learns by a refusal what they may not see: what an author does not see in full neither ends a chain, closes a
// circle nor counts, and where it cannot go along with a move it stays.

// Puts a secondary date where its offset says. Given a time of its own, the offset becomes the new distance. Errors:
// invalid_field follows_id with the path of a circle, offset_days, when.
Result<void> complete_following(Context& context, const Entry* before, Entry& entry);

// Errors: invalid_field depends_on_ids with the path of a circle.
Result<void> check_dependencies(Context& context, const Entry* before, Entry& entry);

// What follows the entry moves with its start, and what follows that, each once; what is done or cancelled stays, at
// its new distance. It moves by the promise of whoever made it follow, so no rights are asked. Errors, for what the
// author sees: invalid_field when, of a place outside the calendar; too_large when, where more go along than
// `most_led`.
Result<void> lead_followers(Context& context, const Entry& before, const Entry& after);

// Entries that follow it, as the draft has them.
std::vector<std::shared_ptr<const Entry>> followers_of(Context& context, Id id);

// Whether the member sees all of it. No member is the system.
bool is_seen_by(const Directory& directory, const Member* member, const Entry& entry);
bool is_seen(const Context& context, const Entry& entry); // by the author of the command

// What an error calls it: nobody learns by a refusal what they may not see.
std::string title_for(const Directory& directory, const Member* member, const Entry& entry);
inline constexpr std::string_view unseen_entry = "an entry you may not see";

// Over and done with: it no longer moves with others.
bool is_settled(const Entry& entry);
Date start_day(const When& when);
When moved_by(const When& when, std::chrono::days by);

// What is wrong between an entry and one that it needs. static/src/time/needs.ts says the same; both read
// tests/data/dependencies.json.
enum class DependencyConflict : std::uint8_t { none, starts_early, not_live, cancelled };
inline constexpr std::string_view dependency_conflicts[] = {"", "starts_early", "not_live", "cancelled"};
DependencyConflict conflict_between(const Entry& entry, const Entry& needed);

} // namespace tandem
