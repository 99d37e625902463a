#pragma once
// Client: the conversation with one connected page. It says hello with what it has, gets what it missed, then every
// change as it happens, in order and once. Loop thread only; held by the hub while connected.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/core/backend.hpp"
#include "server/live/message.hpp"
#include "server/live/places.hpp"
#include "server/live/presence.hpp"
#include "server/ws/acceptor.hpp"

namespace tandem::live {

class Hub;

// Changes in a row that all clients see alike, each as its frame, and joined so that one piece leaves instead of many.
struct Run {
    std::vector<std::pair<std::int64_t, ws::SharedFrame>> changes; // by seq
    std::string bytes;                                             // of all of them
    ws::SharedFrame joined;                                        // the same, when the run is sent

    void add(std::int64_t seq, ws::SharedFrame frame) {
        bytes += *frame;
        changes.emplace_back(seq, std::move(frame));
    }
};

class Client : public std::enable_shared_from_this<Client> {
public:
    Client(Hub& hub, Visitor visitor, ws::ConnectionPtr connection, Place place);

    const Visitor& visitor() const { return visitor_; }
    Present present() const { return {visitor_.member_id, open_, dragging_}; }
    void entry_changed(Id id, const EntryPtr& now); // null: deleted
    bool has_greeted() const { return state_ != State::silent; }

    void receive(std::string_view text);
    // A change that this client sees, encoded. Held back while it is catching up.
    void send_change(std::int64_t seq, const ws::SharedFrame& frame);
    void send_run(const Run& run);
    void send(const ws::SharedFrame& frame);
    // What it has is of no use any more: it must take a new snapshot and say hello again.
    void resync(std::string_view reason);
    void close(std::uint16_t code, std::string_view reason);
    void ended(); // the connection is gone: nothing is sent any more

private:
    enum class State : std::uint8_t {
        silent,      // no hello yet, or told to resync
        catching_up, // a worker reads what it missed; new changes wait in held_
        live,
    };
    void handle(Hello hello);
    void handle(Command command);
    void handle(const Presence& presence);
    void look_at_presence();
    void looked(const Presence& wanted, std::int64_t seq, EntryPtr open, EntryPtr dragging);
    void catch_up(std::int64_t since);
    void has_read(std::uint32_t turn, std::int64_t seq, std::optional<std::string> frame);
    void caught_up(std::int64_t seq, std::optional<std::string> frame);
    void begin_live(std::int64_t seq);
    void refuse(const Error& error, std::string_view text);

    Hub& hub_;
    Visitor visitor_;
    ws::ConnectionPtr connection_; // null once ended
    Place place_;                  // among the member's sockets, as long as it is connected
    State state_ = State::silent;
    std::int64_t since_ = 0;   // of the newest hello
    std::int64_t has_ = 0;     // the newest change that it was sent, once live
    bool reading_ = false;     // a worker reads what was missed
    std::uint32_t turn_ = 0;   // counts hellos: an answer to an older one is dropped
    int faults_ = 0;           // frames that could not be read; the third closes (R15)
    Presence presence_;        // what the page said: any ids
    EntryPtr open_, dragging_; // what they name, kept as it is now
    bool looking_ = false;     // a worker reads them
    std::vector<std::pair<std::int64_t, ws::SharedFrame>> held_;
};

} // namespace tandem::live
