#pragma once
// One WebSocket after its handshake: messages in, shared frames out, with ping, close and the bounds of R15 and R16.
// Made by the acceptor, used by live; loop thread only. Nothing here calls back from inside send() or close().

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/net/deadlines.hpp"
#include "server/net/stream.hpp"
#include "server/net/sweep.hpp"
#include "server/ws/decoder.hpp"
#include "server/ws/outbox.hpp"

namespace tandem::ws {

struct ConnectionLimits {
    DecoderLimits decoder;
    OutboxLimits outbox;
    double messages_per_second = 20; // a faster client is read no faster; 0: unbounded
    double message_burst = 60;       // what a client that was offline may send at once
    int send_buffer_bytes = 128 * 1'024;
};

struct Callbacks {
    std::move_only_function<void(std::string_view text)> on_text;
    // Once, when the connection stops being of use, with the code of whoever ended it (1006: the line broke). From then
    // on send() does nothing and on_text is not called.
    std::move_only_function<void(std::uint16_t code)> on_close;
};

class Connection;

// What the connections of one acceptor share.
class ConnectionGroup : public std::enable_shared_from_this<ConnectionGroup> {
public:
    ConnectionGroup(net::Loop& loop, const net::Deadlines& deadlines, const ConnectionLimits& limits)
        : loop(loop), deadlines(deadlines), limits(limits) {}

    net::Loop& loop;
    net::Deadlines deadlines;
    ConnectionLimits limits;
    net::SteadyTime now = net::Loop::now(); // of the last sweep
    std::size_t members = 0;
    std::function<void()> on_last_gone; // once stopping
    std::unique_ptr<char[]> scratch = std::make_unique_for_overwrite<char[]>(scratch_bytes);

    static constexpr std::size_t scratch_bytes = 64 * 1'024; // all reads of the loop's thread land here first

    void flush_later(Connection& connection);
    void forget(Connection& connection);

private:
    void flush_all();
    std::vector<Connection*> dirty_; // have frames that this turn has not sent
};

class Connection final : public net::Swept, public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<ConnectionGroup> group, std::unique_ptr<net::Stream> stream);
    ~Connection() override;

    // Queued now, written together at the end of this turn. A client that takes too little is cut off with 1013.
    void send(SharedFrame frame);
    // The same, written in this call with all that is queued: for what goes to many, which are then visited once.
    void send_at_once(SharedFrame frame);
    // Sends what is queued, then a close frame, and waits a while for the client's.
    void close(std::uint16_t code, std::string_view reason = {});

    bool is_open() const { return state_ == State::open; }
    std::size_t queued_bytes() const { return outbox_.bytes(); }
    const net::Address& peer() const { return stream_->peer(); }

    // For the acceptor.
    void start(Callbacks callbacks, std::string already_read);
    void abandon() { end(close_code::going_away); } // no close frame
    void sweep(net::SteadyTime now) override;

private:
    friend class ConnectionGroup;
    enum class State : std::uint8_t { open, closing, ended };

    void wait_readable();
    void read_ready();
    void consume(std::string_view bytes);
    bool handle(const Decoder::Event& event);
    void deliver(std::string_view text);
    void resume();
    bool queue(SharedFrame frame);
    void flush();
    void wait_writable();
    void cut_off_slow();
    void begin_close(std::uint16_t code, std::string_view reason);
    void finish_send();
    void report_close(std::uint16_t code);
    void end(std::uint16_t code);

    std::shared_ptr<ConnectionGroup> group_;
    std::unique_ptr<net::Stream> stream_;
    std::shared_ptr<Connection> self_; // until it has ended
    Callbacks callbacks_;
    Decoder decoder_;
    Outbox outbox_;
    std::string pending_; // read, but held back by the rate limit
    double tokens_;
    net::SteadyTime heard_at_;   // last bytes from the client
    net::SteadyTime stalled_at_; // since when it takes nothing, or since when we are closing
    State state_ = State::open;
    bool pinged_ = false;
    bool paused_ = false;
    bool waiting_writable_ = false;
    bool dirty_ = false;
    bool deaf_ = false;       // the client's bytes are thrown away: it broke the protocol or has closed
    bool last_frame_ = false; // nothing follows in the outbox: end when it is empty
};

} // namespace tandem::ws
