// R11: how many connections are taken, and what happens to the rest. R21: plain HTTP stays on this machine.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>

#include "server/net/listener.hpp"
#include "tests/support/wire.hpp"

namespace tandem::test {

namespace {

// Takes connections and keeps them until told otherwise.
class Door {
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t taken_ = 0;

public:
    explicit Door(net::ConnectionLimits limits = {}) {
        thread.call([&] {
            cap = std::make_unique<net::ConnectionCap>(limits);
            net::ListenerConfig config;
            config.endpoint = net::parse_endpoint("127.0.0.1:0").value();
            config.accept_pause = std::chrono::milliseconds(1);
            listener = net::Listener::open(thread.loop, config, *cap, [this](auto stream) {
                           keep(std::move(stream));
                       }).value();
        });
    }
    ~Door() {
        thread.call([&] {
            streams.clear();
            listener.reset();
        });
    }
    void wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(10), [&] { return taken_ >= count; }))
            throw std::runtime_error("not accepted");
    }
    Wire connect() { return Wire(listener->port()); }
    std::size_t taken() {
        const std::lock_guard lock(mutex_);
        return taken_;
    }

    LoopThread thread;
    std::unique_ptr<net::ConnectionCap> cap;
    std::unique_ptr<net::Listener> listener;
    std::vector<std::unique_ptr<net::Stream>> streams;

private:
    void keep(std::unique_ptr<net::Stream> stream) {
        streams.push_back(std::move(stream));
        const std::lock_guard lock(mutex_);
        ++taken_;
        changed_.notify_all();
    }
};

net::ConnectionLimits at_most(std::size_t total, std::size_t per_address, bool exempt_loopback) {
    net::ConnectionLimits limits;
    limits.total = total;
    limits.per_address = per_address;
    limits.exempt_loopback = exempt_loopback;
    return limits;
}

Result<std::unique_ptr<net::Listener>> try_to_listen(std::string_view endpoint, bool plain_beyond_loopback) {
    net::Loop loop;
    net::ConnectionCap cap({});
    net::ListenerConfig config;
    config.endpoint = net::parse_endpoint(endpoint).value();
    config.plain_beyond_loopback = plain_beyond_loopback;
    auto listener = net::Listener::open(loop, config, cap, [](auto) {});
    if (!listener) return listener;
    return std::unique_ptr<net::Listener>();
}

} // namespace

TEST(Listener, R11OverTheTotalGets503AndIsClosed) {
    Door door(at_most(2, 256, true));
    auto one = door.connect();
    auto two = door.connect();
    door.wait_for(2);
    auto three = door.connect();
    EXPECT_EQ(three.read_answer().status, 503);
    EXPECT_TRUE(three.is_closed());
    EXPECT_EQ(door.taken(), 2u);
}

TEST(Listener, R11PlaceIsGivenBackWhenAStreamCloses) {
    Door door(at_most(1, 256, true));
    auto one = door.connect();
    door.wait_for(1);
    door.thread.call([&] { door.streams.clear(); });
    auto two = door.connect();
    door.wait_for(2);
    EXPECT_EQ(door.taken(), 2u);
}

TEST(Listener, R11PerAddressWithLoopbackExempt) {
    Door strict(at_most(100, 1, false));
    auto one = strict.connect();
    strict.wait_for(1);
    EXPECT_EQ(strict.connect().read_answer().status, 503);
    Door lenient(at_most(100, 1, true));
    auto a = lenient.connect();
    auto b = lenient.connect();
    lenient.wait_for(2);
    auto limits = at_most(100, 1, false);
    limits.exempt = {net::parse_network("127.0.0.0/8").value()};
    Door proxied(limits);
    auto c = proxied.connect();
    auto d = proxied.connect();
    proxied.wait_for(2);
}

TEST(ConnectionCap, R11ReservesFilesForEverythingElse) {
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    rlimit few = before;
    few.rlim_cur = 70;
    setrlimit(RLIMIT_NOFILE, &few);
    net::ConnectionCap cap({});
    setrlimit(RLIMIT_NOFILE, &before);
    std::vector<net::ConnectionCap::Ticket> tickets;
    while (auto ticket = cap.admit(*net::parse_address("127.0.0.1"))) tickets.push_back(std::move(*ticket));
    EXPECT_EQ(tickets.size(), 6u);
}

TEST(Listener, R11NoFreeDescriptorPausesAndThenGoesOn) {
    Door door;
    // UBSan looks at an object's type through a pipe: the pause's timer is seen once while there are descriptors.
    door.thread.call([&] { [[maybe_unused]] const auto seen = door.thread.loop.after(std::chrono::hours(1), [] {}); });
    auto waiting = Wire::unconnected();
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    // The lowest free descriptor is beyond the limit from now on: accept fails with EMFILE.
    const int lowest_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(lowest_free);
    ::close(lowest_free);
    setrlimit(RLIMIT_NOFILE, &none);
    waiting.connect(door.listener->port());
    for (int turn = 0; turn < 100; ++turn) door.thread.call([] {});
    EXPECT_EQ(door.taken(), 0u);
    setrlimit(RLIMIT_NOFILE, &before);
    door.wait_for(1);
}

TEST(Listener, PortZeroPicksOneAndNamesIt) {
    Door door;
    EXPECT_EQ(door.listener->url(), "http://127.0.0.1:" + std::to_string(door.listener->port()));
    EXPECT_GT(door.listener->port(), 0);
}

TEST(Listener, TakenPortIsAnError) {
    Door door;
    const auto second = try_to_listen("127.0.0.1:" + std::to_string(door.listener->port()), false);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("in use"), std::string::npos);
}

TEST(Listener, R21PlainHttpStaysOnLoopbackUnlessAskedFor) {
    EXPECT_FALSE(try_to_listen("0.0.0.0:0", false));
    EXPECT_TRUE(try_to_listen("0.0.0.0:0", true));
    EXPECT_TRUE(try_to_listen("[::1]:0", false));
}

TEST(Loop, R3ReportsWhatACallbackThrowsAndGoesOn) {
    LoopThread thread;
    std::promise<std::string> heard;
    thread.call([&] { thread.loop.on_fault([&](std::string_view what) { heard.set_value(std::string(what)); }); });
    thread.loop.post([] { throw std::runtime_error("out of a callback"); });
    EXPECT_EQ(heard.get_future().get(), "out of a callback");
    thread.call([] {});
}

TEST(Loop, TimerStopsWhenItIsDestroyed) {
    LoopThread thread;
    std::promise<void> thrice;
    int count = 0;
    net::Timer timer;
    thread.call([&] {
        timer = thread.loop.every(std::chrono::milliseconds(1), [&] {
            if (++count == 3) {
                timer = {};
                thrice.set_value();
            }
        });
    });
    thrice.get_future().get();
    std::promise<void> later;
    net::Timer after;
    thread.call([&] { after = thread.loop.after(std::chrono::milliseconds(5), [&] { later.set_value(); }); });
    later.get_future().get();
    thread.call([&] { EXPECT_EQ(count, 3); });
}

} // namespace tandem::test
