#pragma once
// Edits of an entry that repeats: of one occurrence, of it and all that follow, or of all. Each is one change with
// everything that goes along, so one undo takes it back. Called by decide; stages into the draft only.

#include <optional>

#include "calendar/engine/rules.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

struct SeriesEdit {
    enum class Scope : std::uint8_t { one, following, all };
    Scope scope = Scope::all;
    Occurrence at; // of the series as it is
};
inline constexpr std::string_view scope_names[] = {"this", "following", "all"};

// What the command says; nothing if it names no occurrence. Errors: invalid_field occurrence or scope.
Result<std::optional<SeriesEdit>> decode_series_edit(const Command& command, const Entry& before);

// The whole series, seen from its first occurrence: a plain update of `when` moves days, exceptions and UNTIL along.
std::optional<SeriesEdit> edit_of_all(const Entry& before, const Patch& patch);

// Stages the edit; the id of the entry that it made, if any.
Result<std::optional<Id>> stage_series_update(Context& context, const Rules& rules, const Entry& before,
                                              const Patch& patch, const SeriesEdit& edit);
Result<void> stage_series_delete(Context& context, const Rules& rules, const Entry& before, const SeriesEdit& edit);

// The entries that stand for single occurrences of a series, as the draft has them.
std::vector<std::shared_ptr<const Entry>> overrides_of(Context& context, Id series);

// They go with their series, or with the part of it that begins at `from`; what hangs on them is released. Refused
// where one of them is not the actor's to delete.
Result<void> stage_overrides_delete(Context& context, Id series, std::string_view from = {});

// A new entry with all that `entry` says.
std::shared_ptr<Entry> new_entry_like(Context& context, const Entry& entry);

// Before one of them is deleted: its occurrence stays left out of the series.
void release_override(Context& context, const Entry& override_entry);

} // namespace tandem
