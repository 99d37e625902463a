#pragma once
// What a process of this machine has used so far, from /proc.

#include <chrono>
#include <cstddef>

namespace tandem::bench {

// CPU time of all threads of `pid` and, as nginx works in them, of its child processes.
std::chrono::nanoseconds cpu_time(int pid);

// Resident memory in bytes.
std::size_t resident(int pid);

// Wall and CPU time from its making on.
class Stopwatch {
public:
    explicit Stopwatch(int pid);
    double wall_seconds() const;
    double cpu_seconds() const;

private:
    int pid_;
    std::chrono::steady_clock::time_point wall_;
    std::chrono::nanoseconds cpu_;
};

} // namespace tandem::bench
