#include "server/dav/address.hpp"

#include <algorithm>
#include <vector>

#include "server/http/message.hpp"

namespace tandem::dav {
namespace {

using Kind = Address::Kind;

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

// An href may be a whole URL (RFC 4918 8.3); which of our hosts it names does not matter.
std::string_view path_of(std::string_view href) {
    if (const auto scheme = href.find("://"); scheme != std::string_view::npos) {
        const auto slash = href.find('/', scheme + 3);
        href = slash == std::string_view::npos ? "/" : href.substr(slash);
    }
    return href.substr(0, href.find_first_of("?#"));
}

std::optional<Address> under_calendars(const std::vector<std::string_view>& parts, bool is_collection) {
    const auto member = parse_id(parts[1]);
    if (!member) return std::nullopt;
    if (parts.size() == 2) return Address{Kind::home, *member, {}, {}};
    const auto calendar = parse_id(parts[2]);
    if (!calendar) return std::nullopt;
    if (parts.size() == 3) return Address{Kind::calendar, *member, *calendar, {}};
    if (parts.size() > 4 || is_collection) return std::nullopt;
    return Address{Kind::object, *member, *calendar, std::string(parts[3])};
}

} // namespace

std::optional<Address> parse_address(std::string_view href) {
    const auto decoded = http::decode_percent(path_of(href));
    if (!decoded) return std::nullopt;
    std::string_view path = *decoded;
    if (path == "/") return Address{Kind::root, {}, {}, "/"};
    if (!path.starts_with("/dav")) return std::nullopt;
    path.remove_prefix(4);
    if (!path.empty() && path.front() != '/') return std::nullopt;
    const bool is_collection = path.ends_with('/');
    if (!path.empty()) path.remove_prefix(1);
    const auto parts = split(path);
    if (parts.empty()) return Address{};
    if (parts[0] == "principals") {
        if (parts.size() == 1) return Address{Kind::principals, {}, {}, {}};
        const auto member = parse_id(parts[1]);
        if (!member || parts.size() > 2) return std::nullopt;
        return Address{Kind::principal, *member, {}, {}};
    }
    if (parts[0] != "calendars") return std::nullopt;
    if (parts.size() == 1) return Address{Kind::homes, {}, {}, {}};
    return under_calendars(parts, is_collection);
}

std::string principal_path(Id member) { return "/dav/principals/" + to_text(member) + "/"; }
std::string home_path(Id member) { return "/dav/calendars/" + to_text(member) + "/"; }

// Names need no encoding: the characters that they may have are all unreserved or allowed in a segment (RFC 3986 3.3).
std::string to_path(const Address& address) {
    switch (address.kind) {
    case Kind::root: return address.name.empty() ? "/dav/" : address.name;
    case Kind::principals: return "/dav/principals/";
    case Kind::principal: return principal_path(address.member);
    case Kind::homes: return "/dav/calendars/";
    case Kind::home: return home_path(address.member);
    case Kind::calendar: return home_path(address.member) + to_text(address.calendar) + "/";
    case Kind::object: break;
    }
    return home_path(address.member) + to_text(address.calendar) + "/" + address.name;
}

} // namespace tandem::dav
