#pragma once
// A server on a free port of loopback with a small table of routes, and the deadlines that a test wants.

#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "server/http/server.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/wire.hpp"

namespace tandem::test {

// GET / "hello", GET /items/{id} the id, POST /echo the body (1,000 bytes), POST /large (1 MB: its length),
// GET /big 8 MB, GET /throws, GET /lost (drops its Respond), GET /later (another thread answers).
inline http::Router test_routes() {
    using namespace http;
    Router router;
    router.add({"GET", "/", [](Request, Respond respond) { respond(text_response(200, "text/plain", "hello")); }});
    router.add({"GET", "/items/{id}", [](Request request, Respond respond) {
                    respond(text_response(200, "text/plain", std::string(request.parameter("id"))));
                }});
    router.add({"POST", "/echo",
                [](Request request, Respond respond) { respond(text_response(200, "text/plain", request.body)); },
                1'000});
    router.add({"POST", "/large",
                [](Request request, Respond respond) {
                    respond(text_response(200, "text/plain", std::to_string(request.body.size())));
                },
                1'000'000});
    router.add({"GET", "/big", [](Request, Respond respond) {
                    static const auto big = std::make_shared<const std::string>(8 * 1'024 * 1'024, 'x');
                    respond(text_response(200, "text/plain", big));
                }});
    router.add({"GET", "/throws", [](Request, Respond) { throw std::runtime_error("disk on fire"); }});
    router.add({"GET", "/lost", [](Request, Respond respond) { std::thread([r = std::move(respond)] {}).detach(); }});
    router.add(
        {"GET", "/later", [](Request, Respond respond) {
             std::thread([r = std::move(respond)]() mutable { r(text_response(200, "text/plain", "later")); }).detach();
         }});
    return router;
}

class HttpServer {
    // Outlive the loop's thread, which fills them.
    std::mutex mutex_;
    std::vector<http::AccessRecord> records_;
    std::vector<std::string> faults_;

public:
    explicit HttpServer(http::ServerConfig config = {}, http::Router router = test_routes()) {
        http::ServerHooks hooks;
        hooks.on_access = [this](const http::AccessRecord& record) {
            const std::lock_guard lock(mutex_);
            records_.push_back(record);
        };
        hooks.on_fault = [this](std::string_view what) {
            const std::lock_guard lock(mutex_);
            faults_.emplace_back(what);
        };
        thread.call([&] {
            server = std::make_unique<http::Server>(thread.loop, clock, std::move(router), config, std::move(hooks));
            net::ListenerConfig listen;
            listen.endpoint = net::parse_endpoint("127.0.0.1:0").value();
            const auto url = server->listen(listen).value();
            port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
        });
    }
    ~HttpServer() {
        thread.call([&] { server.reset(); });
    }
    Wire connect() { return Wire(port); }
    // On a connection of its own that the server ends.
    Answer ask(std::string_view request) { return connect().ask(request); }
    std::vector<http::AccessRecord> records() {
        const std::lock_guard lock(mutex_);
        return records_;
    }
    std::vector<std::string> faults() {
        const std::lock_guard lock(mutex_);
        return faults_;
    }

    FakeClock clock;
    LoopThread thread;
    std::unique_ptr<http::Server> server;
    std::uint16_t port = 0;
};

// A GET with a Host and whatever more; ends with the blank line.
inline std::string get(std::string_view target, std::string_view more = {}) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}
inline std::string post(std::string_view target, std::string_view more, std::string_view body) {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n" +
           std::string(body);
}

// Deadlines of a few turns of the loop.
inline http::ServerConfig impatient() {
    http::ServerConfig config;
    config.deadlines.tick = std::chrono::milliseconds(5);
    return config;
}

} // namespace tandem::test
