#pragma once
// The names that WebDAV, CalDAV and its apps use: a namespace and a local name each.

#include <string_view>
#include <utility>

#include "server/dav/xml.hpp"

namespace tandem::dav {

inline constexpr std::string_view dav_space = "DAV:";                             // RFC 4918
inline constexpr std::string_view caldav_space = "urn:ietf:params:xml:ns:caldav"; // RFC 4791
inline constexpr std::string_view server_space = "http://calendarserver.org/ns/"; // getctag
inline constexpr std::string_view apple_space = "http://apple.com/ns/ical/";      // calendar-color

// What we write; what we read may use any prefix.
inline constexpr std::pair<std::string_view, std::string_view> known_prefixes[] = {
    {"D", dav_space}, {"C", caldav_space}, {"S", server_space}, {"A", apple_space}};

constexpr Name d(std::string_view local) { return {dav_space, local}; }
constexpr Name c(std::string_view local) { return {caldav_space, local}; }
constexpr Name s(std::string_view local) { return {server_space, local}; }
constexpr Name a(std::string_view local) { return {apple_space, local}; }

} // namespace tandem::dav
