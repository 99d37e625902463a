#include "calendar/engine/listing.hpp"

#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {

void append_records(std::string& out, std::string_view name, const EntityType& type,
                    const std::vector<RecordPtr>& records, Id member, const Directory& directory) {
    out.append("\"").append(name).append("\":[");
    bool first = true;
    for (const RecordPtr& record : records) {
        const Detail detail = detail_for(member, type, *record, directory);
        if (detail == Detail::none) continue;
        if (!first) out += ',';
        first = false;
        append_record(out, type, *record, detail);
    }
    out += ']';
}

} // namespace tandem
