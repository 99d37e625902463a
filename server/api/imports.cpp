#include "server/api/imports.hpp"

#include "calendar/ical/decode.hpp"
#include "server/api/csv_answer.hpp"
#include "server/api/import_answer.hpp"

namespace tandem::api {
namespace {

http::Response busy(std::string_view what) {
    return http::problem({ErrorCode::unavailable, {}, std::string(what)}, std::chrono::seconds{5});
}

Error of_file(Error error) {
    if (error.field.empty()) error.field = "file";
    return error;
}

} // namespace

Imports::Turn::~Turn() {
    imports.backend_.loop.post([&owner = imports] {
        owner.busy_ = false;
        owner.start_next();
    });
}

void Imports::take(Order order) {
    if (waiting_.size() >= most_waiting) return order.respond(busy("other imports are under way; try again soon"));
    waiting_.push_back(std::move(order));
    start_next();
}

void Imports::start_next() {
    if (busy_ || waiting_.empty()) return;
    busy_ = true;
    auto job = std::make_shared<Job>(std::move(waiting_.front()), std::make_unique<Turn>(*this));
    waiting_.pop_front();
    const bool taken = backend_.workers.post([this, job](Queries& queries) { plan(std::move(*job), queries); });
    if (!taken) job->order.respond(busy("too much is going on; try again in a moment"));
}

void Imports::plan(Job job, Queries& queries) {
    if (job.order.csv) return plan_table(std::move(job), queries);
    auto decoded = ical::decode(job.order.text);
    if (!decoded) return job.order.respond(http::problem(of_file(decoded.error())));
    std::string().swap(job.order.text);
    job.warnings = std::move(decoded->warnings);
    const DirectoryPtr directory = backend_.engine.directory();
    ImportPlan plan = [&] {
        const Transaction look(queries.database(), Transaction::Kind::read);
        return plan_import(*decoded, import_target(queries.records(), job.order.calendar_id, backend_.clock,
                                                   job.order.visitor.member_id, *directory));
    }();
    if (job.order.is_preview) return job.order.respond(http::json_response(200, encode_preview(plan, job.warnings)));
    carry_out(std::move(job), std::move(plan));
}

void Imports::plan_table(Job job, Queries& queries) {
    const auto table = csv::read_csv(job.order.text);
    if (!table) return job.order.respond(http::problem(table.error()));
    std::string().swap(job.order.text);
    const CsvOrder& order = *job.order.csv;
    const DirectoryPtr directory = backend_.engine.directory();
    auto planned = [&] {
        const Transaction look(queries.database(), Transaction::Kind::read);
        return plan_csv(queries.records(), *directory, job.order.visitor.member_id, order, *table, backend_.clock);
    }();
    if (!planned) return job.order.respond(http::problem(planned.error()));
    if (job.order.is_preview)
        return job.order.respond(http::json_response(200, encode_csv_preview(order.kind, *table, *planned)));
    if (planned->error_count > 0) return job.order.respond(http::problem(refusal_of(*planned)));
    carry_out(std::move(job), std::move(planned->plan));
}

void Imports::carry_out(Job job, ImportPlan plan) {
    const auto shared = std::make_shared<Job>(std::move(job));
    auto run = std::make_unique<ImportRun>(backend_.engine, shared->order.visitor.actor(), shared->order.calendar_id,
                                           std::move(plan));
    const bool taken = backend_.core.run_in_pieces([this, shared, run = std::move(run)](Engine&) mutable {
        if (run->step()) return true;
        shared->order.respond(
            run->failure() ? http::problem(*run->failure())
                           : http::json_response(200, encode_imported(run->id(), run->plan(), shared->warnings)));
        // The plan of a large file takes its time to go: not here, where others wait.
        std::ignore = backend_.workers.post([gone = std::move(run)](Queries&) {});
        return false;
    });
    if (!taken) shared->order.respond(busy("too much is waiting to be written; try again in a moment"));
}

} // namespace tandem::api
