#include "server/core/submit.hpp"

#include "calendar/engine/radar_facts.hpp"

namespace tandem {
namespace {

struct Waiting {
    Submission submission;
    Completion done;
};
using WaitingPtr = std::shared_ptr<Waiting>;

void answer(Backend& backend, const WaitingPtr& waiting, Error error) {
    backend.loop.post([waiting, error = std::move(error)]() mutable { waiting->done(std::move(error)); });
}

void look(Backend& backend, Queries& queries, const WaitingPtr& waiting) {
    try {
        waiting->submission.radar =
            find_radar_facts(queries, *backend.engine.directory(), waiting->submission, backend.clock.now());
    } catch (...) {
        answer(backend, waiting, {ErrorCode::internal, {}, "something went wrong here; nothing was changed"});
        throw; // the pool reports it
    }
    backend.core.submit(std::move(waiting->submission), std::move(waiting->done));
}

} // namespace

void submit(Backend& backend, Submission submission, Completion done) {
    if (!rests_on_radar(submission.command.name)) return backend.core.submit(std::move(submission), std::move(done));
    const auto waiting = std::make_shared<Waiting>(std::move(submission), std::move(done));
    const bool taken = backend.core.run([&backend, waiting](Engine&) {
        const bool is_looked_at =
            backend.workers.post([&backend, waiting](Queries& queries) { look(backend, queries, waiting); });
        if (!is_looked_at) answer(backend, waiting, CoreThread::busy());
    });
    if (!taken) answer(backend, waiting, CoreThread::busy());
}

} // namespace tandem
