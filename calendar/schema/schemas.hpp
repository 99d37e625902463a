#pragma once
// What is said about Tandem's data outside C++: JSON Schema (2020-12) of every record, command, message and answer, and
// the page's TypeScript types. All of it is made from the field tables. Called by `tandem schema`, GET /api/schemas and
// the test that compares it with what is committed. Pure but for write_schemas; any thread.

#include <filesystem>
#include <string>
#include <vector>

namespace tandem {

struct SchemaFile {
    std::string path; // below schemas/: "records/entry.json"
    std::string text;
};

// One file per record, command, message and answer, in the order of their paths.
std::vector<SchemaFile> schema_files();

// All of them as one JSON object: {"records/entry.json": {…}, …}.
std::string schema_bundle();

// The text of static/src/protocol/generated.ts.
std::string typescript_types();

// Every kind with its audience and its fields, as one JSON object: what tests from outside are made from.
std::string field_tables();

// Writes schema_files() below `folder`, which is made if it is missing; files of earlier versions stay. Throws
// std::filesystem::filesystem_error or std::ios_base::failure.
void write_schemas(const std::filesystem::path& folder);

} // namespace tandem
