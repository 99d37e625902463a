#include "calendar/engine/engine.hpp"

#include <algorithm>

#include "calendar/audience/audience_index.hpp"
#include "calendar/engine/decide.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/import_undo.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/object_text.hpp"
#include "calendar/engine/series_put.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/store/meta.hpp"
#include "calendar/store/spans.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

// A constraint that the rules should have kept; everything else that the store says is about the machine.
bool is_of_one_command(const StoreError& error) { return error.kind() == StoreError::Kind::constraint; }

Error error_of(const StoreError& error) {
    if (error.kind() == StoreError::Kind::full)
        return {ErrorCode::storage_full, {}, "the disk is full; nothing was changed"};
    return {ErrorCode::unavailable,
            {},
            "the store cannot be written right now; nothing was changed",
            std::chrono::seconds{5}};
}

// What the index holds follows the zone data in use, and the days that pass, before anyone asks by it.
DirectoryPtr load_directory(Records& records, Instant now) {
    Database& database = records.database();
    AudienceIndex(database).refresh();
    const bool has_new_zones = refresh_spans(database, entry_type, zone_version());
    if (const Horizon horizon = horizon_at(now); has_new_zones || load_horizon(database) != horizon) {
        Transaction transaction(database);
        OccurrenceIndex(database, horizon).rebuild();
        transaction.commit();
    }
    return Directory::load(records);
}

Result<void> check_unchanged(Draft& draft, std::span<const Unchanged> unchanged) {
    for (const auto& [type, id, rev] : unchanged)
        if (const RecordPtr now = draft.find(*type, id); !now || now->rev != rev)
            return fail(ErrorCode::changed_since, "it was changed since");
    return {};
}

} // namespace

Engine::Engine(Database& database, const Clock& clock, ChangeSink& sink)
    : database_(database), clock_(clock), sink_(sink), records_(database), log_(database), imports_(database),
      epoch_(ensure_epoch(database, clock.now())), last_seq_(log_.last_seq()),
      working_(load_directory(records_, clock.now())), filled_for_(working_->horizon()), published_(working_),
      published_seq_(last_seq_) {
    const auto unfinished = imports_.unfinished();
    if (!take_back_unfinished(*this, unfinished)) abandoned_ = unfinished;
}

DirectoryPtr Engine::directory() const {
    const std::lock_guard lock(mutex_);
    return published_;
}

std::vector<Outcome> Engine::apply(std::span<const Submission> batch) {
    try {
        return apply_together(batch, Each::plain);
    } catch (const StoreError& error) {
        if (!is_of_one_command(error)) return store_failed(batch.size(), error);
    } catch (const std::exception&) {
        // Told below, where it happens again.
    }
    // One of them met a bug of ours: once more, so that only that one fails.
    try {
        return apply_together(batch, Each::behind_savepoint);
    } catch (const StoreError& error) {
        return store_failed(batch.size(), error);
    }
}

std::vector<Outcome> Engine::store_failed(std::size_t commands, const StoreError& error) {
    writable_ = false;
    return std::vector<Outcome>(commands, error_of(error));
}

std::vector<Outcome> Engine::apply_together(std::span<const Submission> batch, Each each) {
    const DirectoryPtr directory = working_;
    const std::int64_t seq = last_seq_;
    std::vector<Outcome> outcomes;
    std::vector<ChangePtr> changes;
    outcomes.reserve(batch.size());
    try {
        Transaction transaction(database_);
        for (const Submission& submission : batch) {
            Decided decided = each == Each::plain ? apply_one(submission) : apply_apart(submission);
            outcomes.push_back(std::move(decided.outcome));
            if (decided.change) changes.push_back(std::move(decided.change));
        }
        if (changes.empty()) return outcomes;
        transaction.commit();
    } catch (...) { // whatever it was, nothing was written: nothing may have happened here either
        working_ = directory;
        last_seq_ = seq;
        throw;
    }
    writable_ = true;
    publish(changes);
    return outcomes;
}

Engine::Decided Engine::apply_apart(const Submission& submission) {
    const DirectoryPtr directory = working_;
    const std::int64_t seq = last_seq_;
    Savepoint savepoint(database_);
    try {
        Decided decided = apply_one(submission);
        savepoint.release();
        return decided;
    } catch (const StoreError& error) {
        if (!is_of_one_command(error)) throw;
        if (on_fault_) on_fault_(error.what());
    } catch (const std::exception& error) {
        if (on_fault_) on_fault_(error.what());
    }
    savepoint.roll_back();
    working_ = directory;
    last_seq_ = seq;
    return {Error{ErrorCode::internal, {}, "something went wrong here; nothing was changed"}, nullptr};
}

Engine::Decided Engine::apply_one(const Submission& submission) {
    const auto& [actor, command, premise, unchanged, object_text, radar] = submission;
    Draft draft(records_, log_);
    Context context{actor, nullptr, clock_.now(), *working_, draft};
    context.radar = radar.get();
    if (actor.member_id) context.member = working_->member(*actor.member_id);
    if (context.member && !context.member->active) context.member = nullptr;
    if (auto ok = check_actor(context); !ok) return {ok.error(), nullptr}; // also of a repeat
    if (premise)
        if (auto ok = premise(*working_, context.now); !ok) return {ok.error(), nullptr};
    if (actor.member_id)
        if (const auto first = log_.find_command(*actor.member_id, command.command_id))
            return repeat_of(*first, command);
    if (auto ok = check_unchanged(draft, unchanged); !ok) return {ok.error(), nullptr};
    Verdict verdict = decide(context, command);
    if (auto* error = std::get_if<Error>(&verdict)) return {std::move(*error), nullptr};
    if (auto* conflict = std::get_if<Conflict>(&verdict)) return {std::move(*conflict), nullptr};
    const Decision& decision = std::get<Decision>(verdict);
    auto items = draft.finish(context.now);
    if (items.empty()) return {Ack{last_seq_, decision.created, {}}, nullptr};

    auto change = std::make_shared<Change>(Change{last_seq_ + 1,
                                                  context.now,
                                                  actor.member_id,
                                                  command.command_id,
                                                  command.name,
                                                  actor.import_id,
                                                  std::move(items),
                                                  {},
                                                  false,
                                                  {},
                                                  working_,
                                                  working_});
    write_change(records_, log_, *change, decision.undoes, filled_for_);
    last_seq_ = change->seq;
    take_listed(*change);
    change->directory = working_;
    add_mentions(*change, records_);
    Ack ack{change->seq, decision.created, std::move(context.secrets)};
    keep_text(object_text, ack);
    return {std::move(ack), std::move(change)};
}

// What the directory holds.
void Engine::take_listed(const Change& change) {
    for (const ChangeItem& item : change.items) {
        const bool is_listed = item.type == &member_type || item.type == &calendar_type || item.type == &session_type ||
                               item.type == &token_type;
        if (is_listed) working_ = working_->with(*item.type, item.id(), item.after);
    }
}

void Engine::keep_text(const std::optional<ObjectText>& said, Ack& ack) {
    if (!said) return;
    const auto entry = said->entry ? said->entry : ack.id;
    if (entry) ack.object_tag = keep_object_text(records_, *entry, said->text);
}

// The first of its kind: a subscription makes its calendar along, a use of a template the entries of its campaign, and
// an edit of some occurrences of a series makes an entry.
std::optional<Id> Engine::made_by(const LoggedChange& change) {
    const auto items = log_.items_of(change.seq);
    const bool is_use = change.command == use_template_command;
    const auto kind = is_use ? std::string(entry_type.kind) : change.command.substr(0, change.command.find('.'));
    const auto made =
        std::ranges::find_if(items, [&](const LoggedItem& item) { return item.kind == kind && item.op == "create"; });
    return made == items.end() ? std::nullopt : std::optional(made->record_id);
}

Engine::Decided Engine::repeat_of(const LoggedChange& first, const Command& command) {
    if (first.command != command.name)
        return {Error{ErrorCode::invalid_field, "command_id", "belongs to an earlier command"}, nullptr};
    Ack ack{first.seq, {}, {}};
    if (first.command == "entry.put_series") ack.id = series_named_in(command);
    if (first.command == "entry.restore")
        if (const auto id = decode_id_of(command)) ack.id = *id;
    constexpr std::string_view making[] = {"entry.put_series", "entry.update", save_template_command,
                                           use_template_command};
    const bool is_making = first.command.ends_with(".create") || std::ranges::count(making, first.command) > 0;
    if (!ack.id && is_making) ack.id = made_by(first);
    return {std::move(ack), nullptr};
}

void Engine::publish(const std::vector<ChangePtr>& changes) {
    working_ = working_->as_of(last_seq_);
    {
        const std::lock_guard lock(mutex_);
        published_ = working_;
    }
    published_seq_ = last_seq_;
    sink_.deliver(changes);
}

bool Engine::follow_clock() {
    if (!abandoned_.empty() && take_back_unfinished(*this, abandoned_)) abandoned_.clear();
    const bool is_filled = filled_for_ == working_->horizon();
    const Horizon horizon = is_filled ? horizon_at(clock_.now()) : filled_for_;
    if (is_filled && horizon == filled_for_) return false;
    Transaction transaction(database_);
    std::optional<Id> filled_to;
    if (is_filled) // from here on nobody relies on what the pieces will take away
        keep_horizon(database_, common(filled_for_, horizon));
    else
        filled_to = OccurrenceIndex(database_, horizon).rebuild_after(filled_to_);
    transaction.commit();
    filled_for_ = horizon;
    filled_to_ = filled_to;
    if (!is_filled && filled_to) return true;
    working_ = Directory::load(records_);
    const std::lock_guard lock(mutex_);
    published_ = working_;
    return filled_for_ != working_->horizon();
}

void Engine::note_fetch(const FeedFetch& fetch) { FeedLedger(database_).note(fetch); }

void Engine::note_use(const EntityType& type, Id id, Instant at) {
    const std::string_view sql = &type == &session_type ? "UPDATE session SET last_seen_at = ? WHERE id = ?"
                                                        : "UPDATE token SET last_used_at = ? WHERE id = ?";
    database_.prepare(sql).bind(1, at.time_since_epoch().count()).bind(2, to_text(id)).run();
    const RecordPtr used = records_.load(type, id);
    if (!used) return; // ended meanwhile
    working_ = working_->with(type, id, used);
    const std::lock_guard lock(mutex_);
    published_ = working_;
}

void Engine::note_check(Id subscription, std::int64_t rev, const CheckNote& note) {
    const auto millis = [](const std::optional<Instant>& at) { return at ? at->time_since_epoch().count() : 0; };
    database_
        .prepare(
            "UPDATE subscription SET checked_at = ?, good_at = nullif(?, 0), next_at = nullif(?, 0), failures = ?, "
            "etag = ?, last_modified = ? WHERE id = ? AND rev = ?")
        .bind(1, millis(note.checked_at))
        .bind(2, millis(note.good_at))
        .bind(3, millis(note.next_at))
        .bind(4, note.failures)
        .bind(5, note.etag)
        .bind(6, note.last_modified)
        .bind(7, to_text(subscription))
        .bind(8, rev)
        .run();
}

} // namespace tandem
