#include "calendar/engine/listing.hpp"

#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {

void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Level level) {
    append_record(out, type, record, detail);
    if (&type != &calendar_type) return;
    out.back() = ',';
    out.append("\"level\":\"").append(levels[static_cast<std::size_t>(level)]).append("\"}");
}

void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Id member,
                 const Directory& directory) {
    const bool is_calendar = &type == &calendar_type;
    append_seen(out, type, record, detail, is_calendar ? directory.level(record.id, member) : Level::none);
}

void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Id member, const Directory& directory) {
    out.append("\"").append(name).append("\":[");
    bool first = true;
    for (const RecordPtr& record : records) {
        const Detail detail = detail_for(member, type, *record, directory);
        if (detail == Detail::none) continue;
        if (!first) out += ',';
        first = false;
        append_seen(out, type, *record, detail, member, directory);
    }
    out += ']';
}

} // namespace tandem
