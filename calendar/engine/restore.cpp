// entry.restore: a deleted entry comes back with what went with it, for whoever may write its calendar.
#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/logged_entry.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

Error nothing_there() { return {ErrorCode::not_found, "id", "names nothing that was deleted"}; }

bool holds(const LoggedItem& item, std::string_view key, const std::vector<Id>& ids) {
    const auto json = parse_json_object(item.old_json);
    const auto* value = json ? (*json)->get_object().if_contains({key.data(), key.size()}) : nullptr;
    if (!value || !value->is_string()) return false;
    const auto id = parse_id({value->get_string().data(), value->get_string().size()});
    return id && std::ranges::count(ids, *id) > 0;
}

bool names_any(const LoggedItem& item, const std::vector<Id>& ids) {
    return std::ranges::any_of(ids, [&](Id id) {
        const std::string text = to_text(id);
        return item.old_json.find(text) != std::string::npos || item.new_json.find(text) != std::string::npos;
    });
}

// The entry, what was deleted with it (its parts, the occurrences of a series), and what let go of those.
std::vector<LoggedItem> what_went_along(std::vector<LoggedItem> items, Id id) {
    std::vector<Id> gone{id};
    for (bool grows = true; grows;) {
        grows = false;
        for (const LoggedItem& item : items) {
            if (item.op != "delete" || std::ranges::count(gone, item.record_id) > 0) continue;
            if (!holds(item, "entry_id", gone) && !holds(item, "series_id", gone)) continue;
            gone.push_back(item.record_id);
            grows = true;
        }
    }
    std::erase_if(items, [&](const LoggedItem& item) {
        if (item.op == "delete") return std::ranges::count(gone, item.record_id) == 0;
        return item.op == "create" || !names_any(item, gone);
    });
    return items;
}

// An occurrence that was deleted by itself takes its place in the series again.
Result<void> rejoin_series(Context& context, const Entry& entry) {
    if (!entry.series_id) return {};
    const auto series = context.draft.find<Entry>(entry_type, *entry.series_id);
    if (!series || !fits_series(*series, entry))
        return fail_field("id", "has no place in its series any more", ErrorCode::changed_since);
    auto after = std::make_shared<Entry>(*series);
    std::erase(after->exdate, entry.recurrence_id);
    after->overrides.push_back(entry.recurrence_id);
    std::ranges::sort(after->overrides);
    context.draft.update(entry_type, std::move(after));
    return {};
}

} // namespace

Verdict decide_restore(Context& context, const Command& command) {
    const auto id = decode_id_of(command);
    if (!id) return id.error();
    for (const auto& member : command.args->get_object())
        if (member.key() != "id")
            return Error{ErrorCode::unknown_field, std::string(shortened({member.key().data(), member.key().size()})),
                         "is not a field here"};
    if (find_visible(context, entry_type, *id)) return Error{ErrorCode::changed_since, "id", "is not deleted"};
    ChangeLog& log = context.draft.log();
    const auto last = log.items_since_rev(*id, log.last_rev(*id) - 1);
    if (last.empty() || last.back().op != "delete" || last.back().kind != entry_type.kind) return nothing_there();
    const auto entry = deleted_entry(log, last.back());
    const bool is_seen = entry && (context.is_system() || detail_for(context.member->id, entry_type, *entry,
                                                                     context.directory) == Detail::full);
    if (!is_seen) return nothing_there();
    if (auto ok = may_write_entry(context, *entry); !ok) return ok.error();
    if (auto ok = rejoin_series(context, *entry); !ok) return ok.error();
    const auto all = log.items_of(last.back().seq);
    const auto items = what_went_along(all, *id);
    if (auto ok = stage_undo(context, items); !ok) return ok.error();
    const bool is_whole = items.size() == all.size();
    return Decision{*id, is_whole ? std::optional(last.back().seq) : std::nullopt};
}

} // namespace tandem
