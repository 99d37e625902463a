#pragma once
// WorkerPool: a few threads for what must not hold up the loop or the writer: queries, rendering, compression. Each has
// a reader connection of its own.

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "calendar/engine/queries.hpp"
#include "server/net/loop.hpp"

namespace tandem {

class WorkerPool {
public:
    using Task = std::move_only_function<void(Queries&)>;

    // `loop` hears of exceptions out of tasks.
    WorkerPool(const std::filesystem::path& database, std::size_t threads, net::Loop& loop);
    ~WorkerPool(); // finishes what runs, drops what waits

    // Any thread. False if too much waits already: the caller answers `unavailable` (R11).
    [[nodiscard]] bool post(Task task);
    void stop();

    static constexpr std::size_t most_waiting = 1'000;

private:
    void work(Database& database);
    bool take(Task& task);

    net::Loop& loop_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> waiting_; // guarded by mutex_
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace tandem
