#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "server/cli/command_line.hpp"
#include "server/cli/workspace.hpp"
#include "tests/support/workspace.hpp"

namespace tandem::cli {
namespace {

struct Console {
    TemporaryFolder folder;
    std::string data = folder.path() / "data";
    std::string file = folder.path() / "in.ics";
    std::istringstream in;
    std::ostringstream out, err;

    Console() {
        auto workspace = Workspace::open(data);
        (*workspace)->apply("calendar.create", {{"name", "Launch"}});
        std::ofstream(file) << "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Fair\r\n"
                               "DTSTART:20260511\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:Call\r\nEND:VTODO\r\n"
                               "END:VCALENDAR\r\n";
    }
    int run(std::vector<const char*> arguments) {
        arguments.insert(arguments.begin(), "tandem");
        out.str("");
        err.str("");
        return run_command_line(static_cast<int>(arguments.size()), arguments.data(), {in, out, err});
    }
};

TEST(ImportCommand, PreviewsThenImportsThenFindsNothingNew) {
    Console console;
    const char* const data = console.data.c_str();
    const char* const file = console.file.c_str();
    EXPECT_EQ(console.run({"import", file, "--calendar", "Launch", "--data", data, "--dry-run"}), 0);
    EXPECT_EQ(console.out.str(), "line 8: skipped Call: is a to-do, not an event\n"
                                 "would import: 1 new, 0 changed, 0 unchanged, 1 skipped\n");
    console.run({"import", file, "--calendar", "Launch", "--data", data});
    EXPECT_TRUE(console.out.str().ends_with("\n1 new, 0 changed, 0 unchanged, 1 skipped\n")) << console.out.str();
    console.run({"import", file, "--calendar", "Launch", "--data", data});
    EXPECT_TRUE(console.out.str().ends_with("\n0 new, 0 changed, 1 unchanged, 1 skipped\n")) << console.out.str();
}

TEST(ImportCommand, SaysInOneLineWhatIsWrong) {
    Console console;
    const char* const data = console.data.c_str();
    EXPECT_EQ(console.run({"import", console.file.c_str(), "--calendar", "Nowhere", "--data", data}), misused);
    EXPECT_EQ(console.err.str(), "tandem: there is no calendar called \"Nowhere\"\n");
    std::ofstream(console.file) << "<html>";
    EXPECT_EQ(console.run({"import", console.file.c_str(), "--calendar", "Launch", "--data", data}), failed);
    EXPECT_TRUE(console.err.str().ends_with("must begin with BEGIN:VCALENDAR\n")) << console.err.str();
}

} // namespace
} // namespace tandem::cli
