#pragma once
// From a calendar file to commands: upsert by UID and RECURRENCE-ID, with a preview before anything is written. The
// engine still checks every command. Pure but for the lookups it is given; called by the command line and later by
// CalDAV.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/decode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

// One component of the file, as a preview shows it.
struct ImportItem {
    enum class What : std::uint8_t { created, changed, unchanged, skipped };
    What what = What::skipped;
    std::uint32_t line = 0;
    std::string title;
    std::optional<When> when;             // nothing for what cannot be read
    std::vector<std::string_view> fields; // whose values change
    std::string reason;                   // of what is skipped
    std::vector<std::string> warnings;
};
inline constexpr std::string_view import_words[] = {"new", "changed", "unchanged", "skipped"};

struct ImportStep {
    std::string command; // entry.create, entry.update or entry.delete
    JsonPtr args;
    std::optional<std::int64_t> base_rev; // not of entry.create
    std::size_t item = 0;                 // in the plan's items: for which it is done
    bool is_whole = true;                 // it does what the item says; false: it goes along
    // Of a new occurrence: the series that already counts on it, and its start there.
    std::optional<Id> series_id;
    std::string recurrence_id;
};

struct ImportPlan {
    std::vector<ImportStep> steps; // a series before its occurrences
    std::vector<ImportItem> items; // in the order of the file
    bool is_whole = false;         // one refusal, and nothing of it is imported

    std::size_t count(ImportItem::What what) const;
};

// What the plan asks of the target calendar.
struct ImportTarget {
    using Found = std::vector<std::shared_ptr<const Entry>>;
    Id calendar_id;
    std::function<Found(const std::string& uid)> find;     // all with that UID, by id
    std::function<Found(const When& when)> find_beginning; // those with a UID that begin then, by id
    std::function<Id()> new_id;
    std::function<bool(const Entry&)> may_change = {}; // empty: all of them
};

// Of several events with one UID and RECURRENCE-ID that with the highest SEQUENCE counts. An event whose UID nobody
// knows is taken for an entry that looks the same and whose UID the file no longer has.
ImportPlan plan_import(const ical::Decoded& decoded, const ImportTarget& target);

} // namespace tandem
