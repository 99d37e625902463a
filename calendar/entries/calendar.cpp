#include "calendar/entries/calendar.hpp"

#include <algorithm>
#include <set>

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&Calendar::name>("name", "What it is called").required().length(1, 80),
    text<&Calendar::color>("color", "Colour of its entries, like #7a3ff2").length(0, 7),
    text<&Calendar::description>("description", "What belongs on it").length(0, 500),
    choice<&Calendar::team>("team", teams, "The team that it is private to; null for everyone"),
    text_list<&Calendar::rights>("rights", "team or member id, a colon, and none, busy, read or write").items(100, 40),
    integer<&Calendar::position>("position", "Its place in the list").range(0, 1'000'000),
    choice<&Calendar::source>("source", calendar_sources, "Who fills it; members only read what a subscription fills")
        .set_by(SetBy::server),
};

struct Right {
    std::string_view subject;
    Level level = Level::none;
};

std::optional<Right> parse_right(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto level = std::ranges::find(levels, text.substr(colon + 1));
    if (level == std::end(levels)) return std::nullopt;
    return Right{text.substr(0, colon), static_cast<Level>(level - std::begin(levels))};
}

std::optional<Level> right_of(const Calendar& calendar, std::string_view subject) {
    for (const auto& text : calendar.rights)
        if (const auto right = parse_right(text); right && right->subject == subject) return right->level;
    return std::nullopt;
}

Level default_level(const Calendar& calendar, Team team) {
    if (calendar.team) return calendar.team == team ? Level::write : Level::none;
    return team == Team::other ? Level::read : Level::write;
}

} // namespace

constinit const EntityType calendar_type = entity<Calendar>("calendar", Audience::calendar, fields);

void normalize_rights(Calendar& calendar) {
    for (auto& text : calendar.rights)
        if (const auto right = parse_right(text))
            if (const auto id = parse_id(right->subject))
                text = to_text(*id).append(":").append(levels[static_cast<std::size_t>(right->level)]);
}

Result<void> check_calendar(const Calendar& calendar) {
    const auto& color = calendar.color;
    const auto is_hex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (!color.empty() && (color.size() != 7 || color[0] != '#' || !std::ranges::all_of(color.substr(1), is_hex)))
        return fail_field("color", "must be a colour like #7a3ff2");
    std::set<std::string_view> subjects;
    for (const auto& text : calendar.rights) {
        const auto right = parse_right(text);
        const bool known =
            right && (std::ranges::find(teams, right->subject) != std::end(teams) || parse_id(right->subject));
        if (!known) return fail_field("rights", "must be like marketing:read or <member id>:write");
        if (!subjects.insert(right->subject).second) return fail_field("rights", "names a team or member twice");
    }
    return {};
}

Level granted_on(const Calendar& calendar, const Member& member) {
    if (member.role == Role::admin) return Level::write;
    std::optional<Level> level;
    if (!calendar.rights.empty()) level = right_of(calendar, to_text(member.id));
    if (!level) level = right_of(calendar, teams[static_cast<std::size_t>(member.team)]);
    if (!level) level = default_level(calendar, member.team);
    return member.role == Role::viewer ? std::min(*level, Level::read) : *level;
}

bool may_change(const Calendar& calendar, const Member& member) {
    if (member.role == Role::admin) return true;
    return member.role == Role::lead && granted_on(calendar, member) == Level::write;
}

Level level_on(const Calendar& calendar, const Member& member) {
    if (calendar.source == CalendarSource::closing) return Level::none;
    const Level granted = granted_on(calendar, member);
    return calendar.source == CalendarSource::subscription ? std::min(granted, Level::read) : granted;
}

} // namespace tandem
