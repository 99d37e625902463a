#pragma once
// PasswordHasher: members' passwords hashed and verified on threads of their own, so that neither the loop nor queries
// wait for them. At most two run at once and sixteen wait; beyond that a caller is told at once (R9). Called on the
// loop's thread, answers there.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/auth/password.hpp"
#include "server/net/loop.hpp"

namespace tandem {

class PasswordHasher {
public:
    struct Limits {
        HashCost cost;
        std::size_t at_once = 2;
        std::size_t waiting = 16;
    };

    explicit PasswordHasher(net::Loop& loop) : PasswordHasher(loop, Limits{}) {}
    PasswordHasher(net::Loop& loop, Limits limits);
    ~PasswordHasher(); // drops what waits, finishes what runs

    // False if too many wait: answer `unavailable`. An empty `hash` never matches, and costs the same.
    [[nodiscard]] bool verify(std::string hash, std::string password, std::move_only_function<void(Verification)> done);
    [[nodiscard]] bool hash(std::string password, std::move_only_function<void(std::string hash)> done);

private:
    using Job = std::move_only_function<net::Work()>; // runs on a thread of ours; gives what to do on the loop
    bool enqueue(Job job);
    void work();

    net::Loop& loop_;
    Limits limits_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> waiting_; // guarded by mutex_, as are the two below
    std::size_t running_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace tandem
