#include <algorithm>

#include "calendar/audience/account.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/engine/series_edit.hpp"
#include "calendar/engine/talk.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/ical/other_lines.hpp"
#include "calendar/outreach/touch.hpp"

namespace tandem {
namespace {

using EntryList = std::vector<std::shared_ptr<const Entry>>;

EntryList children_of(Context& context, Id id) {
    EntryList found;
    const Records::Parameter parent[] = {to_text(id)};
    for (const auto& record : context.draft.records().select(entry_type, "parent_id = ? ORDER BY id", parent))
        if (auto child = context.draft.find<Entry>(entry_type, record->id); child && child->parent_id == id)
            found.push_back(std::move(child));
    return found;
}

// Refuses while the author sees one of the children. The others, which must not decide that, are let go as if what
// holds them were deleted.
Result<void> let_go_of(Context& context, const EntryList& children, Error error) {
    if (std::ranges::any_of(children, [&](const auto& child) { return is_seen(context, *child); }))
        return std::unexpected(std::move(error));
    for (const auto& child : children) {
        auto free = std::make_shared<Entry>(*child);
        free->parent_id.reset();
        follow_signed(context, *child, *free);
        follow_radar(context, *child, *free);
        context.draft.update(entry_type, std::move(free));
    }
    return {};
}

Result<void> check_parent(Context& context, Entry& entry) {
    if (!entry.parent_id) return {};
    const auto wrong = [](std::string rule) { return fail_field("parent_id", std::move(rule)); };
    if (*entry.parent_id == entry.id) return wrong("cannot be the entry itself");
    const auto parent = context.draft.find<Entry>(entry_type, *entry.parent_id);
    if (!parent) return fail_field("parent_id", "names nothing that is there", ErrorCode::invalid_reference);
    const bool is_campaign = entry.kind == EntryKind::campaign;
    const bool fits = parent->kind == EntryKind::campaign && !(is_campaign && parent->parent_id);
    if (!fits && !is_seen(context, *parent)) { // its author is not told where it hangs, so that cannot refuse it
        entry.parent_id.reset();
        return {};
    }
    if (parent->kind != EntryKind::campaign) return wrong("must be a campaign");
    if (!fits) return wrong("a campaign can sit under one theme campaign only");
    if (!is_campaign) return {};
    EntryList own = children_of(context, entry.id);
    std::erase_if(own, [](const auto& child) { return child->kind != EntryKind::campaign; });
    return let_go_of(context, own, wrong("a theme campaign cannot sit under another one").error());
}

// Children would hang under something that can hold nothing.
Result<void> check_kind_change(Context& context, const Entry* before, const Entry& after) {
    if (!before || before->kind == after.kind || before->kind != EntryKind::campaign) return {};
    return let_go_of(context, children_of(context, after.id),
                     fail_field("kind", "must stay campaign while entries belong to it").error());
}

// They are written again as they are: what would break out of its event, or say it twice, is refused.
Result<void> check_ical_lines(const Entry& entry) {
    const auto writable = ical::writable_lines(entry.ical_lines);
    if (std::ranges::equal(writable, entry.ical_lines)) return {};
    return fail_field("ical_lines", "must be properties that are no fields, then alarms");
}

// An occurrence of its own lies where its series lies, and shows no more than it (busy time must not leak through it).
Result<void> check_override(Context& context, const Entry& entry) {
    if (entry.kind == EntryKind::campaign && repeats(entry)) return fail_field("rrule", "is not for campaigns");
    if (!entry.series_id) return {};
    const auto series = context.draft.find<Entry>(entry_type, *entry.series_id);
    if (!series) return fail_field("series_id", "names nothing that is there", ErrorCode::invalid_reference);
    if (entry.calendar_id != series->calendar_id)
        return fail_field("calendar_id", "is that of the series, with all its occurrences");
    if (series->is_private && !entry.is_private) return fail_field("private", "must stay while the series is private");
    return {};
}

// Occurrences of their own follow their series to another calendar, and out of sight.
void lead_overrides(Context& context, const Entry& before, const Entry& after) {
    const bool hides = after.is_private && !before.is_private;
    if (before.calendar_id == after.calendar_id && !hides) return;
    for (const auto& one : overrides_of(context, after.id)) {
        auto led = std::make_shared<Entry>(*one);
        led->calendar_id = after.calendar_id;
        led->is_private = led->is_private || after.is_private;
        context.draft.update(entry_type, std::move(led));
    }
}

} // namespace

Result<void> may_write_entry_as(const Directory& directory, std::optional<Id> member, const Entry& entry) {
    if (!member) return {};
    const Calendar* calendar = directory.calendar(entry.calendar_id);
    if (calendar && calendar->source == CalendarSource::subscription)
        return fail(ErrorCode::forbidden,
                    "this calendar is filled by a subscription; its entries cannot be changed here");
    if (directory.level(entry.calendar_id, *member) < Level::write)
        return fail(ErrorCode::forbidden, "you cannot change entries of this calendar");
    if (detail_for(*member, entry_type, entry, directory) != Detail::full)
        return fail(ErrorCode::forbidden, "this entry is private");
    return {};
}

Result<void> may_write_entry(const Context& context, const Record& record) {
    if (context.is_system()) return {};
    if (!context.member) return fail(ErrorCode::forbidden, "you cannot change entries of this calendar");
    return may_write_entry_as(context.directory, context.member->id, static_cast<const Entry&>(record));
}

Result<void> complete_entry(Context& context, const Record* before, Record& record) {
    auto& entry = static_cast<Entry&>(record);
    const auto* was = static_cast<const Entry*>(before);
    if (auto ok = complete_following(context, was, entry); !ok) return ok;
    if (auto ok = check_entry(entry); !ok) return ok;
    if (auto ok = check_ical_lines(entry); !ok) return ok;
    if (was) entry.sequence = std::max(entry.sequence, was->sequence);
    if (auto ok = normalize_repeat(entry); !ok) return ok;
    if (auto ok = complete_resource_name(context, was, entry); !ok) return ok;
    if (auto ok = check_kind_change(context, was, entry); !ok) return ok;
    if (auto ok = check_override(context, entry); !ok) return ok;
    if (auto ok = check_parent(context, entry); !ok) return ok;
    if (auto ok = check_dependencies(context, was, entry); !ok || !was) return ok;
    lead_overrides(context, *was, entry);
    lead_parts(context, *was, entry);
    follow_signed(context, *was, entry);
    follow_radar(context, *was, entry);
    return lead_followers(context, *was, entry);
}

void release_entry(Context& context, Id entry_id) {
    erase_parts(context, entry_id);
    release(context, entry_type, entry_id);
}

// What stands for single occurrences goes along.
Result<void> before_delete_entry(Context& context, const Record& before) {
    if (auto ok = stage_overrides_delete(context, before.id); !ok) return ok;
    release_override(context, static_cast<const Entry&>(before));
    release_entry(context, before.id);
    return {};
}

Result<void> may_write_calendar(const Context& context, const Record& record) {
    if (context.is_admin()) return {};
    if (!context.is_lead()) return fail(ErrorCode::forbidden, "only leads and admins change calendars");
    const auto& calendar = static_cast<const Calendar&>(record);
    if (granted_on(calendar, *context.member) < Level::write)
        return fail(ErrorCode::forbidden, "you cannot change this calendar");
    return {};
}

Result<void> complete_calendar(Context&, const Record*, Record& record) {
    auto& calendar = static_cast<Calendar&>(record);
    if (calendar.color.empty()) calendar.color = "#3b5bdb";
    normalize_rights(calendar);
    return check_calendar(calendar);
}

Result<void> before_delete_calendar(Context& context, const Record& before) {
    const Records::Parameter id[] = {to_text(before.id)};
    if (static_cast<const Calendar&>(before).source == CalendarSource::subscription)
        return fail(ErrorCode::forbidden, "a subscription fills this calendar; end that");
    if (context.draft.records().select(entry_type, "calendar_id = ? LIMIT 1", id).empty()) return {};
    return fail(ErrorCode::forbidden, "move or delete its entries first");
}

Result<void> may_write_shared(const Context& context, const Record&) {
    if (context.is_system() || (context.member && context.member->role != Role::viewer)) return {};
    return fail(ErrorCode::forbidden, "viewers cannot change anything");
}

Result<void> complete_account(Context&, const Record*, Record& record) {
    auto& account = static_cast<Account&>(record);
    for (char& c : account.domain) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (account.domain.find_first_of(" \t\n/:@") != std::string::npos)
        return fail_field("domain", "must be a web domain like example.org");
    return {};
}

// Its touches and prospects go with it, and come back with it.
Result<void> before_delete_account(Context& context, const Record& before) {
    const Records::Parameter id[] = {to_text(before.id)};
    for (const auto& touch : context.draft.records().select(touch_type, "account_id = ? ORDER BY id", id)) {
        if (!may_write_touch(context, *touch))
            return fail(ErrorCode::forbidden, "others have logged touches with this account; ask a lead");
        context.draft.erase(touch_type, touch->id);
    }
    for (const auto& prospect : context.draft.records().select(prospect_type, "account_id = ? ORDER BY id", id))
        context.draft.erase(prospect_type, prospect->id);
    erase_talk(context, "account_id", before.id);
    release(context, account_type, before.id);
    return {};
}

// One's own touches; leads and admins also those of others.
Result<void> may_write_touch(const Context& context, const Record& record) {
    if (auto ok = may_write_shared(context, record); !ok || context.is_lead()) return ok;
    const auto& touch = static_cast<const Touch&>(record);
    if (!touch.member_id || touch.member_id == context.member->id) return {};
    return fail(ErrorCode::forbidden, "this touch was logged by someone else");
}

Result<void> complete_touch(Context& context, const Record*, Record& record) {
    auto& touch = static_cast<Touch&>(record);
    if (!touch.member_id && context.member) touch.member_id = context.member->id;
    if (!touch.member_id) return fail_field("member_id", "must be given");
    if (touch.touched_at == Instant{}) touch.touched_at = context.now;
    if (touch.touched_at > context.now + std::chrono::hours{24})
        return fail_field("touched_at", "cannot be in the future");
    return {};
}

} // namespace tandem
