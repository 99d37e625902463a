#pragma once
// The one event loop of the server: sockets, timers and work posted by other threads all run on the thread that calls
// run(). A thin cover over asio::io_context that keeps Asio out of its callers. post(), stop() and is_current() may be
// called from any thread, everything else on the loop's own thread (or before run()).

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace tandem::net {

using SteadyTime = std::chrono::steady_clock::time_point;
using Work = std::move_only_function<void()>;

// Stops its timer when destroyed.
class Timer {
public:
    struct State;
    Timer() = default;
    explicit Timer(std::shared_ptr<State> state);
    Timer(Timer&&) noexcept;
    Timer& operator=(Timer&&) noexcept;
    ~Timer();
    void cancel();

private:
    std::shared_ptr<State> state_;
};

class Loop {
public:
    Loop(); // ignores broken pipes

    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Runs until stop(). An exception out of a callback is reported to the fault sink and the loop goes on (R3).
    void run();
    void stop();
    void post(Work work);
    bool is_current() const;

    // Before run(): who hears of exceptions that reached the loop.
    void on_fault(std::function<void(std::string_view what)> sink);
    void report_fault(std::string_view what);

    [[nodiscard]] Timer every(std::chrono::milliseconds period, std::function<void()> task);
    [[nodiscard]] Timer after(std::chrono::milliseconds delay, std::function<void()> task);

    // Calls `handler` on the loop for each of these signals from now on.
    void on_signals(std::initializer_list<int> signals, std::function<void(int signal)> handler);

    // Monotonic, for deadlines only; wall time comes from a Clock.
    static SteadyTime now();

    boost::asio::io_context& context();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// R3: a write to a closed socket must not end the process.
void ignore_broken_pipe();

} // namespace tandem::net
