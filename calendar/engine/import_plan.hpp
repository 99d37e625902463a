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

struct ImportStep {
    enum class Counts : std::uint8_t { created, changed, no };
    Counts counts = Counts::no;
    std::string command; // entry.create, entry.update or entry.delete
    JsonPtr args;
    std::optional<std::int64_t> base_rev; // not of entry.create
    std::uint32_t line = 0;               // of the event in the file
    std::string title;
    std::vector<std::string> warnings;
    // Of a new occurrence: the series that already counts on it, and its start there.
    std::optional<Id> series_id;
    std::string recurrence_id;
};

struct ImportPlan {
    struct Skipped {
        std::uint32_t line = 0;
        std::string title;
        std::string reason;
    };
    std::vector<ImportStep> steps; // a series before its occurrences
    std::size_t created = 0, changed = 0, unchanged = 0;
    std::vector<Skipped> skipped;
};

// What the plan asks of the target calendar.
struct ImportTarget {
    using Found = std::vector<std::shared_ptr<const Entry>>;
    Id calendar_id;
    std::function<Found(const std::string& uid)> find;     // all with that UID, by id
    std::function<Found(const When& when)> find_beginning; // those with a UID that begin then, by id
    std::function<Id()> new_id;
};

// Of several events with one UID and RECURRENCE-ID that with the highest SEQUENCE counts. An event whose UID nobody
// knows is taken for an entry that looks the same and whose UID the file no longer has.
ImportPlan plan_import(const ical::Decoded& decoded, const ImportTarget& target);

} // namespace tandem
