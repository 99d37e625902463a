#pragma once
// One kept-alive HTTP/1.1 connection that asks for the same thing again and again. Needs Content-Length in the answers.

#include <string>

#include "tests/bench/socket.hpp"

namespace tandem::bench {

struct Answer {
    int status = 0;
    std::size_t body_bytes = 0;
    std::string body;
};

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port) : socket_(port) {}

    int fd() const { return socket_.fd(); }
    void send(std::string_view request) { socket_.send_all(request); }

    // Reads what is there; true once an answer is whole, which is then put in `answer`.
    bool read(Answer& answer, bool keep_body = false);

    // The whole exchange, waiting.
    Answer ask(std::string_view request);

private:
    Socket socket_;
    std::string in_;
};

// A GET with these header lines, ready to send.
std::string get_request(std::uint16_t port, std::string_view path, const std::string& header_lines);

} // namespace tandem::bench
