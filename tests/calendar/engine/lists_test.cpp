// What the lists of a page hold, and in which order: where a list is cut, the order says what is lost.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "calendar/audience/account.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

using testing::ElementsAre;

struct ListsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Open");

    // The values of a text field, in the order of the answer.
    static std::vector<std::string> values(std::string_view answer, std::string_view field) {
        const std::string key = fmt::format(R"("{}":")", field);
        std::vector<std::string> found;
        for (auto at = answer.find(key); at != std::string_view::npos; at = answer.find(key, at + 1)) {
            const auto from = at + key.size();
            found.emplace_back(answer.substr(from, answer.find('"', from) - from));
        }
        return found;
    }
    void touch(Id account, Id entry, std::string_view at, std::string_view note) {
        acked(run(mia, "touch.create",
                  fmt::format(R"({{"account_id":"{}","entry_id":"{}","outcome":"reached","touched_at":"{}",)"
                              R"("note":"{}"}})",
                              to_text(account), to_text(entry), at, note)));
    }
};

TEST_F(ListsTest, SearchLooksBeyondWhatIsHiddenAndTellsTheNewestFirst) {
    std::vector<Submission> hidden;
    for (int i = 0; i < 205; ++i) {
        hidden.push_back(submission(mia, "entry.create",
                                    fmt::format(R"({{"calendar_id":"{}","kind":"event","title":"Plan",)"
                                                R"("private":true}})",
                                                to_text(calendar))));
    }
    engine.apply(hidden);
    const auto dated = [](int month) {
        return fmt::format(R"(,"when":{{"starts_on":"2026-0{0}-01","ends_on":"2026-0{0}-02"}})", month);
    };
    add_entry(mia, calendar, "Plan in May", dated(5));
    add_entry(mia, calendar, "Plan in July", dated(7));
    add_entry(mia, calendar, "Plan in June", dated(6));
    EXPECT_THAT(values(queries.search(*engine.directory(), rob, "plan"), "title"),
                ElementsAre("Plan in July", "Plan in June", "Plan in May"));
}

TEST_F(ListsTest, SearchFindsAnEntryByEveryWordOfItsOfferOnceAndOnlyForWhoSeesIt) {
    const Id pilot = acked(run(mia, "offer.create", R"({"name":"Pilot","summary":"Two moon months free"})")).id.value();
    const std::string offers = fmt::format(R"(,"offer_ids":["{}"])", to_text(pilot));
    add_entry(mia, calendar, "Mail of spring", offers);
    add_entry(mia, calendar, "Pilot calls", offers);
    add_entry(mia, calendar, "Hidden talk", offers + R"(,"private":true)");
    add_entry(mia, calendar, "Without an offer");
    const auto found = [&](std::string_view words) {
        return values(queries.search(*engine.directory(), rob, words), "title");
    };
    EXPECT_THAT(found("pilot"), testing::UnorderedElementsAre("Mail of spring", "Pilot calls"));
    EXPECT_THAT(found("free  moon"), testing::UnorderedElementsAre("Mail of spring", "Pilot calls"));
    EXPECT_THAT(found("moon sun"), ElementsAre());
    EXPECT_THAT(found("m%n"), ElementsAre());
}

TEST_F(ListsTest, TouchesOfAnEntryAreToldTheNewestFirst) {
    const Id account = add_account(mia, "Nordlicht"), entry = add_entry(mia, calendar, "Call them");
    touch(account, entry, "2026-02-02T09:00:00Z", "second");
    touch(account, entry, "2026-02-01T09:00:00Z", "first");
    touch(account, entry, "2026-02-03T09:00:00Z", "third");
    for (const EntityType* of : {&entry_type, &account_type})
        EXPECT_THAT(
            values(queries.touches(*engine.directory(), mia, *of, of == &entry_type ? entry : account).value(), "note"),
            ElementsAre("third", "second", "first"));
}

TEST_F(ListsTest, ASnapshotHoldsTheTouchesOfItsTimeTheNewestFirst) {
    const Id account = add_account(mia, "Nordlicht"), entry = add_entry(mia, calendar, "Call them");
    // 14 hours more at each end, as for entries.
    for (const auto& [at, note] : {std::pair("2026-01-31T09:59:59.999Z", "before"),
                                   {"2026-01-31T10:00:00Z", "start"},
                                   {"2026-03-01T13:59:59.999Z", "end"},
                                   {"2026-03-01T14:00:00Z", "after"}})
        touch(account, entry, at, note);
    auto notes = values(snapshot(mia, "2026-02-01", "2026-03-01"), "note");
    std::erase(notes, "");
    EXPECT_THAT(notes, ElementsAre("end", "start"));
}

TEST_F(ListsTest, AccountsComeByName) {
    for (const char* name : {"Mole", "Aster", "Zander"}) add_account(mia, name);
    EXPECT_THAT(snapshot(mia), testing::ContainsRegex("Aster.*Mole.*Zander"));
}

} // namespace
} // namespace tandem
