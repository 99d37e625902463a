#pragma once
// A TCP connection to a server on this machine's loopback, for the load client only. One thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace tandem::bench {

class Socket {
public:
    explicit Socket(std::uint16_t port); // connects to 127.0.0.1; throws std::system_error
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&&) = delete;
    ~Socket();

    int fd() const { return fd_; }
    void set_non_blocking();

    // All of it, waiting if need be.
    void send_all(std::string_view bytes);

    // Appends what is there to `in`; false when the other side has closed. Waits only if the socket is blocking.
    bool receive(std::string& in);

private:
    int fd_;
};

} // namespace tandem::bench
