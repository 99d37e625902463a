#include "calendar/engine/hidden.hpp"

#include <boost/json.hpp>

#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

// True if the item shows that the member could not see the entry before it.
bool was_hidden_before(const LoggedItem& item, Id member, const Directory& directory) {
    const auto json = parse_json_object(item.old_json);
    const auto old = json ? decode_patch(entry_type, *json, DecodeFor::log) : std::unexpected(json.error());
    if (!old) return true;
    static const auto private_field = static_cast<std::uint8_t>(entry_type.index_of("private"));
    static const auto calendar_field = static_cast<std::uint8_t>(entry_type.index_of("calendar_id"));
    const Value* was_private = old->find(private_field);
    if (was_private && std::get<bool>(*was_private)) return true;
    const Value* calendar = old->find(calendar_field);
    return calendar && directory.level(std::get<Id>(*calendar), member) < Level::read;
}

} // namespace

std::size_t count_hidden(const std::vector<LoggedItem>& items, const Record& now, Id member,
                         const Directory& directory) {
    const auto* entry = dynamic_cast<const Entry*>(&now);
    if (!entry || is_party_to(member, *entry)) return 0;
    for (std::size_t i = items.size(); i > 0; --i)
        if (was_hidden_before(items[i - 1], member, directory)) return i;
    return 0;
}

} // namespace tandem
