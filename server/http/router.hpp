#pragma once
// Which handler answers which method and path: a table filled at start by app, read by sessions. Loop thread.

#include <string>
#include <string_view>
#include <vector>

#include "server/http/respond.hpp"

namespace tandem::http {

struct Route {
    std::string method;  // "GET" answers HEAD as well, unless HEAD has a row of its own
    std::string pattern; // "/api/entries/{id}/history"; a segment may end in text: "/api/entries/{id}.ics"
    Handler handler;
    std::size_t body_limit = 0; // bytes; 0 refuses any body (R4: 1 MB API, 10 MB import)
};

class Router {
public:
    // Throws std::logic_error for a malformed pattern: a bug in the table.
    void add(Route route);
    // GET and HEAD of paths that no row knows, and of "/": static files and the page. Without one: 404.
    void set_fallback(Handler handler);

    struct Match {
        const Route* route = nullptr;
        std::vector<std::pair<std::string, std::string>> parameters;
        std::string allow; // with no route: the methods that the path has; "" if nothing has that path
    };
    // The most specific row wins: literal text before "{id}.ics" before "{id}".
    Match match(std::string_view method, std::string_view path) const;

private:
    struct Segment {
        std::string parameter; // "" for literal text
        std::string text;      // the literal, or what must follow the parameter
    };
    struct Row {
        Route route;
        std::vector<Segment> segments;
    };
    static std::vector<Segment> parse_pattern(std::string_view pattern);
    static bool is_more_specific(const Row& a, const Row& b);
    static bool fits(const Row& row, const std::vector<std::string_view>& parts, Match& match);

    std::vector<Row> rows_; // most specific first
    Route fallback_;
};

} // namespace tandem::http
