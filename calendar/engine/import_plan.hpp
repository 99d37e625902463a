#pragma once
// From a calendar file to commands: upsert by UID, with a preview before anything is written. The engine still checks
// every command. Pure but for the lookup it is given; called by the command line and later by CalDAV.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/decode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

struct ImportStep {
    std::string command; // entry.create or entry.update
    JsonPtr args;
    std::optional<std::int64_t> base_rev; // of an update
    std::uint32_t line = 0;               // of the event in the file
    std::string title;
    std::vector<std::string> warnings;
};

struct ImportPlan {
    struct Skipped {
        std::uint32_t line = 0;
        std::string title;
        std::string reason;
    };
    std::vector<ImportStep> steps; // in the order of the file
    std::size_t created = 0, changed = 0, unchanged = 0;
    std::vector<Skipped> skipped;
};

// The entry of the target calendar with that UID; null if there is none.
using FindByUid = std::function<std::shared_ptr<const Entry>(const std::string& uid)>;

// Of several events with one UID the one with the highest SEQUENCE counts.
ImportPlan plan_import(const ical::Decoded& decoded, Id calendar_id, const FindByUid& find);

// What the event says, laid over `entry`: what it does not say stays. Texts above the fields' limits are cut, and
// `warnings` says so.
void overlay(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings);

} // namespace tandem
