#include "calendar/store/records.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/migrations.hpp"
#include "calendar/store/search.hpp"
#include "calendar/store/spans.hpp"
#include "tests/support/random_records.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct RecordsTest : testing::Test {
    TemporaryFolder folder;
    Database database{folder.path() / "a.db", Database::Mode::writer};
    Records records{database};
    ChangeLog log{database};
    SearchIndex search{database};
    std::mt19937 random{11};

    RecordsTest() {
        migrate(database);
        database.execute("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF"); // random references lead nowhere
    }
    std::int64_t found(std::string_view word) {
        auto row = database.prepare("SELECT count(*) FROM entry_search WHERE entry_search MATCH ?");
        row.bind(1, word);
        row.step();
        return row.integer(0);
    }
    std::shared_ptr<Entry> entry(std::string_view title) {
        auto made = std::static_pointer_cast<Entry>(random_record(entry_type, random));
        made->title = title;
        return made;
    }
};

TEST_F(RecordsTest, EveryKindIsReadBackAsItWasWritten) {
    for (const EntityType* type : entity_types())
        for (int i = 0; i < 30; ++i) {
            const auto record = random_record(*type, random);
            records.insert(*type, *record);
            const RecordPtr read = records.load(*type, record->id);
            ASSERT_TRUE(read);
            EXPECT_TRUE(difference(*type, *record, *read).empty()) << type->kind;
            EXPECT_EQ(std::tie(read->rev, read->created_at, read->created_by, read->updated_at),
                      std::tie(record->rev, record->created_at, record->created_by, record->updated_at));
        }
}

TEST_F(RecordsTest, UpdateWritesTheFieldsOfThePatchAndErasingRemoves) {
    for (const EntityType* type : entity_types()) {
        auto record = random_record(*type, random);
        records.insert(*type, *record);
        const auto target = random_record(*type, random);
        const Patch patch = difference(*type, *record, *target);
        apply(*type, patch, *record);
        record->rev += 1;
        records.update(*type, *record, patch);
        EXPECT_TRUE(difference(*type, *target, *records.load(*type, record->id)).empty()) << type->kind;
        records.erase(*type, record->id);
        EXPECT_FALSE(records.load(*type, record->id));
    }
}

TEST_F(RecordsTest, SearchFollowsInsertUpdateAndDelete) {
    auto before = entry("Winterfest");
    records.insert(entry_type, *before);
    search.put(entry_type, nullptr, *before);
    EXPECT_EQ(found("winterfest"), 1);
    auto after = std::make_shared<Entry>(*before);
    after->title = "Sommerfest";
    records.update(entry_type, *after, difference(entry_type, *before, *after));
    search.put(entry_type, before.get(), *after);
    EXPECT_EQ(found("winterfest"), 0);
    EXPECT_EQ(found("sommerfest"), 1);
    search.remove(entry_type, *after);
    records.erase(entry_type, after->id);
    EXPECT_EQ(found("sommerfest"), 0);
    database.execute("INSERT INTO entry_search (entry_search, rank) VALUES ('integrity-check', 1)");
}

TEST_F(RecordsTest, NewZoneDataMovesTheIndexedTimesAndNothingElse) {
    auto made = entry("Call");
    made->when = zoned(parse_local_time("2026-07-01T09:00:00").value(), parse_local_time("2026-07-01T10:00:00").value(),
                       "Europe/Berlin");
    records.insert(entry_type, *made);
    refresh_spans(database, entry_type, "one");
    const auto start = database.query_integer("SELECT starts_utc FROM entry");
    database.execute("UPDATE entry SET starts_utc = 1, ends_utc = 2");
    refresh_spans(database, entry_type, "one");
    EXPECT_EQ(database.query_integer("SELECT starts_utc FROM entry"), 1) << "same zone data, nothing to do";
    refresh_spans(database, entry_type, "two");
    EXPECT_EQ(database.query_integer("SELECT starts_utc FROM entry"), start);
    EXPECT_EQ(records.load(entry_type, made->id)->rev, made->rev);
}

TEST_F(RecordsTest, ChangeLogAnswersByNumberCommandAndRecord) {
    const Id mia{1, 1}, record{2, 2};
    log.append({1, Instant{}, mia, "c1", "entry.create", {}}, {{1, "entry", record, 1, "create", "{}", "{}"}});
    log.append({2, Instant{}, mia, "c2", "entry.update", {}}, {{2, "entry", record, 2, "update", "{}", "{}"}});
    log.append({3, Instant{}, mia, "c3", "undo", 2}, {{3, "entry", record, 3, "update", "{}", "{}"}});
    EXPECT_EQ(log.last_seq(), 3);
    EXPECT_EQ(log.find_command(mia, "c2")->seq, 2);
    EXPECT_FALSE(log.find_command(Id{9, 9}, "c2"));
    EXPECT_EQ(log.undone_by(2), 3);
    EXPECT_FALSE(log.undone_by(1));
    EXPECT_EQ(log.items_since_rev(record, 1).size(), 2U);
    EXPECT_EQ(log.last_rev(record), 3);
    EXPECT_EQ(log.creation_of(record)->seq, 1);
    EXPECT_THROW(log.append({4, Instant{}, mia, "c2", "entry.update", {}}, {}), StoreError)
        << "a command is logged once";
}

TEST_F(RecordsTest, KeptRecordsAreReadAgainWhenTheirRevMoves) {
    const auto first = entry("First"), second = entry("Second");
    records.insert(entry_type, *first);
    records.insert(entry_type, *second);
    Records reader(database);
    reader.keep(entry_type, 100);
    const auto titles = [&] {
        std::vector<std::string> read;
        for (const RecordPtr& record : reader.select(entry_type, "true ORDER BY id"))
            read.push_back(static_cast<const Entry&>(*record).title);
        std::ranges::sort(read);
        return read;
    };
    EXPECT_EQ(titles(), (std::vector<std::string>{"First", "Second"}));
    auto moved = std::make_shared<Entry>(*first);
    moved->title = "Third";
    ++moved->rev;
    records.update(entry_type, *moved, difference(entry_type, *first, *moved));
    EXPECT_EQ(titles(), (std::vector<std::string>{"Second", "Third"}));
    records.erase(entry_type, second->id);
    EXPECT_EQ(titles(), (std::vector<std::string>{"Third"}));
}

} // namespace
} // namespace tandem
