#include "tests/bench/commands.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <stdexcept>

#include "calendar/base/id.hpp"
#include "tests/bench/http_client.hpp"
#include "tests/bench/process.hpp"

namespace tandem::bench {
namespace {

std::string command_frame(const std::string& command_id, std::string_view name, const std::string& args) {
    return R"({"type":"command","command_id":")" + command_id + R"(","name":")" + std::string(name) + R"(","args":{)" +
           args + "}}";
}

std::string create_command(const std::string& command_id, const Load& load, int number) {
    return command_frame(
        command_id, "entry.create",
        R"("calendar_id":")" + load.calendar_id + R"(","kind":"push","title":"Load )" + std::to_string(number) +
            R"(","summary":"Measured, not shown.","when":{"starts_on":"2026-11-22","ends_on":"2026-11-23"})");
}

// A change of about 300 bytes, which is what speed.md's fan-out was measured with.
std::string update_command(const std::string& command_id, const Load& load, int number) {
    const std::string& entry = load.entries[static_cast<std::size_t>(number) % load.entries.size()];
    return command_frame(command_id, "entry.update",
                         R"("id":")" + entry + R"(","title":"Load )" + std::to_string(number) + '"');
}

} // namespace

std::int64_t number_in(std::string_view frame, std::string_view name) {
    const auto at = frame.find("\"" + std::string(name) + "\":");
    if (at == std::string_view::npos) return -1;
    std::int64_t number = -1;
    std::from_chars(frame.data() + at + name.size() + 3, frame.data() + frame.size(), number);
    return number;
}

double percentile_ms(std::vector<std::chrono::nanoseconds> times, double share) {
    if (times.empty()) return 0;
    std::ranges::sort(times);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
    return std::chrono::duration<double, std::milli>(times[at]).count();
}

Position take_snapshot(const Target& target) {
    HttpClient http(target.port);
    const auto answer = http.ask(make_request(target.port, "GET", "/api/snapshot?from=2000-01-01&to=2000-01-02",
                                              "Cookie: " + target.cookie + "\r\n"));
    if (answer.status != 200) throw std::runtime_error("snapshot: status " + std::to_string(answer.status));
    const auto snapshot = boost::json::parse(answer.body).as_object();
    return {std::string(snapshot.at("epoch").as_string()), snapshot.at("seq").as_int64()};
}

void say_hello(WsClient& socket, const Position& position) {
    socket.send_text(R"({"type":"hello","epoch":")" + position.epoch + R"(","since":)" + std::to_string(position.seq) +
                     "}");
    socket.wait_for(R"("type":"hello")");
}

CommandStream::CommandStream(const Load& load) : load_(load), socket_(load.target) {
    say_hello(socket_, take_snapshot(load.target));
    acks_.reserve(static_cast<std::size_t>(load.count));
}

void CommandStream::fill() {
    while (sent_ < load_.count && out_.size() < static_cast<std::size_t>(load_.in_flight)) {
        const auto id = to_text(new_id(SystemClock().now()));
        const auto frame = (load_.entries.empty() ? create_command : update_command)(id, load_, sent_++);
        out_.emplace(id, std::chrono::steady_clock::now());
        socket_.send_text(frame);
    }
}

void CommandStream::read() {
    socket_.read([this](std::string_view frame) { take(frame); });
}

void CommandStream::take(std::string_view frame) {
    const auto head = frame.substr(0, 40);
    if (head.contains(R"("type":"refused")") || head.contains(R"("type":"error")"))
        throw std::runtime_error("the server said " + std::string(frame));
    if (!head.contains(R"("type":"ack")")) return;
    const auto at = frame.find(R"("command_id":")");
    const auto sent = out_.find(std::string(frame.substr(at + 14, id_text_length)));
    if (sent == out_.end()) throw std::runtime_error("an ack that belongs to no command: " + std::string(frame));
    acks_.push_back({number_in(frame, "seq"), std::chrono::steady_clock::now() - sent->second});
    out_.erase(sent);
}

void run_commands(const Load& load) {
    CommandStream stream(load);
    const Stopwatch watch(load.target.pid);
    while (!stream.done()) {
        stream.fill();
        stream.read();
    }
    const double wall = watch.wall_seconds(), cpu = watch.cpu_seconds();
    std::vector<std::chrono::nanoseconds> times;
    for (const auto& ack : stream.acks()) times.push_back(ack.took);
    std::printf(R"({"count":%d,"wall":%f,"cpu":%f,"p50_ms":%f,"p99_ms":%f})"
                "\n",
                load.count, wall, cpu, percentile_ms(times, 0.5), percentile_ms(times, 0.99));
}

} // namespace tandem::bench
