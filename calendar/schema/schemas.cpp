#include "calendar/schema/schemas.hpp"

#include <algorithm>
#include <fstream>

#include "calendar/schema/parts.hpp"

namespace tandem {
namespace {

using schema::Json;
using Documents = std::vector<std::pair<std::string, schema::Object>>;

Documents documents() {
    Documents all;
    const schema::Emit emit = [&](std::string_view path, std::string_view title, Json made) {
        all.emplace_back(path, schema::document(path, title, std::move(made)));
    };
    schema::emit_records(emit);
    schema::emit_commands(emit);
    schema::emit_messages(emit);
    schema::emit_plan(emit);
    schema::emit_mail(emit);
    schema::emit_csv(emit);
    schema::emit_answers(emit);
    schema::emit_coordination(emit);
    schema::emit_accounts(emit);
    std::ranges::sort(all, {}, &Documents::value_type::first);
    return all;
}

} // namespace

std::vector<SchemaFile> schema_files() {
    std::vector<SchemaFile> files;
    for (auto& [path, document] : documents()) files.push_back({path, schema::pretty(document)});
    return files;
}

std::string schema_bundle() {
    schema::Object bundle;
    for (auto& [path, document] : documents()) bundle[path] = std::move(document);
    return schema::pretty(bundle);
}

void write_schemas(const std::filesystem::path& folder) {
    for (const SchemaFile& file : schema_files()) {
        const auto path = folder / file.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream out;
        out.exceptions(std::ios::badbit | std::ios::failbit);
        out.open(path, std::ios::binary | std::ios::trunc);
        out << file.text << std::flush;
    }
}

} // namespace tandem
