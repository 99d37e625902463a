#pragma once
// OccurrenceIndex: when entries that repeat take place, as rows for the queries by time. Written in the transaction of
// the entry; made again when the horizon moves or zone data changes. Borrowed Database, same thread.

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

class OccurrenceIndex {
public:
    OccurrenceIndex(Database& database, const Horizon& horizon) : database_(database), horizon_(horizon) {}

    // `before` is null when the entry is new. Its row must be written already; when it is deleted its occurrences go
    // with the row.
    void put(const Entry* before, const Entry& after);

    // All rows anew for this horizon, in the caller's transaction; the store remembers it.
    void rebuild();

private:
    void write(const Entry& entry);
    std::int64_t row_of(Id id);

    Database& database_;
    Horizon horizon_;
};

} // namespace tandem
