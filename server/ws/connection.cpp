#include "server/ws/connection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::ws {

using net::IoResult;

namespace {

constexpr int reads_per_turn = 16;           // then other connections get their turn
constexpr std::size_t gathered_frames = 256; // one sendmsg

} // namespace

// ---- the group ----

void ConnectionGroup::flush_later(Connection& connection) {
    if (dirty_.empty()) loop.post([group = shared_from_this()] { group->flush_all(); });
    dirty_.push_back(&connection);
}

void ConnectionGroup::flush_all() {
    // Flushing calls nobody back, so the list does not change under us.
    for (Connection* connection : dirty_)
        if (connection) connection->flush();
    dirty_.clear();
}

void ConnectionGroup::forget(Connection& connection) {
    if (connection.dirty_) std::replace(dirty_.begin(), dirty_.end(), &connection, static_cast<Connection*>(nullptr));
    if (--members > 0 || !on_last_gone) return;
    loop.post(std::exchange(on_last_gone, nullptr));
}

// ---- life ----

Connection::Connection(std::shared_ptr<ConnectionGroup> group, std::unique_ptr<net::Stream> stream)
    : group_(std::move(group)), stream_(std::move(stream)), decoder_(group_->limits.decoder),
      tokens_(group_->limits.message_burst), heard_at_(net::Loop::now()), stalled_at_(heard_at_) {
    ++group_->members;
    stream_->set_send_buffer(group_->limits.send_buffer_bytes);
}

Connection::~Connection() { group_->forget(*this); }

void Connection::start(Callbacks callbacks, std::string already_read) {
    self_ = shared_from_this();
    callbacks_ = std::move(callbacks);
    if (!already_read.empty()) consume(already_read);
    // TLS may hold decrypted bytes that no readiness event will announce.
    if (state_ != State::ended && !paused_) read_ready();
}

void Connection::report_close(std::uint16_t code) {
    if (!callbacks_.on_close) return;
    group_->loop.post(
        [self = shared_from_this(), code, on_close = std::exchange(callbacks_.on_close, nullptr)]() mutable {
            on_close(code);
            self->callbacks_ = {};
        });
}

void Connection::end(std::uint16_t code) {
    if (state_ == State::ended) return;
    report_close(code);
    state_ = State::ended;
    if (outbox_.empty())
        stream_->close();
    else
        stream_->abort(); // what the kernel still holds is of no use to a client that takes nothing
    outbox_ = {};
    pending_.clear();
    // Destroyed on a later turn: callers up the stack and the sweep still look at us.
    group_->loop.post([self = std::exchange(self_, nullptr)] {});
}

// ---- reading ----

void Connection::wait_readable() {
    stream_->when_readable([self = shared_from_this()](bool ok) {
        if (self->state_ == State::ended) return;
        if (ok)
            self->read_ready();
        else
            self->end(close_code::abnormal);
    });
}

void Connection::read_ready() {
    char* const scratch = group_->scratch.get();
    for (int round = 0; round < reads_per_turn; ++round) {
        const auto result = stream_->read_some({scratch, ConnectionGroup::scratch_bytes});
        if (result.state == IoResult::State::closed) return end(close_code::abnormal);
        if (result.state == IoResult::State::would_block) break;
        heard_at_ = group_->now;
        pinged_ = false;
        consume({scratch, result.bytes});
        if (state_ == State::ended || paused_) return;
        if (result.bytes < ConnectionGroup::scratch_bytes && !stream_->has_buffered()) break;
    }
    if (stream_->has_buffered())
        group_->loop.post([self = shared_from_this()] {
            if (self->state_ != State::ended && !self->paused_) self->read_ready();
        });
    else
        wait_readable();
}

void Connection::consume(std::string_view bytes) {
    const bool limited = group_->limits.messages_per_second > 0;
    while (!deaf_ && state_ != State::ended) {
        if (limited && tokens_ < 1) {
            // The rest waits until the sweep has refilled the bucket; meanwhile TCP holds the client back.
            pending_.assign(bytes);
            paused_ = true;
            return;
        }
        const auto event = decoder_.next(bytes);
        if (event.kind == Decoder::Event::Kind::need_more) return;
        tokens_ -= 1;
        if (!handle(event)) return;
    }
}

// R3: what a handler throws costs its own connection only.
void Connection::deliver(std::string_view text) {
    if (state_ != State::open || !callbacks_.on_text) return;
    try {
        callbacks_.on_text(text);
    } catch (const std::exception& fault) {
        group_->loop.report_fault(fault.what());
        close(close_code::internal_error);
    }
}

// False if nothing more is to be read from the client.
bool Connection::handle(const Decoder::Event& event) {
    using Kind = Decoder::Event::Kind;
    switch (event.kind) {
    case Kind::text: deliver(event.payload); return true;
    case Kind::ping:
        if (state_ == State::open) send(encode_frame(Opcode::pong, event.payload));
        return true;
    case Kind::close:
        deaf_ = true;
        if (state_ == State::closing) {
            last_frame_ = true;
            if (outbox_.empty()) end(event.code);
            return false;
        }
        last_frame_ = true;
        begin_close(event.code, {});
        return false;
    case Kind::failed:
        deaf_ = true;
        if (state_ == State::open) begin_close(event.code, {});
        return false;
    default: return true;
    }
}

void Connection::resume() {
    if (state_ == State::ended || !paused_) return;
    paused_ = false;
    const std::string bytes = std::exchange(pending_, {});
    consume(bytes);
    if (state_ != State::ended && !paused_) read_ready();
}

// ---- writing ----

void Connection::send(SharedFrame frame) {
    if (!queue(std::move(frame)) || dirty_ || waiting_writable_) return;
    dirty_ = true;
    group_->flush_later(*this);
}

void Connection::send_at_once(SharedFrame frame) {
    if (queue(std::move(frame)) && !dirty_ && !waiting_writable_) flush();
}

// False if nothing is left to do: it is not open, or the queue was full.
bool Connection::queue(SharedFrame frame) {
    if (state_ != State::open) return false;
    outbox_.push(std::move(frame));
    if (!outbox_.exceeds(group_->limits.outbox)) return true;
    if (!waiting_writable_) flush();
    if (state_ == State::open && outbox_.exceeds(group_->limits.outbox)) cut_off_slow();
    return false;
}

void Connection::flush() {
    dirty_ = false;
    if (waiting_writable_ || state_ == State::ended) return;
    std::array<iovec, gathered_frames> pieces;
    while (!outbox_.empty()) {
        const auto count = outbox_.gather(pieces);
        const auto result = stream_->write_some({pieces.data(), count});
        if (result.state == IoResult::State::closed) return end(close_code::abnormal);
        if (result.state == IoResult::State::would_block) return wait_writable();
        outbox_.consume(result.bytes);
    }
    if (state_ == State::closing) finish_send();
}

void Connection::wait_writable() {
    waiting_writable_ = true;
    if (state_ == State::open) stalled_at_ = net::Loop::now();
    stream_->when_writable([self = shared_from_this()](bool ok) {
        self->waiting_writable_ = false;
        if (self->state_ == State::ended) return;
        if (ok)
            self->flush();
        else
            self->end(close_code::abnormal);
    });
}

// R16: never skip a message silently. The client is told to come back and catches up by sequence number.
void Connection::cut_off_slow() {
    outbox_.drop_unsent(stream_->sealed_bytes());
    begin_close(close_code::too_slow, "too slow");
}

// ---- closing (RFC 6455 7) ----

void Connection::close(std::uint16_t code, std::string_view reason) {
    if (state_ == State::open) begin_close(code, reason);
}

void Connection::begin_close(std::uint16_t code, std::string_view reason) {
    outbox_.push(encode_close(code, reason));
    state_ = State::closing;
    stalled_at_ = net::Loop::now();
    report_close(code);
    if (dirty_ || waiting_writable_) return;
    dirty_ = true;
    group_->flush_later(*this);
}

// The close frame has left. If the client's has come too we are done; else it has until the deadline.
void Connection::finish_send() {
    if (last_frame_) {
        stream_->shutdown_send();
        end(close_code::normal);
    } else if (deaf_) {
        stream_->shutdown_send(); // it broke the protocol: no close frame can be expected, only the end of the line
    }
}

// ---- time ----

void Connection::sweep(net::SteadyTime now) {
    const auto& deadlines = group_->deadlines;
    if (state_ == State::ended) return;
    if (state_ == State::closing) {
        if (now - stalled_at_ >= deadlines.close_handshake) end(close_code::abnormal);
        return;
    }
    if (waiting_writable_ && now - stalled_at_ >= deadlines.write_stall) return end(close_code::abnormal);
    if (now - heard_at_ >= deadlines.dead_after) return end(close_code::abnormal);
    if (!pinged_ && now - heard_at_ >= deadlines.ping_after) {
        static const SharedFrame ping = encode_frame(Opcode::ping, {});
        pinged_ = true;
        send(ping);
    }
    const auto& limits = group_->limits;
    const double seconds = std::chrono::duration<double>(deadlines.tick).count();
    tokens_ = std::min(limits.message_burst, tokens_ + limits.messages_per_second * seconds);
    if (paused_ && tokens_ >= 1) group_->loop.post([self = shared_from_this()] { self->resume(); });
}

} // namespace tandem::ws
