#pragma once
// A server with /ws on a free port: echoes text, and keeps the connections for tests that send by themselves.

#include <condition_variable>
#include <mutex>
#include <vector>

#include "server/ws/acceptor.hpp"
#include "tests/server/http/http_fixture.hpp"
#include "tests/server/ws/client_frames.hpp"

namespace tandem::test {

inline const std::string our_origin = "http://tandem.test";

inline std::string upgrade(std::string_view more = {}, std::string_view origin = our_origin) {
    return get("/ws", "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " +
                          std::string(origin) + "\r\n" + std::string(more));
}

class WsServer {
    // Outlive the loop's thread: the last on_close may come while it ends.
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<int> closes_;

public:
    explicit WsServer(net::Deadlines deadlines = {}, ws::ConnectionLimits limits = {}) {
        http::ServerConfig config;
        config.deadlines = deadlines;
        http::Router router = test_routes();
        router.add({"GET", "/ws", [this](http::Request request, http::Respond respond) {
                        if (on_request) return respond(on_request(request));
                        auto opened = [this](const ws::ConnectionPtr& made) { return open(made); };
                        respond(acceptor->accept(request, std::move(opened)));
                    }});
        http = std::make_unique<HttpServer>(config, std::move(router));
        loop().call([&] {
            acceptor = std::make_unique<ws::Acceptor>(loop().loop, http::Origins::from_urls({our_origin}).value(),
                                                      deadlines, limits);
        });
    }
    ~WsServer() {
        loop().call([&] {
            connections.clear();
            acceptor.reset();
        });
    }

    LoopThread& loop() { return http->thread; }
    Wire connect(int receive_buffer = 0) {
        Wire wire(http->port, receive_buffer);
        const auto answer = wire.ask(upgrade());
        if (answer.status != 101) throw std::runtime_error("no upgrade: " + answer.head);
        return wire;
    }
    // Waits until `count` connections have been reported closed; gives their codes.
    std::vector<int> wait_for_closes(std::size_t count) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(10), [&] { return closes_.size() >= count; }))
            throw std::runtime_error("no close reported");
        return closes_;
    }
    // Sends from the loop over the n-th connection.
    void send(std::size_t index, std::string_view text) {
        loop().call([&] { connections.at(index)->send(ws::encode_text(text)); });
    }

    std::unique_ptr<HttpServer> http;
    std::unique_ptr<ws::Acceptor> acceptor;
    std::vector<ws::ConnectionPtr> connections;                     // loop thread
    std::function<http::Response(const http::Request&)> on_request; // instead of echoing

private:
    ws::Callbacks open(const ws::ConnectionPtr& made) {
        connections.push_back(made);
        ws::Callbacks callbacks;
        callbacks.on_text = [made = made.get()](std::string_view text) {
            if (text == "throw") throw std::runtime_error("thrown by on_text");
            if (text == "leave") return made->close(4000, "as you wish");
            made->send(ws::encode_text(text));
        };
        callbacks.on_close = [this](std::uint16_t code) {
            const std::lock_guard lock(mutex_);
            closes_.push_back(code);
            changed_.notify_all();
        };
        return callbacks;
    }
};

struct ServerFrame {
    int opcode = 0;
    std::string payload;
    int close_code() const {
        return payload.size() < 2
                   ? 1005
                   : static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
    }
};

// Reads one frame; fails the test if it is masked, fragmented or not in its shortest form.
inline ServerFrame read_frame(Wire& wire) {
    const auto byte = [](const std::string& bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const std::string head = wire.read_exactly(2);
    EXPECT_EQ(byte(head, 0) & 0xf0, 0x80);
    std::size_t size = byte(head, 1);
    const std::size_t extra = size < 126 ? 0 : size == 126 ? 2 : 8;
    if (extra > 0) {
        const auto length = wire.read_exactly(extra);
        size = 0;
        for (std::size_t i = 0; i < extra; ++i) size = size << 8 | byte(length, i);
        EXPECT_GE(size, extra == 2 ? 126u : 65'536u);
    }
    return {byte(head, 0) & 0x0f, wire.read_exactly(size)};
}

} // namespace tandem::test
