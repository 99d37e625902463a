// schemas/examples: per record, command, message and body one good example and one bad one, which names the code and
// the field that the answer must carry. The TypeScript tests read the same files.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "calendar/engine/rules.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/schema/schemas.hpp"
#include "tests/support/schema_check.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
const std::filesystem::path examples = std::filesystem::path(TANDEM_SOURCE_DIR) / "schemas/examples";

json::value read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return json::parse(text.str());
}

std::string member(const json::value& bad, std::string_view name) {
    return json::value_to<std::string>(bad.at(json::string_view(name.data(), name.size())));
}

TEST(Examples, EveryMessageHasOneGoodAndOneBad) {
    for (const SchemaFile& file : schema_files()) {
        EXPECT_TRUE(exists(examples / "good" / file.path)) << file.path;
        EXPECT_TRUE(exists(examples / "bad" / file.path)) << file.path;
    }
}

TEST(Examples, GoodOnesFitTheirSchema) {
    const SchemaSet schemas;
    for (const SchemaFile& file : schema_files()) {
        const auto fault = schemas.find_fault(file.path, read(examples / "good" / file.path));
        EXPECT_FALSE(fault) << file.path << " " << fault->message;
    }
}

TEST(Examples, BadOnesAreRefusedWithTheirCodeAndField) {
    const SchemaSet schemas;
    for (const SchemaFile& file : schema_files()) {
        const json::value bad = read(examples / "bad" / file.path);
        const auto fault = schemas.find_fault(file.path, bad.at("value"));
        ASSERT_TRUE(fault) << file.path;
        EXPECT_EQ(info(fault->code).code, member(bad, "code")) << file.path << " " << fault->message;
        EXPECT_EQ(fault->field, member(bad, "field")) << file.path << " " << fault->message;
    }
}

// The command's own decoder agrees with its schema.
Result<Patch> decode_args(const std::string& name, const json::value& args) {
    constexpr std::string_view also[] = {"id", "name", "color"}; // subscription.create takes its calendar's, too
    const Rules* rules = find_rules(name.substr(0, name.find('.')));
    const auto purpose = name.ends_with(".create") ? DecodeFor::create : DecodeFor::update;
    return decode_patch(*rules->type, std::make_shared<const json::value>(args), purpose, also);
}

TEST(Examples, CommandsAreReadAsTheirSchemasSay) {
    for (const SchemaFile& file : schema_files()) {
        if (!file.path.starts_with("commands/")) continue;
        const std::string name = file.path.substr(9, file.path.size() - 14);
        if (!name.ends_with(".create") && !name.ends_with(".update")) continue;
        EXPECT_TRUE(decode_args(name, read(examples / "good" / file.path))) << name;
        const json::value bad = read(examples / "bad" / file.path);
        const auto refused = decode_args(name, bad.at("value"));
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(info(refused.error().code).code, member(bad, "code")) << name;
        EXPECT_EQ(refused.error().field, member(bad, "field")) << name;
    }
}

} // namespace
} // namespace tandem
