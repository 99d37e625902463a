#include "calendar/entries/entry.hpp"

#include <algorithm>

namespace tandem {
namespace {

// No two days of the calendar (1900 to 2200) are further apart: so a move is refused for no distance, which could be
// that to what the mover may not see.
constexpr std::int64_t most_offset_days = 110'000;

constexpr Field fields[] = {
    reference<&Entry::calendar_id>("calendar_id", "calendar", "The calendar that it stands on")
        .required()
        .shown(Detail::busy),
    choice<&Entry::kind>("kind", entry_kinds, "What it is").required().place(),
    text<&Entry::title>("title", "What it is called").required().length(1, 200).searched(),
    text<&Entry::summary>("summary", "What it is about").length(0, 4000).searched(),
    when<&Entry::when>("when", "All-day dates, zoned or floating times; null for an idea without a date")
        .shown(Detail::busy)
        .place(),
    choice<&Entry::status>("status", entry_statuses, "How far it is"),
    choice<&Entry::channel>("channel", channels, "How it reaches people"),
    choice<&Entry::journey_stage>("journey_stage", journey_stages, "The stage of the journey that it serves"),
    reference<&Entry::owner_id>("owner_id", "member", "Who answers for it"),
    reference<&Entry::backup_owner_id>("backup_owner_id", "member", "Who stands in"),
    reference<&Entry::parent_id>("parent_id", "entry", "The campaign that holds it"),
    text<&Entry::audience>("audience", "Whom it is for").length(0, 200).searched(),
    text_list<&Entry::tags>("tags", "Words to find it by").items(20, 40).searched(),
    text_list<&Entry::links>("links", "Web and mail addresses that belong to it").items(20, 500),
    text<&Entry::location>("location", "Where it takes place").length(0, 200).searched(),
    text<&Entry::talking_points>("talking_points", "What a rep may say, one message per line").length(0, 4000),
    text<&Entry::offer>("offer", "The offer in two lines").length(0, 500).searched(),
    boolean<&Entry::is_private>("private", "Others see only that the time is taken"),
    text<&Entry::uid>("uid", "Its UID in the calendar that it was imported from")
        .length(0, 500)
        .set_by(SetBy::creation),
    text_list<&Entry::rrule>("rrule", "Rules by which it repeats (RFC 5545 3.3.10)")
        .items(10, 500)
        .shown(Detail::busy)
        .place(),
    text_list<&Entry::rdate>("rdate", "Further starts, local times; an end of their own after a slash")
        .items(1000, 39)
        .shown(Detail::busy)
        .place(),
    text_list<&Entry::exdate>("exdate", "Starts that are left out, local times")
        .items(1000, 19)
        .shown(Detail::busy)
        .place(),
    text_list<&Entry::overrides>("overrides", "Starts that have an entry of their own")
        .items(1000, 19)
        .set_by(SetBy::server)
        .shown(Detail::busy)
        .place(),
    reference<&Entry::series_id>("series_id", "entry", "The entry that repeats, of which this is one occurrence")
        .set_by(SetBy::server)
        .shown(Detail::busy),
    text<&Entry::recurrence_id>("recurrence_id", "The start that this occurrence stands for, local time of its series")
        .length(0, 19)
        .set_by(SetBy::server)
        .shown(Detail::busy),
    text<&Entry::resource_name>("resource_name", "What the calendar app that made it calls it")
        .length(0, 200)
        .set_by(SetBy::creation),
    text_list<&Entry::ical_lines>("ical_lines", "Properties and alarms that calendar apps gave it (RFC 5545), unfolded")
        .items(400, most_ical_bytes)
        .shown(Detail::log),
    integer<&Entry::sequence>("sequence", "Added to its rev for its SEQUENCE in calendar apps; only grows")
        .range(0, 1'000'000'000)
        .shown(Detail::log),
    references<&Entry::audience_ids>("audience_ids", "audience", "Whom it is for").items(20, 0),
    references<&Entry::excluded_account_ids>("excluded_account_ids", "account", "Accounts of its audiences left out")
        .items(1000, 0),
    references<&Entry::offer_ids>("offer_ids", "offer", "What it offers").items(20, 0),
    references<&Entry::depends_on_ids>("depends_on_ids", "entry", "What must be live before it").items(50, 0),
    reference<&Entry::landing_page_id>("landing_page_id", "entry", "The release that its links lead to"),
    reference<&Entry::follows_id>("follows_id", "entry", "The entry whose start it follows at a distance"),
    integer<&Entry::offset_days>("offset_days", "Days from the start of what it follows; negative is before it")
        .range(-most_offset_days, most_offset_days),
    integer<&Entry::budget>("budget", "What it may cost, in whole units of currency").range(0, 1'000'000'000'000),
};

bool has_allowed_scheme(std::string_view link) {
    constexpr std::string_view schemes[] = {"https://", "http://", "mailto:"};
    return std::ranges::any_of(schemes, [link](std::string_view scheme) {
        return link.size() > scheme.size() &&
               std::ranges::equal(link.substr(0, scheme.size()), scheme,
                                  [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    });
}

} // namespace

constinit const EntityType entry_type = entity<Entry>("entry", Audience::calendar, fields);

Result<void> check_entry(const Entry& entry) {
    for (const auto& link : entry.links)
        if (!has_allowed_scheme(link)) return fail_field("links", "must begin with https://, http:// or mailto:");
    const bool needs_date = entry.status != EntryStatus::idea && entry.status != EntryStatus::cancelled;
    if (needs_date && !entry.when) return fail_field("when", "is needed once it is more than an idea");
    std::size_t bytes = 0;
    for (const auto& line : entry.ical_lines) bytes += line.size();
    if (bytes > most_ical_bytes) return fail_field("ical_lines", "are too long");
    if (entry.owner_id && entry.owner_id == entry.backup_owner_id)
        return fail_field("backup_owner_id", "must be someone else than the owner");
    return {};
}

} // namespace tandem
