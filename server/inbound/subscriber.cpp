#include "server/inbound/subscriber.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>

#include <fmt/format.h>

namespace tandem {
namespace {

constexpr std::chrono::seconds after_a_fault{60};
constexpr std::chrono::milliseconds longest_wait = std::chrono::minutes{5}; // clocks are set, and machines sleep

bool concerns(const ChangeItem& item) {
    if (item.type == &subscription_type) return item.after != nullptr;
    return item.type == &calendar_type && item.after &&
           static_cast<const Calendar&>(*item.after).source == CalendarSource::closing;
}

} // namespace

void Subscriber::start(outbound::Guard guard) {
    // As in WorkerPool: what cannot be opened keeps the server from starting.
    auto reader = std::make_unique<Database>(database_, Database::Mode::reader);
    thread_ = std::thread(
        [this, reader = std::move(reader), client = outbound::HttpClient(std::move(guard))] { run(*reader, client); });
}

void Subscriber::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

void Subscriber::deliver(const std::vector<ChangePtr>& changes) {
    const bool concerned = std::ranges::any_of(
        changes, [](const ChangePtr& change) { return std::ranges::any_of(change->items, concerns); });
    if (!concerned) return;
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
    wake_.notify_one();
}

// A job of its own between batches of others. Waits for it: the core thread does every job it has taken before it ends.
bool Subscriber::run_on_core(std::function<void(Engine&)> job) {
    auto done = std::make_shared<std::promise<void>>();
    auto waiting = done->get_future();
    const bool is_taken = backend_.core.run([done, job = std::move(job)](Engine& engine) {
        try {
            job(engine);
            done->set_value();
        } catch (...) {
            done->set_exception(std::current_exception());
        }
    });
    if (is_taken) waiting.get();
    return is_taken;
}

std::vector<Outcome> Subscriber::apply(std::vector<Submission> batch) {
    std::vector<Outcome> outcomes;
    const bool is_done = run_on_core([&](Engine& engine) { outcomes = engine.apply(batch); });
    return is_done ? std::move(outcomes) : std::vector<Outcome>(batch.size(), CoreThread::busy());
}

// Left out when too much waits: the address is then asked once more.
void Subscriber::note(Id id, std::int64_t rev, const CheckNote& note) {
    if (!run_on_core([&](Engine& engine) { engine.note_check(id, rev, note); }))
        throw std::runtime_error("too much waits to be written");
}

std::optional<Instant> Subscriber::round(Checker& checker) {
    std::string fault;
    try {
        const auto next = checker.run_due();
        if (next) return *next;
        fault = next.error().message;
    } catch (const std::exception& error) {
        fault = error.what();
    }
    if (!stopping_)
        backend_.loop.post(
            [&loop = backend_.loop, what = fmt::format("subscriptions: {}", fault)] { loop.report_fault(what); });
    return backend_.clock.now() + after_a_fault;
}

void Subscriber::wait_until(std::optional<Instant> next) {
    const auto left = next ? std::clamp(std::chrono::milliseconds{*next - backend_.clock.now()},
                                        std::chrono::milliseconds{0}, longest_wait)
                           : longest_wait;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, left, [this] { return stopping_ || is_woken_; });
    is_woken_ = false;
}

void Subscriber::run(Database& reader, const outbound::HttpClient& client) {
    Checker checker({reader, backend_.clock, [this](std::vector<Submission> batch) { return apply(std::move(batch)); },
                     [this](Id id, std::int64_t rev, const CheckNote& what) { note(id, rev, what); },
                     [this, &client](const outbound::Fetch& fetch) { return client.get(fetch, stopping_); },
                     [this] { return stopping_.load(); }});
    while (!stopping_) wait_until(round(checker));
}

} // namespace tandem
