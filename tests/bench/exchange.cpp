#include "tests/bench/exchange.hpp"

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

class Exchange {
public:
    Exchange(const Load& load, const std::function<const std::string&(int)>& request_of)
        : load_(load), request_of_(request_of), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        for (int i = 0; i < load.connections; ++i) all_.emplace_back(load.target.port);
        for (std::size_t i = 0; i < all_.size(); ++i) watch(i);
        times_.reserve(static_cast<std::size_t>(load.count));
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    ~Exchange() { ::close(epoll_); }

    void run() {
        for (auto& one : all_) send(one);
        std::array<epoll_event, 64> events{};
        while (times_.size() < static_cast<std::size_t>(load_.count)) {
            const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 30'000);
            if (ready == 0) throw std::runtime_error("no answer for 30 s");
            for (int i = 0; i < ready; ++i) read(events[static_cast<std::size_t>(i)].data.u64);
        }
    }

    std::vector<std::chrono::nanoseconds>& times() { return times_; }
    int status() const { return status_; }
    std::size_t body_bytes() const { return body_bytes_; }

private:
    void watch(std::size_t place) {
        epoll_event event{.events = EPOLLIN, .data = {.u64 = place}};
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, all_[place].http.fd(), &event);
    }

    void send(Asking& one) {
        if (sent_ >= load_.count) return;
        const std::string& request = request_of_(sent_++);
        one.sent = std::chrono::steady_clock::now();
        one.http.send(request);
    }

    void read(std::size_t place) {
        auto& one = all_[place];
        if (!one.http.read(one.answer)) return;
        times_.push_back(std::chrono::steady_clock::now() - one.sent);
        if (status_ != 0 && status_ != one.answer.status)
            throw std::runtime_error("status " + std::to_string(one.answer.status) + " after " +
                                     std::to_string(status_));
        status_ = one.answer.status;
        body_bytes_ = one.answer.body_bytes;
        if (one.answer.is_last) { // the time for a new one is the server's wish, and counts
            one.http.connect_again();
            watch(place);
        }
        send(one);
    }

    const Load& load_;
    const std::function<const std::string&(int)>& request_of_;
    int epoll_, sent_ = 0, status_ = 0;
    std::size_t body_bytes_ = 0;
    std::deque<Asking> all_;
    std::vector<std::chrono::nanoseconds> times_;
};

} // namespace

std::string header_lines(const Load& load) {
    std::string lines = load.target.cookie.empty() ? "" : "Cookie: " + load.target.cookie + "\r\n";
    for (const auto& header : load.headers) lines += header + "\r\n";
    return lines;
}

void run_exchange(const Load& load, const std::function<const std::string&(int)>& request_of) {
    Exchange exchange(load, request_of);
    const Stopwatch watch(load.target.pid);
    exchange.run();
    const double wall = watch.wall_seconds(), cpu = watch.cpu_seconds();
    std::printf(R"({"count":%d,"status":%d,"body_bytes":%zu,"wall":%f,"cpu":%f,"p50_ms":%f,"p99_ms":%f})"
                "\n",
                load.count, exchange.status(), exchange.body_bytes(), wall, cpu, percentile_ms(exchange.times(), 0.5),
                percentile_ms(exchange.times(), 0.99));
}

} // namespace tandem::bench
