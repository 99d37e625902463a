#pragma once
// Saved view: a way of looking at the calendar that has a name: which entries pass, and how they are laid out. Its
// author's alone, or everyone's. It decides nothing about rights: who opens it sees what they may see anyway.

#include "calendar/entries/entry.hpp"
#include "calendar/people/member.hpp"
#include "calendar/record/entity.hpp"

namespace tandem {

// Empty: as the page has it.
enum class ViewLayout : std::uint8_t { none, month, week, day, list, timeline };
inline constexpr std::string_view view_layouts[] = {"", "month", "week", "day", "list", "timeline"};
enum class ViewRows : std::uint8_t { campaign, owner, channel };
inline constexpr std::string_view view_rows[] = {"campaign", "owner", "channel"};
enum class ViewZoom : std::uint8_t { none, month, quarter, year };
inline constexpr std::string_view view_zooms[] = {"", "month", "quarter", "year"};

struct SavedView final : Record {
    std::string name;
    bool is_shared = false; // with every member; else its author's alone
    ViewLayout layout = ViewLayout::none;
    ViewRows rows = ViewRows::campaign; // of the timeline
    ViewZoom zoom = ViewZoom::none;
    IdList calendar_ids; // an empty list lets everything pass
    TextList kinds;
    TextList statuses;
    TextList teams; // of the entry's owner
    IdList owner_ids;
    bool is_unowned = false; // entries that nobody owns pass, too; alone: only they
    TextList journey_stages;
    TextList channels;
    TextList tags;
    std::string words; // all of them stand in the entry's texts
};

extern const EntityType saved_view_type;

} // namespace tandem
