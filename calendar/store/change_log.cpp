#include "calendar/store/change_log.hpp"

namespace tandem {
namespace {

constexpr std::string_view change_columns =
    "SELECT seq, at, by_id, command_id, command, undoes, import_id FROM change ";
constexpr std::string_view item_columns = "SELECT seq, kind, record_id, rev, op, old, new FROM change_item ";

LoggedChange read_change(const Statement& row) {
    LoggedChange change{row.integer(0),
                        Instant{std::chrono::milliseconds{row.integer(1)}},
                        {},
                        std::string(row.text(3)),
                        std::string(row.text(4)),
                        {},
                        {}};
    if (!row.is_null(2)) change.by = parse_id(row.text(2));
    if (!row.is_null(5)) change.undoes = row.integer(5);
    if (!row.is_null(6)) change.import_id = parse_id(row.text(6));
    return change;
}

std::vector<LoggedItem> read_items(Statement& statement) {
    std::vector<LoggedItem> items;
    while (statement.step()) {
        const auto id = parse_id(statement.text(2));
        if (!id) throw StoreError(StoreError::Kind::corrupt, "an item of the change log names no id");
        items.push_back({statement.integer(0), std::string(statement.text(1)), *id, statement.integer(3),
                         std::string(statement.text(4)), std::string(statement.text(5)),
                         std::string(statement.text(6))});
    }
    return items;
}

} // namespace

std::int64_t ChangeLog::last_seq() { return database_.query_integer("SELECT max(seq) FROM change").value_or(0); }

void ChangeLog::append(const LoggedChange& change, const std::vector<LoggedItem>& items) {
    Statement row = database_.prepare("INSERT INTO change (seq, at, by_id, command_id, command, undoes, import_id) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?)");
    row.bind(1, change.seq).bind(2, change.at.time_since_epoch().count());
    if (change.by)
        row.bind(3, to_text(*change.by));
    else
        row.bind_null(3);
    row.bind(4, change.command_id).bind(5, change.command);
    if (change.undoes)
        row.bind(6, *change.undoes);
    else
        row.bind_null(6);
    if (change.import_id)
        row.bind(7, to_text(*change.import_id));
    else
        row.bind_null(7);
    row.run();
    std::int64_t ordinal = 0;
    for (const LoggedItem& item : items) {
        Statement line = database_.prepare("INSERT INTO change_item (seq, ordinal, kind, record_id, rev, op, old, new) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        line.bind(1, change.seq).bind(2, ordinal++).bind(3, item.kind).bind(4, to_text(item.record_id));
        line.bind(5, item.rev).bind(6, item.op).bind(7, item.old_json).bind(8, item.new_json).run();
    }
}

std::optional<LoggedChange> ChangeLog::find(std::int64_t seq) {
    Statement row = database_.prepare(std::string(change_columns) + "WHERE seq = ?");
    row.bind(1, seq);
    if (!row.step()) return std::nullopt;
    return read_change(row);
}

std::optional<LoggedChange> ChangeLog::find_command(Id by, std::string_view command_id) {
    Statement row = database_.prepare(std::string(change_columns) + "WHERE by_id = ? AND command_id = ?");
    row.bind(1, to_text(by)).bind(2, command_id);
    if (!row.step()) return std::nullopt;
    return read_change(row);
}

std::optional<std::int64_t> ChangeLog::undone_by(std::int64_t seq) {
    Statement row = database_.prepare("SELECT max(seq) FROM change WHERE undoes = ?");
    row.bind(1, seq);
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return row.integer(0);
}

std::vector<LoggedItem> ChangeLog::items_of(std::int64_t seq) {
    Statement rows = database_.prepare(std::string(item_columns) + "WHERE seq = ? ORDER BY ordinal");
    rows.bind(1, seq);
    return read_items(rows);
}

std::vector<LoggedItem> ChangeLog::newest_items(std::int64_t seq, std::int64_t most) {
    Statement rows = database_.prepare(std::string(item_columns) +
                                       "WHERE seq > ? ORDER BY change_item.seq DESC, ordinal DESC LIMIT ?");
    rows.bind(1, seq).bind(2, most);
    return read_items(rows);
}

std::vector<LoggedItem> ChangeLog::newest_entry_items(std::int64_t seq, std::int64_t most) {
    Statement rows =
        database_.prepare(std::string(item_columns) +
                          "WHERE seq > ? AND kind = 'entry' ORDER BY change_item.seq DESC, ordinal DESC LIMIT ?");
    rows.bind(1, seq).bind(2, most);
    return read_items(rows);
}

std::vector<LoggedItem> ChangeLog::entry_deletes(std::int64_t seq, std::int64_t most) {
    Statement rows =
        database_.prepare(std::string(item_columns) + "WHERE kind = 'entry' AND op = 'delete' AND seq < ? "
                                                      "ORDER BY change_item.seq DESC, ordinal DESC LIMIT ?");
    rows.bind(1, seq).bind(2, most);
    return read_items(rows);
}

// Numbers rise with time, but for clocks that were set back: then the change that is found is one near it.
std::int64_t ChangeLog::seq_at(Instant at) {
    std::int64_t low = 0, high = last_seq();
    while (low < high) {
        const std::int64_t middle = low + (high - low + 1) / 2;
        Statement row = database_.prepare("SELECT at FROM change WHERE seq <= ? ORDER BY seq DESC LIMIT 1");
        row.bind(1, middle);
        const bool is_later = row.step() && row.integer(0) > at.time_since_epoch().count();
        if (is_later)
            high = middle - 1;
        else
            low = middle;
    }
    return low;
}

std::vector<LoggedItem> ChangeLog::items_since_rev(Id record, std::int64_t rev) {
    Statement rows =
        database_.prepare(std::string(item_columns) + "WHERE record_id = ? AND rev > ? ORDER BY rev LIMIT 1000");
    rows.bind(1, to_text(record)).bind(2, rev);
    return read_items(rows);
}

std::optional<LoggedChange> ChangeLog::creation_of(Id record) {
    Statement row = database_.prepare("SELECT min(seq) FROM change_item WHERE record_id = ? AND op = 'create'");
    row.bind(1, to_text(record));
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return find(row.integer(0));
}

std::optional<Instant> ChangeLog::changed_at(Id record, std::int64_t rev) {
    Statement row = database_.prepare("SELECT at FROM change WHERE seq = "
                                      "(SELECT max(seq) FROM change_item WHERE record_id = ? AND rev = ?)");
    row.bind(1, to_text(record)).bind(2, rev);
    if (!row.step()) return std::nullopt;
    return Instant{std::chrono::milliseconds{row.integer(0)}};
}

std::int64_t ChangeLog::last_rev(Id record) {
    Statement row = database_.prepare("SELECT max(rev) FROM change_item WHERE record_id = ?");
    row.bind(1, to_text(record));
    return row.step() ? row.integer(0) : 0;
}

} // namespace tandem
