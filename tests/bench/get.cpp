#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <deque>
#include <stdexcept>

#include "tests/bench/commands.hpp"
#include "tests/bench/http_client.hpp"
#include "tests/bench/process.hpp"

namespace tandem::bench {
namespace {

struct Asking {
    explicit Asking(std::uint16_t port) : http(port) {}
    HttpClient http;
    std::chrono::steady_clock::time_point sent;
    Answer answer;
};

struct Tally {
    std::vector<std::chrono::nanoseconds> times;
    int status = 0;
    std::size_t body_bytes = 0;

    void add(const Asking& one) {
        times.push_back(std::chrono::steady_clock::now() - one.sent);
        if (status != 0 && status != one.answer.status)
            throw std::runtime_error("status " + std::to_string(one.answer.status) + " after " +
                                     std::to_string(status));
        status = one.answer.status;
        body_bytes = one.answer.body_bytes;
    }
};

void drive(std::deque<Asking>& all, const std::string& request, int count, Tally& tally) {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int to_send = count;
    const auto send = [&](Asking& one) {
        if (to_send-- <= 0) return;
        one.sent = std::chrono::steady_clock::now();
        one.http.send(request);
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        epoll_event event{.events = EPOLLIN, .data = {.u64 = i}};
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].http.fd(), &event);
        send(all[i]);
    }
    std::array<epoll_event, 64> events{};
    while (tally.times.size() < static_cast<std::size_t>(count)) {
        const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 30'000);
        if (ready == 0) throw std::runtime_error("no answer for 30 s");
        for (int i = 0; i < ready; ++i) {
            auto& one = all[events[static_cast<std::size_t>(i)].data.u64];
            if (!one.http.read(one.answer)) continue;
            tally.add(one);
            send(one);
        }
    }
    ::close(epoll);
}

} // namespace

void run_get(const Load& load) {
    std::string headers = load.target.cookie.empty() ? "" : "Cookie: " + load.target.cookie + "\r\n";
    for (const auto& header : load.headers) headers += header + "\r\n";
    std::deque<Asking> all;
    for (int i = 0; i < load.connections; ++i) all.emplace_back(load.target.port);
    Tally tally;
    const Stopwatch watch(load.target.pid);
    drive(all, get_request(load.target.port, load.path, headers), load.count, tally);
    std::printf(R"({"count":%d,"status":%d,"body_bytes":%zu,"wall":%f,"cpu":%f,"p50_ms":%f,"p99_ms":%f})"
                "\n",
                load.count, tally.status, tally.body_bytes, watch.wall_seconds(), watch.cpu_seconds(),
                percentile_ms(tally.times, 0.5), percentile_ms(tally.times, 0.99));
}

} // namespace tandem::bench
