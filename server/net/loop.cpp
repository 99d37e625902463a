#include "server/net/loop.hpp"

#include <atomic>
#include <csignal>
#include <exception>
#include <thread>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace tandem::net {

namespace asio = boost::asio;
using boost::system::error_code;

struct Timer::State : std::enable_shared_from_this<Timer::State> {
    State(asio::io_context& context, std::chrono::milliseconds every, std::function<void()> what, bool again)
        : timer(context), period(every), task(std::move(what)), repeats(again) {}

    void arm(SteadyTime at) {
        timer.expires_at(at);
        timer.async_wait([self = shared_from_this()](error_code failed) {
            if (failed || self->cancelled) return;
            if (self->repeats) self->arm(self->timer.expiry() + self->period);
            self->task();
        });
    }

    asio::steady_timer timer;
    std::chrono::milliseconds period;
    std::function<void()> task;
    bool repeats;
    bool cancelled = false;
};

Timer::Timer(std::shared_ptr<State> state) : state_(std::move(state)) {}
Timer::Timer(Timer&&) noexcept = default;
Timer& Timer::operator=(Timer&& other) noexcept {
    cancel();
    state_ = std::move(other.state_);
    return *this;
}
Timer::~Timer() { cancel(); }

void Timer::cancel() {
    if (!state_) return;
    state_->cancelled = true;
    state_->timer.cancel();
    state_.reset();
}

struct Loop::Parts {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
    asio::signal_set signals{context};
    std::function<void(int)> signal_handler;
    std::function<void(std::string_view)> fault_sink;
    std::atomic<std::thread::id> runner;
};

Loop::Loop() : parts_(std::make_unique<Parts>()) { ignore_broken_pipe(); }

// Pending callbacks may hold sessions that report to the loop while they are destroyed.
Loop::~Loop() = default;

void Loop::run() {
    parts_->runner = std::this_thread::get_id();
    while (!parts_->context.stopped()) {
        try {
            parts_->context.run();
        } catch (const std::exception& fault) {
            report_fault(fault.what());
        } catch (...) {
            report_fault("unknown exception");
        }
    }
    parts_->runner = std::thread::id{};
}

void Loop::stop() { parts_->context.stop(); }

void Loop::post(Work work) { asio::post(parts_->context, std::move(work)); }

bool Loop::is_current() const { return parts_->runner.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

void Loop::on_fault(std::function<void(std::string_view)> sink) { parts_->fault_sink = std::move(sink); }

void Loop::report_fault(std::string_view what) {
    if (parts_->fault_sink) parts_->fault_sink(what);
}

Timer Loop::every(std::chrono::milliseconds period, std::function<void()> task) {
    auto state = std::make_shared<Timer::State>(parts_->context, period, std::move(task), true);
    state->arm(now() + period);
    return Timer(std::move(state));
}

Timer Loop::after(std::chrono::milliseconds delay, std::function<void()> task) {
    auto state = std::make_shared<Timer::State>(parts_->context, delay, std::move(task), false);
    state->arm(now() + delay);
    return Timer(std::move(state));
}

namespace {

void wait_for_signal(asio::signal_set& signals, const std::function<void(int)>& handler) {
    signals.async_wait([&signals, &handler](error_code failed, int signal) {
        if (failed) return;
        wait_for_signal(signals, handler);
        handler(signal);
    });
}

} // namespace

void Loop::on_signals(std::initializer_list<int> signals, std::function<void(int)> handler) {
    parts_->signal_handler = std::move(handler);
    for (const int signal : signals) parts_->signals.add(signal);
    wait_for_signal(parts_->signals, parts_->signal_handler);
}

SteadyTime Loop::now() { return std::chrono::steady_clock::now(); }

asio::io_context& Loop::context() { return parts_->context; }

void ignore_broken_pipe() { std::signal(SIGPIPE, SIG_IGN); }

} // namespace tandem::net
