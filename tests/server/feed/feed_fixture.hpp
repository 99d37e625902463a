#pragma once
// A workspace that serves a feed: change something, ask for the feed, look at the answer.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/feed/feeds.hpp"
#include "tests/support/ical_lines.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

class FeedWorkspace : public Workspace {
public:
    FeedWorkspace() { clock.set(parse_instant("2026-03-02T09:00:00.200Z").value()); }

    Id marketer = add_member("ana", Team::marketing);
    Id calendar = add_calendar("Launch");
    FeedSource source{reader, engine.directory()};
    std::vector<FeedFetch> noted; // and written to the ledger
    bool workers_are_busy = false;
    Feeds feeds{{source, clock, "https://cal.example.org",
                 [this](auto work) { return !workers_are_busy && (work(), true); },
                 [this](FeedFetch fetch) {
                     engine.note_fetch(fetch);
                     noted.push_back(std::move(fetch));
                 }}};

    // The secret of a new link; `more` is JSON members with a leading comma.
    std::string add_link(std::string_view more = "") {
        const auto ack = acked(run(marketer, "feed_link.create", fmt::format(R"({{"name":"Team, plan"{}}})", more)));
        link = ack.id.value();
        return ack.secrets.at(0).second;
    }

    Id add_day(std::string_view title, std::string_view day = "2026-05-11", std::string_view more = "") {
        const Date first = parse_date(day).value();
        return add_entry(marketer, calendar, title,
                         fmt::format(R"(,"status":"planned","when":{{"starts_on":"{}","ends_on":"{}"}}{})", day,
                                     to_text(first + std::chrono::days{1}), more));
    }

    // As the handler does: what was committed is delivered first.
    http::Response get(const std::string& token, http::Headers headers = {}, std::string_view method = "GET") {
        deliver();
        const http::Request request = request_of(token, std::move(headers), method);
        if (auto cached = feeds.answer_from_cache(request)) return std::move(*cached);
        return feeds.answer(request);
    }
    std::string body(const std::string& token) { return std::string(http::view(get(token).body)); }

    // What a worker answers that is faster than the delivery.
    std::string body_before_delivery(const std::string& token) {
        return std::string(http::view(feeds.answer(request_of(token)).body));
    }
    // The status while no worker takes more.
    int get_when_busy(const std::string& token, http::Headers headers = {}) {
        deliver();
        workers_are_busy = true;
        struct Answer final : http::Answerable {
            int status = 0;
            void answer(std::uint64_t, http::Response response) override { status = response.status; }
        };
        const auto answer = std::make_shared<Answer>();
        net::Loop loop;
        feeds.handle(request_of(token, std::move(headers)), http::Respond(loop, answer, 1));
        loop.post([&] { loop.stop(); });
        loop.run();
        workers_are_busy = false;
        return answer->status;
    }

    Id link;

private:
    void deliver() {
        source.deliver({sink.changes.begin() + static_cast<std::ptrdiff_t>(delivered_), sink.changes.end()});
        delivered_ = sink.changes.size();
    }
    static http::Request request_of(const std::string& token, http::Headers headers = {},
                                    std::string_view method = "GET") {
        http::Request request;
        request.method = method;
        request.path = "/feeds/" + token + "/plan.ics";
        request.headers = std::move(headers);
        request.parameters = {{"token", token}, {"name", "plan.ics"}};
        return request;
    }

    std::size_t delivered_ = 0;
};

} // namespace tandem
