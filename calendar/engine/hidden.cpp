#include "calendar/engine/hidden.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

// True if the item shows that the member could not see the record before it. Entries and their parts say by the same
// two fields who sees them.
bool was_hidden_before(const EntityType& type, const LoggedItem& item, Id member, const Directory& directory) {
    const auto json = parse_json_object(item.old_json);
    const auto old = json ? decode_patch(type, *json, DecodeFor::log) : std::unexpected(json.error());
    if (!old) return true;
    const Value* was_private = old->find(static_cast<std::uint8_t>(type.index_of("private")));
    if (was_private && std::get<bool>(*was_private)) return true;
    const Value* calendar = old->find(static_cast<std::uint8_t>(type.index_of("calendar_id")));
    const Id* id = calendar ? std::get_if<Id>(calendar) : nullptr;
    return id && directory.level(*id, member) < Level::read;
}

// Who is party to it may look at all of its past; so may everyone of a record that was never hidden from anyone.
bool may_see_its_past(const Record& now, Id member) {
    if (const auto* entry = dynamic_cast<const Entry*>(&now)) return is_party_to(member, *entry);
    const auto* part = dynamic_cast<const EntryPart*>(&now);
    return !part || std::ranges::find(part->party_ids, member) != part->party_ids.end();
}

} // namespace

std::size_t count_hidden(const std::vector<LoggedItem>& items, const Record& now, Id member,
                         const Directory& directory) {
    if (items.empty() || may_see_its_past(now, member)) return 0;
    const EntityType& type = *find_entity_type(items.front().kind);
    for (std::size_t i = items.size(); i > 0; --i)
        if (was_hidden_before(type, items[i - 1], member, directory)) return i;
    return 0;
}

} // namespace tandem
