#include "tests/bench/process.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace tandem::bench {
namespace {

namespace fs = std::filesystem;

fs::path proc(int pid) { return fs::path("/proc") / std::to_string(pid); }

// Also of threads that have ended, but in steps of 10 ms: proc(5), /proc/pid/stat, utime and stime.
std::chrono::nanoseconds coarse_cpu_time(int pid) {
    std::ifstream stat(proc(pid) / "stat");
    std::string line;
    std::getline(stat, line);
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    std::int64_t user = 0, system = 0;
    fields >> user >> system;
    return std::chrono::nanoseconds((user + system) * (1'000'000'000 / ::sysconf(_SC_CLK_TCK)));
}

std::chrono::nanoseconds own_cpu_time(int pid) {
    std::int64_t sum = 0;
    for (const auto& task : fs::directory_iterator(proc(pid) / "task")) {
        std::int64_t nanoseconds = 0;
        std::ifstream(task.path() / "schedstat") >> nanoseconds;
        sum += nanoseconds;
    }
    return std::max(std::chrono::nanoseconds(sum), coarse_cpu_time(pid));
}

} // namespace

std::chrono::nanoseconds cpu_time(int pid) {
    auto sum = own_cpu_time(pid);
    std::ifstream children(proc(pid) / "task" / std::to_string(pid) / "children");
    for (int child = 0; children >> child;) sum += own_cpu_time(child);
    return sum;
}

std::size_t resident(int pid) {
    std::ifstream statm(proc(pid) / "statm");
    std::size_t total = 0, pages = 0;
    statm >> total >> pages;
    return pages * 4096;
}

Stopwatch::Stopwatch(int pid) : pid_(pid), wall_(std::chrono::steady_clock::now()), cpu_(cpu_time(pid)) {}

double Stopwatch::wall_seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
}

double Stopwatch::cpu_seconds() const { return std::chrono::duration<double>(cpu_time(pid_) - cpu_).count(); }

} // namespace tandem::bench
