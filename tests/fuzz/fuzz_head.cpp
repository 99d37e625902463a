// The head of a request, as lines "name: value" after a first line "METHOD target": whatever passes the framing check
// has one host, one way to find the end of its body, and a path.
#include "server/http/framing_check.hpp"
#include "tests/fuzz/property.hpp"

namespace {

std::string_view take_until(std::string_view& text, char end) {
    const auto at = text.find(end);
    const auto taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return taken;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using tandem::fuzz::require;
    auto text = tandem::fuzz::text_of(data, size);
    tandem::http::Request head;
    auto first = take_until(text, '\n');
    head.method = take_until(first, ' ');
    head.http_1_0 = first.ends_with('0');
    head.target = take_until(first, ' ');
    while (!text.empty()) {
        auto line = take_until(text, '\n');
        const auto name = take_until(line, ':');
        head.headers.add(name, line);
    }
    if (const auto fault = tandem::http::check_framing(head)) {
        require(fault->status >= 400 && fault->status < 500, "a fault is the client's");
        return 0;
    }
    const auto codings = head.headers.count("Transfer-Encoding"), lengths = head.headers.count("Content-Length");
    require(head.headers.count("Host") == 1, "exactly one Host");
    require(codings + lengths <= 1, "one way to find the end of the body");
    require(head.path.starts_with('/') && !head.path.contains('?'), "a path");
    require(head.path.size() + head.query.size() <= head.target.size(), "path and query come from the target");
    return 0;
}
