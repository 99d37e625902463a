#pragma once
// Entry: anything dated on the calendar, and ideas that wait for a date. One struct, one table of fields.

#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class EntryKind : std::uint8_t { campaign, push, release, event, review, milestone };
enum class EntryStatus : std::uint8_t { idea, planned, confirmed, live, done, cancelled };
enum class Channel : std::uint8_t {
    none,
    email,
    social,
    phone,
    webinar,
    event,
    ads,
    blog,
    video,
    direct_mail,
    web,
    other
};
enum class JourneyStage : std::uint8_t { none, awareness, interest, consideration, purchase, loyalty };

inline constexpr std::string_view entry_kinds[] = {"campaign", "push", "release", "event", "review", "milestone"};
inline constexpr std::string_view entry_statuses[] = {"idea", "planned", "confirmed", "live", "done", "cancelled"};
inline constexpr std::string_view channels[] = {"",    "email", "social", "phone",       "webinar", "event",
                                                "ads", "blog",  "video",  "direct_mail", "web",     "other"};
inline constexpr std::string_view journey_stages[] = {"",         "awareness", "interest", "consideration",
                                                      "purchase", "loyalty"};

struct Entry final : Record {
    Id calendar_id;
    EntryKind kind = EntryKind::campaign;
    std::string title;
    std::string summary;
    std::optional<When> when; // nothing: an idea in the tray
    EntryStatus status = EntryStatus::idea;
    Channel channel = Channel::none;
    JourneyStage journey_stage = JourneyStage::none;
    std::optional<Id> owner_id;
    std::optional<Id> backup_owner_id;
    std::optional<Id> parent_id; // the campaign that holds it
    std::string audience;
    TextList tags;
    TextList links;
    std::string location;
    std::string talking_points; // one per line
    std::string offer;
    IdList audience_ids;               // whom it is for, as audiences
    IdList excluded_account_ids;       // of those audiences it leaves these accounts out
    IdList offer_ids;                  // what it offers; what hangs under it offers that, too
    IdList depends_on_ids;             // entries that must be live or done before it can go live
    std::optional<Id> landing_page_id; // the release that its links lead to
    std::optional<Id> follows_id;      // a secondary date: it stays `offset_days` from the start of that entry
    std::optional<std::int64_t> offset_days;
    std::optional<std::int64_t> budget; // whole units of the workspace's currency
    bool is_private = false;            // "private" everywhere else: C++ keeps that word for itself
    std::string uid;           // iCalendar UID of an imported entry (RFC 5545 3.8.4.7); empty: made from the id
    std::string resource_name; // what a calendar app calls it in its collection (RFC 4791 4.1); empty: made from the id
    // What repeats, in the words of RFC 5545 3.8.5 (entries/repeat.hpp reads them). Local times of `when`'s zone as
    // text: "2026-03-30" for whole days, else "2026-03-30T09:00:00"; a date in rdate may carry its end after a slash.
    TextList rrule;
    TextList rdate;
    TextList exdate;
    TextList overrides;          // starts that have an entry of their own, which names this one in series_id
    std::optional<Id> series_id; // an occurrence that differs: the entry that repeats,
    std::string recurrence_id;   // and the start that it stands for
    // What calendar files and apps say of it that has no field here (ical/other_lines.hpp), to be said again.
    TextList ical_lines;
    std::int64_t sequence = 0; // added to its rev for SEQUENCE, so that it never falls below what an app has said
};

extern const EntityType entry_type;

// Bytes of all its ical_lines.
inline constexpr std::size_t most_ical_bytes = 64 * 1024;

// The rules between an entry's own fields: a link's scheme, what a status asks of `when`. Pure.
// Errors: invalid_field naming the field.
Result<void> check_entry(const Entry& entry);

} // namespace tandem
