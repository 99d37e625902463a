#include "calendar/engine/listing.hpp"

#include <fmt/format.h>

#include "calendar/entries/repeat.hpp"

namespace tandem {
namespace {

constexpr std::size_t typical_bytes = 1'000; // of a record, so that a long list is not copied while it grows

// Starts as the entry's own lists spell them; an end of its own follows after a slash.
void append_occurrences(std::string& out, const Entry& entry, const Horizon& horizon) {
    const Expansion found = occurrences_of(entry, horizon.from, horizon.to);
    const auto length = entry.when->ends - entry.when->starts;
    out += "\"occurrences\":[";
    for (const Occurrence& occurrence : found.occurrences) {
        if (out.back() != '[') out += ',';
        out.append("\"").append(start_text(entry.when->kind, occurrence.starts));
        if (occurrence.ends - occurrence.starts != length)
            out.append("/").append(start_text(entry.when->kind, occurrence.ends));
        out += '"';
    }
    out.append("],\"occurrences_cut\":").append(found.was_cut ? "true}" : "false}");
}

} // namespace

void append_seen(std::string& out, const EntityType& type, const Record& record, const Seen& seen) {
    append_record(out, type, record, seen.detail, seen.may_name);
    if (&type == &calendar_type) {
        out.back() = ',';
        out.append("\"level\":\"").append(levels[static_cast<std::size_t>(seen.level)]).append("\"}");
    } else if (&type == &entry_type && repeats(static_cast<const Entry&>(record))) {
        out.back() = ',';
        append_occurrences(out, static_cast<const Entry&>(record), seen.horizon);
    }
}

void append_seen(std::string& out, const EntityType& type, const Record& record, Detail detail, Reader& reader) {
    const bool is_calendar = &type == &calendar_type;
    append_seen(out, type, record,
                {detail, is_calendar ? reader.directory().level(record.id, reader.member()) : Level::none,
                 reader.names(), reader.horizon()});
}

void append_change_head(std::string& out, const LoggedChange& change) {
    fmt::format_to(std::back_inserter(out), R"({{"seq":{},"at":"{}","by":{},"command":"{}")", change.seq,
                   to_text(change.at), change.by ? '"' + to_text(*change.by) + '"' : "null", change.command);
}

void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Reader& reader) {
    std::vector<Detail> details; // of all before the first is written: many name each other
    details.reserve(records.size());
    for (const RecordPtr& record : records) details.push_back(reader.detail(type, record));
    if (records.size() > 100) out.reserve(out.size() + records.size() * typical_bytes);
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
