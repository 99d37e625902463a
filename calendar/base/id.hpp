#pragma once
// Id: a ULID, 48 bits of milliseconds and 80 random bits, so that ids sort by their making and clients can make them
// before the server has seen the record. Sixteen bytes in memory, 26 characters of Crockford base32 elsewhere.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/base/clock.hpp"

namespace tandem {

struct Id {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return high != 0 || low != 0; }
};

inline constexpr std::size_t id_text_length = 26;

std::string to_text(Id id);
void append_text(std::string& out, Id id);

// Nothing for anything but 26 characters that name 128 bits. Lower case is accepted.
std::optional<Id> parse_id(std::string_view text);

// A fresh id from the system's random source. Any thread.
Id new_id(Instant at);

} // namespace tandem

template <>
struct std::hash<tandem::Id> {
    std::size_t operator()(const tandem::Id& id) const noexcept {
        return static_cast<std::size_t>(id.low ^ (id.high * 0x9e3779b97f4a7c15ULL));
    }
};
