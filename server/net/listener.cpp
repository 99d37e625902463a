#include "server/net/listener.hpp"

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/net/tls.hpp"

namespace tandem::net {

namespace asio = boost::asio;
using boost::system::error_code;

struct Listener::Socket {
    Socket(asio::io_context& context, int fd) : descriptor(context, fd) {}
    asio::posix::stream_descriptor descriptor;
};

namespace {

constexpr int accepts_per_turn = 64; // then other sockets get their turn

constexpr std::string_view over_capacity = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n"
                                           "Content-Length: 0\r\nConnection: close\r\n\r\n";

std::unexpected<Error> fail_bind(const Endpoint& endpoint) {
    return fail(ErrorCode::invalid_field, fmt::format("cannot listen on {} port {}: {}", to_text(endpoint.host),
                                                      endpoint.port, std::strerror(errno)));
}

socklen_t fill(sockaddr_storage& raw, const Endpoint& endpoint) {
    if (endpoint.host.is_v4()) {
        auto& v4 = reinterpret_cast<sockaddr_in&>(raw);
        v4.sin_family = AF_INET;
        v4.sin_port = htons(endpoint.port);
        std::memcpy(&v4.sin_addr, endpoint.host.bytes.data() + 12, 4);
        return sizeof v4;
    }
    auto& v6 = reinterpret_cast<sockaddr_in6&>(raw);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(endpoint.port);
    std::memcpy(&v6.sin6_addr, endpoint.host.bytes.data(), 16);
    return sizeof v6;
}

// The connection was given up by its client before we took it, or the network hiccuped: take the next one.
bool is_passing(int error) {
    return error == ECONNABORTED || error == EINTR || error == EPROTO || error == ENETDOWN || error == EHOSTUNREACH ||
           error == ENETUNREACH || error == EPERM;
}

void enable(int fd, int level, int option) {
    const int on = 1;
    ::setsockopt(fd, level, option, &on, sizeof on);
}

} // namespace

Listener::Listener(Loop& loop, ListenerConfig config, ConnectionCap& cap, OnStream on_stream)
    : loop_(loop), config_(config), cap_(cap), on_stream_(std::move(on_stream)) {}

Listener::~Listener() { stop(); }

Result<std::unique_ptr<Listener>> Listener::open(Loop& loop, ListenerConfig config, ConnectionCap& cap,
                                                 OnStream on_stream) {
    if (!config.tls && !config.plain_beyond_loopback && !config.endpoint.host.is_loopback())
        return fail(
            ErrorCode::invalid_field,
            "plain HTTP is served on a loopback address only; configure TLS, or allow plain HTTP behind a proxy");
    std::unique_ptr<Listener> made(new Listener(loop, config, cap, std::move(on_stream)));
    if (auto bound = made->bind(); !bound) return std::unexpected(bound.error());
    made->wait();
    return made;
}

Result<void> Listener::bind() {
    sockaddr_storage raw{};
    socklen_t size = fill(raw, config_.endpoint);
    const int fd = ::socket(raw.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return fail_bind(config_.endpoint);
    enable(fd, SOL_SOCKET, SO_REUSEADDR);
    if (::bind(fd, reinterpret_cast<sockaddr*>(&raw), size) != 0 || ::listen(fd, config_.backlog) != 0) {
        auto refused = fail_bind(config_.endpoint);
        ::close(fd);
        return refused;
    }
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&raw), &size);
    config_.endpoint.port = ntohs(raw.ss_family == AF_INET ? reinterpret_cast<sockaddr_in&>(raw).sin_port
                                                           : reinterpret_cast<sockaddr_in6&>(raw).sin6_port);
    socket_ = std::make_unique<Socket>(loop_.context(), fd);
    return {};
}

std::uint16_t Listener::port() const { return config_.endpoint.port; }

std::string Listener::url() const {
    const auto& host = config_.endpoint.host;
    return fmt::format("{}://{}{}{}:{}", config_.tls ? "https" : "http", host.is_v4() ? "" : "[", to_text(host),
                       host.is_v4() ? "" : "]", port());
}

void Listener::stop() {
    pause_.cancel();
    error_code ignored;
    if (socket_ && socket_->descriptor.is_open()) socket_->descriptor.close(ignored);
}

void Listener::wait() {
    socket_->descriptor.async_wait(asio::posix::descriptor_base::wait_read, [this](error_code failed) {
        if (!failed) accept_waiting();
    });
}

void Listener::accept_waiting() {
    for (int taken = 0; taken < accepts_per_turn; ++taken) {
        sockaddr_storage raw{};
        socklen_t size = sizeof raw;
        const int fd = ::accept4(socket_->descriptor.native_handle(), reinterpret_cast<sockaddr*>(&raw), &size,
                                 SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            admit(fd, address_of(reinterpret_cast<sockaddr&>(raw)));
            continue;
        }
        if (is_passing(errno)) continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK) break;
        // Out of descriptors or memory: accepting again at once would spin.
        pause_ = loop_.after(config_.accept_pause, [this] { wait(); });
        return;
    }
    wait();
}

void Listener::admit(int fd, const Address& peer) {
    auto ticket = cap_.admit(peer);
    SSL* ssl = ticket && config_.tls ? config_.tls->new_session() : nullptr;
    if (!ticket || (config_.tls && !ssl)) {
        if (!config_.tls) ::send(fd, over_capacity.data(), over_capacity.size(), MSG_NOSIGNAL);
        ::shutdown(fd, SHUT_WR);
        ::close(fd);
        return;
    }
    enable(fd, IPPROTO_TCP, TCP_NODELAY);
    on_stream_(std::make_unique<Stream>(loop_, fd, peer, std::move(*ticket), ssl));
}

} // namespace tandem::net
