// bench_shift: a campaign of many children moved by a day and back, as one command each, in the engine. One line of
// JSON out: the CPU and wall time of a command with its COMMIT, in the middle of all.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/support/workspace.hpp"

namespace tandem::bench {
namespace {

double thread_cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double middle(std::vector<double> all) {
    std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
    return all[all.size() / 2];
}

void run(int children, int count) {
    Workspace workspace;
    const Id author = workspace.add_member("Mia", Team::marketing), calendar = workspace.add_calendar("Plan");
    const std::string when = R"(,"when":{"starts_on":"2026-05-04","ends_on":"2026-05-05"})";
    const Id campaign = workspace.add_entry(author, calendar, "Campaign", when);
    for (int i = 0; i < children; ++i)
        acked(workspace.run(author, "entry.create",
                            fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"Push {}","parent_id":"{}"{}}})",
                                        to_text(calendar), i, to_text(campaign), when)));
    std::vector<double> cpu, wall;
    for (int i = 0; i < count; ++i) {
        const auto command = workspace.submission(
            author, "entry.shift",
            fmt::format(R"({{"ids":["{}"],"days":{},"children":true}})", to_text(campaign), i % 2 ? -1 : 1));
        const auto begin = std::chrono::steady_clock::now();
        const double before = thread_cpu_ms();
        acked(workspace.run(command));
        cpu.push_back(thread_cpu_ms() - before);
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    const auto moved = workspace.sink.changes.back()->items.size();
    std::puts(
        fmt::format(R"({{"moved":{},"cpu_ms":{:.3f},"wall_ms":{:.3f}}})", moved, middle(cpu), middle(wall)).c_str());
}

} // namespace
} // namespace tandem::bench

int main(int argc, char** argv) {
    int children = 200, count = 50;
    CLI::App app("Moves a campaign with its children, one command at a time.");
    app.add_option("--children", children, "that hang under it")->check(CLI::Range(1, 1'900));
    app.add_option("--count", count, "how often it is moved")->check(CLI::Range(1, 10'000));
    CLI11_PARSE(app, argc, argv);
    try {
        tandem::bench::run(children, count);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_shift: %s\n", error.what());
        return 1;
    }
}
