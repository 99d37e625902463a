#include "calendar/feeds/ical_lines.hpp"

#include <algorithm>

#include "calendar/ical/content_line.hpp"
#include "calendar/ical/other_lines.hpp"
#include "calendar/ical/scan.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

constexpr std::int64_t largest_sequence = 2'147'483'647; // RFC 5545 3.3.8
constexpr std::string_view transparent_line = "TRANSP:TRANSPARENT";

struct OwnLine {
    std::string_view name, field;
};
constexpr OwnLine own_lines[] = {
    {"X-TANDEM-KIND", "kind"},         {"X-TANDEM-STATUS", "status"},
    {"X-TANDEM-CHANNEL", "channel"},   {"X-TANDEM-STAGE", "journey_stage"},
    {"X-TANDEM-AUDIENCE", "audience"}, {"X-TANDEM-OFFER", "offer"},
    {"X-TANDEM-SUMMARY", "summary"},   {"X-TANDEM-TALKING-POINTS", "talking_points"},
};

const OwnLine* find_own(std::string_view name) {
    const auto at = std::ranges::find_if(own_lines, [&](const OwnLine& own) { return ical::is_name(name, own.name); });
    return at == std::end(own_lines) ? nullptr : &*at;
}

// As the field holds it; nothing for a word or a length that it does not take.
std::optional<Value> read_value(const Field& field, std::string_view said) {
    Value value = ical::unescape_text(said);
    if (field.type == FieldType::choice) {
        const auto word = std::ranges::find(field.choices, std::get<std::string>(value));
        if (word == field.choices.end()) return std::nullopt;
        value = static_cast<std::int64_t>(word - field.choices.begin());
    }
    return check_value(field, value) ? std::optional(value) : std::nullopt;
}

// Calls take(own, value as said) for each line of ours.
template <class Take>
void each_own(const ical::Event& event, Take take) {
    for (const auto& text : event.other_lines)
        if (const auto line = ical::split_line(text))
            if (const OwnLine* own = find_own(line->name())) take(*own, line->value());
}

bool is_kept(std::string_view text) {
    const auto line = ical::split_line(text);
    return line && !find_own(line->name()) && !ical::is_name(line->name(), "TRANSP");
}

// RFC 5545 3.6.6: when it goes off, how often, and with what words.
bool is_told_of_alarms(std::string_view name) {
    constexpr std::string_view told[] = {"BEGIN", "ACTION", "TRIGGER", "DURATION", "REPEAT", "DESCRIPTION", "END"};
    return std::ranges::any_of(told, [&](std::string_view one) { return ical::is_name(name, one); });
}

// How many lines from `at` on stand or fall together: one, or those of an alarm.
std::size_t block_length(const std::vector<std::string_view>& lines, std::size_t at) {
    if (!lines[at].starts_with("BEGIN:")) return 1;
    std::size_t end = at;
    while (!lines[end].starts_with("END:")) ++end; // writable_lines gives closed alarms only
    return end - at + 1;
}

} // namespace

ical::Status status_of(EntryStatus status) {
    switch (status) {
    case EntryStatus::idea:
    case EntryStatus::planned: return ical::Status::tentative;
    case EntryStatus::cancelled: return ical::Status::cancelled;
    default: return ical::Status::confirmed;
    }
}

bool is_transparent(const Entry& entry) {
    return entry.kind == EntryKind::campaign && entry.when && entry.when->kind == When::Kind::all_day;
}

std::int64_t sequence_of(const Entry& entry, const Entry* series) {
    const std::int64_t own = entry.sequence + entry.rev;
    return std::min(largest_sequence, own + (series ? series->sequence + series->rev : 0));
}

void add_own_lines(const Entry& entry, ical::Event& event) {
    for (const OwnLine& own : own_lines) {
        if (own.field == "summary") continue;
        const Field& field = *entry_type.find(own.field);
        const Value value = field.get(entry);
        const auto* choice = std::get_if<std::int64_t>(&value);
        const std::string text(choice ? field.choices[static_cast<std::size_t>(*choice)]
                                      : std::get<std::string>(value));
        if (!text.empty()) event.other_lines.push_back(std::string(own.name) + ":" + ical::escape_text(text));
    }
}

void add_summary_line(const Entry& entry, ical::Event& event) {
    if (entry.summary != event.description)
        event.other_lines.push_back("X-TANDEM-SUMMARY:" + ical::escape_text(entry.summary));
}

void add_kept_lines(const Entry& entry, ical::Event& event) {
    for (const auto& line : entry.ical_lines) {
        event.transparent = event.transparent || line == transparent_line;
        if (is_kept(line)) event.other_lines.push_back(line);
    }
}

void add_alarms(const Entry& entry, ical::Event& event) {
    std::vector<std::string> alarm;
    bool is_told = false;
    for (const std::string_view text : ical::writable_lines(entry.ical_lines)) {
        const auto line = ical::split_line(text).value(); // writable_lines gives no others
        const bool begins = ical::is_name(line.name(), "BEGIN");
        if (!begins && alarm.empty()) continue; // a property of the event
        if (begins) is_told = false;
        if (ical::is_name(line.name(), "ACTION"))
            is_told = ical::is_name(line.value(), "DISPLAY") || ical::is_name(line.value(), "AUDIO");
        if (is_told_of_alarms(line.name())) alarm.emplace_back(text);
        if (!ical::is_name(line.name(), "END")) continue;
        if (is_told) std::ranges::move(alarm, std::back_inserter(event.other_lines));
        alarm.clear();
    }
}

void take_own_lines(const ical::Event& event, Entry& entry, std::vector<std::string>& warnings) {
    each_own(event, [&](const OwnLine& own, std::string_view said) {
        if (own.field == "status") return;
        const Field& field = *entry_type.find(own.field);
        auto value = read_value(field, said);
        if (!value) return warnings.push_back(std::string(own.name) + " says what is not known here");
        // Whoever changed the description after us meant it.
        if (own.field == "summary" && !event.description.starts_with(std::get<std::string>(*value))) return;
        field.set(entry, std::move(*value));
    });
}

std::optional<EntryStatus> own_status(const ical::Event& event) {
    std::optional<EntryStatus> status;
    each_own(event, [&](const OwnLine& own, std::string_view said) {
        const auto value = own.field == "status" ? read_value(*entry_type.find("status"), said) : std::nullopt;
        if (value) status = static_cast<EntryStatus>(std::get<std::int64_t>(*value));
    });
    const bool agrees = status && (event.status == ical::Status::none || event.status == status_of(*status));
    return agrees ? status : std::nullopt;
}

TextList kept_lines(const ical::Event& event, const Entry& entry, std::vector<std::string>& warnings) {
    const auto most = static_cast<std::size_t>(entry_type.find("ical_lines")->most);
    TextList kept;
    if (event.transparent && !is_transparent(entry)) kept.emplace_back(transparent_line);
    const auto lines = ical::writable_lines(event.other_lines);
    std::size_t bytes = 0, left_out = 0;
    for (std::size_t i = 0, length = 0; i < lines.size(); i += length) {
        length = block_length(lines, i);
        if (!is_kept(lines[i])) continue;
        std::size_t more = 0;
        for (std::size_t k = i; k < i + length; ++k) more += lines[k].size();
        if (bytes + more > most_ical_bytes - transparent_line.size() || kept.size() + length > most) {
            left_out += length;
            continue;
        }
        bytes += more;
        kept.insert(kept.end(), lines.begin() + static_cast<std::ptrdiff_t>(i),
                    lines.begin() + static_cast<std::ptrdiff_t>(i + length));
    }
    if (left_out > 0) warnings.push_back(std::to_string(left_out) + " properties were too much to be kept");
    return kept;
}

bool keeps_all_lines(const ical::Event& event) {
    std::vector<std::string> warnings;
    kept_lines(event, Entry(), warnings);
    return warnings.empty();
}

void take_sequence(const ical::Event& event, Entry& entry, const Entry* series) {
    const auto most = entry_type.find("sequence")->most;
    const std::int64_t written = sequence_of(entry, series) - entry.sequence;
    entry.sequence = std::max(entry.sequence, std::min(event.sequence - written, most));
}

} // namespace tandem
