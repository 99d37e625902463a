#include "calendar/store/import_log.hpp"

#include <algorithm>

namespace tandem {
namespace {

constexpr std::string_view states[] = {"running", "done", "undoing", "taken_back"};

std::string_view text_of(ImportState state) { return states[static_cast<std::size_t>(state)]; }

} // namespace

void ImportLog::begin(const LoggedImport& import) {
    Statement row = database_.prepare(
        "INSERT INTO import (id, calendar_id, by_id, at, state, undo_command_id) VALUES (?, ?, ?, ?, ?, '')");
    row.bind(1, to_text(import.id)).bind(2, to_text(import.calendar_id));
    if (import.by)
        row.bind(3, to_text(*import.by));
    else
        row.bind_null(3);
    row.bind(4, import.at.time_since_epoch().count()).bind(5, text_of(import.state)).run();
}

void ImportLog::set_state(Id import, ImportState state) {
    Statement row = database_.prepare("UPDATE import SET state = ? WHERE id = ?");
    row.bind(1, text_of(state)).bind(2, to_text(import)).run();
}

void ImportLog::begin_undo(Id import, std::string_view command_id) {
    Statement row = database_.prepare("UPDATE import SET state = 'undoing', undo_command_id = ? WHERE id = ?");
    row.bind(1, command_id).bind(2, to_text(import)).run();
}

std::optional<LoggedImport> ImportLog::find(Id import) {
    Statement row = database_.prepare("SELECT calendar_id, by_id, at, state, undo_command_id FROM import WHERE id = ?");
    row.bind(1, to_text(import));
    if (!row.step()) return std::nullopt;
    LoggedImport found{
        import, {}, {}, Instant{std::chrono::milliseconds{row.integer(2)}}, {}, std::string(row.text(4))};
    if (const auto calendar = parse_id(row.text(0))) found.calendar_id = *calendar;
    if (!row.is_null(1)) found.by = parse_id(row.text(1));
    found.state = static_cast<ImportState>(std::ranges::find(states, row.text(3)) - std::begin(states));
    return found;
}

std::vector<Id> ImportLog::unfinished() {
    std::vector<Id> ids;
    Statement rows = database_.prepare("SELECT id FROM import WHERE state IN ('running', 'undoing') ORDER BY id");
    while (rows.step())
        if (const auto id = parse_id(rows.text(0))) ids.push_back(*id);
    return ids;
}

std::vector<ImportLog::Made> ImportLog::made_before(Id import, std::int64_t seq, std::size_t most) {
    std::vector<Made> made;
    Statement rows = database_.prepare(
        "SELECT c.seq, coalesce(json_extract(i.new, '$.series_id'), json_extract(i.old, '$.series_id'), i.record_id) "
        "FROM change c JOIN change_item i ON i.seq = c.seq AND i.ordinal = 0 "
        "WHERE c.import_id = ? AND c.seq < ? AND c.undoes IS NULL ORDER BY c.seq DESC LIMIT ?");
    rows.bind(1, to_text(import)).bind(2, seq).bind(3, static_cast<std::int64_t>(most));
    while (rows.step()) made.push_back({rows.integer(0), std::string(rows.text(1))});
    return made;
}

} // namespace tandem
