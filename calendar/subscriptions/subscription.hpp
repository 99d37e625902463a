#pragma once
// Subscription: a calendar that is filled from another address (holidays, trade fairs) and only read here. The engine
// keeps it, server/inbound fetches.

#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class SubscriptionState : std::uint8_t { waiting, fresh, failing, paused };
inline constexpr std::string_view subscription_states[] = {"waiting", "fresh", "failing", "paused"};

struct Subscription final : Record {
    Id calendar_id;
    std::string url;                     // may hold a secret: never encoded, never in the change log
    std::string host;                    // what of the address everyone may know
    std::int64_t interval_minutes = 360; // fairs and holidays move rarely
    bool paused = false;
    SubscriptionState state = SubscriptionState::waiting; // for its first good answer from this address
    std::optional<Instant> checked_at;                    // last asked, whatever came of it
    std::optional<Instant> good_at;                       // last time that what is shown was confirmed
    std::optional<Instant> next_at;                       // nothing while paused
    std::optional<Instant> asked_at;                      // when a member last said "check now"
    std::int64_t failures = 0;                            // in a row
    std::string error;                                    // why the last check failed, in plain words
    std::string etag, last_modified;                      // RFC 9110 8.8: what the address said of its last good answer
};

// What a check without news leaves behind.
struct CheckNote {
    Instant checked_at{};
    std::optional<Instant> good_at, next_at;
    std::int64_t failures = 0;
    std::string etag, last_modified;
};

extern const EntityType subscription_type;

// Reads the address as people paste it: blanks around it go, webcal:// is https://, scheme and host are lower case.
// Fills in `host`. Errors: invalid_field "url".
Result<void> normalize_address(Subscription& subscription);

// What follows from the members' own fields: `before` is null for a new one. A new address, and an end of the pause,
// are checked at once.
void follow_settings(const Subscription* before, Subscription& after, Instant now);

} // namespace tandem
