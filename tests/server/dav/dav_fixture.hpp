#pragma once
// A workspace that calendar apps may ask: real engine, real workers, one member with an app password.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "server/dav/dav.hpp"
#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem::dav {

using testing::HasSubstr;
using testing::Not;

struct DavTest : EntranceTest {
    struct Catcher final : http::Answerable {
        std::promise<http::Response> answered;
        void answer(std::uint64_t, http::Response response) override { answered.set_value(std::move(response)); }
    };

    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id launch = add_calendar("Launch");
    std::string app_password = make_app_password(mia);
    WorkerPool workers{folder.path() / "tandem.db", 2, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    CalendarTags tags{engine.published_seq()};
    std::string base_url = "https://cal.example.org";
    std::string email = "mia@example.org";
    Dav dav{{backend, authenticator, tags, base_url}};
    http::Router router;

    DavTest() { dav.add_routes(router); }

    std::string make_app_password(Id member) {
        return acked(run(member, "token.create", R"({"name":"Phone","scope":"dav"})")).secrets.front().second;
    }

    http::Response ask(std::string method, std::string path, std::string body = "", http::Headers headers = {}) {
        tags.deliver({sink.changes.begin() + static_cast<std::ptrdiff_t>(delivered_), sink.changes.end()});
        delivered_ = sink.changes.size();
        http::Request request;
        request.method = method;
        request.path = path;
        request.body = std::move(body);
        request.headers = std::move(headers);
        request.client = net::parse_address("192.0.2.7").value();
        if (!app_password.empty()) request.headers.add("Authorization", basic(email + ":" + app_password));
        const auto match = router.match(method, path);
        if (!match.route) return http::empty_response(405);
        request.parameters = match.parameters;
        const auto catcher = std::make_shared<Catcher>();
        thread.loop.post([&, request = std::move(request)]() mutable {
            match.route->handler(std::move(request), http::Respond(thread.loop, catcher, 1));
        });
        http::Response response = catcher->answered.get_future().get();
        thread.call([] {});
        return response;
    }
    std::string propfind(const std::string& path, const std::string& props, std::string_view depth = "0") {
        return text(
            ask("PROPFIND", path, "<propfind xmlns='DAV:'><prop>" + props + "</prop></propfind>", {{"Depth", depth}}));
    }
    // Of the calendar; `inner` in the namespaces D and C.
    http::Response report(const std::string& name, const std::string& inner, http::Headers headers = {}) {
        return ask("REPORT", calendar_path(),
                   fmt::format("<{0} xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>{1}</{0}>", name, inner),
                   std::move(headers));
    }
    http::Response put(const std::string& name, const std::string& body, http::Headers headers = {}) {
        return ask("PUT", calendar_path() + name, body, std::move(headers));
    }
    std::string get(const std::string& name) { return text(ask("GET", calendar_path() + name)); }
    std::string etag(const std::string& name) {
        return std::string(ask("GET", calendar_path() + name).headers.get("ETag"));
    }

    std::string calendar_path() const { return "/dav/calendars/" + to_text(mia) + "/" + to_text(launch) + "/"; }
    std::string object_path(Id entry) const { return calendar_path() + to_text(entry) + ".ics"; }
    Id add_meeting(std::string_view title, std::string_view more = "", std::string_view day = "2026-03-10") {
        return add_entry(
            mia, launch, title,
            fmt::format(R"(,"status":"planned","when":{{"starts_at":"{0}T09:00:00","ends_at":"{0}T10:00:00",)"
                        R"("zone":"Europe/Berlin"}}{1})",
                        day, more));
    }
    std::shared_ptr<const Entry> entry_called(std::string_view title) {
        const Records::Parameter parameters[] = {std::string(title)};
        const auto found = Records(database).select(entry_type, "title = ? ORDER BY id LIMIT 1", parameters);
        return found.empty() ? nullptr : std::static_pointer_cast<const Entry>(found.front());
    }

    static std::string event(std::string_view uid, std::string_view title, std::string_view more = "") {
        return fmt::format("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:{}\r\n"
                           "DTSTAMP:20260101T000000Z\r\nDTSTART:20260312T090000Z\r\nDTEND:20260312T100000Z\r\n"
                           "SUMMARY:{}\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n",
                           uid, title, more);
    }
    static std::string text(const http::Response& response) { return std::string(http::view(response.body)); }
    static std::string basic(std::string_view pair) {
        constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string out = "Basic ";
        std::uint32_t bits = 0;
        int count = 0;
        for (const char c : pair) {
            bits = bits << 8 | static_cast<unsigned char>(c);
            for (count += 8; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63];
        }
        if (count > 0) out += digits[bits << (6 - count) & 63];
        while ((out.size() - 6) % 4 != 0) out += '=';
        return out;
    }

private:
    std::size_t delivered_ = 0;
};

} // namespace tandem::dav
