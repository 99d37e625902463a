#include "server/auth/password_hasher.hpp"

namespace tandem {

PasswordHasher::PasswordHasher(net::Loop& loop, Limits limits) : loop_(loop), limits_(limits) {
    for (std::size_t i = 0; i < limits_.at_once; ++i) threads_.emplace_back([this] { work(); });
}

PasswordHasher::~PasswordHasher() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    for (std::thread& thread : threads_) thread.join();
}

bool PasswordHasher::verify(std::string hash, std::string password, std::move_only_function<void(Verification)> done) {
    return enqueue([cost = limits_.cost, hash = std::move(hash), password = std::move(password),
                    done = std::move(done)]() mutable -> net::Work {
        const Verification verification = verify_password(hash, password, cost);
        return [done = std::move(done), verification]() mutable { done(verification); };
    });
}

bool PasswordHasher::hash(std::string password, std::move_only_function<void(std::string)> done) {
    return enqueue(
        [cost = limits_.cost, password = std::move(password), done = std::move(done)]() mutable -> net::Work {
            return [done = std::move(done), hash = hash_password(password, cost)]() mutable { done(std::move(hash)); };
        });
}

bool PasswordHasher::enqueue(Job job) {
    const std::lock_guard lock(mutex_);
    if (running_ + waiting_.size() >= limits_.at_once + limits_.waiting) return false;
    waiting_.push_back(std::move(job));
    wake_.notify_one();
    return true;
}

void PasswordHasher::work() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (stopping_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
            ++running_;
        }
        try {
            loop_.post(job());
        } catch (const std::exception& error) { // no memory: the answer that was owed says `internal` when dropped
            loop_.post([&loop = loop_, what = std::string(error.what())] { loop.report_fault(what); });
        }
        // What the job held belongs to the loop (an answer owed is given there).
        loop_.post([job = std::move(job)]() mutable { job = nullptr; });
        const std::lock_guard lock(mutex_);
        --running_;
    }
}

} // namespace tandem
