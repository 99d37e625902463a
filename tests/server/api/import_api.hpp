#pragma once
// A workspace whose import address answers on a loop of its own; each request is one member's.

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/api/import_routes.hpp"
#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {

struct ImportApiTest : EntranceTest {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id eva = add_member("Eva", Team::sales, Role::viewer);
    Id calendar = add_calendar("Open");
    Id closed = add_calendar("Closed", R"(,"team":"marketing","rights":["sales:none"])");
    Visitor visitor{mia, {}, {}};

    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    http::Origins origins = http::Origins::from_urls({"https://plan.example.org"}).value();
    api::Guard guard{[this](const http::Request&) { return Result<Visitor>(visitor); }, origins};
    api::Imports imports{backend};
    http::Router router;

    ImportApiTest() { api::add_import_routes(router, guard, backend, imports); }
    ~ImportApiTest() override {
        core.stop();
        workers.stop();
        thread.call([] {});
    }

    struct Catcher final : http::Answerable {
        std::promise<http::Response> answered;
        void answer(std::uint64_t, http::Response response) override { answered.set_value(std::move(response)); }
    };
    struct Answer {
        int status;
        boost::json::object body;

        std::int64_t number(std::string_view name) const { return body.at(name).as_int64(); }
        std::string text(std::string_view name) const { return std::string(body.at(name).as_string()); }
    };

    std::future<http::Response> send(std::string query, std::string body, std::string_view type = "text/calendar",
                                     std::string path = "/api/import") {
        http::Request request;
        request.method = "POST";
        request.path = std::move(path);
        request.query = std::move(query);
        request.body = std::move(body);
        request.client = net::parse_address("192.0.2.7").value();
        request.headers.add("Origin", "https://plan.example.org");
        request.headers.add("Content-Type", type);
        const auto* route = router.match("POST", request.path).route;
        const auto catcher = std::make_shared<Catcher>();
        thread.loop.post([this, route, catcher, request = std::move(request)]() mutable {
            route->handler(std::move(request), http::Respond(thread.loop, catcher, 1));
        });
        return catcher->answered.get_future();
    }
    Answer read(std::future<http::Response> answer) {
        const http::Response response = answer.get();
        thread.call([] {}); // the next turn
        return {response.status, boost::json::parse(http::view(response.body)).as_object()};
    }
    Answer import(const std::string& text) { return read(send("calendar=" + to_text(calendar), text)); }
    Answer preview(const std::string& text) { return read(send("preview=true&calendar=" + to_text(calendar), text)); }
    Answer table(std::string query, std::string text) {
        return read(send(std::move(query), std::move(text), "text/csv", "/api/import/csv"));
    }
    std::int64_t entries() { return reader.query_integer("SELECT count(*) FROM entry").value(); }
};

inline std::string file_of(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}
inline std::string event(std::string_view uid, std::string_view more = "") {
    return fmt::format("BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Fair {}\r\nDTSTART;VALUE=DATE:20260511\r\n{}END:VEVENT\r\n",
                       uid, uid, more);
}

} // namespace tandem
