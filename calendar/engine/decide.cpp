#include "calendar/engine/decide.hpp"

#include <algorithm>
#include <span>

#include <boost/json.hpp>

#include "calendar/base/limits.hpp"
#include "calendar/engine/audience_change.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/hidden.hpp"
#include "calendar/engine/merge.hpp"
#include "calendar/engine/series_edit.hpp"
#include "calendar/engine/series_put.hpp"
#include "calendar/engine/shift.hpp"
#include "calendar/engine/subscribe.hpp"
#include "calendar/engine/tell.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {
namespace {

constexpr std::string_view also_keep[] = {"id", "keep_entries"};              // of a subscription that ends
constexpr std::string_view also_occurrence[] = {"id", "occurrence", "scope"}; // of an entry that repeats

// The keys that update and delete take besides the fields.
std::span<const std::string_view> keys_beside(const EntityType& type) {
    if (&type == &entry_type) return also_occurrence;
    return also_id;
}

struct Target {
    const Rules* rules;
    Verb verb;
};

struct Word {
    std::string_view text;
    Verb verb;
    const EntityType* only = nullptr; // of this kind alone
};
constexpr Word words[] = {
    {"create", verb_create, nullptr},
    {"update", verb_update, nullptr},
    {"delete", verb_delete, nullptr},
    {"revoke", verb_revoke, &feed_link_type},
    {"rehash", verb_rehash, &member_type},
    {"sign_out", verb_sign_out, &member_type},
    {"put_series", verb_put_series, &entry_type},
    {"refresh", verb_refresh, &subscription_type},
    {"shift", verb_shift, &entry_type},
    {"update_many", verb_update_many, &entry_type},
};

std::optional<Target> find_target(const Context& context, std::string_view name) {
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const Rules* rules = find_rules(name.substr(0, dot));
    const auto word = std::ranges::find(words, name.substr(dot + 1), &Word::text);
    if (!rules || word == std::end(words) || (word->only && word->only != rules->type)) return std::nullopt;
    if (!context.is_system() && !(rules->verbs & word->verb)) return std::nullopt;
    return Target{rules, word->verb};
}

Verdict decide_create(Context& context, const Rules& rules, const Command& command) {
    if (rules.type == &subscription_type) return decide_subscribe(context, command);
    const auto id = id_for_create(context, *rules.type, command);
    if (!id) return id.error();
    const auto patch = decode_patch(*rules.type, command.args, purpose_for(context, DecodeFor::create), also_id);
    if (!patch) return patch.error();
    auto after = rules.type->make();
    apply(*rules.type, *patch, *after);
    after->id = *id;
    after->created_at = context.now;
    after->created_by = context.actor.member_id;
    if (auto ok = stage_create(context, rules, after); !ok) return ok.error();
    if (auto ok = check_gates(context, nullptr, *after); !ok) return ok.error();
    return Decision{*id, {}};
}

// What happened to the record since its author looked; nothing if the author did not say.
Result<std::vector<LoggedItem>> changes_since(Context& context, const Command& command, const Record& before) {
    if (!command.base_rev || *command.base_rev >= before.rev) return std::vector<LoggedItem>{};
    if (before.rev - *command.base_rev > limits::history_changes)
        return fail_field("base_rev", "is too old; load the record again");
    return context.draft.log().items_since_rev(before.id, *command.base_rev);
}

// What someone else has changed is looked at again before it is deleted.
Result<void> check_unchanged(Context& context, const Command& command, const Record& before) {
    const auto since = changes_since(context, command, before);
    if (!since) return std::unexpected(since.error());
    for (const LoggedItem& item : *since)
        if (const auto change = context.draft.log().find(item.seq); change && change->by != context.actor.member_id)
            return fail_field("base_rev", "someone has changed it since", ErrorCode::changed_since);
    return {};
}

// The edit of an entry that repeats, if it is one.
Result<std::optional<SeriesEdit>> series_edit_of(const Rules& rules, const Command& command, const Record& before,
                                                 const Patch& patch) {
    if (rules.type != &entry_type) return std::optional<SeriesEdit>{};
    const auto& entry = static_cast<const Entry&>(before);
    auto edit = decode_series_edit(command, entry);
    return edit && !*edit ? edit_of_all(entry, patch) : edit;
}

Verdict decide_update(Context& context, const Rules& rules, const Command& command, const Record& before) {
    auto patch =
        decode_patch(*rules.type, command.args, purpose_for(context, DecodeFor::update), keys_beside(*rules.type));
    if (!patch) return patch.error();
    if (auto ok = rules.may_write(context, before); !ok) return ok.error(); // before any value is shown in a conflict
    if (auto ok = keep_unseen(context, *rules.type, before, *patch); !ok) return ok.error();
    auto conflict = conflict_with(context, rules, command, before, *patch);
    if (!conflict) return conflict.error();
    if (*conflict) return std::move(**conflict);
    auto after = rules.type->copy(before);
    apply(*rules.type, *patch, *after);
    const auto edit = series_edit_of(rules, command, before, *patch);
    if (!edit) return edit.error();
    if (*edit) {
        const auto made = stage_series_update(context, rules, static_cast<const Entry&>(before), *patch, **edit);
        if (!made) return made.error();
        if (auto ok = check_gates(context, &before, *after); !ok) return ok.error();
        return Decision{*made, {}};
    }
    if (auto ok = stage_update(context, rules, before, after); !ok) return ok.error();
    if (auto ok = check_gates(context, &before, *after); !ok) return ok.error();
    return Decision{};
}

Verdict decide_revoke(Context& context, const Rules& rules, const Record& before) {
    auto after = std::make_shared<FeedLink>(static_cast<const FeedLink&>(before));
    if (!after->active) return Decision{};
    after->active = false;
    if (auto ok = stage_update(context, rules, before, std::move(after)); !ok) return ok.error();
    return Decision{};
}

// Of a member, by the system: everything that they are signed in with ends.
Verdict decide_sign_out(Context& context, const Record& member) {
    end_sessions_and_tokens(context, member.id);
    return Decision{};
}

Result<void> check_only(const Command& command, std::span<const std::string_view> keys) {
    for (const auto& member : command.args->get_object())
        if (std::ranges::find(keys, std::string_view(member.key().data(), member.key().size())) == keys.end())
            return fail_field(shortened({member.key().data(), member.key().size()}), "is not a field here",
                              ErrorCode::unknown_field);
    return {};
}

// Whether the calendar of a subscription stays when that ends.
Result<bool> decode_keeps_entries(const Command& command) {
    const auto* value = command.args->get_object().if_contains("keep_entries");
    if (!value) return false;
    if (value->is_bool()) return value->get_bool();
    return fail_field("keep_entries", "must be true or false");
}

Verdict decide_delete(Context& context, const Rules& rules, const Command& command, const Record& before) {
    const bool is_subscription = rules.type == &subscription_type;
    if (auto ok = check_only(command, is_subscription ? std::span(also_keep) : keys_beside(*rules.type)); !ok)
        return ok.error();
    const auto keeps_entries = decode_keeps_entries(command);
    if (!keeps_entries) return keeps_entries.error();
    context.keeps_entries = *keeps_entries;
    const auto edit = series_edit_of(rules, command, before, {});
    if (!edit) return edit.error();
    const auto staged = *edit ? stage_series_delete(context, rules, static_cast<const Entry&>(before), **edit)
                              : stage_delete(context, rules, before);
    if (!staged) return staged.error();
    if (auto ok = check_unchanged(context, command, before); !ok) return ok.error();
    return Decision{};
}

Verdict decide_existing(Context& context, const Target& target, const Command& command) {
    const auto id = decode_id_of(command);
    if (!id) return id.error();
    const RecordPtr before = find_visible(context, *target.rules->type, *id);
    if (!before) return Error{ErrorCode::not_found, "id", "names nothing that is there"};
    context.keeps_password = target.verb == verb_rehash;
    if (target.verb == verb_update || target.verb == verb_rehash)
        return decide_update(context, *target.rules, command, *before);
    if (target.verb == verb_delete) return decide_delete(context, *target.rules, command, *before);
    if (auto ok = check_only(command, also_id); !ok) return ok.error();
    if (target.verb == verb_sign_out) return decide_sign_out(context, *before);
    if (target.verb == verb_refresh) return decide_refresh(context, *before);
    return decide_revoke(context, *target.rules, *before);
}

} // namespace

Result<Id> decode_id_of(const Command& command) {
    const auto* value = command.args->get_object().if_contains("id");
    if (value && value->is_string())
        if (const auto id = parse_id({value->get_string().data(), value->get_string().size()})) return *id;
    return fail_field("id", "must be an id of 26 characters");
}

RecordPtr find_visible(Context& context, const EntityType& type, Id id) {
    RecordPtr record = context.draft.find(type, id);
    if (!record || context.is_system()) return record;
    return detail_for(context.member->id, type, *record, context.directory) == Detail::none ? nullptr : record;
}

Result<Id> id_for_create(Context& context, const EntityType& type, const Command& command) {
    if (!command.args->get_object().contains("id")) return new_id(context.now);
    auto id = decode_id_of(command);
    if (id && (context.draft.find(type, *id) || context.draft.log().last_rev(*id) > 0))
        return fail_field("id", "is already taken");
    return id;
}

Result<std::optional<Conflict>> conflict_with(Context& context, const Rules& rules, const Command& command,
                                              const Record& before, const Patch& patch) {
    const auto since = changes_since(context, command, before);
    if (!since) return std::unexpected(since.error());
    const std::size_t hidden = context.member ? count_hidden(*since, before, context.member->id, context.directory) : 0;
    const auto names = [&](const Field& field, Id id) { return may_name(context, field, id); };
    auto conflict = find_conflict(*rules.type, before, patch, *since, hidden, names);
    if (!conflict) return std::optional<Conflict>{};
    if (const auto last = context.draft.log().find(since->back().seq)) {
        conflict->by = last->by;
        conflict->at = last->at;
    }
    return conflict;
}

Result<void> stage_create(Context& context, const Rules& rules, std::shared_ptr<Record> after,
                          const Record* made_from) {
    if (auto ok = check_references(context, *rules.type, made_from, *after); !ok) return ok;
    if (auto ok = rules.may_write(context, *after); !ok) return ok;
    if (auto ok = rules.complete(context, nullptr, *after); !ok) return ok;
    context.draft.create(*rules.type, std::move(after));
    return {};
}

Result<void> stage_update(Context& context, const Rules& rules, const Record& before, std::shared_ptr<Record> after) {
    if (auto ok = rules.may_write(context, before); !ok) return ok;
    if (auto ok = check_references(context, *rules.type, &before, *after); !ok) return ok;
    if (auto ok = rules.may_write(context, *after); !ok) return ok;
    if (auto ok = rules.complete(context, &before, *after); !ok) return ok;
    context.draft.update(*rules.type, std::move(after));
    return {};
}

Result<void> stage_delete(Context& context, const Rules& rules, const Record& before) {
    if (auto ok = rules.may_write(context, before); !ok) return ok;
    if (rules.before_delete)
        if (auto ok = rules.before_delete(context, before); !ok) return ok;
    context.draft.erase(*rules.type, before.id);
    return {};
}

namespace {

// What the actor asked by may have ended while the command waited in line.
bool is_still_signed_in(const Context& context) {
    const auto& session_id = context.actor.session_id;
    const auto& token_id = context.actor.token_id;
    const Session* session = session_id ? context.directory.session(*session_id) : nullptr;
    if (session_id && !(session && session->member_id == context.member->id && is_fresh(*session, context.now)))
        return false;
    const Token* token = token_id ? context.directory.token(*token_id) : nullptr;
    return !token_id || (token && token->member_id == context.member->id);
}

} // namespace

Result<void> check_actor(const Context& context) {
    if (!context.is_system() && !(context.member && is_still_signed_in(context)))
        return fail(ErrorCode::not_signed_in, "sign in first");
    if (!context.actor.may_write) return fail(ErrorCode::forbidden, "this token only reads");
    return {};
}

Verdict decide(Context& context, const Command& command) {
    if (command.name == "undo") return decide_undo(context, command);
    if (command.name == read_all_command) return decide_read_all(context, command);
    if (command.name == "entry.restore") return decide_restore(context, command);
    if (command.name == change_accounts_command) return decide_change_accounts(context, command);
    if (command.name == save_template_command) return decide_save_template(context, command);
    const bool uses_template = command.name == use_template_command;
    const auto target =
        uses_template ? Target{find_rules(entry_type.kind), verb_create} : find_target(context, command.name);
    if (!target) return Error{ErrorCode::unknown_command, "name", "is not a command"};
    Verdict verdict = [&] {
        if (uses_template) return decide_use_template(context, command);
        switch (target->verb) {
        case verb_create: return decide_create(context, *target->rules, command);
        case verb_put_series: return decide_put_series(context, *target->rules, command);
        case verb_shift: return decide_shift(context, *target->rules, command);
        case verb_update_many: return decide_update_many(context, *target->rules, command);
        default: return decide_existing(context, *target, command);
        }
    }();
    if (std::holds_alternative<Decision>(verdict)) tell(context, command);
    return verdict;
}

} // namespace tandem
