#include "server/http/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace tandem::http {

namespace {

// "/a/b" as {"a", "b"}; "/" as {""}.
std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    path.remove_prefix(1);
    for (;;) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

} // namespace

std::vector<Router::Segment> Router::parse_pattern(std::string_view pattern) {
    if (!pattern.starts_with('/')) throw std::logic_error("a route's pattern begins with a slash");
    std::vector<Segment> segments;
    for (const auto part : split(pattern)) {
        if (!part.starts_with('{')) {
            segments.push_back({{}, std::string(part)});
            continue;
        }
        const auto end = part.find('}');
        if (end == std::string_view::npos || end == 1) throw std::logic_error("a route's parameter has no name or end");
        segments.push_back({std::string(part.substr(1, end - 1)), std::string(part.substr(end + 1))});
    }
    return segments;
}

bool Router::is_more_specific(const Row& a, const Row& b) {
    const auto rank = [](const Segment& segment) {
        if (segment.parameter.empty()) return 0;
        return segment.text.empty() ? 2 : 1;
    };
    return std::lexicographical_compare(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                                        [&](const Segment& x, const Segment& y) { return rank(x) < rank(y); });
}

void Router::add(Route route) {
    Row row{std::move(route), {}};
    row.segments = parse_pattern(row.route.pattern);
    const auto place = std::upper_bound(rows_.begin(), rows_.end(), row, is_more_specific);
    rows_.insert(place, std::move(row));
}

void Router::set_fallback(Handler handler) { fallback_ = {"GET", "", std::move(handler), 0}; }

bool Router::fits(const Row& row, const std::vector<std::string_view>& parts, Match& match) {
    if (row.segments.size() != parts.size()) return false;
    match.parameters.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Segment& segment = row.segments[i];
        if (segment.parameter.empty()) {
            if (parts[i] != segment.text) return false;
            continue;
        }
        if (parts[i].size() <= segment.text.size() || !parts[i].ends_with(segment.text)) return false;
        auto value = decode_percent(parts[i].substr(0, parts[i].size() - segment.text.size()));
        if (!value) return false;
        match.parameters.emplace_back(segment.parameter, std::move(*value));
    }
    return true;
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
    Match match;
    const auto parts = split(path);
    const Row* for_head = nullptr;
    std::vector<std::string_view> allowed;
    for (const Row& row : rows_) {
        if (!fits(row, parts, match)) continue;
        if (row.route.method == method) {
            match.route = &row.route;
            return match;
        }
        if (method == "HEAD" && row.route.method == "GET" && !for_head) for_head = &row;
        if (std::find(allowed.begin(), allowed.end(), row.route.method) == allowed.end())
            allowed.push_back(row.route.method);
    }
    if (for_head) {
        fits(*for_head, parts, match);
        match.route = &for_head->route;
        return match;
    }
    match.parameters.clear();
    // "/" is the page's, whatever other methods calendar apps find there (RFC 6764 5 lets them begin at the root).
    const bool is_left_over = allowed.empty() || path == "/";
    if (is_left_over && fallback_.handler && (method == "GET" || method == "HEAD")) match.route = &fallback_;
    for (const auto known : allowed) match.allow.append(match.allow.empty() ? "" : ", ").append(known);
    return match;
}

} // namespace tandem::http
