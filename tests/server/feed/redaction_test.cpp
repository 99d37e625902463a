// What may not be told is nowhere in the bytes (feeds.md D-10 7, trust.md R8).
#include "tests/server/feed/feed_fixture.hpp"

namespace tandem {
namespace {

// Every text field holds a word of its own, so that a leak shows which field it was.
constexpr std::string_view secret_fields =
    R"(,"summary":"SECRETsummary","audience":"SECRETaudience","tags":["SECRETtag"],"links":["https://SECRET.link"],)"
    R"("location":"SECRETplace","talking_points":"SECRETpoint","offer":"SECREToffer","channel":"webinar")";

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return text;
}

TEST(FeedRedaction, PrivateEntriesAreBusyForEveryone) {
    FeedWorkspace work;
    work.add_day("SECRETtitle", "2026-05-11", fmt::format(R"({},"private":true)", secret_fields));
    const auto body = work.body(work.add_link());
    EXPECT_EQ(values_of(body, "SUMMARY"), std::vector<std::string>{"Busy"});
    EXPECT_EQ(lower(body).find("secret"), std::string::npos) << body;
    EXPECT_EQ(lower(body).find("campaign"), std::string::npos) << body;
    EXPECT_EQ(lower(body).find("webinar"), std::string::npos) << body;
    EXPECT_TRUE(values_of(body, "TRANSP").empty()) << "only campaigns block nobody, which tells what it is";
}

TEST(FeedRedaction, BusyLinksTellTimesOnly) {
    FeedWorkspace work;
    work.add_day("SECRETtitle", "2026-05-11", secret_fields);
    const auto body = work.body(work.add_link(R"(,"detail":"busy")"));
    EXPECT_EQ(values_of(body, "SUMMARY"), std::vector<std::string>{"Busy"});
    EXPECT_EQ(lower(body).find("secret"), std::string::npos) << body;
    EXPECT_TRUE(values_of(body, "CATEGORIES").empty() && values_of(body, "URL").empty());
}

TEST(FeedRedaction, TitlesOnlyTellTitlesOnly) {
    FeedWorkspace work;
    work.add_day("Webinar", "2026-05-11", secret_fields);
    const auto body = work.body(work.add_link(R"(,"detail":"titles")"));
    EXPECT_EQ(values_of(body, "SUMMARY"), std::vector<std::string>{"[Campaign] Webinar"});
    EXPECT_EQ(lower(body).find("secret"), std::string::npos) << body;
}

TEST(FeedRedaction, RemindersAreOnlyOfWhatIsToldInFull) {
    FeedWorkspace work;
    constexpr std::string_view alarm = R"(,"ical_lines":["ATTENDEE:mailto:SECRET@example.org","BEGIN:VALARM",)"
                                       R"("ACTION:DISPLAY","DESCRIPTION:SECRETwords","TRIGGER:-PT5M","END:VALARM"])";
    work.add_day("Webinar", "2026-05-11", fmt::format(R"({},"private":true)", alarm));
    const auto own = work.body(work.add_link(R"(,"alarms":true)"));
    EXPECT_EQ(lower(own).find("secret"), std::string::npos) << own;
    const Id open = work.add_day("Fair", "2026-05-12", alarm);
    for (const char* detail : {"titles", "busy"}) {
        const auto body = work.body(work.add_link(fmt::format(R"(,"alarms":true,"detail":"{}")", detail)));
        EXPECT_EQ(lower(body).find("secret"), std::string::npos) << body;
    }
    const auto token = work.add_link(R"(,"alarms":true)");
    EXPECT_EQ(values_of(work.body(token), "TRIGGER"), std::vector<std::string>{"-PT5M"});
    EXPECT_EQ(work.body(token).find("SECRET@"), std::string::npos);
    EXPECT_TRUE(values_of(work.body(work.add_link()), "TRIGGER").empty()) << "nobody asked for them";
    acked(work.run(work.by_system(
        "calendar.update", fmt::format(R"({{"id":"{}","rights":["marketing:busy"]}})", to_text(work.calendar)))));
    EXPECT_EQ(values_of(work.body(token), "SUMMARY"), (std::vector<std::string>{"Busy", "Busy"})) << to_text(open);
    EXPECT_EQ(lower(work.body(token)).find("secret"), std::string::npos);
}

// Nor when somebody worked on it: neither at the event nor at the calendar.
TEST(FeedRedaction, WhatIsBusyDoesNotTellWhenItWasChanged) {
    FeedWorkspace work;
    const Id entry = work.add_day("Talks", "2026-05-11", R"(,"private":true)");
    const auto own = work.add_link(), busy = work.add_link(R"(,"detail":"busy")");
    const std::string made = "20260302T090000Z";
    work.clock.advance(std::chrono::hours{26});
    acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","title":"Sale"}})", to_text(entry))));
    for (const auto& token : {own, busy}) {
        const auto body = work.body(token);
        for (const char* name : {"DTSTAMP", "LAST-MODIFIED"})
            for (const auto& value : values_of(body, name)) EXPECT_EQ(value, made) << name << "\n" << body;
        EXPECT_FALSE(values_of(body, "DTSTAMP").empty());
    }
}

TEST(FeedRedaction, AFilterCannotFindOutWhatIsHidden) {
    FeedWorkspace work;
    work.add_day("Hidden", "2026-05-11", R"(,"private":true,"tags":["merger"])");
    for (const char* filter : {R"(,"tags":["merger"])", R"(,"kinds":["campaign"])", R"(,"statuses":["planned"])"})
        EXPECT_TRUE(values_of(work.body(work.add_link(filter)), "UID").empty()) << filter;
    EXPECT_EQ(values_of(work.body(work.add_link()), "UID").size(), 1u);
}

TEST(FeedRedaction, LosingACalendarEmptiesTheFeedAtOnce) {
    FeedWorkspace work;
    work.add_day("Plan");
    const auto token = work.add_link();
    EXPECT_EQ(values_of(work.body(token), "UID").size(), 1u);
    acked(work.run(
        work.by_system("calendar.update", fmt::format(R"({{"id":"{}","team":"sales"}})", to_text(work.calendar)))));
    EXPECT_TRUE(values_of(work.body(token), "UID").empty());
}

// The owner sees the calendar at busy detail only; Ben writes there.
class BusyCalendar : public FeedWorkspace {
public:
    Id ben = add_member("ben", Team::sales);
    Id closed = add_calendar("Closed", R"(,"team":"sales","rights":["marketing:busy"])");

    Id add(std::string_view title, std::string_view more = "") {
        return add_entry(ben, closed, title,
                         fmt::format(R"(,"when":{{"starts_on":"2026-05-11","ends_on":"2026-05-12"}}{})", more));
    }
};

TEST(FeedRedaction, ACalendarSeenAsBusyTellsTimesOnly) {
    BusyCalendar work;
    const Id entry =
        work.add("SECRETtitle",
                 fmt::format(R"(,"kind":"review","status":"planned","rrule":["FREQ=DAILY;COUNT=3"]{})", secret_fields));
    acked(work.run(
        work.ben, "entry.update",
        fmt::format(R"({{"id":"{}","occurrence":"2026-05-12","scope":"this","title":"SECRETone"}})", to_text(entry))));
    const auto body = work.body(work.add_link());
    EXPECT_EQ(values_of(body, "SUMMARY"), (std::vector<std::string>{"Busy", "Busy"}));
    EXPECT_EQ(values_of(body, "DTSTART").size(), 2U);
    for (const char* word : {"secret", "review", "webinar", "planned", "transp"})
        EXPECT_EQ(lower(body).find(word), std::string::npos) << word << "\n" << body;
    const auto download =
        work.queries.entry_as_text(*work.engine.directory(), work.marketer, entry, "https://cal.example.org").value();
    EXPECT_EQ(values_of(download, "SUMMARY"), (std::vector<std::string>{"Busy", "Busy"}));
    EXPECT_EQ(lower(download).find("secret"), std::string::npos) << download;
}

TEST(FeedRedaction, ACalendarSeenAsBusyAnswersToNoFilterButItself) {
    BusyCalendar work;
    work.add("Hidden", fmt::format(R"(,"status":"planned","tags":["merger"],"owner_id":"{}")", to_text(work.ben)));
    work.add("Off", R"(,"status":"cancelled")");
    const std::string owner = fmt::format(R"(,"owner_ids":["{}"])", to_text(work.ben));
    for (const std::string& filter :
         {std::string(R"(,"tags":["merger"])"), std::string(R"(,"kinds":["campaign"])"),
          std::string(R"(,"statuses":["planned"])"), std::string(R"(,"teams":["sales"])"), owner})
        EXPECT_TRUE(values_of(work.body(work.add_link(filter)), "UID").empty()) << filter;
    const auto itself = work.add_link(fmt::format(R"(,"calendar_ids":["{}"])", to_text(work.closed)));
    EXPECT_EQ(values_of(work.body(itself), "UID").size(), 1U) << "what is called off takes no time";
}

// Too busy to look, the server has only what it rendered under other rights.
TEST(FeedRedaction, OldBytesAreNotServedPastWhatWasHiddenSince) {
    FeedWorkspace work;
    const Id entry = work.add_day("Webinar");
    const auto token = work.add_link();
    work.get(token);
    EXPECT_EQ(work.get_when_busy(token), 200);
    acked(work.run(work.marketer, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(entry))));
    EXPECT_EQ(work.get_when_busy(token), 503);
    work.get(token);
    EXPECT_EQ(work.get_when_busy(token), 200);
    acked(work.run(work.by_system(
        "calendar.update", fmt::format(R"({{"id":"{}","rights":["marketing:busy"]}})", to_text(work.calendar)))));
    EXPECT_EQ(work.get_when_busy(token), 503);
}

} // namespace
} // namespace tandem
