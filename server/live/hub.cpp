#include "server/live/hub.hpp"

#include <algorithm>
#include <set>

#include "calendar/record/json.hpp"

namespace tandem::live {
namespace {

constexpr std::size_t most_joined = 64 * 1024;  // bytes of changes in one piece: a slow client is cut between pieces
constexpr std::chrono::seconds tick_period{20}; // a page that hears nothing for two of them calls the line dead

bool touches_kind(const Change& change, const EntityType& type) {
    return std::ranges::any_of(change.items, [&](const ChangeItem& item) { return item.type == &type; });
}

bool is_signed_in(const Visitor& visitor, const Directory& directory) {
    const Member* member = directory.member(visitor.member_id);
    if (!member || !member->active) return false;
    if (visitor.session_id) return directory.session(*visitor.session_id) != nullptr;
    return !visitor.token_id || directory.token(*visitor.token_id);
}

} // namespace

Hub::Hub(Backend& backend, std::size_t sockets_per_member)
    : backend_(backend), places_(sockets_per_member), last_seq_(backend.engine.last_seq()) {
    tick_ = backend_.loop.every(tick_period, [this] {
        const auto frame = ws::encode_text(encode_tick(backend_.clock.now()));
        for (const auto& client : clients_) client->send(frame);
    });
}

Hub::~Hub() { *alive_ = false; }

http::Response Hub::accept(ws::Acceptor& acceptor, const http::Request& request, const Visitor& visitor) {
    Place place = places_.take(visitor.member_id);
    if (!place)
        return http::problem({ErrorCode::too_many_requests, {}, "too many pages are open at once"},
                             std::chrono::seconds{60});
    return acceptor.accept(request, [this, alive = alive_, visitor,
                                     place = std::move(place)](const ws::ConnectionPtr& connection) mutable {
        return *alive ? open(visitor, connection, std::move(place)) : ws::Callbacks{};
    });
}

ws::Callbacks Hub::open(const Visitor& visitor, const ws::ConnectionPtr& connection, Place place) {
    auto client = std::make_shared<Client>(*this, visitor, connection, std::move(place));
    clients_.push_back(client);
    // Ended since the handshake began? What ends from now on comes by fan_out.
    if (!is_signed_in(visitor, *backend_.engine.directory()))
        connection->close(ws::close_code::signed_out, "the session has ended");
    return {[weak = std::weak_ptr(client)](std::string_view text) {
                if (const auto self = weak.lock()) self->receive(text);
            },
            [this, alive = alive_, weak = std::weak_ptr(client)](std::uint16_t) {
                if (const auto self = weak.lock(); self && *alive) forget(*self);
            }};
}

void Hub::forget(const Client& client) {
    const auto at = std::ranges::find_if(clients_, [&](const auto& c) { return c.get() == &client; });
    if (at == clients_.end()) return;
    (*at)->ended();
    *at = std::move(clients_.back());
    clients_.pop_back();
    presence_changed();
}

void Hub::fan_out(const std::vector<ChangePtr>& changes) {
    if (clients_.empty()) { // nobody to write it down for
        if (!changes.empty()) last_seq_ = changes.back()->seq;
        return;
    }
    Run run;
    for (const ChangePtr& change : changes) {
        last_seq_ = change->seq;
        ProjectionKey key;
        if (has_one_key(*change, key)) {
            run.add(change->seq, ws::encode_text(encode_change(*change, key)));
            if (run.bytes.size() >= most_joined) send_run(run);
        } else {
            send_run(run);
            send_by_member(*change);
        }
        follow(*change); // who is closed or told to begin anew needs nothing of what waits in the run
    }
    send_run(run);
}

void Hub::send_run(Run& run) {
    if (run.changes.empty()) return;
    run.joined = run.changes.size() == 1 ? run.changes.front().second
                                         : std::make_shared<const std::string>(std::move(run.bytes));
    for (const auto& client : clients_) client->send_run(run);
    run = {};
}

// What a change means for those who are connected.
void Hub::follow(const Change& change) {
    end_sessions(change);
    resync_where_rights_moved(change);
    for (const ChangeItem& item : change.items)
        if (item.type == &entry_type && item.before)
            for (const auto& client : clients_)
                client->entry_changed(item.id(), std::static_pointer_cast<const Entry>(item.after));
}

void Hub::send_by_member(const Change& change) {
    std::unordered_map<ProjectionKey, ws::SharedFrame> frames;
    std::unordered_map<Id, ws::SharedFrame> of_member; // null: sees nothing of it
    for (const auto& client : clients_) {
        const Id member = client->visitor().member_id;
        auto [at, is_new] = of_member.try_emplace(member);
        if (is_new) {
            const ProjectionKey key = projection_key(change, member);
            auto& frame = frames[key];
            if (!frame && !key.empty()) frame = ws::encode_text(encode_change(change, key));
            at->second = frame;
        }
        if (at->second) client->send_change(change.seq, at->second);
    }
}

// R7: sockets of a session or token that has ended go at once.
void Hub::end_sessions(const Change& change) {
    std::set<Id> ended;
    for (const ChangeItem& item : change.items)
        if (!item.after && (item.type == &session_type || item.type == &token_type)) ended.insert(item.id());
    if (ended.empty() && !touches_kind(change, member_type)) return;
    for (const auto& client : std::vector(clients_)) {
        const Visitor& visitor = client->visitor();
        const Member* member = change.directory->member(visitor.member_id);
        const bool has_ended = (visitor.session_id && ended.contains(*visitor.session_id)) ||
                               (visitor.token_id && ended.contains(*visitor.token_id)) || !member || !member->active;
        if (has_ended) client->close(ws::close_code::signed_out, "the session has ended");
    }
}

void Hub::resync_where_rights_moved(const Change& change) {
    const bool may =
        touches_kind(change, calendar_type) || touches_kind(change, member_type) || change.has_more_referrers;
    if (!may) return;
    for (const auto& client : clients_)
        if (moves_rights(change, client->visitor().member_id)) client->resync("rights_changed");
}

// Everyone learns of everyone: the more are here, the rarer the news, so that its cost stays level.
void Hub::presence_changed() {
    if (presence_is_due_) return;
    presence_is_due_ = true;
    const std::chrono::milliseconds delay{clients_.size()};
    presence_timer_ = backend_.loop.after(delay, [this] { send_presence(); });
}

void Hub::send_presence() {
    presence_is_due_ = false;
    std::vector<Present> present;
    for (const auto& client : clients_)
        if (client->has_greeted()) present.push_back(client->present());
    const DirectoryPtr directory = backend_.engine.directory();
    const bool for_all = is_for_all(present, *directory);
    std::unordered_map<Id, ws::SharedFrame> frames;
    for (const auto& client : clients_) {
        if (!client->has_greeted()) continue;
        const Id reader = client->visitor().member_id;
        auto& frame = frames[for_all ? Id{} : reader];
        if (!frame)
            frame =
                ws::encode_text(encode_presence(present, *directory, for_all ? std::nullopt : std::optional(reader)));
        client->send(frame);
    }
}

} // namespace tandem::live
