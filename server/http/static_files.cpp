#include "server/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/http/conditional.hpp"
#include "server/http/gzip.hpp"

namespace tandem::http {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t least_gzip_bytes = 512; // below it a packet is a packet
constexpr int gzip_level = 9;
constexpr std::string_view immutable = "public, max-age=31536000, immutable";
constexpr std::string_view revalidate = "no-cache";

bool is_hash_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// What Vite writes: "/assets/index-DvJ3a_kq.js", eight characters of the content's hash before the last dot.
bool has_hashed_name(std::string_view address) {
    const auto dot = address.rfind('.');
    if (!address.starts_with("/assets/") || dot == std::string_view::npos || dot < 9) return false;
    const auto hash = address.substr(dot - 8, 8);
    return address[dot - 9] == '-' && std::all_of(hash.begin(), hash.end(), is_hash_character);
}

std::string hash_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string text;
    for (std::size_t i = 0; i < 12; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
}

bool is_text(std::string_view content_type) {
    return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
           content_type.find("xml") != std::string_view::npos || content_type.find("wasm") != std::string_view::npos;
}

// Opened without following a link, so that what was checked is what is read.
std::optional<std::string> read_regular_file(const fs::path& path, std::size_t limit) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    struct stat status{};
    std::optional<std::string> bytes;
    if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && std::cmp_less_equal(status.st_size, limit)) {
        bytes.emplace(static_cast<std::size_t>(status.st_size), '\0');
        std::size_t have = 0;
        while (have < bytes->size()) {
            const auto got = ::read(fd, bytes->data() + have, bytes->size() - have);
            if (got <= 0) break;
            have += static_cast<std::size_t>(got);
        }
        bytes->resize(have);
    }
    ::close(fd);
    return bytes;
}

} // namespace

std::string_view content_type_of(std::string_view name) {
    struct Row {
        std::string_view suffix, type;
    };
    static constexpr Row rows[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".map", "application/json"},
        {".wasm", "application/wasm"},
    };
    for (const Row& row : rows)
        if (name.ends_with(row.suffix)) return row.type;
    return "application/octet-stream";
}

StaticFiles::File StaticFiles::make_file(std::string_view name, std::string bytes) {
    File file;
    file.content_type = content_type_of(name);
    file.cache_control = has_hashed_name(name) ? immutable : revalidate;
    const std::string hash = hash_of(bytes);
    file.etag = fmt::format("\"{}\"", hash);
    file.gzip_etag = fmt::format("\"{}-gz\"", hash);
    if (is_text(file.content_type) && bytes.size() >= least_gzip_bytes) {
        auto packed = gzip(bytes, gzip_level);
        if (packed.size() < bytes.size() / 10 * 9)
            file.gzip_bytes = std::make_shared<const std::string>(std::move(packed));
    }
    file.bytes = std::make_shared<const std::string>(std::move(bytes));
    return file;
}

Result<StaticFiles> StaticFiles::load(const fs::path& folder, StaticRules rules) {
    StaticFiles made;
    made.rules_ = std::move(rules);
    std::error_code failed;
    // Does not descend into linked folders.
    for (auto at = fs::recursive_directory_iterator(folder, failed);
         !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        const bool hidden = at->path().filename().string().starts_with('.');
        if (hidden || at->is_symlink()) {
            at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file()) continue;
        auto bytes = read_regular_file(at->path(), made.rules_.file_bytes);
        if (!bytes) continue;
        if (made.files_.size() >= made.rules_.files)
            return fail(ErrorCode::invalid_field, "the page's folder has too many files");
        auto address = "/" + at->path().lexically_relative(folder).generic_string();
        auto file = make_file(address, std::move(*bytes));
        made.files_.emplace(std::move(address), std::move(file));
    }
    if (failed || !made.files_.contains("/index.html"))
        return fail(ErrorCode::invalid_field, "the page's folder has no index.html; build the page first");
    return made;
}

bool StaticFiles::is_page_address(std::string_view path) const {
    const bool reserved = std::any_of(rules_.not_pages.begin(), rules_.not_pages.end(), [&](const std::string& prefix) {
        return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
    });
    const auto last = path.substr(path.rfind('/') + 1);
    return !reserved && last.find('.') == std::string_view::npos && path.find("/.") == std::string_view::npos;
}

Response StaticFiles::answer(const Request& request) const {
    auto found = files_.find(request.path);
    if (found == files_.end() && is_page_address(request.path)) found = files_.find("/index.html");
    if (found == files_.end()) return problem({ErrorCode::not_found, {}, "nothing is at this address"});
    return serve(found->second, request);
}

Response StaticFiles::serve(const File& file, const Request& request) {
    const bool packed = file.gzip_bytes && accepts_gzip(request.headers);
    const std::string& etag = packed ? file.gzip_etag : file.etag;
    const bool current = has_current_copy(request.headers, etag);
    Response response =
        current ? empty_response(304) : text_response(200, file.content_type, packed ? file.gzip_bytes : file.bytes);
    response.headers.add("ETag", etag);
    response.headers.add("Cache-Control", file.cache_control);
    if (file.gzip_bytes) response.headers.add("Vary", "Accept-Encoding");
    if (packed && !current) response.headers.add("Content-Encoding", "gzip");
    return response;
}

} // namespace tandem::http
