#pragma once
// Feed link: a named, secret, revocable address at which a calendar app fetches the entries that pass its filter.

#include <optional>
#include <string>

#include "calendar/entries/entry.hpp"
#include "calendar/people/member.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

enum class FeedDetail : std::uint8_t { full, titles, busy };
inline constexpr std::string_view feed_details[] = {"full", "titles", "busy"};

// What subscribers get of cancelled entries (feeds.md D-5 in short: apps differ, so the link's owner chooses).
enum class FeedCancelled : std::uint8_t { hide, status, prefix };
inline constexpr std::string_view feed_cancelled[] = {"hide", "status", "prefix"};

struct FeedLink final : Record {
    std::string name;
    IdList calendar_ids; // an empty list lets everything pass
    TextList kinds;
    TextList statuses;
    TextList teams; // of the entry's owner
    IdList owner_ids;
    TextList tags;
    FeedDetail detail = FeedDetail::full;
    FeedCancelled cancelled = FeedCancelled::status;
    bool alarms = false;     // at full detail only
    bool days_off = false;   // holidays and blackouts as well, unless detail is busy
    bool active = true;      // false once revoked, for ever
    bool is_unowned = false; // entries that nobody owns pass, too; without owner_ids: only they
    TextList journey_stages;
    TextList channels;
    std::string token_hash; // SHA-256 of the secret in the address, hexadecimal
};

extern const EntityType feed_link_type;

} // namespace tandem
