// Every file of tests/data/ics through the API: imported, or refused with its reason.
#include <filesystem>
#include <fstream>

#include "tests/server/api/import_api.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files() {
    std::vector<fs::path> all;
    for (const auto& file : fs::recursive_directory_iterator(fs::path(TANDEM_SOURCE_DIR) / "tests/data/ics"))
        if (file.path().parent_path().filename() != "ics" && file.is_regular_file()) all.push_back(file.path());
    std::ranges::sort(all);
    return all;
}

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(ImportApiTest, EachFileIsImportedAsItsPreviewSaysOrRefusedWithItsReason) {
    std::size_t taken = 0, refused = 0;
    for (const fs::path& file : files()) {
        SCOPED_TRACE(file.filename());
        const std::string text = text_of(file);
        const auto told = preview(text);
        const auto done = import(text);
        ASSERT_EQ(done.status, told.status);
        if (told.status != 200) {
            ++refused;
            EXPECT_EQ(told.status, 422);
            EXPECT_FALSE(told.text("message").empty());
            continue;
        }
        ++taken;
        EXPECT_EQ(done.number("created"), told.number("created"));
        EXPECT_EQ(done.number("changed"), told.number("changed"));
        for (const auto& item : told.body.at("items").as_array())
            if (item.at("what") == "skipped") EXPECT_NE(item.at("reason"), "");
        EXPECT_EQ(import(text).number("created"), 0) << "the second time";
    }
    EXPECT_GT(taken, 100U);
    EXPECT_GT(refused, 0U);
}

} // namespace
} // namespace tandem
