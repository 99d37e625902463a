// What is committed is what the field tables say now. To write it anew: `tandem schema --out schemas` and
// `tandem schema --typescript > static/src/protocol/generated.ts`.
#include "calendar/schema/schemas.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace tandem {
namespace {

const std::filesystem::path source = TANDEM_SOURCE_DIR;

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Schemas, CommittedFilesAreWhatTheFieldTablesSay) {
    for (const SchemaFile& file : schema_files())
        EXPECT_EQ(read(source / "schemas" / file.path), file.text) << file.path;
}

TEST(Schemas, NoCommittedFileIsLeftFromAnEarlierTable) {
    std::set<std::filesystem::path> made;
    for (const SchemaFile& file : schema_files()) made.insert(source / "schemas" / file.path);
    for (const char* folder : {"records", "commands", "messages", "api"})
        for (const auto& entry : std::filesystem::directory_iterator(source / "schemas" / folder))
            EXPECT_TRUE(made.contains(entry.path())) << entry.path();
}

TEST(Schemas, TypesOfThePageAreWhatTheFieldTablesSay) {
    EXPECT_EQ(read(source / "static/src/protocol/generated.ts"), typescript_types());
}

TEST(Schemas, AreWrittenBelowTheFolderThatIsAskedFor) {
    const auto folder = std::filesystem::temp_directory_path() / ("tandem-schemas-" + std::to_string(getpid()));
    write_schemas(folder);
    for (const SchemaFile& file : schema_files()) EXPECT_EQ(read(folder / file.path), file.text);
    std::filesystem::remove_all(folder);
}

} // namespace
} // namespace tandem
