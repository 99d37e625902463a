// The client against a small server of the test's own on this machine: what it takes, what it ends, what it says.
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/outbound/http_client.hpp"

namespace tandem::outbound {
namespace {

using namespace std::chrono_literals;

// Answers each connection with the bytes that `reply` makes of the request; it ends when the client goes.
class SmallServer {
public:
    using Reply = std::function<std::string(const std::string& request)>;
    explicit SmallServer(Reply reply, bool keeps_open = false)
        : reply_(std::move(reply)), keeps_open_(keeps_open),
          listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, raw, size) != 0 || ::listen(listener_, 16) != 0) std::abort();
        ::getsockname(listener_, raw, &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SmallServer() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR); // ends accept()
        thread_.join();
        ::close(listener_);
    }
    std::string url(std::string_view path = "/") const { return fmt::format("http://127.0.0.1:{}{}", port, path); }

    std::uint16_t port = 0;
    std::vector<std::string> requests; // read it when the client has its answer

private:
    void serve() {
        while (!stopping_) {
            const int connection = ::accept(listener_, nullptr, nullptr);
            if (connection < 0) return;
            std::string request;
            char bytes[4096];
            while (!request.contains("\r\n\r\n")) {
                const auto count = ::recv(connection, bytes, sizeof(bytes), 0);
                if (count <= 0) break;
                request.append(bytes, static_cast<std::size_t>(count));
            }
            requests.push_back(request);
            send_all(connection, reply_(request));
            if (keeps_open_) // until the client has had enough
                while (::recv(connection, bytes, sizeof(bytes), 0) > 0) {
                }
            ::close(connection);
        }
    }
    static void send_all(int connection, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    Reply reply_;
    bool keeps_open_;
    int listener_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

std::string answer(std::string_view status, std::string_view body, std::string_view headers = "") {
    return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status, body.size(),
                       headers, body);
}

const Guard on_this_machine{{net::parse_network("127.0.0.1/32").value()}, {}};
const std::atomic<bool> never = false;

std::expected<FetchAnswer, std::string> get(const std::string& url, FetchLimits limits = {}) {
    return HttpClient(on_this_machine, limits).get({url, {}, {}}, never);
}

TEST(HttpClient, TakesABodyAndItsValidators) {
    SmallServer server([](const auto&) {
        return answer("200 OK", "BEGIN", "ETag: \"a\"\r\nLast-Modified: Mon, 02 Mar 2026 09:00:00 GMT\r\n");
    });
    const auto found = get(server.url());
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->status, 200);
    EXPECT_EQ(found->body, "BEGIN");
    EXPECT_EQ(found->etag, "\"a\"");
    EXPECT_EQ(found->last_modified, "Mon, 02 Mar 2026 09:00:00 GMT");
}

TEST(HttpClient, AsksForWhatIsNewer) {
    SmallServer server([](const auto&) { return std::string("HTTP/1.1 304 Not Modified\r\n\r\n"); });
    const auto found = HttpClient(on_this_machine).get({server.url(), "\"a\"", "Mon, 02 Mar 2026 09:00:00 GMT"}, never);
    EXPECT_EQ(found->status, 304);
    EXPECT_TRUE(server.requests.at(0).contains("If-None-Match: \"a\"\r\n"));
    EXPECT_TRUE(server.requests.at(0).contains("If-Modified-Since: Mon, 02 Mar 2026 09:00:00 GMT\r\n"));
    EXPECT_TRUE(server.requests.at(0).contains("User-Agent: Mozilla/5.0 ")) << "Office 365 refuses others";
}

TEST(HttpClient, TellsTheStatusAndWhenToComeBack) {
    for (const int status : {404, 410, 500, 503}) {
        SmallServer server([&](const auto&) {
            return answer(fmt::format("{} Something", status), "secret words", "Retry-After: 120\r\n");
        });
        const auto found = get(server.url());
        ASSERT_TRUE(found) << found.error();
        EXPECT_EQ(found->status, status);
        EXPECT_EQ(found->body, "");
        EXPECT_EQ(found->retry_after, 120s);
    }
}

TEST(HttpClient, ConnectsToNothingThatTheGuardRefuses) {
    SmallServer server([](const auto&) { return answer("200 OK", "inner"); });
    for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1"}) {
        const auto found = HttpClient(Guard{}).get({fmt::format("http://{}:{}/", host, server.port), {}, {}}, never);
        ASSERT_FALSE(found) << host;
        EXPECT_EQ(found.error(), "The address leads to a network that is not asked from here.") << host;
    }
    EXPECT_TRUE(server.requests.empty());
}

TEST(HttpClient, FollowsARedirectButNotPastTheGuard) {
    SmallServer inner([](const auto&) { return answer("200 OK", "there"); });
    std::string to = inner.url("/there");
    SmallServer outer([&](const auto&) { return answer("302 Found", "", fmt::format("Location: {}\r\n", to)); });
    EXPECT_EQ(get(outer.url())->body, "there");
    const auto asked = inner.requests.size();
    to = fmt::format("http://127.0.0.2:{}/", inner.port); // as private as any, and not in the list
    EXPECT_EQ(get(outer.url()).error(), "The address leads to a network that is not asked from here.");
    for (const char* other : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/"}) {
        to = other;
        EXPECT_FALSE(get(outer.url())) << other;
    }
    EXPECT_EQ(inner.requests.size(), asked);
}

TEST(HttpClient, DoesNotGoRoundInCircles) {
    SmallServer server([](const auto&) { return answer("302 Found", "", "Location: /\r\n"); });
    EXPECT_EQ(get(server.url()).error(), "The address leads on to others without end.");
    EXPECT_EQ(server.requests.size(), 4U);
}

TEST(HttpClient, EndsABodyWithoutEnd) {
    const std::string lot(200'000, 'x');
    SmallServer chunked([&](const auto&) {
        return fmt::format("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n", lot.size(), lot);
    });
    SmallServer announced([&](const auto&) { return "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"; });
    FetchLimits limits;
    limits.body_bytes = 100'000;
    for (const auto& url : {chunked.url(), announced.url()})
        EXPECT_EQ(get(url, limits).error(), "The answer is larger than 1 MB.");
}

TEST(HttpClient, EndsHeadersWithoutEnd) {
    SmallServer server([](const auto&) {
        std::string out = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 2'000; ++i) out += fmt::format("X-{}: {}\r\n", i, std::string(60, 'x'));
        return out + "\r\n";
    });
    EXPECT_FALSE(get(server.url()));
}

// A million zeros in a thousand bytes, as gzip packs them.
TEST(HttpClient, EndsAGzipBombWhileItUnpacks) {
    const std::string bomb = std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03", 10) +
                             std::string("\xed\xc1\x01\x01\x00\x00\x00\x82\x20\xff\xaf\x6e\x48\x40\x01", 15) +
                             std::string(968, '\0') + std::string("\xaf\x06\x9e\xcb\x79\x12\x40\x42\x0f\x00", 10);
    SmallServer server([&](const auto&) { return answer("200 OK", bomb, "Content-Encoding: gzip\r\n"); });
    EXPECT_EQ(get(server.url())->body, std::string(1'000'000, '\0')) << "packed bodies are taken";
    FetchLimits limits;
    limits.body_bytes = 100'000;
    EXPECT_EQ(get(server.url(), limits).error(), "The answer is larger than 1 MB.");
}

TEST(HttpClient, GivesUpOnASlowBody) {
    SmallServer server([](const auto&) { return "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nslow"; }, true);
    FetchLimits limits;
    limits.total = 200ms;
    EXPECT_EQ(get(server.url(), limits).error(), "The server did not answer in time.");
}

TEST(HttpClient, StopsWithTheServer) {
    std::atomic<bool> stopping = false;
    SmallServer server(
        [&](const auto&) {
            stopping = true;
            return "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nslow";
        },
        true);
    EXPECT_EQ(HttpClient(on_this_machine).get({server.url(), {}, {}}, stopping).error(), "The server is stopping.");
}

TEST(HttpClient, SaysNothingOfTheAddressWhenItFails) {
    const auto found = get("http://127.0.0.1:1/private-5ecre7/basic.ics");
    EXPECT_EQ(found.error(), "The server does not take connections.");
}

} // namespace
} // namespace tandem::outbound
