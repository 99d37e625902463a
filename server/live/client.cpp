#include "server/live/client.hpp"

#include "server/core/submit.hpp"
#include "server/live/hub.hpp"

namespace tandem::live {
namespace {

constexpr std::size_t most_held = 1'000; // changes that may come while one client catches up
constexpr int most_faults = 3;           // R15

} // namespace

Client::Client(Hub& hub, Visitor visitor, ws::ConnectionPtr connection, Place place)
    : hub_(hub), visitor_(visitor), connection_(std::move(connection)), place_(std::move(place)) {}

void Client::send(const ws::SharedFrame& frame) {
    if (connection_) connection_->send(frame);
}

void Client::close(std::uint16_t code, std::string_view reason) {
    if (connection_) connection_->close(code, reason);
}

void Client::ended() {
    connection_.reset();
    place_.reset();
}

void Client::resync(std::string_view reason) {
    state_ = State::silent;
    held_.clear();
    send(ws::encode_text(encode_resync(reason)));
}

void Client::receive(std::string_view text) {
    auto message = decode_message(text);
    if (!message) return refuse(message.error(), text);
    std::visit([this](auto& m) { handle(std::move(m)); }, *message);
}

void Client::refuse(const Error& error, std::string_view text) {
    // A command that can be told apart is answered like any refused command; other frames count as faults.
    if (const std::string id = command_id_of(text); !id.empty())
        return send(ws::encode_text(encode_outcome(id, error)));
    send(ws::encode_text(encode_error(error)));
    if (++faults_ >= most_faults) close(ws::close_code::policy, "too many frames that cannot be read");
}

void Client::handle(Hello hello) {
    ++turn_;
    held_.clear();
    if (hello.epoch != hub_.backend().engine.epoch()) return resync("other_epoch");
    if (hello.since == hub_.last_seq()) return begin_live(hello.since);
    catch_up(hello.since);
}

void Client::catch_up(std::int64_t since) {
    state_ = State::catching_up;
    since_ = since;
    if (reading_) return; // one at a time, however often it says hello
    reading_ = hub_.backend().workers.post([self = shared_from_this(), since, turn = turn_,
                                            &backend = hub_.backend()](Queries& queries) {
        std::int64_t seq = 0;
        std::optional<std::string> frame; // none if the store cannot be read: then it must begin anew
        try {
            frame = queries.catch_up(*backend.engine.directory(), self->visitor_.member_id, since, seq);
        } catch (const std::exception& error) {
            backend.loop.post([&loop = backend.loop, what = std::string(error.what())] { loop.report_fault(what); });
        }
        backend.loop.post([self, seq, turn, frame = std::move(frame)]() mutable {
            self->reading_ = false;
            if (self->connection_) self->has_read(turn, seq, std::move(frame));
        });
    });
    if (!reading_) resync("too_far_behind");
}

void Client::has_read(std::uint32_t turn, std::int64_t seq, std::optional<std::string> frame) {
    if (turn == turn_) return caught_up(seq, std::move(frame));
    if (state_ == State::catching_up) catch_up(since_); // it has said hello again meanwhile
}

void Client::caught_up(std::int64_t seq, std::optional<std::string> frame) {
    if (state_ != State::catching_up) return; // told to resync meanwhile
    if (!frame) return resync("too_far_behind");
    const auto held = std::move(held_);
    begin_live(seq);
    if (!frame->empty()) send(ws::encode_text(*frame));
    for (const auto& [number, change] : held) send_change(number, change);
}

void Client::begin_live(std::int64_t seq) {
    state_ = State::live;
    has_ = seq;
    held_.clear();
    send(ws::encode_text(encode_hello(hub_.backend().engine.epoch(), seq, visitor_.member_id)));
    hub_.presence_changed();
}

void Client::send_change(std::int64_t seq, const ws::SharedFrame& frame) {
    if (state_ == State::live) {
        if (seq <= has_) return; // it was read from the store before the hub heard of it
        has_ = seq;
        return send(frame);
    }
    if (state_ != State::catching_up) return;
    held_.emplace_back(seq, frame);
    if (held_.size() > most_held) resync("too_far_behind");
}

void Client::send_run(const Run& run) {
    if (state_ == State::live && has_ < run.changes.front().first) {
        has_ = run.changes.back().first;
        if (connection_) connection_->send_at_once(run.joined);
        return;
    }
    for (const auto& [seq, frame] : run.changes) send_change(seq, frame); // it has some of them
}

void Client::handle(Command command) {
    std::string command_id = command.command_id;
    submit(hub_.backend(), {visitor_.actor(), std::move(command)},
           [self = shared_from_this(), command_id = std::move(command_id)](const Outcome& outcome) {
               self->send(ws::encode_text(encode_outcome(command_id, outcome)));
           });
}

// Others are told of an entry only as far as they may know of it: that takes the entry itself, from the store.
void Client::handle(const Presence& presence) {
    if (presence == presence_) return;
    presence_ = presence;
    open_ = dragging_ = nullptr;
    if (presence_.open || presence_.dragging) return look_at_presence();
    hub_.presence_changed();
}

void Client::look_at_presence() {
    if (looking_) return;
    looking_ = hub_.backend().workers.post(
        [self = shared_from_this(), wanted = presence_, &backend = hub_.backend()](Queries& queries) {
            const auto load = [&](const std::optional<Id>& id) {
                return id ? std::static_pointer_cast<const Entry>(queries.records().load(entry_type, *id)) : nullptr;
            };
            try {
                const std::int64_t seq = queries.last_seq();
                backend.loop.post([self, wanted, seq, open = load(wanted.open), dragging = load(wanted.dragging)] {
                    self->looked(wanted, seq, open, dragging);
                });
            } catch (...) { // its next presence looks again
                backend.loop.post([self] { self->looking_ = false; });
                throw;
            }
        });
}

void Client::looked(const Presence& wanted, std::int64_t seq, EntryPtr open, EntryPtr dragging) {
    looking_ = false;
    if (!connection_) return;
    if (wanted != presence_ || seq < hub_.last_seq()) return look_at_presence(); // it may have changed meanwhile
    open_ = std::move(open);
    dragging_ = std::move(dragging);
    hub_.presence_changed();
}

void Client::entry_changed(Id id, const EntryPtr& now) {
    if (open_ && open_->id == id) open_ = now;
    if (dragging_ && dragging_->id == id) dragging_ = now;
}

} // namespace tandem::live
