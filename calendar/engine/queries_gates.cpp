#include <fmt/format.h>

#include "calendar/engine/gates.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

Result<std::string> Queries::gates_ahead(const Directory& given, Id member, Id id) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    const auto entry = std::static_pointer_cast<const Entry>(records_.load(entry_type, id));
    if (reader.detail(entry_type, entry) != Detail::full) return fail(ErrorCode::not_found, "no such entry");
    const EntryStatus from = entry->status == EntryStatus::cancelled ? EntryStatus::idea : entry->status;
    std::string out = R"({"statuses":[)";
    for (std::size_t at = static_cast<std::size_t>(from) + 1; at <= static_cast<std::size_t>(EntryStatus::done); ++at) {
        if (out.back() != '[') out += ',';
        fmt::format_to(std::back_inserter(out), R"({{"status":"{}","missing":[)", entry_statuses[at]);
        for (const Missing& one :
             missing_for(*entry, entry->status, static_cast<EntryStatus>(at), records_, look.directory, member)) {
            if (out.back() != '[') out += ',';
            fmt::format_to(std::back_inserter(out), R"({{"rule":"{}","what":)", one.rule);
            append_quoted(out, one.what);
            out += '}';
        }
        out += "]}";
    }
    // Null in the entry either way; who chooses one is to know that one is chosen.
    const RecordPtr page = entry->landing_page_id ? records_.load(entry_type, *entry->landing_page_id) : nullptr;
    const bool is_hidden = page && reader.detail(entry_type, page) != Detail::full;
    fmt::format_to(std::back_inserter(out), R"(],"landing_page_hidden":{},)", is_hidden);
    const Records::Parameter of[] = {to_text(id)};
    append_records(out, "checklist_items", checklist_item_type,
                   records_.select(checklist_item_type, "entry_id = ? ORDER BY position, id", of), reader);
    return out + '}';
}

} // namespace tandem
