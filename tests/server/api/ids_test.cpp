// R8, on the wire: an address that takes an id answers for what the member may not see as it does for nothing, to the
// byte.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/api/data_routes.hpp"
#include "server/api/feed_routes.hpp"
#include "tests/server/auth/entrance_fixture.hpp"

namespace tandem {
namespace {

constexpr std::string_view unknown = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

struct Catcher final : http::Answerable {
    std::promise<http::Response> answered;
    void answer(std::uint64_t, http::Response response) override { answered.set_value(std::move(response)); }
};

struct IdsOnTheWireTest : EntranceTest {
    Id mia = add_member("Mia", Team::marketing, Role::admin);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Open");
    Id hidden = add_entry(mia, calendar, "Idea", R"(,"private":true)");
    Id closed = add_entry(mia, add_calendar("Closed", R"(,"team":"marketing")"), "Plan",
                          R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    Id shown = add_entry(mia, calendar, "Plan", R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    Id link = acked(run(mia, "feed_link.create", R"({"name":"Hers"})")).id.value();

    WorkerPool workers{folder.path() / "tandem.db", 1, thread.loop};
    CoreThread core{engine, thread.loop};
    Backend backend{thread.loop, clock, engine, core, workers};
    http::Origins origins = http::Origins::from_urls({"https://plan.example.org"}).value();
    api::Guard guard{[this](const http::Request&) { return Result<Visitor>(Visitor{rob, {}, {}}); }, origins};
    api::SnapshotCache cache;
    FeedSource source{reader, engine.directory()};
    std::unique_ptr<Feeds> feeds = std::make_unique<Feeds>(
        Feeds::Services{source, clock, "https://plan.example.org", [](auto work) { return work(), true; }, {}});
    http::Router router;

    IdsOnTheWireTest() {
        api::add_data_routes(router, guard, backend, cache);
        api::add_feed_routes(router, guard, backend, feeds);
    }

    // Status, head and body, as they are compared.
    std::string ask(std::string_view method, std::string_view target, std::string body = "") {
        http::Request request;
        request.method = method;
        request.path = target.substr(0, target.find('?'));
        if (const auto mark = target.find('?'); mark != std::string_view::npos) request.query = target.substr(mark + 1);
        request.body = std::move(body);
        request.client = net::parse_address("192.0.2.7").value();
        request.headers.add("Origin", "https://plan.example.org");
        request.headers.add("Content-Type", "application/json");
        const auto match = router.match(method, request.path);
        request.parameters = match.parameters;
        const auto catcher = std::make_shared<Catcher>();
        thread.loop.post([&, request = std::move(request)]() mutable {
            match.route->handler(std::move(request), http::Respond(thread.loop, catcher, 1));
        });
        const http::Response response = catcher->answered.get_future().get();
        thread.call([] {});
        std::string all = std::to_string(response.status);
        for (std::size_t i = 0; i < response.headers.size(); ++i)
            all.append("\n").append(response.headers[i].name).append(": ").append(response.headers[i].value);
        return all + "\n" + std::string(http::view(response.body));
    }
    std::string command(std::string_view name, std::string_view id) {
        return ask("POST", "/api/commands",
                   fmt::format(R"({{"command_id":"{}","name":"{}","args":{{"id":"{}"}}}})",
                               to_text(new_id(clock.now())), name, id));
    }
};

TEST_F(IdsOnTheWireTest, AddressesOfEntriesDoNotTellForeignFromUnknown) {
    for (const char* address : {"/api/entries/@", "/api/entries/@/history", "/api/entries/@.ics",
                                "/api/touches?entry=@", "/api/talk?entry=@"}) {
        const auto of = [&](std::string_view id) {
            return ask("GET", std::string(address).replace(std::string_view(address).find('@'), 1, id));
        };
        const std::string nothing = of(unknown);
        EXPECT_TRUE(nothing.starts_with("404")) << nothing;
        EXPECT_EQ(of(to_text(hidden)), nothing) << address;
        EXPECT_EQ(of(to_text(closed)), nothing) << address;
        EXPECT_TRUE(of(to_text(shown)).starts_with("200")) << address;
    }
}

TEST_F(IdsOnTheWireTest, CommandsDoNotTellForeignFromUnknown) {
    for (const auto& [name, foreign] :
         {std::pair{"entry.update", hidden}, {"entry.delete", closed}, {"feed_link.revoke", link}}) {
        const std::string nothing = command(name, unknown);
        EXPECT_TRUE(nothing.starts_with("404")) << nothing;
        EXPECT_EQ(command(name, to_text(foreign)), nothing) << name;
    }
}

TEST_F(IdsOnTheWireTest, ATokenThatIsNoneIsAnsweredAlike) {
    const std::string nothing = ask("GET", "/feeds/" + std::string(43, 'A') + "/plan.ics");
    EXPECT_TRUE(nothing.starts_with("404")) << nothing;
    EXPECT_EQ(ask("GET", "/feeds/" + to_text(link) + "/plan.ics"), nothing) << "the id of a link is not its secret";
}

} // namespace
} // namespace tandem
