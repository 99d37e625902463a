#include "calendar/schema/schemas.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "server/cli/command_line.hpp"

namespace tandem::cli {

void add_schema(CLI::App& app, Run& run) {
    struct Options {
        bool typescript = false, fields = false;
        std::string folder;
    };
    CLI::App* command = app.add_subcommand("schema", "Print the JSON Schemas of records, commands and messages");
    const auto options = std::make_shared<Options>();
    command->add_flag("--typescript", options->typescript, "Print the page's types instead");
    command->add_flag("--fields", options->fields, "Print the field tables instead");
    command->add_option("--write", options->folder, "Write one file each below this folder instead");
    command->callback([options, &run] {
        run = [options](Terminal& terminal) {
            if (!options->folder.empty())
                write_schemas(options->folder);
            else
                terminal.out << (options->typescript ? typescript_types()
                                 : options->fields   ? field_tables()
                                                     : schema_bundle());
            return 0;
        };
    });
}

} // namespace tandem::cli
