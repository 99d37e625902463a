// What became of one entry.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/hidden.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/past.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/derived.hpp"

namespace tandem {
namespace {

// Values of an entry as the log kept them, but for what the reader may not know now; `record` had them.
std::string seen_values(const std::string& logged, const Record& record, Reader& reader) {
    const auto json = parse_json_object(logged);
    const auto patch = json ? decode_patch(entry_type, *json, DecodeFor::log) : std::unexpected(json.error());
    std::string out;
    append_told_patch(out, entry_type, record, patch.value_or(Patch{}), Detail::full, reader.names());
    return out;
}

} // namespace

Result<std::string> Queries::history(const Directory& given, Id member, Id entry) {
    const Look look(*this, given);
    Reader reader(member, look.directory, records_);
    const RecordPtr record = records_.load(entry_type, entry);
    if (reader.detail(entry_type, record) != Detail::full) return fail(ErrorCode::not_found, "no such entry");
    std::string out = R"({"changes":[)";
    bool first = true;
    const auto items = log_.items_since_rev(entry, record->rev - limits::history_changes);
    const auto hidden = static_cast<std::ptrdiff_t>(count_hidden(items, *record, member, look.directory));
    auto then = copy_of_now(entry_type, record);
    for (auto item = items.rbegin(); item != items.rend() - hidden; ++item) {
        const auto change = log_.find(item->seq);
        const std::string now = then ? seen_values(item->new_json, *then, reader) : "{}";
        then = before_item(entry_type, std::move(then), *item, log_);
        const std::string old = then ? seen_values(item->old_json, *then, reader) : "{}";
        if (!change) continue;
        if (now == "{}" && item->op == "update") continue; // what only calendar apps read
        if (!first) out += ',';
        first = false;
        append_change_head(out, *change);
        fmt::format_to(std::back_inserter(out), R"(,"op":"{}","rev":{},"old":{},"new":{},"undone":{}}})", item->op,
                       item->rev, old, now, log_.undone_by(item->seq).has_value());
    }
    out += "]}";
    return out;
}

} // namespace tandem
