#include "calendar/engine/check.hpp"

#include <set>

#include <fmt/format.h>

#include "calendar/engine/entities.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/store/records.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_findings = 1'000;

class Check {
public:
    Check(Database& database, CheckReport& report) : database_(database), report_(report) {}

    void find(std::string line) {
        if (report_.findings.size() < most_findings) report_.findings.push_back(std::move(line));
    }

    // Each row of a query is a finding made of its columns.
    void find_rows(std::string_view format, const std::string& sql) {
        Statement rows = database_.prepare(sql + " LIMIT 1000");
        while (rows.step()) find(fmt::format(fmt::runtime(format), rows.text(0), rows.text(1)));
    }

    void integrity() {
        find_rows("SQLite: {}{}",
                  "SELECT integrity_check, '' FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
        find_rows("a row of {} names a row of {} that is not there",
                  R"(SELECT DISTINCT "table", parent FROM pragma_foreign_key_check)");
    }

    void records_of(const EntityType& type) {
        Statement rows = database_.prepare(fmt::format("SELECT {} FROM {} ORDER BY id", column_names(type), type.kind));
        while (rows.step()) {
            ++report_.records;
            try {
                values_of(type, *read_record(rows, type));
            } catch (const StoreError& error) {
                find(fmt::format("{} {}: {}", type.kind, rows.text(0), error.what()));
            }
        }
    }

    void values_of(const EntityType& type, const Record& record) {
        for (const Field& field : type.fields)
            if (const auto ok = check_value(field, field.get(record)); !ok)
                find(fmt::format("{} {}: {} {}", type.kind, to_text(record.id), field.name, ok.error().message));
    }

    void log() {
        report_.changes = database_.query_integer("SELECT count(*) FROM change").value_or(0);
        find_rows("the change log has no change {}{}",
                  "SELECT seq + 1, '' FROM (SELECT seq FROM change UNION SELECT 0) AS c WHERE NOT EXISTS "
                  "(SELECT 1 FROM change WHERE seq = c.seq + 1) AND seq < (SELECT max(seq) FROM change) ORDER BY seq");
        find_rows("change {} holds nothing{}",
                  "SELECT seq, '' FROM change WHERE seq NOT IN (SELECT seq FROM change_item) ORDER BY seq");
        find_rows("the revs of {} {} in the change log have gaps",
                  "SELECT kind, record_id FROM change_item GROUP BY record_id HAVING count(*) <> max(rev) OR min(rev) "
                  "<> 1 OR count(DISTINCT rev) <> count(*) ORDER BY record_id");
    }

    void log_against(const EntityType& type) {
        find_rows(fmt::format("{} {{}}: its rev is {{}}, but the change log ends with another", type.kind),
                  fmt::format("SELECT id, rev FROM {} AS r WHERE rev IS NOT (SELECT max(rev) FROM change_item WHERE "
                              "record_id = r.id AND kind = '{}') ORDER BY id",
                              type.kind, type.kind));
        constexpr std::string_view newest = "SELECT i.record_id, '' FROM change_item AS i WHERE i.kind = '{0}' AND "
                                            "i.op {1} 'delete' AND i.rev = (SELECT max(rev) FROM change_item WHERE "
                                            "record_id = i.record_id) AND i.record_id {2} (SELECT id FROM {0})";
        find_rows(fmt::format("{} {{}} is in the change log, but not there{{}}", type.kind),
                  fmt::format(newest, type.kind, "<>", "NOT IN"));
        find_rows(fmt::format("{} {{}} was deleted, but is still there{{}}", type.kind),
                  fmt::format(newest, type.kind, "=", "IN"));
    }

    // What repeats: the index says what the rules say, and a series and its entries of their own name each other.
    void series() {
        const Horizon horizon = load_horizon(database_);
        if (is_settled(horizon))
            for (const RecordPtr& record :
                 Records(database_).select(entry_type, "rrule <> '[]' OR rdate <> '[]' ORDER BY id"))
                occurrences_of_entry(static_cast<const Entry&>(*record), horizon);
        find_rows(
            "entry {} stands for an occurrence of {}, which does not say so",
            "SELECT e.id, e.series_id FROM entry AS e LEFT JOIN entry AS s ON s.id = e.series_id WHERE e.series_id "
            "IS NOT NULL AND (s.id IS NULL OR e.recurrence_id NOT IN (SELECT value FROM json_each(s.overrides))) "
            "ORDER BY e.id");
        find_rows("entry {} says that {} has an entry of its own, which is not there",
                  "SELECT s.id, o.value FROM entry AS s, json_each(s.overrides) AS o WHERE NOT EXISTS (SELECT 1 FROM "
                  "entry WHERE series_id = s.id AND recurrence_id = o.value) ORDER BY s.id, o.value");
    }

    void occurrences_of_entry(const Entry& entry, const Horizon& horizon) {
        std::set<std::int64_t> expected, kept;
        for (const Occurrence& one : occurrences_of(entry, horizon.from, horizon.to).occurrences)
            expected.insert(utc_span(place_of(*entry.when, one)).from.time_since_epoch().count());
        Statement rows = database_.prepare(
            "SELECT starts_utc FROM occurrence WHERE row = (SELECT row FROM entry WHERE id = ?) ORDER BY starts_utc");
        rows.bind(1, to_text(entry.id));
        while (rows.step()) kept.insert(rows.integer(0));
        if (kept != expected)
            find(fmt::format("entry {}: the index of its occurrences is not what its rules say", to_text(entry.id)));
    }

private:
    Database& database_;
    CheckReport& report_;
};

// https://sqlite.org/fts5.html#the_integrity_check_command
void check_search(Database& reader, const std::filesystem::path& scratch, Check& check) {
    struct Scratch {
        const std::filesystem::path& file;
        ~Scratch() {
            std::error_code ignored;
            for (const char* ending : {"", "-wal", "-shm"}) {
                auto path = file;
                path += ending;
                std::filesystem::remove(path, ignored);
            }
        }
    } scratch_file{scratch};
    try {
        reader.copy_to(scratch);
        Database copy(scratch, Database::Mode::writer);
        copy.execute("INSERT INTO entry_search (entry_search, rank) VALUES ('integrity-check', 1)");
    } catch (const StoreError& error) {
        const bool differs = error.kind() == StoreError::Kind::corrupt;
        check.find(differs ? "the search index does not hold what the entries say"
                           : fmt::format("the search index cannot be checked: {}", error.what()));
    }
}

} // namespace

CheckReport check_workspace(Database& reader, const std::filesystem::path& scratch) {
    CheckReport report;
    Check check(reader, report);
    const auto part = [&](auto&& look) {
        try {
            look();
        } catch (const StoreError& error) {
            check.find(fmt::format("cannot be read: {}", error.what()));
        }
    };
    {
        Transaction transaction(reader, Transaction::Kind::read); // one moment, also while a server writes
        part([&] { check.integrity(); });
        for (const EntityType* type : entity_types()) {
            part([&] { check.records_of(*type); });
            part([&] { check.log_against(*type); });
        }
        part([&] { check.series(); });
        part([&] { check.log(); });
    }
    check_search(reader, scratch, check);
    return report;
}

} // namespace tandem
