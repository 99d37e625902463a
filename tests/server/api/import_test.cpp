// POST /api/import: who may, what is answered, what is left behind.
#include "server/live/message.hpp"
#include "tests/server/api/import_api.hpp"

namespace tandem {
namespace {

TEST_F(ImportApiTest, APreviewSaysWhatWouldBeDoneAndWritesNothing) {
    const auto answer = preview(file_of(event("a") + event("b", "RRULE:FREQ=SECONDLY\r\n")));
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.number("created"), 1);
    EXPECT_EQ(answer.number("skipped"), 1);
    const auto& items = answer.body.at("items").as_array();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0], boost::json::parse(R"({"line":3,"title":"Fair a","what":"new","warnings":[],
        "when":{"starts_on":"2026-05-11","ends_on":"2026-05-12"}})"));
    EXPECT_EQ(items[1].at("what"), "skipped");
    EXPECT_EQ(items[1].at("reason"), "has a rule that cannot be taken: must not repeat more often than hourly");
    EXPECT_EQ(answer.body.at("cut"), false);
    EXPECT_EQ(entries(), 0);
}

TEST_F(ImportApiTest, ItWritesAsTheMemberAndTheSecondTimeNothing) {
    const std::string file = file_of(event("a") + event("b", "RRULE:FREQ=DAILY;COUNT=3\r\n"));
    const auto first = import(file);
    ASSERT_EQ(first.status, 200);
    EXPECT_TRUE(parse_id(first.text("import_id")));
    EXPECT_EQ(first.number("created"), 2);
    EXPECT_EQ(entries(), 2);
    for (const auto& change : sink.changes)
        if (change->command == "entry.create") EXPECT_EQ(change->by, mia);
    const auto second = import(file);
    EXPECT_EQ(second.number("created"), 0);
    EXPECT_EQ(second.number("unchanged"), 2);
    EXPECT_EQ(entries(), 2);
}

TEST_F(ImportApiTest, APreviewNamesTheFieldsThatChange) {
    import(file_of(event("a")));
    const auto answer = preview(file_of(event("a", "LOCATION:Hall 4\r\n")));
    EXPECT_EQ(answer.body.at("items").at(0).at("what"), "changed");
    EXPECT_EQ(answer.body.at("items").at(0).at("fields"), boost::json::array{"location"});
}

TEST_F(ImportApiTest, WhoMayNotWriteThereIsRefusedAndWhoMayNotKnowFindsNothing) {
    const std::string file = file_of(event("a"));
    visitor.member_id = eva;
    EXPECT_EQ(preview(file).status, 403) << "viewers";
    visitor.member_id = rob;
    const auto to = [&](const std::string& id) { return read(send("calendar=" + id, file)); };
    const auto foreign = to(to_text(closed)), unknown = to("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    EXPECT_EQ(foreign.status, 404);
    EXPECT_EQ(foreign.body, unknown.body);
    visitor.may_write = false;
    EXPECT_EQ(import(file).status, 403) << "a token that only reads";
    EXPECT_EQ(entries(), 0);
}

TEST_F(ImportApiTest, WhoSeesACalendarAsBusyIsToldNothingOfWhatIsThere) {
    import(file_of(event("a", "LOCATION:Secret\r\n")));
    acked(
        run(by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":["sales:busy"]}})", to_text(calendar)))));
    visitor.member_id = rob;
    const auto known = preview(file_of(event("a"))), unknown = preview(file_of(event("never")));
    EXPECT_EQ(known.status, 403);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(import(file_of(event("a", "LOCATION:Hall 4\r\n"))).status, 403);
    EXPECT_EQ(entries(), 1);
}

TEST_F(ImportApiTest, WhatIsNoCalendarFileIsRefusedWithItsLine) {
    EXPECT_EQ(read(send("calendar=" + to_text(calendar), file_of(event("a")), "application/json")).status, 415);
    EXPECT_EQ(read(send("preview=yes&calendar=" + to_text(calendar), file_of(event("a")))).status, 422);
    const auto bad = import(file_of(event("a") + "SUMMARY:\xff\r\n"));
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(bad.text("field"), "file");
    EXPECT_EQ(bad.text("message"), "line 8 is not valid UTF-8");
    EXPECT_EQ(import("").status, 422);
    EXPECT_EQ(entries(), 0);
    const auto type = read(send("calendar=" + to_text(calendar), file_of(event("a")), "Text/Calendar; charset=utf-8"));
    EXPECT_EQ(type.status, 200) << "with parameters and in any case";
}

TEST_F(ImportApiTest, WhatIsPrivateIsNotChangedByOthersAndNotTold) {
    import(file_of(event("a", "CLASS:PRIVATE\r\nLOCATION:Secret\r\n")));
    visitor.member_id = rob;
    const auto answer = import(file_of(event("a", "LOCATION:Hall 4\r\n") + event("c")));
    EXPECT_EQ(answer.number("created"), 1);
    EXPECT_EQ(answer.body.at("skipped").at(0).at("reason"), "is here already, and not yours to change");
    const auto alike =
        import(file_of("BEGIN:VEVENT\r\nUID:z\r\nSUMMARY:Fair a\r\nDTSTART;VALUE=DATE:20260511\r\nEND:VEVENT\r\n"));
    EXPECT_EQ(alike.number("created"), 1) << "it is not matched by its looks either";
}

TEST_F(ImportApiTest, OneImportAtATimeSoThatTwoOfOneFileDoNotDouble) {
    const std::string file = file_of(event("a") + event("b")), query = "calendar=" + to_text(calendar);
    auto first = send(query, file), second = send(query, file);
    EXPECT_EQ(read(std::move(first)).number("created"), 2);
    EXPECT_EQ(read(std::move(second)).number("unchanged"), 2);
    EXPECT_EQ(entries(), 2);
}

TEST_F(ImportApiTest, BeyondAFewThatWaitImportsAreRefusedForNow) {
    std::promise<void> go, held;
    ASSERT_TRUE(core.run([&](Engine&) {
        held.set_value();
        go.get_future().get();
    }));
    held.get_future().get();
    std::vector<std::future<http::Response>> waiting;
    for (std::size_t i = 0; i <= api::Imports::most_waiting; ++i)
        waiting.push_back(send("calendar=" + to_text(calendar), file_of(event("a"))));
    const auto refused = read(send("calendar=" + to_text(calendar), file_of(event("a"))));
    EXPECT_EQ(refused.status, 503);
    go.set_value();
    for (auto& one : waiting) EXPECT_EQ(read(std::move(one)).status, 200);
    EXPECT_EQ(entries(), 1);
}

TEST_F(ImportApiTest, ItIsTakenBackByItsIdAmongTheCommands) {
    const auto answer = import(file_of(event("a") + event("b")));
    const Id import_id = parse_id(answer.text("import_id")).value();
    std::promise<Outcome> promise;
    core.submit(submission(mia, "import.undo", fmt::format(R"({{"id":"{}"}})", to_text(import_id))),
                [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
    const Ack ack = acked(promise.get_future().get());
    EXPECT_EQ(live::encode_outcome("C", ack), fmt::format(R"({{"type":"ack","command_id":"C","seq":{},"id":"{}",)"
                                                          R"("taken_back":{{"entries":2,"kept_count":0,"kept":[]}}}})",
                                                          ack.seq, to_text(import_id)));
    EXPECT_EQ(entries(), 0);
}

TEST_F(ImportApiTest, ABodyMayBeTenMegabytesHereAlone) {
    EXPECT_EQ(router.match("POST", "/api/import").route->body_limit, 10'000'000U);
}

} // namespace
} // namespace tandem
