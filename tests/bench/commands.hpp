#pragma once
// A stream of entry.create or entry.update commands over one WebSocket, never more than so many unacknowledged.

#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "tests/bench/load.hpp"

namespace tandem::bench {

struct Acknowledged {
    std::int64_t seq = 0;
    std::chrono::nanoseconds took{};
};

class CommandStream {
public:
    explicit CommandStream(const Load& load); // opens the connection and says hello

    int fd() const { return socket_.fd(); }
    void fill(); // sends until `in_flight` are out or `count` have been sent
    void read(); // takes acks; throws on anything but an ack of ours
    bool done() const { return acks_.size() == static_cast<std::size_t>(load_.count); }
    bool waits_for_nothing() const { return out_.empty(); }
    const std::vector<Acknowledged>& acks() const { return acks_; }

private:
    void take(std::string_view frame);

    const Load& load_;
    WsClient socket_;
    int sent_ = 0;
    std::unordered_map<std::string, std::chrono::steady_clock::time_point> out_; // command_id → when it was sent
    std::vector<Acknowledged> acks_;
};

// Where a snapshot stands: what a page that has just loaded it says hello with.
struct Position {
    std::string epoch;
    std::int64_t seq = 0;
};
Position take_snapshot(const Target& target);

// Says hello and waits for the server's.
void say_hello(WsClient& socket, const Position& position);

// The number after `"name":` in a frame; -1 without it.
std::int64_t number_in(std::string_view frame, std::string_view name);

// The value at a share (0 to 1) of the sorted times, in milliseconds.
double percentile_ms(std::vector<std::chrono::nanoseconds> times, double share);

} // namespace tandem::bench
