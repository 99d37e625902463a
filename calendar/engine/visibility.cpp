#include "calendar/engine/visibility.hpp"

#include <algorithm>

#include "calendar/entries/entry.hpp"
#include "calendar/entries/entry_part.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {
namespace {

Detail detail_of_entry(Id member_id, const Entry& entry, const Directory& directory) {
    const Level level = directory.level(entry.calendar_id, member_id);
    if (level == Level::none) return Detail::none;
    const bool all = level >= Level::read && (!entry.is_private || is_party_to(member_id, entry));
    if (all) return Detail::full;
    // An idea without a date takes nobody's time, and nor does what is off.
    return entry.when && entry.status != EntryStatus::cancelled ? Detail::busy : Detail::none;
}

// As its entry: all of it or nothing.
Detail detail_of_part(Id member_id, const EntryPart& part, const Directory& directory) {
    const bool may_read = !part.calendar_id || directory.level(*part.calendar_id, member_id) >= Level::read;
    const bool is_party = !part.is_private || std::ranges::find(part.party_ids, member_id) != part.party_ids.end();
    return may_read && is_party ? Detail::full : Detail::none;
}

// The calendar that decides, where it is not an entry's.
std::optional<Id> calendar_of(const EntityType& type, const Record& record) {
    if (&type == &calendar_type) return record.id;
    if (&type == &subscription_type) return static_cast<const Subscription&>(record).calendar_id;
    return std::nullopt;
}

bool owns(Id member_id, const EntityType& type, const Record& record, const Member& member) {
    if (&type == &session_type) return static_cast<const Session&>(record).member_id == member_id;
    if (&type == &token_type) return static_cast<const Token&>(record).member_id == member_id;
    if (&type == &notification_type) return static_cast<const Notification&>(record).member_id == member_id;
    if (&type == &saved_view_type && static_cast<const SavedView&>(record).is_shared) return true;
    return record.created_by == member_id || (&type == &feed_link_type && member.role == Role::admin);
}

} // namespace

bool is_party_to(Id member_id, const Entry& entry) {
    return entry.owner_id == member_id || entry.backup_owner_id == member_id || entry.created_by == member_id;
}

Detail detail_for(Id member_id, const EntityType& type, const Record& record, const Directory& directory) {
    const Member* member = directory.member(member_id);
    if (!member || !member->active) return Detail::none;
    switch (type.audience) {
    case Audience::everyone: return Detail::full;
    case Audience::owner: return owns(member_id, type, record, *member) ? Detail::full : Detail::none;
    case Audience::entry: return detail_of_part(member_id, static_cast<const EntryPart&>(record), directory);
    case Audience::calendar: break;
    }
    if (const auto calendar = calendar_of(type, record))
        return directory.level(*calendar, member_id) == Level::none ? Detail::none : Detail::full;
    return detail_of_entry(member_id, static_cast<const Entry&>(record), directory);
}

bool is_open(const EntityType& type, const Record& record, const Directory& directory) {
    if (type.audience == Audience::everyone) return true;
    if (type.audience == Audience::owner) return false;
    if (type.audience == Audience::entry) {
        const auto& part = static_cast<const EntryPart&>(record);
        return !part.is_private && (!part.calendar_id || directory.is_open(*part.calendar_id));
    }
    if (const auto calendar = calendar_of(type, record)) return directory.is_open(*calendar);
    const auto& entry = static_cast<const Entry&>(record);
    return !entry.is_private && directory.is_open(entry.calendar_id);
}

} // namespace tandem
