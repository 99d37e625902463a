// An id is told to those who see its record in full, whatever names it, on every path; and when that record is shown or
// hidden, those who hold what names it are told anew.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/project.hpp"
#include "calendar/entries/entry.hpp"
#include "tests/support/page_model.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

constexpr std::string_view dated = R"(,"when":{"starts_on":"2026-03-30","ends_on":"2026-04-01"})";

struct MentionsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Open");
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");
    Id account = add_account(rob, "Plan AG");
    Id parent = add_entry(mia, calendar, "Plan parent", std::string(dated) + R"(,"private":true)");
    Id child = add_entry(mia, calendar, "Plan child", fmt::format(R"(,"parent_id":"{}")", to_text(parent)));
    Id touch = acked(run(mia, "touch.create",
                         fmt::format(R"({{"account_id":"{}","outcome":"reached","entry_id":"{}"}})", to_text(account),
                                     to_text(parent))))
                   .id.value();

    Ack update(Id author, Id id, std::string_view fields) {
        return acked(run(author, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(id), fields)));
    }
    std::string frame(Id member) {
        const auto key = projection_key(*sink.changes.back(), member);
        return key.empty() ? "" : encode_change(*sink.changes.back(), key);
    }
    // All that is answered about what names the parent.
    std::string every_path(Id member) {
        const auto directory = engine.directory();
        std::int64_t seq = 0;
        std::string all = queries.catch_up(*directory, member, 0, seq).value_or("") +
                          queries.activity(*directory, member, {}, 100, {}) +
                          queries.search(*directory, member, "Plan") +
                          queries.entries(*directory, member, parse_window("2026-01-01", "2026-12-01").value()) +
                          queries.touches(*directory, member, account_type, account).value();
        for (const ChangePtr& change : sink.changes)
            if (const auto key = projection_key(*change, member); !key.empty()) all += encode_change(*change, key);
        for (const Id id : {parent, child})
            all += queries.entry(*directory, member, id).value_or("") +
                   queries.history(*directory, member, id).value_or("");
        return all + snapshot(member);
    }
    std::string told(std::string_view field, Id id) { return fmt::format(R"("{}":"{}")", field, to_text(id)); }
};

TEST_F(MentionsTest, TheIdOfAHiddenEntryIsOnNoPath) {
    update(mia, child, R"("title":"Plan child II")");
    for (const char* field : {"parent_id", "entry_id"}) {
        EXPECT_FALSE(every_path(rob).contains(told(field, parent))) << field;
        EXPECT_TRUE(every_path(mia).contains(told(field, parent))) << field;
    }
    update(mia, parent, R"("when":null)"); // now rob sees nothing of it
    const auto seq = engine.last_seq();
    EXPECT_FALSE(snapshot(rob).contains(to_text(parent)));
    update(mia, child, R"("title":"Plan child III")");
    std::int64_t until = 0;
    EXPECT_FALSE((frame(rob) + *queries.catch_up(*engine.directory(), rob, seq, until)).contains(to_text(parent)));
}

TEST_F(MentionsTest, NobodyAsksForTheTouchesOfAHiddenEntry) {
    const auto foreign = queries.touches(*engine.directory(), rob, entry_type, parent);
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::not_found);
    EXPECT_TRUE(queries.touches(*engine.directory(), mia, entry_type, parent)->contains(to_text(touch)));
}

TEST_F(MentionsTest, AConflictDoesNotTellAHiddenParent) {
    const Id hidden = add_entry(mia, closed, "Plan B"), open = add_entry(mia, calendar, "Plan C");
    update(mia, child, fmt::format(R"("parent_id":"{}")", to_text(hidden)));
    const auto args = fmt::format(R"({{"id":"{}","parent_id":"{}"}})", to_text(child), to_text(open));
    const Outcome outcome = run(rob, "entry.update", args, 1);
    const auto* conflict = std::get_if<Conflict>(&outcome);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(conflict->fields.at(0).base, "null");
    EXPECT_EQ(conflict->fields[0].theirs, "null");
    EXPECT_EQ(conflict->fields[0].mine, '"' + to_text(open) + '"');
}

TEST_F(MentionsTest, SendingBackTheNullOfAHiddenParentDoesNotClearIt) {
    update(rob, child, R"("title":"Plan child II","parent_id":null)");
    EXPECT_EQ(load<Entry>(entry_type, child)->parent_id, parent);
    update(mia, child, R"("parent_id":null)");
    EXPECT_FALSE(load<Entry>(entry_type, child)->parent_id);
}

TEST_F(MentionsTest, WhoHoldsAReferrerIsToldAnewWhenItsEntryIsShownOrHidden) {
    PageModel page = PageModel::from_snapshot(snapshot(rob));
    for (const char* now : {R"("private":false)", R"("private":true)"}) {
        const bool shown = std::string_view(now).contains("false");
        const auto before = load<Entry>(entry_type, child)->rev;
        update(mia, parent, now);
        EXPECT_EQ(frame(rob).contains(told("parent_id", parent)), shown) << frame(rob);
        EXPECT_EQ(frame(rob).contains(told("entry_id", parent)), shown);
        EXPECT_FALSE(frame(mia).contains(to_text(child))) << "she saw it before";
        page.apply(frame(rob));
        EXPECT_EQ(PageModel::differences(page, PageModel::from_snapshot(snapshot(rob))), "");
        EXPECT_EQ(load<Entry>(entry_type, child)->rev, before) << "it has not changed";
    }
}

TEST_F(MentionsTest, MoreReferrersThanAFrameHoldsAreReadAnew) {
    for (std::size_t i = 0; i <= most_referrers; ++i)
        add_entry(mia, calendar, "Plan child", fmt::format(R"(,"parent_id":"{}")", to_text(parent)));
    const auto since = engine.last_seq();
    update(mia, parent, R"("private":false)");
    EXPECT_TRUE(moves_rights(*sink.changes.back(), rob));
    EXPECT_FALSE(moves_rights(*sink.changes.back(), mia)) << "she saw it before";
    std::int64_t seq = 0;
    EXPECT_FALSE(queries.catch_up(*engine.directory(), rob, since, seq));
    EXPECT_TRUE(queries.catch_up(*engine.directory(), mia, since, seq));
}

// A list that loses its only id would look like a filter for everything.
TEST_F(MentionsTest, AListKeepsThePlaceOfAnIdThatIsHidden) {
    acked(run(rob, "feed_link.create", fmt::format(R"({{"name":"Mine","calendar_ids":["{}"]}})", to_text(calendar))));
    EXPECT_TRUE(snapshot(rob).contains(fmt::format(R"("calendar_ids":["{}"])", to_text(calendar))));
    acked(
        run(by_system("calendar.update", fmt::format(R"({{"id":"{}","rights":["sales:none"]}})", to_text(calendar)))));
    EXPECT_TRUE(snapshot(rob).contains(fmt::format(R"("calendar_ids":["{}"])", to_text(Id{}))));
    EXPECT_FALSE(snapshot(rob).contains(to_text(calendar)));
}

// Not the tests above but this one notices a new field that refers to something.
TEST_F(MentionsTest, EveryReferenceNamesAKindThatIsThere) {
    for (const EntityType* type : entity_types())
        for (const Field& field : type->fields)
            if (field.type == FieldType::id || field.type == FieldType::id_list)
                EXPECT_TRUE(find_entity_type(field.refers_to)) << type->kind << "." << field.name;
}

} // namespace
} // namespace tandem
