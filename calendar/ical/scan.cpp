#include "calendar/ical/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "calendar/ical/unfold.hpp"

namespace tandem::ical {
namespace {

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// What never stands inside another component (RFC 5545 3.6); places and people of RFC 9073 do.
bool stands_alone(std::string_view name) {
    constexpr std::string_view names[] = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"};
    return std::ranges::any_of(names, [&](std::string_view one) { return is_name(name, one); });
}

// Walks the lines with a stack of open component names. The innermost one on level 2 gathers properties.
class Cutter {
public:
    explicit Cutter(Scan& scan) : scan_(scan) {}

    Result<void> take(const UnfoldedLine& line) {
        const auto parts = split_line(line.text);
        if (parts && is_name(parts->name(), "BEGIN")) return begin(trimmed(parts->value()), line.number);
        if (parts && is_name(parts->name(), "END")) return end(trimmed(parts->value()), line.number);
        if (open_.empty() && !seen_calendar_) return fail(ErrorCode::invalid_field, "must begin with BEGIN:VCALENDAR");
        if (open_.size() > 2) {
            if (parts && open_.size() == 3) keep_alarm(line.text);
            return {};
        }
        if (!parts) {
            warn(fmt::format("line {} is not NAME:value and was left out", line.number));
            return {};
        }
        if (open_.size() == 1) return keep(scan_.calendar_lines, *parts, nullptr);
        if (open_.size() == 2) return keep(component().lines, *parts, &component());
        return {};
    }

    Result<void> finish() {
        if (!seen_calendar_) return fail(ErrorCode::invalid_field, "must begin with BEGIN:VCALENDAR");
        if (!open_.empty()) {
            close_component("is not closed by END");
            scan_.is_whole = false;
            scan_.warnings.push_back("the file ends inside the calendar");
        }
        return {};
    }

private:
    Component& component() { return scan_.components.back(); }

    void warn(std::string warning) {
        auto& warnings = open_.size() >= 2 ? component().warnings : scan_.warnings;
        if (warnings.size() < 20) warnings.push_back(std::move(warning));
    }

    Result<void> keep(std::vector<ContentLine>& lines, ContentLine line, Component* of) {
        // Some write each date that a series leaves out on a line of its own.
        std::size_t& count = is_name(line.name(), "EXDATE") || is_name(line.name(), "RDATE") ? dates_ : properties_;
        if (count < (&count == &dates_ ? max_date_lines : max_properties)) {
            ++count;
            lines.push_back(line);
            return {};
        }
        if (!of)
            return fail(ErrorCode::invalid_field, fmt::format("has more than {} calendar properties", max_properties));
        of->broken = fmt::format("has more than {} {}", &count == &dates_ ? max_date_lines : max_properties,
                                 &count == &dates_ ? "lines of dates" : "properties");
        return {};
    }

    // A line of the component inside an event, if that is an alarm. One that does not fit is left out whole.
    void keep_alarm(std::string_view line) {
        if (!is_name(open_[1], "VEVENT") || !is_name(open_[2], "VALARM")) return;
        auto& alarms = component().alarms;
        const bool is_left_out = alarms.size() == alarm_at_ && line != "BEGIN:VALARM";
        if (is_left_out) return;
        alarms.push_back(line);
        if (alarms.size() <= max_alarm_lines) return;
        alarms.resize(alarm_at_);
        component().lost_alarms = true;
        warn("has too many alarms: some were left out");
    }

    Result<void> begin(std::string_view name, std::uint32_t number) {
        if (is_name(name, "VCALENDAR")) {
            if (!open_.empty()) scan_.is_whole = false;
            close_component("is not closed by END");
            open_.assign(1, name);
            properties_ = dates_ = 0;
            seen_calendar_ = true;
            return {};
        }
        if (open_.empty()) return fail(ErrorCode::invalid_field, "must begin with BEGIN:VCALENDAR");
        if (++components_ > max_components)
            return fail(ErrorCode::too_large, fmt::format("has more than {} components", max_components));
        // VEVENT inside VEVENT means that the first was not closed: it is lost, the second is not.
        if (open_.size() >= 2 && stands_alone(name)) close_component("is not closed by END");
        if (open_.size() + 1 > max_depth)
            return fail(ErrorCode::invalid_field,
                        fmt::format("line {}: components are nested more than {} deep", number, max_depth));
        open_.push_back(name);
        if (open_.size() == 2) {
            scan_.components.push_back({name, number, {}, {}, {}, {}, false});
            properties_ = dates_ = 0;
        }
        if (open_.size() == 3) alarm_at_ = component().alarms.size();
        if (open_.size() == 3) keep_alarm("BEGIN:VALARM");
        return {};
    }

    Result<void> end(std::string_view name, std::uint32_t number) {
        if (!open_.empty() && is_name(name, "VCALENDAR")) {
            close_component("is not closed by END");
            open_.clear();
        } else if (open_.size() > 1 && open_.back().size() == name.size() && same_name(open_.back(), name)) {
            if (open_.size() == 3) keep_alarm("END:VALARM");
            open_.pop_back();
        } else {
            warn(fmt::format("line {} ends a component that is not open", number));
        }
        return {};
    }

    // Leaves only VCALENDAR open; what was open inside it is broken.
    void close_component(std::string_view reason) {
        if (open_.size() < 2) return;
        component().broken = reason;
        open_.resize(1);
    }

    static bool same_name(std::string_view a, std::string_view b) {
        std::string upper(b);
        for (char& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return is_name(a, upper);
    }

    Scan& scan_;
    std::size_t alarm_at_ = 0;                                // where the lines of the open one begin
    std::vector<std::string_view> open_;                      // VCALENDAR first
    std::size_t components_ = 0, properties_ = 0, dates_ = 0; // the latter two of the component
    bool seen_calendar_ = false;
};

} // namespace

bool is_name(std::string_view text, std::string_view upper_case_name) {
    if (text.size() != upper_case_name.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c) != upper_case_name[i]) return false;
    }
    return true;
}

// A colon inside a quoted parameter does not end the parameters.
std::optional<ContentLine> split_line(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_name_character(text[at])) ++at;
    if (at == 0 || at == text.size() || (text[at] != ';' && text[at] != ':')) return std::nullopt;
    const auto name_length = static_cast<std::uint32_t>(at);
    for (bool quoted = false; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (text[at] == ':' && !quoted) return ContentLine{text, name_length, static_cast<std::uint32_t>(at + 1)};
    }
    return std::nullopt;
}

Result<Scan> scan(std::string_view text) {
    Scan result;
    const auto lines = unfold(text, result.bytes);
    if (!lines) return std::unexpected(lines.error());
    Cutter cutter(result);
    for (const auto& line : *lines)
        if (auto taken = cutter.take(line); !taken) return std::unexpected(taken.error());
    if (auto finished = cutter.finish(); !finished) return std::unexpected(finished.error());
    return result;
}

} // namespace tandem::ical
