#include "calendar/engine/listing.hpp"

namespace tandem {

void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Level level,
                 const MayName& may_name) {
    append_record(out, type, record, detail, may_name);
    if (&type != &calendar_type) return;
    out.back() = ',';
    out.append("\"level\":\"").append(levels[static_cast<std::size_t>(level)]).append("\"}");
}

void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Reader& reader) {
    const bool is_calendar = &type == &calendar_type;
    append_seen(out, type, record, detail,
                is_calendar ? reader.directory().level(record.id, reader.member()) : Level::none, reader.names());
}

void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Reader& reader) {
    std::vector<Detail> details; // of all before the first is written: many name each other
    details.reserve(records.size());
    for (const RecordPtr& record : records) details.push_back(reader.detail(type, record));
    out.append("\"").append(name).append("\":[");
    const std::size_t begin = out.size();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (details[i] == Detail::none) continue;
        if (out.size() > begin) out += ',';
        append_seen(out, type, *records[i], details[i], reader);
    }
    out += ']';
}

} // namespace tandem
