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
    // What takes long is done in pieces: called again and again, with a batch of commands in between, until it gives
    // false. Any thread; false as for run().
    using Work = std::move_only_function<bool(Engine&)>;
    [[nodiscard]] bool run_in_pieces(Work work);
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
    bool has_room() const { return !stopping_ && waiting_.size() + jobs_.size() + new_work_.size() < most_waiting; }
    bool take(std::vector<Waiting>& batch, std::vector<Job>& jobs);
    void do_pieces();
    template <class F>
    bool report_faults_of(F&& f);
    void apply(std::vector<Waiting>& batch);
    void take_long(std::vector<Waiting>& batch);
    void complete(std::vector<Waiting> batch, std::vector<Outcome> outcomes);

    Engine& engine_;
    net::Loop& loop_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Waiting> waiting_; // guarded by mutex_, as are the three below
    std::vector<Job> jobs_;
    std::vector<Work> new_work_;
    bool stopping_ = false;
    std::vector<Work> work_; // core thread
    std::thread thread_;
};

} // namespace tandem
