#include "calendar/engine/object_text.hpp"

#include "calendar/base/utf8.hpp"
#include "calendar/engine/calendar_object.hpp"

namespace tandem {
namespace {

// As those see it from whom nothing of it is hidden.
std::optional<CalendarObject> load_whole(Records& records, Id id) {
    const auto entry = std::static_pointer_cast<const Entry>(records.load(entry_type, id));
    if (!entry || !entry->when) return std::nullopt;
    CalendarObject object{resource_name_of(*entry), entry, Detail::full, {}};
    const Records::Parameter of[] = {to_text(id)};
    for (const RecordPtr& record : records.select(entry_type, "series_id = ? ORDER BY id LIMIT 100000", of))
        if (auto one = std::static_pointer_cast<const Entry>(record); one->when)
            object.overrides.push_back({std::move(one), Detail::full});
    sort_overrides(object);
    return object;
}

} // namespace

bool may_be_kept(std::string_view text) {
    if (text.size() > most_kept_bytes || text.starts_with("\xef\xbb\xbf")) return false;
    while (!text.empty()) {
        const std::size_t length = leading_code_point(text);
        if (length == 0) return false;
        const auto byte = static_cast<unsigned char>(text[0]);
        if (length == 1 && (byte < 0x20 || byte == 0x7f) && byte != '\r' && byte != '\n' && byte != '\t') return false;
        if (text.starts_with("\xef\xbf\xbe") || text.starts_with("\xef\xbf\xbf")) return false; // XML 1.0 2.2
        text.remove_prefix(length);
    }
    return true;
}

std::optional<std::string> keep_object_text(Records& records, Id entry, const std::string& text) {
    const auto object = may_be_kept(text) ? load_whole(records, entry) : std::nullopt;
    if (!object || !is_seen_whole(*object)) return std::nullopt;
    std::string tag = etag_of(*object);
    records.database()
        .prepare("INSERT INTO object_text (entry_id, tag, text) VALUES (?, ?, ?) "
                 "ON CONFLICT (entry_id) DO UPDATE SET tag = excluded.tag, text = excluded.text")
        .bind(1, to_text(entry))
        .bind(2, tag)
        .bind(3, text)
        .run();
    return tag;
}

std::optional<std::string> find_object_text(Database& database, Id entry, const std::string& tag) {
    Statement row = database.prepare("SELECT text FROM object_text WHERE entry_id = ? AND tag = ?");
    row.bind(1, to_text(entry)).bind(2, tag);
    return row.step() ? std::optional(std::string(row.text(0))) : std::nullopt;
}

} // namespace tandem
