#pragma once
// Subscriber: the thread that keeps subscribed calendars fresh. It waits until the next one is due or until something
// has changed, and writes through the core thread in small batches, so that nobody waits for a large feed.

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "server/core/backend.hpp"
#include "server/inbound/checker.hpp"

namespace tandem {

class Subscriber {
public:
    Subscriber(const std::filesystem::path& database, Backend& backend) : database_(database), backend_(backend) {}
    ~Subscriber() { stop(); }

    // Throws what a store throws that cannot be read.
    void start(outbound::Guard guard);
    // Before the core thread is stopped. Breaks off what is being fetched; nothing is lost by it.
    void stop();

    // Core thread, after a COMMIT: a subscription that was made, changed or ended is looked at at once.
    void deliver(const std::vector<ChangePtr>& changes);

private:
    void run(Database& reader, const outbound::HttpClient& client);
    std::optional<Instant> round(Checker& checker);
    void wait_until(std::optional<Instant> next);
    bool run_on_core(std::function<void(Engine&)> job); // false if too much waits
    std::vector<Outcome> apply(std::vector<Submission> batch);
    void note(Id id, std::int64_t rev, const CheckNote& note);

    std::filesystem::path database_;
    Backend& backend_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_woken_ = false; // guarded by mutex_
    std::thread thread_;
};

} // namespace tandem
