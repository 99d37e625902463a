#pragma once
// One HTTP/1.1 connection, kept alive as long as the server keeps it. Needs Content-Length in the answers, or the end
// of the connection.

#include <optional>
#include <string>

#include "tests/bench/socket.hpp"

namespace tandem::bench {

struct Answer {
    int status = 0;
    std::size_t body_bytes = 0;
    std::string body;
    bool is_last = false; // of its connection: the next request needs a new one
};

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port) : port_(port), socket_(port) {}

    int fd() const { return socket_->fd(); }
    void send(std::string_view request) { socket_->send_all(request); }

    // Reads what is there; true once an answer is whole, which is then put in `answer`.
    bool read(Answer& answer, bool keep_body = false);

    // After an answer that was the last of its connection; the descriptor is another one then.
    void connect_again();

    // The whole exchange, waiting.
    Answer ask(std::string_view request);

private:
    std::uint16_t port_;
    std::optional<Socket> socket_;
    std::string in_;
};

// A request with these header lines, ready to send.
std::string make_request(std::uint16_t port, std::string_view method, std::string_view path,
                         const std::string& header_lines, std::string_view body = {});

} // namespace tandem::bench
