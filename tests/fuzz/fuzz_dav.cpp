// Requests of a calendar app to a workspace with a calendar: a line "METHOD name", headers, an empty line, the body;
// more follow a line of dashes. Whatever is asked is answered and is nobody's fault; what a PUT has stored can be read,
// says a valid calendar, is found in the collection, and is taken back as it is.
#include <future>
#include <memory>
#include <string>

#include "calendar/ical/decode.hpp"
#include "server/auth/sign_in.hpp"
#include "server/dav/dav.hpp"
#include "server/dav/xml.hpp"
#include "tests/fuzz/property.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using fuzz::require;

struct Catcher final : http::Answerable {
    std::promise<http::Response> answered;
    void answer(std::uint64_t, http::Response response) override { answered.set_value(std::move(response)); }
};

struct Scene : Workspace {
    test::LoopThread thread;
    Id mia = add_member("Mia", Team::marketing);
    Id launch = add_calendar("Launch");
    std::string authorization = "Basic " + base64("mia@example.org:" + make_password());
    Throttle throttle;
    Authenticator authenticator{engine, clock, throttle, [](const EntityType&, Id, Instant) {}};
    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    CalendarTags tags{engine.published_seq()};
    std::string base_url = "https://cal.example.org";
    dav::Dav app{{backend, authenticator, tags, base_url}, 1'000'000'000};
    http::Router router;
    int requests = 0;

    Scene() { app.add_routes(router); }

    std::string make_password() {
        database.execute("PRAGMA synchronous=OFF");
        const Outcome outcome = run(mia, "token.create", R"({"name":"Phone","scope":"dav"})");
        return std::get<Ack>(outcome).secrets.front().second;
    }
    static std::string base64(std::string_view text) {
        constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string out;
        std::uint32_t bits = 0;
        int count = 0;
        for (const char c : text) {
            bits = bits << 8 | static_cast<unsigned char>(c);
            for (count += 8; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63];
        }
        if (count > 0) out += digits[bits << (6 - count) & 63];
        while (out.size() % 4 != 0) out += '=';
        return out;
    }

    // "" is the calendar, "/…" an address of its own, anything else an object of the calendar.
    std::string path_of(std::string_view name) const {
        if (name.starts_with('/')) return std::string(name);
        return "/dav/calendars/" + to_text(mia) + "/" + to_text(launch) + "/" + std::string(name);
    }

    http::Response ask(std::string_view method, std::string_view name, std::string_view body = "",
                       http::Headers headers = {}) {
        ++requests;
        tags.deliver(sink.changes);
        sink.changes.clear();
        http::Request request;
        request.method = method;
        request.path = path_of(name);
        request.body = body;
        request.headers = std::move(headers);
        request.headers.set("Authorization", authorization);
        request.client = net::parse_address("192.0.2.7").value();
        const auto match = router.match(request.method, request.path);
        if (!match.route || body.size() > match.route->body_limit) return http::empty_response(405);
        request.parameters = match.parameters;
        const auto catcher = std::make_shared<Catcher>();
        thread.loop.post([&, request = std::move(request)]() mutable {
            match.route->handler(std::move(request), http::Respond(thread.loop, catcher, 1));
        });
        http::Response response = catcher->answered.get_future().get();
        thread.call([] {});
        return response;
    }
};

void check(std::string_view method, const http::Response& response) {
    require(response.status >= 200 && response.status < 500, "it is answered, and not as our fault");
    const std::string_view body = http::view(response.body);
    // A multistatus grows with the calendar, beyond what a request may be.
    if (response.status == 207)
        require(dav::parse_xml(body, {.bytes = 64'000'000, .elements = 1'000'000}).has_value(), "a multistatus is XML");
    if (method != "GET" || response.status != 200) return;
    const auto decoded = ical::decode(body);
    require(decoded.has_value() && !decoded->items.empty(), "an object is a calendar");
    for (const ical::Item& item : decoded->items) require(item.skipped.empty(), "every event of an object can be read");
}

// What was stored is there, and sending back what is there changes nothing.
void check_stored(Scene& scene, std::string_view name) {
    const http::Response stored = scene.ask("GET", name);
    require(stored.status == 200, "what was put can be read");
    check("GET", stored);
    const std::string etag(stored.headers.get("ETag"));
    const http::Response again = scene.ask("PUT", name, http::view(stored.body), {{"If-Match", etag}});
    require(again.status == 204 || again.status == 201, "what is there can be put again");
}

std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

void run_request(Scene& scene, std::string_view text) {
    const std::string_view first = take_line(text);
    const auto space = first.find(' ');
    const std::string_view method = first.substr(0, space);
    const std::string_view name = space == std::string_view::npos ? "" : first.substr(space + 1);
    http::Headers headers;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) break;
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos && headers.size() < 100)
            headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
    }
    const http::Response response = scene.ask(method, name, text, std::move(headers));
    check(method, response);
    if (method == "PUT" && response.status < 300) check_stored(scene, name);
}

} // namespace
} // namespace tandem

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    static std::unique_ptr<Scene> scene;
    if (!scene || scene->requests > 2'000) scene = std::make_unique<Scene>(); // a new one is slow, an old one grows
    std::string_view text = fuzz::text_of(data, size);
    for (int i = 0; i < 8 && !text.empty(); ++i) {
        const std::string_view one = text.substr(0, text.find("\n----\n"));
        text.remove_prefix(std::min(text.size(), one.size() + 6));
        run_request(*scene, one);
    }
    return 0;
}
