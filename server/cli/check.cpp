#include "calendar/engine/check.hpp"

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "calendar/store/data_folder.hpp"
#include "calendar/store/migrations.hpp"
#include "server/cli/command_line.hpp"

namespace tandem::cli {
namespace {

int run_check(const std::filesystem::path& folder, Terminal& terminal) {
    const auto file = DataFolder::database_of(folder);
    if (!std::filesystem::exists(file)) {
        terminal.err << "tandem: there is no workspace in " << folder.string() << '\n';
        return failed;
    }
    Database reader(file, Database::Mode::reader);
    const auto version = reader.query_integer("PRAGMA user_version").value_or(0);
    if (version != migrations().back().version) {
        terminal.err << fmt::format("tandem: the database has schema {}, but this program checks schema {} only\n",
                                    version, migrations().back().version);
        return failed;
    }
    const CheckReport report = check_workspace(reader, folder / fmt::format("check-{}.tmp", ::getpid()));
    for (const auto& finding : report.findings) terminal.out << finding << '\n';
    terminal.out << fmt::format("{} records, {} changes: {}\n", report.records, report.changes,
                                report.findings.empty() ? "no damage found"
                                                        : fmt::format("{} findings", report.findings.size()));
    return report.findings.empty() ? 0 : failed;
}

} // namespace

void add_check(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("check", "Look for damage in a workspace; exit code 1 if there is any");
    const auto folder = std::make_shared<std::string>();
    command->add_option("--data", *folder, "The data folder; a server may be running on it")->required();
    command->callback([folder, &run] { run = [folder](Terminal& terminal) { return run_check(*folder, terminal); }; });
}

} // namespace tandem::cli
