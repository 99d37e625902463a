#include "server/cli/command_line.hpp"

#include <exception>
#include <ostream>

#include <CLI/CLI.hpp>

namespace tandem::cli {
namespace {

void add_all(CLI::App& app, Run& run) {
    app.require_subcommand(1);
    add_serve(app, run);
    add_member(app, run);
    add_backup(app, run);
    add_restore(app, run);
    add_check(app, run);
    add_import(app, run);
    add_mail(app, run);
    add_schema(app, run);
}

// CLI11's messages can span lines; people and scripts get one.
std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n') c = ' ';
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

} // namespace

int run_command_line(int argument_count, const char* const* arguments, Terminal terminal) {
    CLI::App app{"Tandem: one live calendar for sales and marketing", "tandem"};
    Run run;
    add_all(app, run);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::Success& asked) { // --help
        app.exit(asked, terminal.out, terminal.err);
        return 0;
    } catch (const CLI::ParseError& error) {
        terminal.err << "tandem: " << one_line(error.what()) << " (see tandem --help)\n";
        return misused;
    }
    try {
        return run(terminal);
    } catch (const std::exception& error) {
        terminal.err << "tandem: " << one_line(error.what()) << '\n';
        return failed;
    }
}

} // namespace tandem::cli
