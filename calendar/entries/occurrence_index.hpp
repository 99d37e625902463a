#pragma once
// OccurrenceIndex: when entries that repeat take place, as rows for the queries by time. Written in the transaction of
// the entry; made again when the horizon moves or zone data changes. Borrowed Database, same thread.

#include <optional>
#include <string_view>

#include "calendar/entries/entry.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// The days for which occurrences are kept and shown without being asked for. The same for every reader.
struct Horizon {
    Date from{};
    Date to{}; // exclusive

    bool operator==(const Horizon&) const = default;
};

// 13 months back and 26 ahead, from the first of the month.
Horizon horizon_at(Instant now);

// What the store was filled for; an empty one if it never was.
Horizon load_horizon(Database& database);
void keep_horizon(Database& database, const Horizon& horizon);
// The days that both hold; empty if there are none.
Horizon common(const Horizon& a, const Horizon& b);
// Is it all that is kept, so that no row lies outside? Not while rows are made anew in pieces.
bool is_settled(const Horizon& horizon);

// ?1 an id, ?2 limit.
inline constexpr std::string_view repeating_after = "(rrule <> '[]' OR rdate <> '[]') AND id > ? ORDER BY id LIMIT ?";

class OccurrenceIndex {
public:
    OccurrenceIndex(Database& database, const Horizon& horizon) : database_(database), horizon_(horizon) {}

    // `before` is null when the entry is new. Its row must be written already; when it is deleted its occurrences go
    // with the row.
    void put(const Entry* before, const Entry& after);

    // All rows anew for this horizon, in the caller's transaction; the store remembers it.
    void rebuild();
    // The same in pieces, each in a transaction of its own: the entries after `last`, in the order of their ids, until
    // the piece holds `most` rows, or the steps of rules that are worth them. The last that was done; nothing at the
    // end. Between pieces others may write for this horizon and read for what it has in common with the one before.
    std::optional<Id> rebuild_after(std::optional<Id> last, std::size_t most = rows_of_piece);
    static constexpr std::size_t rows_of_piece = 2'000; // about 10 ms

private:
    void remove(Id entry);
    std::size_t write(const Entry& entry); // what it cost, in rows
    std::int64_t row_of(Id id);

    Database& database_;
    Horizon horizon_;
};

} // namespace tandem
