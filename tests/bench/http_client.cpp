#include "tests/bench/http_client.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>

namespace tandem::bench {
namespace {

struct Head {
    int status = 0;
    std::optional<std::size_t> length;
    bool is_last = false; // RFC 9112 9.3
};

Head parse_head(std::string head) {
    std::ranges::transform(head, head.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    Head parsed{.status = std::stoi(head.substr(9, 3)),
                .length = {},
                .is_last = head.starts_with("http/1.0") || head.contains("\r\nconnection: close")};
    if (parsed.status == 304) parsed.length = 0;
    constexpr std::string_view name = "\r\ncontent-length:";
    const auto at = head.find(name);
    if (parsed.length || at == std::string::npos) return parsed;
    const char* from = head.data() + at + name.size();
    while (*from == ' ') ++from;
    std::size_t length = 0;
    std::from_chars(from, head.data() + head.size(), length);
    parsed.length = length;
    return parsed;
}

} // namespace

bool HttpClient::read(Answer& answer, bool keep_body) {
    const bool has_ended = !socket_->receive(in_);
    const auto end = in_.find("\r\n\r\n");
    if (end == std::string::npos) {
        if (has_ended) throw std::runtime_error("the server closed the connection");
        return false;
    }
    const Head head = parse_head(in_.substr(0, end + 2));
    const std::size_t there = in_.size() - end - 4, length = head.length.value_or(head.is_last ? there : 0);
    const bool is_whole = head.length || !head.is_last ? there >= length : has_ended;
    if (!is_whole) {
        if (has_ended) throw std::runtime_error("the server cut its answer");
        return false;
    }
    answer.status = head.status;
    answer.body_bytes = length;
    answer.is_last = head.is_last || has_ended;
    if (keep_body) answer.body = in_.substr(end + 4, length);
    in_.erase(0, end + 4 + length);
    return true;
}

void HttpClient::connect_again() {
    in_.clear();
    socket_.reset();
    socket_.emplace(port_);
}

Answer HttpClient::ask(std::string_view request) {
    send(request);
    Answer answer;
    while (!read(answer, true)) {
    }
    return answer;
}

std::string make_request(std::uint16_t port, std::string_view method, std::string_view path,
                         const std::string& header_lines, std::string_view body) {
    std::string text(method);
    text.append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port)).append("\r\n");
    text += header_lines;
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text.append("\r\n").append(body);
}

} // namespace tandem::bench
