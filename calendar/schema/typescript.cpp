// The page's types: one interface per record, one const list and one union per choice, one limit per bounded field.
#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience.hpp"
#include "calendar/audience/radar_ask.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/entries/blackout.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/people/session.hpp"
#include "calendar/record/derived.hpp"
#include "calendar/schema/schemas.hpp"
#include "calendar/subscriptions/subscription.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

constexpr std::string_view head =
    R"(// Written by `tandem schema --typescript` from the C++ field tables. Do not edit by hand.
// One interface per record, one const list and one union per choice, one limit per bounded field.

export type Id = string; // ULID, 26 characters
export type Instant = string; // "2026-11-22T01:42:00.123Z"
export type LocalDate = string; // "2026-11-22"
export type LocalTime = string; // "2026-11-22T09:00:00"
export type Zone = string; // IANA name, "Europe/Berlin"

export interface WhenAllDay { starts_on: LocalDate; ends_on: LocalDate }
export interface WhenZoned { starts_at: LocalTime; ends_at: LocalTime; zone: Zone }
export interface WhenFloating { starts_at: LocalTime; ends_at: LocalTime }
export type When = WhenAllDay | WhenZoned | WhenFloating;
)";

struct Choice {
    std::span<const std::string_view> words;
    std::string_view name, type;
};
constexpr Choice choices[] = {
    {teams, "team", "Team"},
    {roles, "role", "Role"},
    {levels, "level", "Level"},
    {entry_kinds, "entry_kind", "EntryKind"},
    {entry_statuses, "status", "Status"},
    {channels, "channel", "Channel"},
    {journey_stages, "journey_stage", "JourneyStage"},
    {touch_outcomes, "outcome", "Outcome"},
    {feed_details, "detail", "Detail"},
    {feed_cancelled, "cancelled", "Cancelled"},
    {token_scopes, "scope", "Scope"},
    {calendar_sources, "calendar_source", "CalendarSource"},
    {subscription_states, "subscription_state", "SubscriptionState"},
    {account_ratings, "rating", "Rating"},
    {audience_kinds, "audience_kind", "AudienceKind"},
    {gate_rules, "gate_rule", "GateRule"},
    {sign_off_states, "sign_off_state", "SignOffState"},
    {radar_ask_statuses, "radar_ask_status", "RadarAskStatus"},
    {radar_rule_names, "radar_rule", "RadarRule"},
    {blackout_kinds, "blackout_kind", "BlackoutKind"},
    {blackout_teams, "blackout_team", "BlackoutTeam"},
    {item_statuses, "item_status", "ItemStatus"},
    {item_owners, "item_owner", "ItemOwner"},
    {notification_kinds, "notification_kind", "NotificationKind"},
    {view_layouts, "view_layout", "ViewLayout"},
    {view_rows, "view_rows", "ViewRows"},
    {view_zooms, "view_zoom", "ViewZoom"},
    {reaction_kinds, "reaction_kind", "ReactionKind"},
};

std::string_view choice_type(std::span<const std::string_view> words) {
    const auto at = std::ranges::find(choices, words.data(), [](const Choice& c) { return c.words.data(); });
    return at == std::end(choices) ? "string" : at->type;
}

std::string plain_type(const Field& field) {
    switch (field.type) {
    case FieldType::text: return field.name == "zone" ? "Zone" : "string";
    case FieldType::choice: return std::string(choice_type(field.choices));
    case FieldType::boolean: return "boolean";
    case FieldType::integer: return "number";
    case FieldType::id: return "Id";
    case FieldType::id_list: return "Id[]";
    case FieldType::text_list: return "string[]";
    case FieldType::choice_list: return std::string(choice_type(field.choices)) + "[]";
    case FieldType::date: return "LocalDate";
    case FieldType::instant: return "Instant";
    case FieldType::when: return "When";
    }
    return "unknown";
}

void append_choices(std::string& out) {
    for (const Choice& choice : choices) {
        const std::string words = fmt::format("\"{}\"", fmt::join(choice.words, "\", \""));
        const bool is_long = words.size() > 90;
        out += fmt::format("\nexport const {}_choices = [{}{}{}] as const;\n", choice.name, is_long ? "\n  " : "",
                           words, is_long ? ",\n" : "");
        out += fmt::format("export type {} = (typeof {}_choices)[number];\n", choice.type, choice.name);
    }
}

void append_fields(std::string& out, const EntityType& type, Detail detail) {
    for (const Field& field : type.fields)
        if (field.shown_at <= detail)
            out += fmt::format("  {}: {}{};\n", field.name, plain_type(field),
                               field.is_nullable || source_of(type, field) ? " | null" : "");
}

// Of an entry that repeats only: its starts, an end of their own after a slash.
constexpr std::string_view occurrence_members = "  occurrences?: string[];\n  occurrences_cut?: boolean;\n";

// What a reader is told beyond the record itself.
std::string_view more_of(const EntityType& type) {
    if (&type == &calendar_type) return "  level: Level;\n";
    return &type == &entry_type ? occurrence_members : std::string_view{};
}

void append_interface(std::string& out, std::string_view name, const EntityType& type, std::string_view more) {
    out += fmt::format("\nexport interface {} extends RecordBase {{\n", name);
    append_fields(out, type, Detail::full);
    out.append(more).append("}\n");
    if (&type != &entry_type) return;
    out += "\nexport interface BusyEntry {\n  id: Id;\n  rev: number;\n";
    append_fields(out, type, Detail::busy);
    out.append(occurrence_members).append("  busy: true;\n}\n");
}

void append_limits(std::string& out, const EntityType& type) {
    out += fmt::format("  {}: {{\n", type.kind);
    for (const Field& field : type.fields) {
        if (field.by == SetBy::server || field.shown_at == Detail::log) continue;
        if (field.type == FieldType::text || field.type == FieldType::integer)
            out += fmt::format("    {}: {{ min: {}, max: {} }},\n", field.name, field.least, field.most);
        if (field.type == FieldType::text_list)
            out += fmt::format("    {}: {{ min: 0, max: {}, each: {} }},\n", field.name, field.most, field.item_most);
    }
    out += "  },\n";
}

// What a new record says where nobody has said anything, as JSON; names and times that must be given are empty.
std::string blank_of(const EntityType& type) {
    const auto record = type.make();
    std::string out = "{";
    for (const Field& field : type.fields) {
        if (field.shown_at > Detail::full) continue;
        const bool is_given = !field.is_nullable && (field.type == FieldType::id || field.type == FieldType::instant);
        out += fmt::format("{}{}: ", out.size() > 1 ? ", " : " ", field.name);
        if (is_given)
            out += "\"\"";
        else
            append_value(out, field, field.get(*record), every_id);
    }
    return out + (&type == &calendar_type ? ", level: \"write\" }" : " }");
}

// Which records a page holds: their names, their lists in a snapshot, what a blank one says.
std::string live_parts() {
    std::string kinds, record_of, lists, snapshot, blanks;
    for (const LiveKind& one : live_kinds()) {
        const std::string_view kind = one.type->kind;
        kinds += fmt::format("{}\"{}\"", kinds.empty() ? "" : ", ", kind);
        record_of += fmt::format("  {}: {};\n", kind, one.interface);
        blanks += fmt::format("  {}: {},\n", kind, blank_of(*one.type));
        if (one.list.empty()) continue;
        lists += fmt::format("  {}: \"{}\",\n", kind, one.list);
        snapshot += fmt::format("  {}: {};\n", one.list,
                                one.type == &entry_type ? "(Entry | BusyEntry)[]" : std::string(one.interface) + "[]");
    }
    return fmt::format(
        "\nexport const record_kinds = [{}] as const;\nexport type RecordKind = (typeof record_kinds)[number];\n"
        "\nexport interface RecordOf {{\n{}}}\n"
        "\nexport const snapshot_lists = {{\n{}}} as const;\nexport interface SnapshotLists {{\n{}}}\n"
        "\nexport const blank_fields: {{ [K in RecordKind]: Omit<RecordOf[K], keyof RecordBase> }} = {{\n{}}};\n",
        kinds, record_of, lists, snapshot, blanks);
}

} // namespace

std::string typescript_types() {
    std::string out(head), limits;
    append_choices(out);
    out +=
        "\nexport interface RecordBase {\n  id: Id;\n  rev: number;\n  created_at: Instant;\n  created_by: Id | null;\n"
        "  updated_at: Instant;\n}\n";
    for (const LiveKind& one : live_kinds()) {
        append_interface(out, one.interface, *one.type, more_of(*one.type));
        append_limits(limits, *one.type);
    }
    append_interface(out, "Session", session_type, "  current?: boolean;\n");
    append_interface(out, "Token", token_type, "");
    out += live_parts();
    out += "\nexport const limits = {\n" + limits + "  password: { min: 10, max: 1024 },\n} as const;\n";
    return out;
}

} // namespace tandem
