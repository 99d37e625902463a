#pragma once
// The demo workspace: a believable quarter of a B2B company's plan around today, made from a seed through Engine::apply
// by its own members in the past weeks, so that history and activity read like work. Called by `tandem serve --demo`.

#include <cstdint>
#include <span>
#include <string_view>

#include "calendar/base/clock.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// Nobody and nothing is in it yet.
bool is_empty_workspace(Database& database);
// It was filled by fill_demo: its members' password is known to everybody.
bool is_demo(Database& database);

inline constexpr std::uint64_t demo_seed = 2026;

// `database` is the writer, migrated and empty. Everybody gets `password_hash`. Same seed and day, same plan. Throws
// std::logic_error if the engine refuses any of it.
void fill_demo(Database& database, Instant now, std::string_view password_hash, std::uint64_t seed = demo_seed);

struct DemoSignIn {
    std::string_view email;
    std::string_view about; // "leads marketing"
};
// One of each kind of member, in the order in which to show them.
std::span<const DemoSignIn> demo_sign_ins();

} // namespace tandem
