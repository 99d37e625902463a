#pragma once
// The command line: `tandem serve`, `tandem member add`, `tandem backup` and so on. Called by main; each command stands
// in a file of its own.

#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace tandem::cli {

// Where commands read and write, so that tests need no process.
struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

// What the chosen command does; its exit code. 0: done, 1: could not be done (or findings), 2: an error of use.
using Run = std::function<int(Terminal&)>;

inline constexpr int failed = 1;
inline constexpr int misused = 2;

// Each adds its command; when that is chosen, `run` becomes its work.
void add_serve(CLI::App& app, Run& run);
void add_member(CLI::App& app, Run& run);
void add_backup(CLI::App& app, Run& run);
void add_restore(CLI::App& app, Run& run);
void add_check(CLI::App& app, Run& run);
void add_import(CLI::App& app, Run& run);
void add_mail(CLI::App& app, Run& run);
void add_schema(CLI::App& app, Run& run);

// One clear line on `err` for every error.
int run_command_line(int argument_count, const char* const* arguments, Terminal terminal);

} // namespace tandem::cli
