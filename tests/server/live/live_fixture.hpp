#pragma once
// Engine, core thread, workers and hub behind a real /ws on a free port. A client says who it is in X-Member (and
// X-Session): signing in is tested with auth.

#include <future>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/migrations.hpp"
#include "server/live/hub.hpp"
#include "tests/server/ws/ws_fixture.hpp"
#include "tests/support/workspace.hpp"

namespace tandem::test {

using Json = boost::json::object;

inline std::string text_of(const Json& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string{};
}

// One page: its socket, and what came over it.
class Page {
public:
    Page(std::uint16_t port, Id member, std::optional<Id> session = {}) : wire_(port) {
        std::string headers = "X-Member: " + to_text(member) + "\r\n";
        if (session) headers += "X-Session: " + to_text(*session) + "\r\n";
        const auto answer = wire_.ask(upgrade(headers));
        if (answer.status != 101) throw std::runtime_error("no upgrade: " + answer.head);
    }
    void send(std::string_view text) { wire_.send(client_text(text)); }
    void hello(std::string_view epoch, std::int64_t since) {
        send(fmt::format(R"({{"type":"hello","epoch":"{}","since":{}}})", epoch, since));
    }
    // The next frame of that type; presence and ticks in between are passed over, anything else fails the test.
    Json expect(std::string_view type) {
        for (;;) {
            Json frame = next();
            const std::string got = text_of(frame, "type");
            if (got == type) return frame;
            if (got != "presence" && got != "tick")
                throw std::runtime_error("unexpected: " + boost::json::serialize(frame));
        }
    }
    // Any frame but presence and ticks.
    Json next_news() {
        for (;;) {
            Json frame = next();
            if (const auto type = text_of(frame, "type"); type != "presence" && type != "tick") return frame;
        }
    }
    Json next() {
        const ServerFrame frame = read_frame(wire_);
        if (frame.opcode != 1) throw std::runtime_error("closed with " + std::to_string(frame.close_code()));
        return boost::json::parse(frame.payload).as_object();
    }
    void send_close() { wire_.send(client_close(1000)); }
    // Reads on until the server closes.
    int read_close_code() {
        for (;;) {
            const ServerFrame frame = read_frame(wire_);
            if (frame.opcode == 8) return frame.close_code();
        }
    }

private:
    Wire wire_;
};

class LiveServer {
public:
    static constexpr std::size_t sockets = 12; // of one member

    LiveServer()
        : database(folder.path() / "tandem.db", Database::Mode::writer), sink(ws.loop().loop),
          engine(migrated(database), clock, sink), core(engine, ws.loop().loop),
          workers(folder.path() / "tandem.db", 1, ws.loop().loop),
          backend{ws.loop().loop, clock, engine, core, workers} {
        ws.loop().call([&] {
            hub = std::make_unique<live::Hub>(backend, sockets);
            sink.attach(hub.get());
        });
        ws.on_request = [this](const http::Request& request) {
            const Visitor visitor{parse_id(request.headers.get("X-Member")).value(),
                                  parse_id(request.headers.get("X-Session")),
                                  {},
                                  true};
            return hub->accept(*ws.acceptor, request, visitor);
        };
    }
    ~LiveServer() {
        core.stop();
        workers.stop();
        ws.loop().call([&] { hub.reset(); });
    }

    // Applied by the core thread, like everybody's.
    Outcome run(Actor actor, std::string_view name, std::string_view args) {
        std::promise<Outcome> promise;
        Command command{to_text(new_id(clock.now())), std::string(name), parse_json_object(args).value(), {}};
        core.submit({actor, std::move(command)}, [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
        return promise.get_future().get();
    }
    Id add_member(std::string_view name, Team team, Role role = Role::member) {
        return acked(run(Actor::system(), "member.create",
                         fmt::format(
                             R"({{"name":"{0}","email":"{0}@example.org","team":"{1}","role":"{2}","invited":false}})",
                             name, teams[static_cast<std::size_t>(team)], roles[static_cast<std::size_t>(role)])))
            .id.value();
    }
    Id add_calendar(std::string_view name) {
        return acked(run(Actor::system(), "calendar.create", fmt::format(R"({{"name":"{}"}})", name))).id.value();
    }
    Id add_entry(Id author, Id calendar, std::string_view title, std::string_view more = "") {
        return acked(run(Actor::member(author), "entry.create",
                         fmt::format(R"({{"calendar_id":"{}","kind":"push","title":"{}"{}}})", to_text(calendar), title,
                                     more)))
            .id.value();
    }
    // A page that has a snapshot of now and follows live.
    Page open_page(Id member, std::optional<Id> session = {}) {
        Page page(ws.http->port, member, session);
        page.hello(engine.epoch(), engine.published_seq());
        page.expect("hello");
        return page;
    }

    TemporaryFolder folder;
    FakeClock clock;
    WsServer ws;
    Database database;
    live::HubSink sink;
    Engine engine;
    CoreThread core;
    WorkerPool workers;
    Backend backend;
    std::unique_ptr<live::Hub> hub;

private:
    static Database& migrated(Database& database) {
        migrate(database);
        return database;
    }
};

} // namespace tandem::test
