#include "calendar/engine/series_edit.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/recur/edit.hpp"

namespace tandem {
namespace {

using Scope = SeriesEdit::Scope;
using EntryDraft = std::shared_ptr<Entry>;

EntryDraft copy_of(const Entry& entry) { return std::make_shared<Entry>(entry); }

std::string start_of(const Entry& series, LocalTime starts) { return start_text(series.when->kind, starts); }

std::optional<std::string> text_of(const Command& command, std::string_view key) {
    const auto* value = command.args->get_object().if_contains(key);
    if (!value) return std::nullopt;
    return value->is_string() ? std::string(value->get_string()) : std::string{};
}

std::optional<Occurrence> find_occurrence(const Entry& series, LocalTime starts) {
    const auto found = occurrences_of(series, starts, starts + std::chrono::seconds{1});
    const auto at = std::ranges::find(found.occurrences, starts, &Occurrence::starts);
    return at == found.occurrences.end() ? std::nullopt : std::optional(*at);
}

void put_sorted(TextList& list, std::string text) {
    if (const auto at = std::ranges::lower_bound(list, text); at == list.end() || *at != text)
        list.insert(at, std::move(text));
}

const Value* patched_when(const Patch& patch) {
    return patch.find(static_cast<std::uint8_t>(entry_type.index_of("when")));
}

// Where the whole series begins once the occurrence has moved to `to`.
When first_when_moved(const When& first, const Occurrence& from, const When& to) {
    When moved = to;
    moved.starts = first.starts + (to.starts - from.starts);
    moved.ends = moved.starts + (to.ends - to.starts);
    return moved;
}

bool is_first(const Series& series, LocalTime starts) {
    return expand(series, series.first.starts - std::chrono::days{1}, starts, {1, 200'000}).occurrences.empty();
}

// Moves a series to a new first, with the entries that stand for single occurrences of it. One that still lies where
// its series put it moves along; one that was given a time of its own keeps it.
Result<void> move_along(Context& context, Entry& series, const When& first,
                        const std::vector<std::shared_ptr<const Entry>>& overrides) {
    const When old_first = *series.when;
    std::vector<LocalTime> named;
    for (const auto& one : overrides)
        named.push_back(parse_start(old_first.kind, one->recurrence_id).value_or(old_first.starts));
    const Moved moved = move(*series_of(series), first, named);
    put_series(series, moved.series);
    series.overrides.clear();
    for (std::size_t i = 0; i < overrides.size(); ++i) {
        const auto [old_start, new_start] = moved.starts[i];
        auto after = copy_of(*overrides[i]);
        const Occurrence old_place{old_start, old_start + (old_first.ends - old_first.starts)};
        if (after->when == place_of(old_first, old_place))
            after->when = place_of(first, {new_start, new_start + (first.ends - first.starts)});
        after->series_id = series.id;
        after->recurrence_id = start_of(series, new_start);
        put_sorted(series.overrides, after->recurrence_id);
        if (auto ok = lead_followers(context, *overrides[i], *after); !ok) return ok;
        context.draft.update(entry_type, std::move(after));
    }
    return {};
}

// The fields of the patch but for the time, which the series takes by moving.
void apply_fields(const Patch& patch, Entry& entry) {
    Patch fields = patch;
    std::erase_if(fields.values, [](const auto& value) { return entry_type.fields[value.first].name == "when"; });
    apply(entry_type, fields, entry);
}

} // namespace

std::shared_ptr<Entry> new_entry_like(Context& context, const Entry& entry) {
    auto made = copy_of(entry);
    made->id = new_id(context.now);
    made->rev = 0;
    made->created_at = context.now;
    made->created_by = context.actor.member_id;
    made->resource_name.clear(); // stands for the entry that a calendar app made
    return made;
}

namespace {

Result<std::optional<Id>> stage_one(Context& context, const Rules& rules, const Entry& before, const Patch& patch,
                                    const Occurrence& at) {
    auto one = new_entry_like(context, before);
    const Id id = one->id;
    stand_for(*one, before, at);
    apply(entry_type, patch, *one);
    auto series = copy_of(before);
    put_sorted(series->overrides, one->recurrence_id);
    if (auto ok = stage_create(context, rules, std::move(one), &before); !ok) return std::unexpected(ok.error());
    if (auto ok = stage_update(context, rules, before, std::move(series)); !ok) return std::unexpected(ok.error());
    return id;
}

Result<std::optional<Id>> stage_all(Context& context, const Rules& rules, const Entry& before, const Patch& patch,
                                    const Occurrence& at) {
    auto series = copy_of(before);
    const Value* when = patched_when(patch);
    if (when && !is_null(*when)) {
        const When first = first_when_moved(*before.when, at, std::get<When>(*when));
        if (auto ok = move_along(context, *series, first, overrides_of(context, before.id)); !ok)
            return std::unexpected(ok.error());
    }
    apply_fields(patch, *series);
    if (when && is_null(*when)) series->when.reset(); // refused with the rule that says why
    if (auto ok = stage_update(context, rules, before, std::move(series)); !ok) return std::unexpected(ok.error());
    return std::optional<Id>{};
}

// Ends a series before `at`. What remains of its lists is told by their texts: local times of one form sort as text.
void end_before(Entry& series, const Series& head, const std::string& at) {
    put_series(series, head);
    std::erase_if(series.overrides, [&](const std::string& start) { return start >= at; });
}

// An occurrence of its own lies where its series lies, and shows no more than it (check_override).
void lead_to(Context& context, const Entry& series, const std::vector<std::shared_ptr<const Entry>>& overrides) {
    for (const auto& one : overrides) {
        auto led = copy_of(*context.draft.find<Entry>(entry_type, one->id));
        led->calendar_id = series.calendar_id;
        led->is_private = led->is_private || series.is_private;
        context.draft.update(entry_type, std::move(led));
    }
}

Result<std::optional<Id>> stage_following(Context& context, const Rules& rules, const Entry& before, const Patch& patch,
                                          const Occurrence& at) {
    const std::string from = start_of(before, at.starts);
    const auto [head, tail] = split(*series_of(before), at.starts);
    auto rest = new_entry_like(context, before);
    const Id id = rest->id;
    rest->uid.clear(); // a series of its own has a name of its own (RFC 5545 3.8.4.7)
    put_series(*rest, tail);
    rest->overrides.clear();
    auto overrides = overrides_of(context, before.id);
    std::erase_if(overrides, [&](const auto& one) { return one->recurrence_id < from; });
    const Value* when = patched_when(patch);
    const bool moves = when && !is_null(*when);
    // The new series must be there before what names it is staged.
    if (auto ok = stage_create(context, rules, copy_of(*rest), &before); !ok) return std::unexpected(ok.error());
    const When first = moves ? first_when_moved(tail.first, at, std::get<When>(*when)) : tail.first;
    if (auto ok = move_along(context, *rest, first, overrides); !ok) return std::unexpected(ok.error());
    apply_fields(patch, *rest);
    lead_to(context, *rest, overrides);
    if (auto ok = rules.complete(context, nullptr, *rest); !ok) return std::unexpected(ok.error());
    if (auto ok = rules.may_write(context, *rest); !ok) return std::unexpected(ok.error());
    if (auto ok = check_references(context, entry_type, &before, *rest); !ok) return std::unexpected(ok.error());
    context.draft.update(entry_type, std::move(rest));
    copy_points(context, before.id, id);
    auto series = copy_of(before);
    end_before(*series, head, from);
    if (auto ok = stage_update(context, rules, before, std::move(series)); !ok) return std::unexpected(ok.error());
    return id;
}

} // namespace

Result<std::optional<SeriesEdit>> decode_series_edit(const Command& command, const Entry& before) {
    const auto occurrence = text_of(command, "occurrence"), scope = text_of(command, "scope");
    if (!occurrence && !scope) return std::optional<SeriesEdit>{};
    if (!series_of(before)) return fail_field("occurrence", "is for entries that repeat");
    const auto named = std::ranges::find(scope_names, scope.value_or("this"));
    if (named == std::end(scope_names)) return fail_field("scope", "must be this, following or all");
    const auto starts = parse_start(before.when->kind, occurrence.value_or(""));
    if (!starts) return fail_field("occurrence", "must be a start of the series");
    const auto at = find_occurrence(before, *starts);
    if (!at) return fail_field("occurrence", "is no occurrence of the series", ErrorCode::not_found);
    SeriesEdit edit{static_cast<Scope>(named - std::begin(scope_names)), *at};
    if (edit.scope == Scope::following && is_first(*series_of(before), *starts)) edit.scope = Scope::all;
    return std::optional(edit);
}

std::optional<SeriesEdit> edit_of_all(const Entry& before, const Patch& patch) {
    const auto has = [&](std::string_view field) {
        return patch.find(static_cast<std::uint8_t>(entry_type.index_of(field))) != nullptr;
    };
    if (!has("when") || has("rrule") || has("rdate") || has("exdate") || !series_of(before)) return std::nullopt;
    return SeriesEdit{Scope::all, {before.when->starts, before.when->ends}};
}

Result<std::optional<Id>> stage_series_update(Context& context, const Rules& rules, const Entry& before,
                                              const Patch& patch, const SeriesEdit& edit) {
    if (edit.scope == Scope::one) return stage_one(context, rules, before, patch, edit.at);
    if (edit.scope == Scope::all) return stage_all(context, rules, before, patch, edit.at);
    return stage_following(context, rules, before, patch, edit.at);
}

Result<void> stage_series_delete(Context& context, const Rules& rules, const Entry& before, const SeriesEdit& edit) {
    if (edit.scope == Scope::all) return stage_delete(context, rules, before);
    const std::string from = start_of(before, edit.at.starts);
    auto series = copy_of(before);
    if (edit.scope == Scope::one) {
        put_sorted(series->exdate, from);
    } else {
        if (auto ok = stage_overrides_delete(context, before.id, from); !ok) return ok;
        end_before(*series, split(*series_of(before), edit.at.starts).first, from);
    }
    return stage_update(context, rules, before, std::move(series));
}

std::vector<std::shared_ptr<const Entry>> overrides_of(Context& context, Id series) {
    std::vector<std::shared_ptr<const Entry>> found;
    const Records::Parameter id[] = {to_text(series)};
    for (const auto& record : context.draft.records().select(entry_type, "series_id = ? ORDER BY id", id)) {
        const auto entry = context.draft.find<Entry>(entry_type, record->id);
        if (entry && entry->series_id == series) found.push_back(entry);
    }
    return found;
}

Result<void> stage_overrides_delete(Context& context, Id series, std::string_view from) {
    for (const auto& one : overrides_of(context, series)) {
        if (one->recurrence_id < from) continue;
        if (auto ok = may_write_entry(context, *one); !ok) return ok;
        release_entry(context, one->id);
        context.draft.erase(entry_type, one->id);
    }
    return {};
}

void release_override(Context& context, const Entry& one) {
    if (!one.series_id) return;
    const auto series = context.draft.find<Entry>(entry_type, *one.series_id);
    if (!series || std::erase(copy_of(*series)->overrides, one.recurrence_id) == 0) return;
    auto after = copy_of(*series);
    std::erase(after->overrides, one.recurrence_id);
    put_sorted(after->exdate, one.recurrence_id);
    context.draft.update(entry_type, std::move(after));
}

} // namespace tandem
