#include "calendar/engine/import_undo.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/audience/account.hpp"
#include "calendar/audience/prospect.hpp"
#include "calendar/engine/decide.hpp"
#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_kept_told = 500;
constexpr std::size_t read_at_once = 1'000; // a few milliseconds

Submission undo_of(const Actor& actor, const Clock& clock, std::span<const std::int64_t> seqs) {
    boost::json::array numbers(seqs.begin(), seqs.end());
    auto args = std::make_shared<const boost::json::value>(boost::json::object{{"seqs", std::move(numbers)}});
    return {actor, {to_text(new_id(clock.now())), "undo", std::move(args), std::nullopt}};
}

// Nothing of what they see as busy only; nor of what is gone: nobody can tell any more who might have seen it.
std::string title_for(const Actor& actor, Engine& engine, Id id) {
    for (const EntityType* type : {&entry_type, &account_type, &prospect_type}) {
        const RecordPtr record = engine.records().load(*type, id);
        if (!record) continue;
        const bool is_theirs =
            !actor.member_id || detail_for(*actor.member_id, *type, *record, *engine.directory()) == Detail::full;
        const Field* name = type->find(type == &entry_type ? "title" : "name");
        return is_theirs ? std::get<std::string>(name->get(*record)) : "";
    }
    return {};
}

} // namespace

TakeBack::TakeBack(Engine& engine, Actor actor, Id import) : engine_(engine), actor_(actor), import_(import) {
    actor_.import_id = import;
}

void TakeBack::read_some() {
    const auto made = engine_.imports().made_before(import_, read_down_to_, read_at_once);
    for (const auto& one : made) {
        const Id id = parse_id(one.family).value_or(Id{});
        const auto [place, is_new] = places_.try_emplace(id, families_.size());
        if (is_new) families_.push_back({id, {}});
        families_[place->second].seqs.push_back(one.seq);
    }
    is_read_ = made.size() < read_at_once;
    if (!made.empty()) read_down_to_ = made.back().seq;
}

// One by one, so that the end of a long list does not keep others waiting.
void TakeBack::forget(std::size_t family) {
    places_.erase(families_[family].id);
    families_[family].seqs = {};
}

bool TakeBack::step() {
    if (failure_) return false;
    if (!is_read_) {
        read_some();
        return true;
    }
    const std::size_t end = std::min(next_ + pace_.commands(), families_.size());
    std::vector<Submission> batch;
    for (std::size_t i = next_; i < end; ++i) batch.push_back(undo_of(actor_, engine_.clock(), families_[i].seqs));
    const Instant began = engine_.clock().now();
    const auto outcomes = engine_.apply(batch);
    pace_.learn(engine_.clock().now() - began);
    for (std::size_t i = 0; i < outcomes.size(); forget(next_), ++i, ++next_) {
        const auto* error = std::get_if<Error>(&outcomes[i]);
        if (!error) {
            ++result_.entries;
            continue;
        }
        if (info(error->code).http_status >= 500) {
            failure_ = *error;
            return false;
        }
        keep(families_[next_].seqs.back(), *error);
    }
    if (next_ < families_.size()) return true;
    engine_.imports().set_state(import_, ImportState::taken_back);
    return false;
}

void TakeBack::keep(std::int64_t seq, const Error& why) {
    if (++result_.kept_count > most_kept_told) return;
    const auto items = engine_.changes().items_of(seq);
    if (items.empty()) return;
    result_.kept.push_back({items.front().record_id, title_for(actor_, engine_, items.front().record_id), why.message});
}

bool take_back_unfinished(Engine& engine, std::span<const Id> imports) {
    for (const Id import : imports) {
        TakeBack take_back(engine, Actor::system(), import);
        while (take_back.step()) {
        }
        if (take_back.failure()) return false;
    }
    return true;
}

Result<LoggedImport> ImportUndo::check() const {
    const Command& command = submission_.command;
    const auto id = decode_id_of(command);
    if (!id) return std::unexpected(id.error());
    if (command.args->get_object().size() != 1) return fail_field("id", "must be alone", ErrorCode::unknown_field);
    const DirectoryPtr directory = engine_.directory();
    Draft nothing(engine_.records(), engine_.changes());
    Context context{submission_.actor, nullptr, engine_.clock().now(), *directory, nothing};
    if (const auto member = submission_.actor.member_id) context.member = directory->member(*member);
    if (context.member && !context.member->active) context.member = nullptr;
    if (auto ok = check_actor(context); !ok) return std::unexpected(ok.error());
    auto import = engine_.imports().find(*id);
    const bool is_of_all = import && !import->calendar_id; // accounts, prospects: each is asked for by its undo
    const Level level = !import               ? Level::none
                        : is_of_all           ? Level::write
                        : context.is_system() ? Level::write
                                              : directory->level(import->calendar_id, context.member->id);
    if (level == Level::none) return fail_field("id", "names nothing that is there", ErrorCode::not_found);
    const bool is_theirs = import->by && import->by == submission_.actor.member_id;
    if (!is_theirs && !context.is_lead())
        return fail(ErrorCode::forbidden, "only who imported it takes it back, or a lead");
    if (level < Level::write) return fail(ErrorCode::forbidden, "you cannot change entries of this calendar");
    return std::move(*import);
}

bool ImportUndo::take_step() {
    if (take_back_) {
        if (take_back_->step()) return true;
        if (take_back_->failure()) {
            outcome_ = *take_back_->failure();
            engine_.abandon(*decode_id_of(submission_.command));
        } else {
            outcome_ = Ack{engine_.last_seq(), *decode_id_of(submission_.command), {}, take_back_->result()};
        }
        return false;
    }
    const auto import = check();
    if (!import) {
        outcome_ = import.error();
    } else if (import->state == ImportState::done) {
        engine_.imports().begin_undo(import->id, submission_.command.command_id);
        take_back_.emplace(engine_, submission_.actor, import->id);
        return true;
    } else if (import->state != ImportState::taken_back) {
        outcome_ = Error{ErrorCode::unavailable, {}, "it is under way; try again in a moment", std::chrono::seconds{2}};
    } else if (import->undo_command_id == submission_.command.command_id) {
        outcome_ = Ack{engine_.last_seq(), import->id, {}};
    } else {
        outcome_ = Error{ErrorCode::changed_since, "id", "was taken back already"};
    }
    return false;
}

bool ImportUndo::step() {
    try {
        return take_step();
    } catch (const StoreError&) {
        if (take_back_) engine_.abandon(*decode_id_of(submission_.command));
        outcome_ = Error{ErrorCode::unavailable, {}, "the store cannot be written right now", std::chrono::seconds{5}};
        return false;
    }
}

} // namespace tandem
