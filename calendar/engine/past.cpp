#include "calendar/engine/past.hpp"

#include "calendar/record/decode.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

std::shared_ptr<Record> before_item(const EntityType& type, std::shared_ptr<Record> after, const LoggedItem& item,
                                    ChangeLog& log) {
    if (item.op == "create") return nullptr;
    if (!after) {
        after = type.make();
        after->id = item.record_id;
        // The first author sees it even if it was private.
        if (const auto creation = log.creation_of(item.record_id)) after->created_by = creation->by;
    }
    const auto old = parse_json_object(item.old_json);
    const auto patch = old ? decode_patch(type, *old, DecodeFor::log) : std::unexpected(old.error());
    if (patch) apply(type, *patch, *after);
    return after;
}

} // namespace tandem
