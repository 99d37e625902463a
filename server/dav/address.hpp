#pragma once
// Addresses under /dav: which resource a path or an href names. Everything a member sees lies under their own home, as
// Thunderbird and DAVx5 look nowhere else (feeds.md D-7). Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/base/id.hpp"

namespace tandem::dav {

struct Address {
    enum class Kind : std::uint8_t {
        root,       // /dav/
        principals, // /dav/principals/
        principal,  // /dav/principals/MEMBER/
        homes,      // /dav/calendars/
        home,       // /dav/calendars/MEMBER/       calendar-home-set (RFC 4791 6.2.1)
        calendar,   // /dav/calendars/MEMBER/CALENDAR/
        object,     // /dav/calendars/MEMBER/CALENDAR/NAME
    };
    Kind kind = Kind::root;
    Id member;
    Id calendar;
    std::string name; // of an object; "/" where the root was asked for by the bare host

    bool operator==(const Address&) const = default;
};

// Of a path or an absolute URL, percent-encoded or not; collections with or without their last slash. "/" is the root.
std::optional<Address> parse_address(std::string_view path);

std::string to_path(const Address& address);
std::string principal_path(Id member);
std::string home_path(Id member);

} // namespace tandem::dav
