#include "calendar/store/meta.hpp"

#include "calendar/base/id.hpp"

namespace tandem {

std::string ensure_epoch(Database& database, Instant now) {
    constexpr std::string_view sql = "SELECT value FROM meta WHERE name = 'epoch'";
    if (!database.query_text(sql)) begin_epoch(database, now);
    return database.query_text(sql).value();
}

void begin_epoch(Database& database, Instant now) {
    database
        .prepare("INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value = "
                 "excluded.value")
        .bind(1, to_text(new_id(now)))
        .run();
}

} // namespace tandem
