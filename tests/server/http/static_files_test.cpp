// R22 and the page's caching, over a folder made for the test.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <libdeflate.h>

#include "server/http/static_files.hpp"

namespace tandem::test {

namespace {

namespace fs = std::filesystem;
using http::StaticFiles;

// A folder as Vite builds it, with things that must not be served beside them.
class Dist {
public:
    Dist() {
        char pattern[] = "/tmp/tandem-dist-XXXXXX";
        folder = mkdtemp(pattern);
        write("dist/index.html", "<!doctype html>" + std::string(2'000, ' '));
        write("dist/icon.svg", "<svg/>");
        write("dist/assets/index-Dv_3a-kq.js", std::string(10'000, 'j'));
        write("dist/assets/plain.js", "1");
        write("dist/.env", "secret");
        write("dist/.git/config", "secret");
        write("outside.txt", "secret");
        fs::create_symlink(folder / "outside.txt", folder / "dist/link.txt");
        fs::create_directory_symlink(folder, folder / "dist/up");
    }
    ~Dist() { fs::remove_all(folder); }
    void write(const fs::path& name, std::string_view bytes) const {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }
    StaticFiles load() const { return StaticFiles::load(folder / "dist").value(); }

    fs::path folder;
};

http::Request reading(std::string path, std::initializer_list<http::Headers::Field> headers = {}) {
    http::Request request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = http::Headers(headers);
    return request;
}

std::string unpack(std::string_view packed) {
    std::string bytes(1'000'000, '\0');
    std::size_t size = 0;
    auto* decompressor = libdeflate_alloc_decompressor();
    EXPECT_EQ(libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(), bytes.data(), bytes.size(), &size),
              LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(decompressor);
    bytes.resize(size);
    return bytes;
}

} // namespace

TEST(StaticFiles, HashedNamesNeverChangeAndTheRestIsRevalidated) {
    const auto files = Dist().load();
    EXPECT_EQ(files.answer(reading("/assets/index-Dv_3a-kq.js")).headers.get("Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(files.answer(reading("/assets/plain.js")).headers.get("Cache-Control"), "no-cache");
    EXPECT_EQ(files.answer(reading("/index.html")).headers.get("Cache-Control"), "no-cache");
}

TEST(StaticFiles, ContentTypesAreNamed) {
    const auto files = Dist().load();
    EXPECT_EQ(files.answer(reading("/assets/plain.js")).headers.get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(files.answer(reading("/icon.svg")).headers.get("Content-Type"), "image/svg+xml");
    EXPECT_EQ(http::content_type_of("/a.unknown"), "application/octet-stream");
}

TEST(StaticFiles, CurrentCopyIs304) {
    const auto files = Dist().load();
    const auto first = files.answer(reading("/"));
    const std::string etag(first.headers.get("ETag"));
    const auto again = files.answer(reading("/", {{"If-None-Match", etag}}));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.headers.get("ETag"), etag);
    EXPECT_EQ(http::view(again.body), "");
    // The packed variant is another thing to a cache.
    EXPECT_EQ(files.answer(reading("/", {{"If-None-Match", etag}, {"Accept-Encoding", "gzip"}})).status, 200);
}

TEST(StaticFiles, GzipIsSentOnRequestWhereItHelps) {
    const auto files = Dist().load();
    const auto packed = files.answer(reading("/assets/index-Dv_3a-kq.js", {{"Accept-Encoding", "br, gzip"}}));
    EXPECT_EQ(packed.headers.get("Content-Encoding"), "gzip");
    EXPECT_EQ(packed.headers.get("Vary"), "Accept-Encoding");
    EXPECT_EQ(unpack(http::view(packed.body)), std::string(10'000, 'j'));
    const auto plain = files.answer(reading("/assets/index-Dv_3a-kq.js"));
    EXPECT_EQ(plain.headers.get("Content-Encoding"), "");
    EXPECT_EQ(plain.headers.get("Vary"), "Accept-Encoding");
    const auto small = files.answer(reading("/icon.svg", {{"Accept-Encoding", "gzip"}}));
    EXPECT_EQ(small.headers.get("Content-Encoding"), "");
}

TEST(StaticFiles, PageAddressesGetThePageAndOthers404) {
    const auto files = Dist().load();
    for (const std::string path : {"/", "/week/2026-11-22", "/invitation/token", "/apis"})
        EXPECT_EQ(files.answer(reading(path)).headers.get("Content-Type"), "text/html; charset=utf-8") << path;
    for (const std::string path :
         {"/api/nothing", "/api", "/feeds/x", "/ws", "/assets/gone-12345678.js", "/favicon.ico"})
        EXPECT_EQ(files.answer(reading(path)).status, 404) << path;
}

TEST(StaticFiles, R22NoLinkNoDotFileNoWayOut) {
    const auto files = Dist().load();
    EXPECT_EQ(files.size(), 4u);
    for (const std::string path : {"/.env", "/.git/config", "/link.txt", "/up/outside.txt", "/../outside.txt",
                                   "/assets/../../outside.txt", "/%2e%2e/outside.txt", "//etc/passwd.txt"})
        EXPECT_EQ(files.answer(reading(path)).status, 404) << path;
}

TEST(StaticFiles, FolderWithoutAPageIsAnError) {
    const Dist dist;
    EXPECT_FALSE(StaticFiles::load(dist.folder / "nowhere"));
    fs::remove(dist.folder / "dist/index.html");
    EXPECT_FALSE(StaticFiles::load(dist.folder / "dist"));
}

} // namespace tandem::test
