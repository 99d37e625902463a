#include "server/net/stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace tandem::net {

namespace asio = boost::asio;
using boost::system::error_code;

struct Stream::Descriptor {
    Descriptor(asio::io_context& context, int fd) : socket(context, fd) {}
    asio::posix::stream_descriptor socket;
};

namespace {

constexpr std::size_t tls_record_bytes = 16'384; // RFC 8446 5.1: one record's plaintext

// Filled and handed to SSL_write in one go; the loop has one thread, so one is enough.
std::array<char, tls_record_bytes>& record_scratch() {
    thread_local std::array<char, tls_record_bytes> scratch;
    return scratch;
}

IoResult judge(ssize_t outcome) {
    if (outcome > 0) return {IoResult::State::done, static_cast<std::size_t>(outcome)};
    if (outcome < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return {IoResult::State::would_block, 0};
    return {IoResult::State::closed, 0};
}

} // namespace

void Stream::FreeSsl::operator()(SSL* ssl) const { SSL_free(ssl); }

Stream::Stream(Loop& loop, int fd, const Address& peer, ConnectionCap::Ticket ticket, SSL* ssl)
    : descriptor_(std::make_unique<Descriptor>(loop.context(), fd)), ssl_(ssl), peer_(peer),
      ticket_(std::move(ticket)) {
    if (ssl_) SSL_set_fd(ssl_.get(), fd);
}

Stream::~Stream() { close(); }

int Stream::descriptor() const { return descriptor_->socket.native_handle(); }

bool Stream::is_open() const { return descriptor_->socket.is_open(); }

IoResult Stream::handshake() {
    ERR_clear_error();
    return judge_tls(SSL_accept(ssl_.get()));
}

IoResult Stream::judge_tls(int outcome) {
    read_wants_write_ = false;
    if (outcome > 0) return {IoResult::State::done, static_cast<std::size_t>(outcome)};
    switch (SSL_get_error(ssl_.get(), outcome)) {
    case SSL_ERROR_WANT_READ: return {IoResult::State::would_block, 0};
    case SSL_ERROR_WANT_WRITE: read_wants_write_ = true; return {IoResult::State::would_block, 0};
    case SSL_ERROR_ZERO_RETURN: return {IoResult::State::closed, 0};
    default: tls_failed_ = true; return {IoResult::State::closed, 0};
    }
}

IoResult Stream::read_some(std::span<char> into) {
    if (!is_open()) return {IoResult::State::closed, 0};
    if (!ssl_) return judge(::recv(descriptor(), into.data(), into.size(), 0));
    ERR_clear_error();
    return judge_tls(SSL_read(ssl_.get(), into.data(), static_cast<int>(std::min<std::size_t>(into.size(), 1 << 30))));
}

IoResult Stream::write_some(std::span<const iovec> from) {
    if (!is_open()) return {IoResult::State::closed, 0};
    if (ssl_) return write_tls(from);
    if (from.size() == 1) return judge(::send(descriptor(), from[0].iov_base, from[0].iov_len, MSG_NOSIGNAL));
    msghdr message{};
    message.msg_iov = const_cast<iovec*>(from.data());
    message.msg_iovlen = from.size();
    return judge(::sendmsg(descriptor(), &message, MSG_NOSIGNAL));
}

IoResult Stream::write_tls(std::span<const iovec> from) {
    auto& scratch = record_scratch();
    std::size_t filled = 0;
    for (const iovec& piece : from) {
        const auto take = std::min(piece.iov_len, scratch.size() - filled);
        std::memcpy(scratch.data() + filled, piece.iov_base, take);
        filled += take;
        if (filled == scratch.size()) break;
    }
    ERR_clear_error();
    const int outcome = SSL_write(ssl_.get(), scratch.data(), static_cast<int>(filled));
    const bool read_wanted_write = read_wants_write_;
    const auto result = judge_tls(outcome);
    read_wants_write_ = read_wanted_write;
    sealed_ = result.state == IoResult::State::would_block ? filled : 0;
    return result;
}

bool Stream::has_buffered() const { return ssl_ && SSL_has_pending(ssl_.get()) == 1; }

void Stream::when_readable(Ready ready) {
    const auto kind =
        read_wants_write_ ? asio::posix::descriptor_base::wait_write : asio::posix::descriptor_base::wait_read;
    descriptor_->socket.async_wait(kind, [ready = std::move(ready)](error_code failed) mutable { ready(!failed); });
}

void Stream::when_writable(Ready ready) {
    descriptor_->socket.async_wait(asio::posix::descriptor_base::wait_write,
                                   [ready = std::move(ready)](error_code failed) mutable { ready(!failed); });
}

void Stream::cancel() {
    error_code ignored;
    descriptor_->socket.cancel(ignored);
}

void Stream::shutdown_send() {
    if (!is_open()) return;
    if (ssl_ && !tls_failed_ && SSL_is_init_finished(ssl_.get())) {
        ERR_clear_error();
        SSL_shutdown(ssl_.get());
    }
    ::shutdown(descriptor(), SHUT_WR);
}

void Stream::close() {
    error_code ignored;
    if (is_open()) descriptor_->socket.close(ignored);
    ticket_ = {};
}

void Stream::abort() {
    if (!is_open()) return;
    const linger reset{1, 0};
    ::setsockopt(descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close();
}

void Stream::set_send_buffer(int bytes) { ::setsockopt(descriptor(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes); }

} // namespace tandem::net
