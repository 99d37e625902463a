#pragma once
// The page's built files, read once at start into a table (R22): no text of a request ever becomes a file name. The
// router's fallback. Immutable after loading; any thread.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.hpp"

namespace tandem::http {

struct StaticRules {
    // Addresses of the server itself: unknown ones below them are 404, not the page.
    std::vector<std::string> not_pages = {"/api", "/feeds", "/ws", "/dav", "/healthz", "/metrics", "/.well-known"};
    std::size_t file_bytes = 16 * 1'024 * 1'024;
    std::size_t files = 2'000;
};

class StaticFiles {
public:
    // Takes the regular files below `folder`, without links and dot files. invalid_field if there is no index.html.
    static Result<StaticFiles> load(const std::filesystem::path& folder, StaticRules rules = {});

    // GET and HEAD: the file, 304, the page for its own addresses ("/week/2026-11-22"), or 404.
    Response answer(const Request& request) const;
    std::size_t size() const { return files_.size(); }

private:
    struct File {
        std::string content_type, cache_control, etag, gzip_etag;
        SharedText bytes, gzip_bytes; // gzip_bytes is null where it would not help
    };
    static File make_file(std::string_view name, std::string bytes);
    static Response serve(const File& file, const Request& request);
    bool is_page_address(std::string_view path) const;

    StaticRules rules_;
    std::map<std::string, File, std::less<>> files_; // by address: "/assets/index-4f2a91c0.js"
};

std::string_view content_type_of(std::string_view name);

} // namespace tandem::http
