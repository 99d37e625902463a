#include "tests/bench/http_client.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>

namespace tandem::bench {
namespace {

std::size_t content_length(std::string head) {
    std::ranges::transform(head, head.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto at = head.find("\r\ncontent-length:");
    if (at == std::string::npos) return 0;
    const char* from = head.data() + at + 17;
    while (*from == ' ') ++from;
    std::size_t length = 0;
    std::from_chars(from, head.data() + head.size(), length);
    return length;
}

} // namespace

bool HttpClient::read(Answer& answer, bool keep_body) {
    if (!socket_.receive(in_)) throw std::runtime_error("the server closed the connection");
    const auto end = in_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    answer.status = std::stoi(in_.substr(9, 3));
    answer.body_bytes = answer.status == 304 ? 0 : content_length(in_.substr(0, end + 2));
    if (in_.size() < end + 4 + answer.body_bytes) return false;
    if (keep_body) answer.body = in_.substr(end + 4, answer.body_bytes);
    in_.erase(0, end + 4 + answer.body_bytes);
    return true;
}

Answer HttpClient::ask(std::string_view request) {
    send(request);
    Answer answer;
    while (!read(answer, true)) {
    }
    return answer;
}

std::string get_request(std::uint16_t port, std::string_view path, const std::string& header_lines) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + header_lines +
           "\r\n";
}

} // namespace tandem::bench
