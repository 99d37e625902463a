#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "calendar/ical/decode.hpp"
#include "calendar/ical/encode.hpp"
#include "tests/support/ical_lines.hpp"

namespace tandem::ical {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(TANDEM_SOURCE_DIR) / "tests/data/ics";

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<fs::path> data_files() {
    std::set<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().parent_path() != folder) files.insert(entry.path());
    return files;
}

std::vector<Event> usable_events(const Decoded& decoded) {
    std::vector<Event> events;
    for (const auto& item : decoded.items)
        if (item.skipped.empty()) events.push_back(item.event);
    return events;
}

std::string outcome(const fs::path& path) {
    const std::string name = fs::relative(path, folder).string();
    const auto decoded = decode(read(path));
    if (!decoded) return fmt::format("refused {}: {}\n", name, decoded.error().message);
    std::map<std::string, int> reasons;
    for (const auto& item : decoded->items)
        if (!item.skipped.empty()) ++reasons[item.skipped];
    std::string line = fmt::format("{} {}", usable_events(*decoded).size(), name);
    for (const auto& [reason, count] : reasons) line += fmt::format("; {} skipped: {}", count, reason);
    return line + "\n";
}

TEST(DataFiles, EachImportsOrIsRefusedWithItsReason) {
    std::string outcomes;
    for (const auto& path : data_files()) outcomes += outcome(path);
    EXPECT_EQ(outcomes, read(folder / "expected.txt"));
}

TEST(DataFiles, WhatImportsIsWrittenStrictlyAndReadBackTheSame) {
    for (const auto& path : data_files()) {
        const auto decoded = decode(read(path));
        if (!decoded) continue;
        const auto text = encode({}, usable_events(*decoded));
        EXPECT_EQ(line_fault(text), "") << path;
        const auto again = decode(text);
        ASSERT_TRUE(again) << path;
        EXPECT_EQ(encode({}, usable_events(*again)), text) << path;
        const auto before = usable_events(*decoded), after = usable_events(*again);
        ASSERT_EQ(before.size(), after.size()) << path;
        for (std::size_t i = 0; i < before.size(); ++i)
            EXPECT_EQ(before[i].other_lines, after[i].other_lines) << path << " event " << i;
    }
}

TEST(DataFiles, EachSkippedItemSaysWhy) {
    for (const auto& path : data_files())
        if (const auto decoded = decode(read(path)))
            for (const auto& item : decoded->items)
                EXPECT_TRUE(item.skipped.empty() || item.skipped.size() > 8) << path;
}

} // namespace
} // namespace tandem::ical
