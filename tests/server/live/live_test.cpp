#include "tests/server/live/live_fixture.hpp"

namespace tandem::test {
namespace {

struct LiveTest : testing::Test, LiveServer {
    Id mia = add_member("mia", Team::marketing);
    Id rob = add_member("rob", Team::sales);
    Id calendar = add_calendar("Campaigns");

    std::string retitle(Id id, std::string_view title, std::string_view command_id, std::int64_t base_rev) {
        return fmt::format(
            R"({{"type":"command","command_id":"{}","name":"entry.update","args":{{"id":"{}","title":"{}"}},"base_rev":{}}})",
            command_id, to_text(id), title, base_rev);
    }
    const Json& item(const Json& changes, std::size_t index = 0) {
        return changes.at("items").as_array().at(index).as_object();
    }
    // Mia opens `hidden`, which she is told herself and Rob is not, and then `seen`, which both are told.
    void opens_for_herself(Id hidden, Id seen) {
        Page page = open_page(rob), other = open_page(mia);
        const auto next_of_mia = [&](Page& reader) {
            for (;;) {
                const Json frame = reader.expect("presence");
                for (const auto& line : frame.at("members").as_array())
                    if (text_of(line.as_object(), "id") == to_text(mia)) return line.as_object();
            }
        };
        other.send(fmt::format(R"({{"type":"presence","open":"{0}","dragging":"{0}"}})", to_text(hidden)));
        while (text_of(next_of_mia(other), "open") != to_text(hidden)) {
        }
        other.send(fmt::format(R"({{"type":"presence","open":"{}"}})", to_text(seen)));
        for (Json line = next_of_mia(page); text_of(line, "open") != to_text(seen); line = next_of_mia(page)) {
            EXPECT_NE(text_of(line, "open"), to_text(hidden));
            EXPECT_NE(text_of(line, "dragging"), to_text(hidden));
        }
    }
};

constexpr std::string_view command_1 = "01JDTESTTESTTESTTESTTEST01";

TEST_F(LiveTest, ChangeOfOneArrivesAtTheOther) {
    Page page = open_page(rob);
    const Id id = add_entry(mia, calendar, "Launch");
    const Json changes = page.expect("changes");
    EXPECT_EQ(changes.at("seq"), engine.published_seq());
    EXPECT_EQ(text_of(changes, "by"), to_text(mia));
    EXPECT_EQ(text_of(item(changes), "op"), "put");
    EXPECT_EQ(text_of(item(changes), "id"), to_text(id));
}

TEST_F(LiveTest, AuthorIsAcknowledgedAndSeesTheChangeByTheSamePath) {
    const Id id = add_entry(mia, calendar, "Launch");
    Page page = open_page(mia);
    page.send(retitle(id, "Winter launch", command_1, 1));
    const Json changes = page.expect("changes");
    EXPECT_EQ(text_of(changes, "command_id"), command_1);
    EXPECT_EQ(text_of(item(changes).at("patch").as_object(), "title"), "Winter launch");
    EXPECT_EQ(page.expect("ack").at("seq"), changes.at("seq"));
}

TEST_F(LiveTest, RepeatedCommandGetsTheFirstAnswerAndNoSecondChange) {
    const Id id = add_entry(mia, calendar, "Launch");
    Page page = open_page(mia);
    page.send(retitle(id, "Winter launch", command_1, 1));
    page.expect("changes");
    const Json first = page.expect("ack");
    page.send(retitle(id, "Winter launch", command_1, 1));
    EXPECT_EQ(page.expect("ack").at("seq"), first.at("seq"));
}

TEST_F(LiveTest, SameFieldIsAConflictWithAllThreeValues) {
    const Id id = add_entry(mia, calendar, "Launch");
    Page page = open_page(rob);
    acked(run(Actor::member(mia), "entry.update", fmt::format(R"({{"id":"{}","title":"Hers"}})", to_text(id))));
    page.expect("changes");
    page.send(retitle(id, "His", command_1, 1));
    const Json conflict = page.expect("conflict");
    const Json& title = conflict.at("fields").as_object().at("title").as_object();
    EXPECT_EQ(text_of(title, "base"), "Launch");
    EXPECT_EQ(text_of(title, "theirs"), "Hers");
    EXPECT_EQ(text_of(title, "mine"), "His");
    EXPECT_EQ(text_of(conflict, "by"), to_text(mia));
}

TEST_F(LiveTest, WhatWasMissedComesOnceThenTheRestFollows) {
    const auto since = engine.published_seq();
    const Id id = add_entry(mia, calendar, "Missed");
    Page page(ws.http->port, rob);
    page.hello(engine.epoch(), since);
    EXPECT_EQ(page.expect("hello").at("seq"), engine.published_seq());
    EXPECT_EQ(text_of(item(page.expect("changes")), "id"), to_text(id));
    add_entry(mia, calendar, "After");
    EXPECT_EQ(page.expect("changes").at("seq"), engine.published_seq());
}

TEST_F(LiveTest, AnotherEpochMustBeginAnew) {
    Page page(ws.http->port, rob);
    page.hello("01JD0THEREPOCH000000000000", 0);
    EXPECT_EQ(text_of(page.expect("resync"), "reason"), "other_epoch");
}

TEST_F(LiveTest, SinceBeyondTheLogMustBeginAnew) {
    Page page(ws.http->port, rob);
    page.hello(engine.epoch(), engine.published_seq() + 7);
    EXPECT_EQ(text_of(page.expect("resync"), "reason"), "too_far_behind");
}

TEST_F(LiveTest, PrivateEntryReachesOthersAsBusyTimeOnly) {
    Page page = open_page(rob);
    add_entry(mia, calendar, "Secret plan",
              R"(,"private":true,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})");
    const std::string frame = boost::json::serialize(page.expect("changes"));
    EXPECT_EQ(frame.find("Secret plan"), std::string::npos);
    EXPECT_NE(frame.find("\"busy\":true"), std::string::npos);
}

TEST_F(LiveTest, NothingOfAClosedCalendarIsSent) {
    const Id closed =
        acked(run(Actor::system(), "calendar.create", R"({"name":"Pricing","team":"marketing"})")).id.value();
    Page page = open_page(rob);
    add_entry(mia, closed, "New prices");
    const Id open = add_entry(mia, calendar, "Launch");
    EXPECT_EQ(text_of(item(page.expect("changes")), "id"), to_text(open));
}

TEST_F(LiveTest, LosingACalendarMeansANewSnapshotAndSilenceUntilThen) {
    Page page = open_page(rob);
    acked(
        run(Actor::system(), "calendar.update", fmt::format(R"({{"id":"{}","team":"marketing"}})", to_text(calendar))));
    while (text_of(page.next_news(), "type") != "resync") {
    }
    add_entry(mia, calendar, "Unseen");
    page.hello(engine.epoch(), engine.published_seq());
    page.expect("hello");
}

TEST_F(LiveTest, EndedSessionClosesItsSocket) {
    const auto made = run(Actor::system(), "session.create",
                          fmt::format(R"({{"member_id":"{}","token_hash":"{}","expires_at":"2026-05-01T00:00:00Z"}})",
                                      to_text(rob), std::string(64, 'a')));
    const Id session = acked(made).id.value();
    Page page = open_page(rob, session);
    acked(run(Actor::system(), "session.delete", fmt::format(R"({{"id":"{}"}})", to_text(session))));
    EXPECT_EQ(page.read_close_code(), 4001);
}

TEST_F(LiveTest, NewPasswordClosesTheSocketsOfItsMember) {
    const auto made = run(Actor::system(), "session.create",
                          fmt::format(R"({{"member_id":"{}","token_hash":"{}","expires_at":"2026-05-01T00:00:00Z"}})",
                                      to_text(rob), std::string(64, 'a')));
    Page page = open_page(rob, acked(made).id.value()), other = open_page(mia);
    acked(run(Actor::system(), "member.update", fmt::format(R"({{"id":"{}","password_hash":"new"}})", to_text(rob))));
    EXPECT_EQ(page.read_close_code(), ws::close_code::signed_out);
    other.send("no frame at all");
    while (text_of(other.next_news(), "type") != "error") {
    }
}

TEST_F(LiveTest, SocketBeyondAMembersNumberIsRefusedUntilOneCloses) {
    std::vector<Page> pages;
    for (std::size_t i = 0; i < sockets; ++i) pages.push_back(open_page(rob));
    Wire wire(ws.http->port);
    const auto refused = wire.ask(upgrade("X-Member: " + to_text(rob) + "\r\n"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "60");
    open_page(mia);
    pages.front().send_close();
    pages.front().read_close_code();
    open_page(rob);
}

TEST_F(LiveTest, HandshakeThatNeverEndsHoldsAPlaceAndGivesItBack) {
    http::Request request;
    request.method = "GET";
    request.headers.add("Connection", "Upgrade");
    request.headers.add("Upgrade", "websocket");
    request.headers.add("Sec-WebSocket-Version", "13");
    request.headers.add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    request.headers.add("Origin", our_origin);
    ws.loop().call([&] {
        std::vector<http::Response> begun; // all before the first has been written
        for (std::size_t i = 0; i < sockets; ++i)
            begun.push_back(hub->accept(*ws.acceptor, request, {rob, {}, {}, true}));
        for (const auto& response : begun) EXPECT_EQ(response.status, 101);
        EXPECT_EQ(hub->accept(*ws.acceptor, request, {rob, {}, {}, true}).status, 429);
        begun.pop_back(); // its connection broke
        EXPECT_EQ(hub->accept(*ws.acceptor, request, {rob, {}, {}, true}).status, 101);
    });
    open_page(rob);
}

TEST_F(LiveTest, SessionThatEndedDuringTheHandshakeOpensNoSocket) {
    Page page(ws.http->port, mia, new_id(clock.now())); // known when it was asked for, gone now
    EXPECT_EQ(page.read_close_code(), ws::close_code::signed_out);
}

TEST_F(LiveTest, DeactivatedMemberIsCutOff) {
    Page page = open_page(rob);
    acked(run(Actor::system(), "member.update", fmt::format(R"({{"id":"{}","active":false}})", to_text(rob))));
    EXPECT_EQ(page.read_close_code(), 4001);
}

TEST_F(LiveTest, UnreadableFramesAreNamedAndTheThirdCloses) {
    Page page = open_page(rob);
    page.send("not json");
    EXPECT_EQ(text_of(page.expect("error"), "code"), "bad_request");
    page.send(R"({"type":"hello","epoch":"x","since":0,"color":"red"})");
    const Json error = page.expect("error");
    EXPECT_EQ(text_of(error, "code"), "unknown_field");
    EXPECT_EQ(text_of(error, "field"), "color");
    page.send(R"({"type":"dance"})");
    EXPECT_EQ(page.read_close_code(), 1008);
}

TEST_F(LiveTest, CommandThatCannotBeReadIsRefusedByItsId) {
    Page page = open_page(rob);
    page.send(fmt::format(R"({{"type":"command","command_id":"{}","name":"entry.create","args":7}})", command_1));
    const Json refused = page.expect("refused");
    EXPECT_EQ(text_of(refused, "command_id"), command_1);
    EXPECT_EQ(text_of(refused, "field"), "args");
}

TEST_F(LiveTest, EveryoneLearnsWhoHasWhichEntryOpen) {
    const Id id = add_entry(mia, calendar, "Launch");
    Page page = open_page(rob), other = open_page(mia);
    other.send(fmt::format(R"({{"type":"presence","open":"{}"}})", to_text(id)));
    for (;;) {
        const Json frame = page.next();
        if (boost::json::serialize(frame).find(fmt::format(R"({{"id":"{}","open":"{}")", to_text(mia), to_text(id))) !=
            std::string::npos)
            break;
    }
}

TEST_F(LiveTest, WhoseEntryIsHiddenIsHereWithoutIt) {
    const Id closed =
        acked(run(Actor::system(), "calendar.create", R"({"name":"Plans","rights":["sales:none"]})")).id.value();
    const Id id = add_entry(mia, closed, "Secret launch");
    opens_for_herself(id, add_entry(mia, calendar, "Launch"));
}

// To whom it is time taken, nothing says whose time that is.
TEST_F(LiveTest, WhoHasAnEntryOpenIsNotToldToWhoSeesItAsBusy) {
    const Id id = add_entry(mia, calendar, "Talks with a rival",
                            R"(,"private":true,"when":{"starts_on":"2026-09-01","ends_on":"2026-09-02"})");
    opens_for_herself(id, add_entry(mia, calendar, "Launch"));
}

TEST_F(LiveTest, APageThatSaysHelloAllTheTimeTakesOnePlaceInTheQueue) {
    add_entry(mia, calendar, "Launch");
    std::promise<void> go;
    ASSERT_TRUE(workers.post([held = go.get_future()](Queries&) mutable { held.get(); }));
    for (std::size_t i = 0; i < WorkerPool::most_waiting - 2; ++i) ASSERT_TRUE(workers.post([](Queries&) {}));
    Page page(ws.http->port, rob);
    for (int i = 0; i < 8; ++i) page.hello(engine.epoch(), 1);
    page.send("no frame at all");
    EXPECT_EQ(text_of(page.next_news(), "type"), "error"); // and no resync before
    go.set_value();
    EXPECT_EQ(page.expect("hello").at("seq"), engine.published_seq());
    page.expect("changes");
}

ChangePtr account_change(std::int64_t seq, const DirectoryPtr& directory) {
    auto account = std::make_shared<Account>();
    account->id = Id{1, static_cast<std::uint64_t>(seq)};
    auto change = std::make_shared<Change>();
    change->seq = seq;
    change->directory_before = change->directory = directory;
    change->items.push_back({.type = &account_type, .before = nullptr, .after = account, .patch = {}, .rev = 1});
    return change;
}

TEST_F(LiveTest, ChangesThatLeaveInOnePieceComeEachOnceToWhoHasSomeOfThem) {
    Page page = open_page(rob);
    const auto has = engine.published_seq();
    std::vector<ChangePtr> batch;
    for (const auto seq : {has, has + 1, has + 2}) batch.push_back(account_change(seq, engine.directory()));
    ws.loop().call([&] {
        hub->fan_out(batch);
        hub->fan_out({account_change(has + 3, engine.directory()), account_change(has + 4, engine.directory())});
    });
    for (std::int64_t seq = has + 1; seq <= has + 4; ++seq) EXPECT_EQ(page.expect("changes").at("seq"), seq);
}

// The heart of R16: pages come at any moment while changes are made, and each gets every change once and in order.
TEST_F(LiveTest, PagesThatComeAtAnyMomentMissNothingAndGetNothingTwice) {
    const auto begin = engine.published_seq();
    std::thread author([&] {
        for (int i = 0; i < 200; ++i) add_entry(mia, calendar, fmt::format("Entry {}", i));
    });
    std::vector<std::pair<Page, std::int64_t>> pages;
    for (int i = 0; i < 12; ++i) {
        const std::int64_t since = i % 3 == 0 ? begin : engine.published_seq(); // far behind, or of just now
        pages.emplace_back(Page(ws.http->port, rob), since);
        pages.back().first.hello(engine.epoch(), since);
    }
    author.join();
    for (auto& [page, since] : pages) {
        std::int64_t at = since;
        std::size_t entries = 0;
        page.expect("hello");
        while (at < engine.published_seq()) {
            const Json changes = page.expect("changes");
            EXPECT_GT(changes.at("seq").as_int64(), at);
            at = changes.at("seq").as_int64();
            entries += changes.at("items").as_array().size();
        }
        EXPECT_EQ(static_cast<std::int64_t>(entries), engine.published_seq() - since);
    }
}

} // namespace
} // namespace tandem::test
