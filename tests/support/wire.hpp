#pragma once
// Raw bytes over real sockets for the tests of net, http and ws: a loop on a thread of its own, and a blocking client
// that fails its test after ten seconds of silence instead of hanging.

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/net/loop.hpp"

namespace tandem::test {

// Runs a loop until destroyed. Everything that lives on the loop is made and destroyed through call().
class LoopThread {
public:
    LoopThread() : thread_([this] { loop.run(); }) {
        call([] {});
    }
    ~LoopThread() {
        loop.stop();
        thread_.join();
    }
    void call(std::function<void()> work) {
        std::promise<void> done;
        loop.post([&] {
            work();
            done.set_value();
        });
        done.get_future().get();
    }

    net::Loop loop;

private:
    std::thread thread_;
};

struct Answer {
    int status = 0;
    std::string head; // with the status line
    std::string body;

    // The value of the first header of that name (as written); "" if absent.
    std::string header(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos) return {};
        const auto begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class Wire {
public:
    explicit Wire(std::uint16_t port, int receive_buffer = 0) : Wire(open(receive_buffer)) { connect(port); }
    // Not connected yet.
    static Wire unconnected(int receive_buffer = 0) { return Wire(open(receive_buffer)); }
    Wire(Wire&& other) noexcept : fd_(std::exchange(other.fd_, -1)), kept_(std::move(other.kept_)) {}
    ~Wire() {
        if (fd_ >= 0) ::close(fd_);
    }

    void connect(std::uint16_t port) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("no connection");
    }
    int descriptor() const { return fd_; }

    // False if the server has closed meanwhile.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() { ::shutdown(fd_, SHUT_WR); }

    std::string read_exactly(std::size_t size) {
        while (kept_.size() < size)
            if (!fill()) throw std::runtime_error("the server closed after: " + kept_.substr(0, 300));
        return take(size);
    }
    std::string read_until(std::string_view marker) {
        std::size_t at = 0;
        while ((at = kept_.find(marker)) == std::string::npos)
            if (!fill()) throw std::runtime_error("the server closed after: " + kept_.substr(0, 300));
        return take(at + marker.size());
    }
    std::string read_to_end() {
        while (fill()) {
        }
        return take(kept_.size());
    }
    // True if nothing more comes: end of stream or reset.
    bool is_closed() { return kept_.empty() && !fill(); }

    // True once the server has closed; what it sends meanwhile is dropped.
    bool ends_within(std::chrono::milliseconds patience) {
        pollfd waited{fd_, POLLIN, 0};
        if (::poll(&waited, 1, static_cast<int>(patience.count())) <= 0) return false;
        const bool open = fill();
        kept_.clear();
        return !open;
    }

    Answer read_answer(bool to_head_request = false) {
        Answer answer;
        answer.head = read_until("\r\n\r\n");
        answer.status = std::stoi(answer.head.substr(9, 3));
        const auto length = answer.header("Content-Length");
        if (!to_head_request && !length.empty()) answer.body = read_exactly(std::stoul(length));
        return answer;
    }
    Answer ask(std::string_view request) {
        send(request);
        return read_answer(request.starts_with("HEAD"));
    }

private:
    explicit Wire(int fd) : fd_(fd) {}
    static int open(int receive_buffer) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{10, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (receive_buffer > 0) ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        return fd;
    }
    std::string take(std::size_t size) {
        std::string taken = kept_.substr(0, size);
        kept_.erase(0, size);
        return taken;
    }
    bool fill() {
        char piece[16'384];
        const auto got = ::recv(fd_, piece, sizeof piece, 0);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("ten seconds of silence");
        if (got <= 0) return false;
        kept_.append(piece, static_cast<std::size_t>(got));
        return true;
    }

    int fd_ = -1;
    std::string kept_;
};

} // namespace tandem::test
