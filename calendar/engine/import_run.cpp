#include "calendar/engine/import_run.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/json.hpp>

#include "calendar/base/limits.hpp"

namespace tandem {
namespace {

ImportTarget::Found select(Records& records, std::string_view condition,
                           std::initializer_list<Records::Parameter> parameters) {
    ImportTarget::Found found;
    for (const auto& record : records.select(entry_type, condition, std::vector(parameters)))
        found.push_back(std::static_pointer_cast<const Entry>(record));
    return found;
}

std::vector<Outcome> submit(Engine& engine, const Clock& clock, std::span<const ImportStep> steps) {
    std::vector<Submission> batch;
    for (const ImportStep& step : steps)
        batch.push_back({Actor::system(), {to_text(new_id(clock.now())), step.command, step.args, step.base_rev}});
    return engine.apply(batch);
}

std::string text_of(const Outcome& outcome) {
    if (const auto* error = std::get_if<Error>(&outcome)) {
        if (info(error->code).http_status >= 500) throw std::runtime_error(error->message);
        return error->field.empty() ? error->message : error->field + ": " + error->message;
    }
    return std::holds_alternative<Conflict>(outcome) ? "was changed here at the same time" : "";
}

// The series no longer counts on an occurrence that was refused: it shows its own again.
std::optional<ImportStep> give_back(Records& records, const ImportStep& refused) {
    if (!refused.series_id) return std::nullopt;
    const auto series = std::static_pointer_cast<const Entry>(records.load(entry_type, *refused.series_id));
    if (!series) return std::nullopt;
    boost::json::array overrides;
    for (const auto& start : series->overrides)
        if (start != refused.recurrence_id) overrides.emplace_back(start);
    const boost::json::object args{{"id", to_text(series->id)}, {"overrides", std::move(overrides)}};
    ImportStep step;
    step.command = "entry.update";
    step.args = parse_json_object(boost::json::serialize(args)).value();
    return step;
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

void run_import(Engine& engine, Records& records, const Clock& clock, ImportPlan& plan) {
    for (std::size_t start = 0; start < plan.steps.size(); start += limits::batch_commands) {
        const std::span steps =
            std::span(plan.steps).subspan(start, std::min(limits::batch_commands, plan.steps.size() - start));
        const auto outcomes = submit(engine, clock, steps);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::string reason = text_of(outcomes[i]);
            if (reason.empty()) continue;
            if (steps[i].counts == ImportStep::Counts::created) --plan.created;
            if (steps[i].counts == ImportStep::Counts::changed) --plan.changed;
            plan.skipped.push_back({steps[i].line, steps[i].title, reason});
            if (const auto back = give_back(records, steps[i])) text_of(submit(engine, clock, {&*back, 1}).front());
        }
    }
}

} // namespace tandem
