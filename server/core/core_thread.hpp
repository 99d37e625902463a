#pragma once
// CoreThread: the one thread that writes. Whoever wants a command applied submits it here; all that wait are applied as
// one batch and committed once (R1), then the changes go to the hub and the outcomes back, both on the loop's thread.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "calendar/engine/engine.hpp"
#include "server/net/loop.hpp"

namespace tandem {

using Completion = std::move_only_function<void(Outcome)>;

class CoreThread {
public:
    // Runs `work` on the core thread between batches.
    using Job = std::move_only_function<void(Engine&)>;

    CoreThread(Engine& engine, net::Loop& loop);
    ~CoreThread(); // applies what waits, then ends

    // Any thread. `done` is called once, on the loop's thread; with `unavailable` if too much waits already (R11).
    void submit(Submission submission, Completion done);
    // Any thread. False if too much waits already: the job is dropped.
    [[nodiscard]] bool run(Job job);
    // Applies what waits, refuses what comes later, ends the thread.
    void stop();

    static constexpr std::size_t most_waiting = 1'000; // commands and jobs together
    static Error busy();                               // what both are refused with

private:
    struct Waiting {
        Submission submission;
        Completion done;
    };
    void loop_forever();
    void report(std::string what);
    bool has_room() const { return !stopping_ && waiting_.size() + jobs_.size() < most_waiting; }
    bool take(std::vector<Waiting>& batch, std::vector<Job>& jobs);
    void apply(std::vector<Waiting>& batch);
    void complete(std::vector<Waiting> batch, std::vector<Outcome> outcomes);

    Engine& engine_;
    net::Loop& loop_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Waiting> waiting_; // guarded by mutex_, as are the two below
    std::vector<Job> jobs_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace tandem
