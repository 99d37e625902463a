#pragma once
// The client's half of RFC 6455 as far as the load needs it: handshake, masked text frames out, whole frames in.

#include <functional>
#include <string>
#include <string_view>

#include "tests/bench/socket.hpp"

namespace tandem::bench {

struct Target {
    std::uint16_t port = 0;
    std::string cookie; // "session=…"
    int pid = 0;        // the server's, for its CPU time and memory
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port); }
};

class WsClient {
public:
    explicit WsClient(const Target& target); // does the handshake; throws if it is refused

    int fd() const { return socket_.fd(); }
    void send_text(std::string_view text);

    using OnText = std::function<void(std::string_view)>;

    // Reads what is there and hands over each whole text frame. Throws when the server closes.
    void read(const OnText& on_text);

    // Waits for the first frame that contains `part`.
    std::string wait_for(std::string_view part);

    void set_non_blocking() { socket_.set_non_blocking(); }

private:
    bool take_frame(const OnText& on_text);

    Socket socket_;
    std::string in_;
    std::size_t used_ = 0;
};

} // namespace tandem::bench
