#include <iostream>

#include <CLI/CLI.hpp>

#include "calendar/store/backup.hpp"
#include "server/cli/command_line.hpp"

namespace tandem::cli {
namespace {

struct Options {
    std::string data, file;
};

int run_backup(const Options& options, Terminal& terminal) {
    if (const auto done = back_up(options.data, options.file); !done) {
        terminal.err << "tandem: " << done.error() << '\n';
        return failed;
    }
    terminal.out << "backed up to " << options.file << '\n';
    return 0;
}

int run_restore(const Options& options, Terminal& terminal) {
    const auto folder = DataFolder::open(options.data);
    if (!folder) {
        terminal.err << "tandem: " << folder.error() << '\n';
        return failed;
    }
    const auto done = restore(*folder, options.file, SystemClock().now());
    if (!done) {
        terminal.err << "tandem: " << done.error() << '\n';
        return failed;
    }
    terminal.out << "restored " << options.file << " (schema " << done->schema << ")\n";
    if (!done->kept.empty()) terminal.out << "what was there before is kept in " << done->kept.string() << '\n';
    return 0;
}

CLI::App* add(CLI::App& app, Run& run, const char* name, const char* about, int (*work)(const Options&, Terminal&)) {
    CLI::App* command = app.add_subcommand(name, about);
    const auto options = std::make_shared<Options>();
    command->add_option("--data", options->data, "The data folder")->required();
    command->add_option("FILE", options->file, "The backup")->required();
    command->callback(
        [options, work, &run] { run = [options, work](Terminal& terminal) { return work(*options, terminal); }; });
    return command;
}

} // namespace

void add_backup(CLI::App& app, Run& run) {
    add(app, run, "backup", "Copy a workspace to one file, also while the server runs", run_backup);
}

void add_restore(CLI::App& app, Run& run) {
    add(app, run, "restore", "Put a backup in a workspace's place; the server must be stopped", run_restore);
}

} // namespace tandem::cli
