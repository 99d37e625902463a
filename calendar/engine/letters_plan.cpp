#include <algorithm>

#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/hot_queries.hpp"
#include "calendar/engine/letters.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

using std::chrono::days;

constexpr std::size_t most_lines = 20; // of a section: the rest is counted
constexpr std::chrono::hours zone_slack{14};

constexpr std::string_view weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

// "Tuesday 24 November"; short: "Tue 24 Nov".
std::string day_text(Date day, bool is_short) {
    const std::chrono::year_month_day date(day);
    const auto weekday = weekdays[std::chrono::weekday(day).c_encoding()];
    const auto month = months[static_cast<unsigned>(date.month()) - 1];
    return fmt::format("{} {} {}", is_short ? weekday.substr(0, 3) : weekday, static_cast<unsigned>(date.day()),
                       is_short ? month.substr(0, 3) : month);
}

// An entry in one of its places, on the reader's clock.
struct Planned {
    std::shared_ptr<const Entry> entry;
    LocalTime starts, ends;
    bool is_all_day = false;

    Date first() const { return std::chrono::floor<days>(starts); }
    Date last() const { return std::max(first(), std::chrono::floor<days>(ends - std::chrono::seconds{1})); }
};

Planned planned(const std::shared_ptr<const Entry>& entry, const When& at, const std::string& zone) {
    if (at.kind != When::Kind::zoned) return {entry, at.starts, at.ends, at.kind == When::Kind::all_day};
    return {entry, to_local(to_instant(at.starts, at.zone), zone), to_local(to_instant(at.ends, at.zone), zone), false};
}

std::vector<When> places(const Entry& entry, const Window& window) {
    if (!repeats(entry)) return {*entry.when};
    std::vector<When> all;
    for (const auto& one : occurrences_of(entry, window.from - days{1}, window.to + days{1}).occurrences)
        all.push_back(place_of(*entry.when, one));
    return all;
}

bool is_to_come(const Entry& entry) {
    return entry.when && (entry.status == EntryStatus::planned || entry.status == EntryStatus::confirmed ||
                          entry.status == EntryStatus::live);
}

// What overlaps the window and the reader sees in full, by time.
std::vector<Planned> plan_of(Records& records, Reader& reader, const Window& window, const std::string& zone) {
    const auto millis = [](auto at) { return std::chrono::milliseconds{at.time_since_epoch()}.count(); };
    const Records::Parameter parameters[] = {millis(window.to + zone_slack), millis(window.from - zone_slack),
                                             static_cast<std::int64_t>(limits::snapshot_entries)};
    std::vector<Planned> found;
    for (const RecordPtr& record : records.select(entry_type, hot::entries_in_window, parameters)) {
        const auto entry = std::static_pointer_cast<const Entry>(record);
        if (!is_to_come(*entry) || reader.detail(entry_type, record) != Detail::full) continue;
        for (const When& at : places(*entry, window)) {
            Planned one = planned(entry, at, zone);
            if (one.first() < window.to && one.last() >= window.from) found.push_back(std::move(one));
        }
    }
    std::ranges::sort(found, {}, [](const Planned& one) { return std::tuple(one.starts, one.entry->id); });
    return found;
}

std::string time_text(const Planned& one, bool with_day) {
    if (one.first() != one.last())
        return fmt::format("{} – {}", day_text(one.first(), true), day_text(one.last(), true));
    const std::string day = with_day ? day_text(one.first(), true) : "";
    if (one.is_all_day) return with_day ? day : "All day";
    const auto clock = [](LocalTime at) { return to_text(at).substr(11, 5); };
    const std::string until = one.ends > one.starts ? "–" + clock(one.ends) : "";
    return fmt::format("{}{}{}{}", day, with_day ? ", " : "", clock(one.starts), until);
}

std::string section(std::string_view title, const std::vector<Planned>& plan, const Directory& directory,
                    const LetterFor& to, bool with_day) {
    if (plan.empty()) return {};
    std::string out = fmt::format("{}\n\n", title);
    for (std::size_t at = 0; at < std::min(plan.size(), most_lines); ++at) {
        const Entry& entry = *plan[at].entry;
        const Member* owner =
            entry.owner_id && *entry.owner_id != to.member_id ? directory.member(*entry.owner_id) : nullptr;
        out += letter_line(fmt::format("{}  {} ({}, {}{}{})", time_text(plan[at], with_day), entry.title,
                                       entry_kinds[static_cast<std::size_t>(entry.kind)],
                                       entry_statuses[static_cast<std::size_t>(entry.status)], owner ? ", " : "",
                                       owner ? owner->name : ""));
        out += fmt::format("\n    {}/?entry={}\n", to.base_url, to_text(entry.id));
    }
    if (plan.size() > most_lines) out += fmt::format("And {} more.\n", plan.size() - most_lines);
    return out + '\n';
}

std::string subject_of(const DueMail& due, std::size_t own) {
    const std::string count = own == 0   ? ""
                              : own == 1 ? ": one entry of yours"
                                         : fmt::format(": {} entries of yours", own);
    if (due.kind == MailKind::week) return fmt::format("Your week from {}{}", day_text(due.on, false), count);
    return day_text(due.on, false) + count;
}

} // namespace

// Without anything of one's own a day needs no mail; the week ahead is worth one for what the others do.
Letter plan_letter(Queries& queries, const Directory& given, const LetterFor& to, const DueMail& due) {
    const Look look(queries, given);
    Reader reader(to.member_id, look.directory, queries.records());
    const Member* member = look.directory.member(to.member_id);
    if (!member) return {};
    const bool is_week = due.kind == MailKind::week;
    const auto left = days{is_week ? 8 - static_cast<int>(std::chrono::weekday(due.on).iso_encoding()) : 1};
    const Window window{due.on, due.on + left};
    std::vector<Planned> own, others;
    for (Planned& one : plan_of(queries.records(), reader, window, member->zone)) {
        const bool is_own = one.entry->owner_id == member->id || one.entry->backup_owner_id == member->id;
        if (is_own)
            own.push_back(std::move(one));
        else if (one.first() >= window.from)
            others.push_back(std::move(one));
    }
    const bool with_notices = mail_wishes(queries.records(), to.member_id).notices;
    const Notices notices = with_notices ? notices_text(queries.records(), reader, to) : Notices{};
    if (own.empty() && notices.subjects.empty() && (!is_week || others.empty())) return {};
    std::string text = section(is_week ? "YOURS THIS WEEK" : "YOURS TODAY", own, look.directory, to, is_week);
    if (!notices.subjects.empty()) text += "IN YOUR INBOX\n\n" + notices.text;
    text += section(is_week ? "WHAT OTHERS BEGIN THIS WEEK" : "WHAT OTHERS BEGIN TODAY", others, look.directory, to,
                    is_week);
    return {subject_of(due, own.size()), text + letter_foot(to)};
}

} // namespace tandem
