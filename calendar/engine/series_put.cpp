#include "calendar/engine/series_put.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/decide.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/series_edit.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/repeat.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {
namespace {

namespace json = boost::json;
using EntryPtr = std::shared_ptr<const Entry>;
using EntryDraft = std::shared_ptr<Entry>;

std::uint8_t index_of(std::string_view field) { return static_cast<std::uint8_t>(entry_type.index_of(field)); }

bool is_listed(const TextList& list, const std::string& text) { return std::ranges::find(list, text) != list.end(); }

// What the args hold: the series as a command of its own, and the objects of its occurrences.
struct Request {
    Command series;
    const json::array* overrides;
};

Result<Request> decode_request(const Command& command) {
    const auto& args = command.args->get_object();
    const auto *series = args.if_contains("series"), *overrides = args.if_contains("overrides");
    if (!series || !series->is_object()) return fail_field("series", "must be an object of fields");
    if (!overrides || !overrides->is_array()) return fail_field("overrides", "must be a list of objects");
    for (const auto& member : args)
        if (member.key() != "series" && member.key() != "overrides")
            return fail_field(shortened({member.key().data(), member.key().size()}), "is not a field here",
                              ErrorCode::unknown_field);
    const auto most = static_cast<std::size_t>(entry_type.find("overrides")->most);
    if (overrides->get_array().size() > most)
        return fail_field("overrides", fmt::format("must be {} at most", most), ErrorCode::too_large);
    return Request{{command.command_id, command.name, JsonPtr(command.args, series), command.base_rev},
                   &overrides->get_array()};
}

// One occurrence of the args.
struct Listed {
    std::size_t place; // in the args
    std::string start;
    JsonPtr fields;
    EntryPtr known; // the entry that stands for it already

    std::unexpected<Error> wrong(Error error) const {
        error.field = fmt::format("overrides[{}]{}{}", place, error.field.empty() ? "" : ".", error.field);
        return std::unexpected(std::move(error));
    }
};

Result<std::vector<Listed>> decode_listed(const json::array& overrides, const Entry& series) {
    std::vector<Listed> listed;
    TextList starts;
    for (const auto& one : overrides) {
        Listed next{listed.size(), {}, {}, {}};
        const auto wrong = [&](std::string_view field, std::string rule) {
            return next.wrong({ErrorCode::invalid_field, std::string(field), std::move(rule)});
        };
        if (!one.is_object()) return wrong("", "must be an object of fields");
        json::object fields = one.get_object();
        const auto* start = fields.if_contains("recurrence_id");
        const auto at = start && start->is_string()
                            ? parse_start(series.when->kind, {start->get_string().data(), start->get_string().size()})
                            : std::nullopt;
        if (!at) return wrong("recurrence_id", "must be a start like those of the series");
        next.start = start_text(series.when->kind, *at);
        if (is_listed(starts, next.start)) return wrong("recurrence_id", "is there twice");
        starts.push_back(next.start);
        fields.erase("recurrence_id");
        next.fields = std::make_shared<const json::value>(std::move(fields));
        listed.push_back(std::move(next));
    }
    return listed;
}

// What is being put, step by step.
struct Put {
    Context& context;
    const Rules& rules;
    EntryPtr before; // null for a new series
    EntryDraft series;
    std::vector<Listed> listed;
    std::vector<EntryPtr> dropped; // occurrences that are no longer listed
    TextList staying;              // starts of those that stay unlisted

    bool is_hidden(const Entry& one) const {
        return context.member && detail_for(context.member->id, entry_type, one, context.directory) != Detail::full;
    }
};

// The series as the args want it, without a look at its occurrences. `patch` is what they say.
Result<void> read_series(Put& put, const Command& command, Patch& patch) {
    const auto id = command.args->get_object().contains("id") ? decode_id_of(command) : Result<Id>{Id{}};
    if (!id) return std::unexpected(id.error());
    put.before = std::static_pointer_cast<const Entry>(find_visible(put.context, entry_type, *id));
    const auto made = put.before ? id : id_for_create(put.context, entry_type, command);
    if (!made) return std::unexpected(made.error());
    const auto purpose = put.before ? DecodeFor::update : DecodeFor::create;
    auto decoded = decode_patch(entry_type, command.args, purpose_for(put.context, purpose), also_id);
    if (!decoded) return std::unexpected(decoded.error());
    patch = std::move(*decoded);
    if (put.before) {
        if (auto ok = put.rules.may_write(put.context, *put.before); !ok) return ok;
        if (put.before->series_id) return fail_field("series", "is one occurrence of another");
        if (auto ok = keep_unseen(put.context, entry_type, *put.before, patch); !ok) return ok;
        put.series = std::make_shared<Entry>(*put.before);
    } else {
        put.series = std::make_shared<Entry>();
        put.series->id = *made;
        put.series->created_at = put.context.now;
        put.series->created_by = put.context.actor.member_id;
    }
    apply(entry_type, patch, *put.series);
    return {};
}

bool fits(const Put& put, const Entry& one) {
    return repeats(*put.series) && put.series->when && parse_start(put.series->when->kind, one.recurrence_id);
}

// Which entries stand for what is listed, which go and which stay.
Result<void> meet_known(Put& put) {
    if (!put.before) return {};
    std::vector<EntryPtr> left;
    for (const EntryPtr& one : overrides_of(put.context, put.before->id)) {
        if (!put.is_hidden(*one)) {
            left.push_back(one);
            continue;
        }
        const auto at = std::ranges::find(put.listed, one->recurrence_id, &Listed::start);
        if (at != put.listed.end()) return at->wrong({ErrorCode::forbidden, {}, "this occurrence is private"});
        if (!fits(put, *one))
            return fail(ErrorCode::forbidden, "an occurrence of it is private; it must stay what it is of");
        put.staying.push_back(one->recurrence_id);
    }
    TextList starts;
    for (const Listed& one : put.listed) starts.push_back(one.start);
    const auto known = standing_for(starts, *put.before, *put.series, left);
    for (std::size_t i = 0; i < known.size(); ++i) {
        put.listed[i].known = known[i];
        std::erase(left, known[i]);
    }
    std::erase_if(left, [&](const EntryPtr& one) {
        const bool stays = !one->when && fits(put, *one);
        if (stays) put.staying.push_back(one->recurrence_id);
        return stays;
    });
    put.dropped = std::move(left);
    return {};
}

Result<void> read_listed(Put& put, const json::array& overrides) {
    if (!overrides.empty() && (!put.series->when || !repeats(*put.series)))
        return fail_field("overrides", "are of what repeats");
    auto listed = decode_listed(overrides, *put.series);
    if (!listed) return std::unexpected(listed.error());
    put.listed = std::move(*listed);
    if (auto ok = meet_known(put); !ok) return ok;
    put.series->overrides = put.staying;
    for (const Listed& one : put.listed) put.series->overrides.push_back(one.start);
    std::ranges::sort(put.series->overrides);
    return {};
}

// The entry of one occurrence, over what stands for it by now or over its series: what was dropped is named no more.
EntryDraft entry_of(Put& put, const Listed& one) {
    const LocalTime starts = *parse_start(put.series->when->kind, one.start);
    EntryDraft entry;
    if (one.known) {
        entry = std::make_shared<Entry>(*put.context.draft.find<Entry>(entry_type, one.known->id));
        entry->recurrence_id = one.start;
    } else {
        entry = new_entry_like(put.context, *put.series);
        stand_for(*entry, *put.series, {starts, starts + (put.series->when->ends - put.series->when->starts)});
    }
    entry->calendar_id = put.series->calendar_id;
    entry->is_private = entry->is_private || put.series->is_private;
    return entry;
}

Result<void> stage_listed(Put& put, const Listed& one) {
    auto entry = entry_of(put, one);
    auto patch = decode_patch(entry_type, one.fields, purpose_for(put.context, DecodeFor::update));
    if (!patch) return one.wrong(patch.error());
    const Entry& as_it_was = one.known ? *one.known : *put.series;
    if (auto ok = keep_unseen(put.context, entry_type, as_it_was, *patch); !ok) return one.wrong(ok.error());
    apply(entry_type, *patch, *entry);
    auto staged = one.known ? stage_update(put.context, put.rules, *one.known, entry)
                            : stage_create(put.context, put.rules, entry, put.series.get());
    if (staged) staged = check_gates(put.context, one.known ? one.known.get() : put.series.get(), *entry);
    return staged ? staged : one.wrong(staged.error());
}

Result<void> stage(Put& put) {
    const auto staged = put.before ? stage_update(put.context, put.rules, *put.before, put.series)
                                   : stage_create(put.context, put.rules, put.series);
    if (!staged) return staged;
    if (auto ok = check_gates(put.context, put.before.get(), *put.series); !ok) return ok;
    for (const EntryPtr& one : put.dropped) {
        release_entry(put.context, one->id);
        put.context.draft.erase(entry_type, one->id);
    }
    for (const Listed& one : put.listed)
        if (auto ok = stage_listed(put, one); !ok) return ok;
    return {};
}

} // namespace

std::vector<EntryPtr> standing_for(const TextList& starts, const Entry& before, const Entry& after,
                                   std::vector<EntryPtr> known) {
    std::vector<EntryPtr> standing(starts.size());
    const auto take = [&](EntryPtr& place, const std::string& start) {
        const auto at = std::ranges::find(known, start, [](const EntryPtr& one) { return one->recurrence_id; });
        if (place || at == known.end()) return;
        place = *at;
        known.erase(at);
    };
    for (std::size_t i = 0; i < starts.size(); ++i) take(standing[i], starts[i]);
    if (!before.when || !after.when || before.when->kind != after.when->kind) return standing;
    const auto moved_by = after.when->starts - before.when->starts;
    for (std::size_t i = 0; i < starts.size(); ++i)
        if (const auto at = parse_start(after.when->kind, starts[i]))
            take(standing[i], start_text(after.when->kind, *at - moved_by));
    return standing;
}

std::optional<Id> series_named_in(const Command& command) {
    const auto request = decode_request(command);
    const auto id = request ? decode_id_of(request->series) : std::unexpected(request.error());
    return id ? std::optional(*id) : std::nullopt;
}

Verdict decide_put_series(Context& context, const Rules& rules, const Command& command) {
    const auto request = decode_request(command);
    if (!request) return request.error();
    Put put{context, rules, {}, {}, {}, {}, {}};
    Patch patch;
    if (auto ok = read_series(put, request->series, patch); !ok) return ok.error();
    if (auto ok = read_listed(put, *request->overrides); !ok) return ok.error();
    patch.put(index_of("overrides"), put.series->overrides);
    if (put.before) {
        auto conflict = conflict_with(context, rules, request->series, *put.before, patch);
        if (!conflict) return conflict.error();
        if (*conflict) return std::move(**conflict);
    }
    if (auto ok = stage(put); !ok) return ok.error();
    return Decision{put.series->id, {}};
}

} // namespace tandem
