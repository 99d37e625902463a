#include "calendar/engine/import_run.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

ImportTarget::Found select(Records& records, std::string_view condition,
                           std::initializer_list<Records::Parameter> parameters) {
    ImportTarget::Found found;
    for (const auto& record : records.select(entry_type, condition, std::vector(parameters)))
        found.push_back(std::static_pointer_cast<const Entry>(record));
    return found;
}

// Why the engine did not do it; null if it did.
const Error* error_of(const Outcome& outcome) { return std::get_if<Error>(&outcome); }

std::string reason_of(const Outcome& outcome) {
    if (const Error* error = error_of(outcome))
        return error->field.empty() ? error->message : error->field + ": " + error->message;
    return std::holds_alternative<Conflict>(outcome) ? "was changed here at the same time" : "";
}

// One that keeps the others from being imported, with the place where it stands.
Error of_row(const Outcome& outcome, const ImportItem& item, const std::string& reason) {
    const Error* error = error_of(outcome);
    return {error ? error->code : ErrorCode::changed_since, "file", fmt::format("row {}: {}", item.line, reason)};
}

// Not the file's fault, and so nothing that the rest could go on after.
bool ends_all(const Outcome& outcome) {
    const Error* error = error_of(outcome);
    return error && (info(error->code).http_status >= 500 || error->code == ErrorCode::not_signed_in);
}

} // namespace

ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock) {
    const std::string calendar = to_text(calendar_id);
    return {calendar_id,
            [&records, calendar](const std::string& uid) {
                return select(records, "calendar_id = ? AND uid = ? AND uid <> '' ORDER BY id", {calendar, uid});
            },
            [&records, calendar](const When& when) {
                const std::int64_t starts = utc_span(when).from.time_since_epoch().count();
                return select(records, "starts_utc = ? AND calendar_id = ? AND uid <> '' ORDER BY id LIMIT 100",
                              {starts, calendar});
            },
            [&clock] { return new_id(clock.now()); }};
}

ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock, Id member,
                           const Directory& directory) {
    ImportTarget target = import_target(records, calendar_id, clock);
    target.may_change = [member, &directory](const Entry& entry) {
        return detail_for(member, entry_type, entry, directory) == Detail::full;
    };
    return target;
}

ImportRun::ImportRun(Engine& engine, Actor actor, Id calendar_id, ImportPlan plan)
    : engine_(engine), id_(new_id(engine.clock().now())), actor_(actor), calendar_id_(calendar_id),
      plan_(std::move(plan)) {
    actor_.import_id = id_;
}

Result<void> ImportRun::check_rights() const {
    if (actor_.is_system || !calendar_id_) return {}; // the engine asks for each record
    if (engine_.directory()->level(calendar_id_, actor_.member_id.value()) >= Level::write) return {};
    return fail(ErrorCode::forbidden, "you cannot change entries of this calendar");
}

bool ImportRun::step() {
    try {
        if (failure_) return take_back();
        write_piece();
        if (failure_ || next_ < plan_.steps.size()) return true;
        engine_.imports().set_state(id_, ImportState::done);
        return false;
    } catch (const std::exception&) { // of the store, which the engine tells by its next refusals, or a bug
        if (failure_) {               // not even back
            engine_.abandon(id_);
            return false;
        }
        failure_ = Error{ErrorCode::unavailable, {}, "the import could not be written; nothing of it stays"};
        return has_begun_;
    }
}

void ImportRun::write_piece() {
    if (!has_begun_)
        engine_.imports().begin({id_, calendar_id_, actor_.member_id, engine_.clock().now(), ImportState::running, {}});
    has_begun_ = true;
    if (auto ok = check_rights(); !ok) {
        failure_ = ok.error();
        return;
    }
    const std::span steps =
        std::span(plan_.steps).subspan(next_, std::min(pace_.commands(), plan_.steps.size() - next_));
    const Instant began = engine_.clock().now();
    const auto outcomes = submit(steps);
    pace_.learn(engine_.clock().now() - began);
    for (std::size_t i = 0; i < steps.size() && !failure_; ++i) {
        if (ends_all(outcomes[i]))
            failure_ = *error_of(outcomes[i]);
        else if (auto reason = reason_of(outcomes[i]); !reason.empty() && plan_.is_whole)
            failure_ = of_row(outcomes[i], plan_.items[steps[i].item], reason);
        else if (!reason.empty())
            refuse(steps[i], std::move(reason));
    }
    for (ImportStep& done : std::span(plan_.steps).subspan(next_, steps.size())) done.args.reset();
    next_ += steps.size();
}

// Nothing of it stays, whatever the member may do by now.
bool ImportRun::take_back() {
    if (!take_back_) take_back_.emplace(engine_, Actor::system(), id_);
    if (take_back_->step()) return true;
    if (take_back_->failure()) engine_.abandon(id_);
    return false;
}

std::vector<Outcome> ImportRun::submit(std::span<const ImportStep> steps) {
    std::vector<Submission> batch;
    batch.reserve(steps.size());
    for (const ImportStep& step : steps)
        batch.push_back({actor_, {to_text(new_id(engine_.clock().now())), step.command, step.args, step.base_rev}});
    return engine_.apply(batch);
}

void ImportRun::refuse(const ImportStep& step, std::string reason) {
    ImportItem& item = plan_.items[step.item];
    if (!step.is_whole) { // the item itself may be done
        plan_.items.push_back({ImportItem::What::skipped, item.line, item.title, item.when, {}, std::move(reason), {}});
        return;
    }
    item.what = ImportItem::What::skipped;
    item.fields.clear();
    item.reason = std::move(reason);
    give_back(step);
}

// The series no longer counts on an occurrence that was refused: it shows its own again.
void ImportRun::give_back(const ImportStep& refused) {
    if (!refused.series_id) return;
    const auto series = std::static_pointer_cast<const Entry>(engine_.records().load(entry_type, *refused.series_id));
    if (!series) return;
    boost::json::array overrides;
    for (const auto& start : series->overrides)
        if (start != refused.recurrence_id) overrides.emplace_back(start);
    const boost::json::object args{{"id", to_text(series->id)}, {"overrides", std::move(overrides)}};
    ImportStep step;
    step.command = "entry.update";
    step.args = parse_json_object(boost::json::serialize(args)).value();
    if (const auto outcomes = submit({&step, 1}); ends_all(outcomes.front())) failure_ = *error_of(outcomes.front());
}

} // namespace tandem
