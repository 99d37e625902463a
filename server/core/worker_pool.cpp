#include "server/core/worker_pool.hpp"

namespace tandem {

WorkerPool::WorkerPool(const std::filesystem::path& database, std::size_t threads, net::Loop& loop) : loop_(loop) {
    // Opened here, so that a store that cannot be read keeps the server from starting instead of ending it later.
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back(
            [this, reader = std::make_unique<Database>(database, Database::Mode::reader)] { work(*reader); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::post(Task task) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= most_waiting) return false;
    waiting_.push_back(std::move(task));
    wake_.notify_one();
    return true;
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

bool WorkerPool::take(Task& task) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return false;
    task = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

void WorkerPool::work(Database& database) {
    Queries queries(database);
    Task task;
    while (take(task)) {
        try {
            task(queries);
        } catch (const std::exception& error) { // the answer that the task owed says `internal` when it is dropped
            loop_.post([&loop = loop_, what = std::string(error.what())] { loop.report_fault(what); });
        }
        task = nullptr;
    }
}

} // namespace tandem
