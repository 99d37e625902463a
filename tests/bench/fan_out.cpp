#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <deque>
#include <stdexcept>

#include "tests/bench/commands.hpp"
#include "tests/bench/process.hpp"

namespace tandem::bench {
namespace {

using Time = std::chrono::steady_clock::time_point;

// Checks that every change arrives once and in order, and notes when it has reached the last subscriber.
class Subscribers {
public:
    Subscribers(const Load& load, int epoll) : epoll_(epoll) {
        const auto position = take_snapshot(load.target);
        for (int i = 0; i < load.connections; ++i) {
            auto& one = all_.emplace_back(load.target);
            say_hello(one.socket, position);
            one.seq = position.seq;
            one.socket.set_non_blocking();
            epoll_event event{.events = EPOLLIN, .data = {.u64 = static_cast<std::uint64_t>(i)}};
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, one.socket.fd(), &event);
        }
    }

    void read(std::size_t index) {
        auto& one = all_[index];
        one.socket.read([&](std::string_view frame) {
            const auto head = frame.substr(0, 40);
            if (head.contains(R"("type":"resync")")) throw std::runtime_error("a subscriber was told to resync");
            if (!head.contains(R"("type":"changes")")) return;
            const auto seq = number_in(frame, "seq");
            if (seq != one.seq + 1)
                throw std::runtime_error("after change " + std::to_string(one.seq) + " came " + std::to_string(seq));
            one.seq = seq;
            bytes_ += frame.size();
            ++deliveries_;
        });
    }

    long deliveries() const { return deliveries_; }
    double bytes_each() const {
        return deliveries_ == 0 ? 0 : static_cast<double>(bytes_) / static_cast<double>(deliveries_);
    }
    std::size_t size() const { return all_.size(); }

private:
    struct One {
        explicit One(const Target& target) : socket(target) {}
        WsClient socket;
        std::int64_t seq = 0;
    };
    std::deque<One> all_;
    int epoll_;
    long deliveries_ = 0;
    std::size_t bytes_ = 0;
};

constexpr std::uint64_t writer = ~0ULL;

void allow_many_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// With one in flight the next change is sent when the last subscriber has the one before, so that each is timed whole.
void drive(CommandStream& stream, Subscribers& subscribers, int epoll, const Load& load,
           std::vector<std::chrono::nanoseconds>& spreads) {
    const long wanted = static_cast<long>(load.count) * static_cast<long>(subscribers.size());
    std::array<epoll_event, 256> events{};
    long expected = 0;
    bool under_way = false;
    Time sent{};
    while (subscribers.deliveries() < wanted || !stream.done()) {
        if (load.in_flight > 1) {
            stream.fill();
        } else if (!under_way && stream.waits_for_nothing()) {
            sent = std::chrono::steady_clock::now();
            stream.fill();
            under_way = true;
            expected += static_cast<long>(subscribers.size());
        }
        const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 30'000);
        if (ready == 0) throw std::runtime_error("nothing arrived for 30 s");
        for (int i = 0; i < ready; ++i) {
            const auto index = events[static_cast<std::size_t>(i)].data.u64;
            if (index == writer) {
                stream.read();
            } else {
                subscribers.read(index);
            }
        }
        if (under_way && subscribers.deliveries() == expected) {
            spreads.push_back(std::chrono::steady_clock::now() - sent);
            under_way = false;
        }
    }
}

} // namespace

void run_fan_out(const Load& load) {
    allow_many_files();
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    Subscribers subscribers(load, epoll);
    CommandStream stream(load);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = writer}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, stream.fd(), &event);
    std::vector<std::chrono::nanoseconds> spreads;
    const Stopwatch watch(load.target.pid);
    drive(stream, subscribers, epoll, load, spreads);
    std::printf(R"({"count":%d,"deliveries":%ld,"bytes_each":%f,"wall":%f,"cpu":%f,"p50_ms":%f,"p99_ms":%f})"
                "\n",
                load.count, subscribers.deliveries(), subscribers.bytes_each(), watch.wall_seconds(),
                watch.cpu_seconds(), percentile_ms(spreads, 0.5), percentile_ms(spreads, 0.99));
    ::close(epoll);
}

void run_idle(const Load& load) {
    allow_many_files();
    const auto position = take_snapshot(load.target);
    const auto before = resident(load.target.pid);
    std::deque<WsClient> connections;
    for (int i = 0; i < load.connections; ++i) say_hello(connections.emplace_back(load.target), position);
    const auto after = resident(load.target.pid);
    std::printf(R"({"connections":%d,"bytes_each":%f})"
                "\n",
                load.connections, (static_cast<double>(after) - static_cast<double>(before)) / load.connections);
}

} // namespace tandem::bench
