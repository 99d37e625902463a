#include "server/core/core_thread.hpp"

#include <algorithm>
#include <iterator>

#include "calendar/base/limits.hpp"
#include "calendar/engine/import_undo.hpp"

namespace tandem {

CoreThread::CoreThread(Engine& engine, net::Loop& loop)
    : engine_(engine), loop_(loop), thread_([this] { loop_forever(); }) {}

void CoreThread::report(std::string what) {
    loop_.post([&loop = loop_, what = std::move(what)] { loop.report_fault(what); });
}

CoreThread::~CoreThread() { stop(); }

void CoreThread::submit(Submission submission, Completion done) {
    {
        const std::lock_guard lock(mutex_);
        if (has_room()) {
            waiting_.push_back({std::move(submission), std::move(done)});
            wake_.notify_one();
            return;
        }
    }
    loop_.post([done = std::move(done)]() mutable { done(busy()); });
}

bool CoreThread::run(Job job) {
    const std::lock_guard lock(mutex_);
    if (!has_room()) return false;
    jobs_.push_back(std::move(job));
    wake_.notify_one();
    return true;
}

bool CoreThread::run_in_pieces(Work work) {
    const std::lock_guard lock(mutex_);
    if (!has_room()) return false;
    new_work_.push_back(std::move(work));
    wake_.notify_one();
    return true;
}

Error CoreThread::busy() {
    return {ErrorCode::unavailable,
            {},
            "too much is waiting to be written; try again in a moment",
            std::chrono::seconds{1}};
}

void CoreThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

bool CoreThread::take(std::vector<Waiting>& batch, std::vector<Job>& jobs) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] {
        return stopping_ || !waiting_.empty() || !jobs_.empty() || !new_work_.empty() || !work_.empty();
    });
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), limits::batch_commands));
    batch.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.begin() + count));
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    jobs.swap(jobs_);
    std::ranges::move(new_work_, std::back_inserter(work_));
    new_work_.clear();
    return !batch.empty() || !jobs.empty() || !work_.empty();
}

// Whether it came to its end.
template <class F>
bool CoreThread::report_faults_of(F&& f) {
    try {
        f();
        return true;
    } catch (const std::exception& error) {
        report(error.what());
        return false;
    }
}

// One piece of each, so that none waits for another's end.
void CoreThread::do_pieces() {
    std::erase_if(work_, [this](Work& work) {
        bool has_more = false;
        return !report_faults_of([&] { has_more = work(engine_); }) || !has_more;
    });
}

void CoreThread::loop_forever() {
    engine_.on_fault([this](std::string_view what) { report(std::string(what)); });
    std::vector<Waiting> batch;
    std::vector<Job> jobs;
    while (take(batch, jobs)) {
        take_long(batch);
        if (!batch.empty()) apply(batch);
        for (Job& job : jobs) report_faults_of([&] { job(engine_); });
        do_pieces();
        batch.clear();
        jobs.clear();
    }
    engine_.on_fault({});
}

// Commands that take long are done in pieces.
void CoreThread::take_long(std::vector<Waiting>& batch) {
    std::erase_if(batch, [this](Waiting& waiting) {
        if (waiting.submission.command.name != import_undo_name) return false;
        work_.emplace_back([this, undo = ImportUndo(engine_, std::move(waiting.submission)),
                            done = std::move(waiting.done)](Engine&) mutable {
            if (undo.step()) return true;
            loop_.post([done = std::move(done), outcome = undo.outcome()]() mutable { done(std::move(outcome)); });
            return false;
        });
        return true;
    });
}

void CoreThread::apply(std::vector<Waiting>& batch) {
    std::vector<Submission> submissions;
    submissions.reserve(batch.size());
    for (Waiting& waiting : batch) submissions.push_back(std::move(waiting.submission));
    std::vector<Outcome> outcomes;
    try {
        outcomes = engine_.apply(submissions);
    } catch (const std::exception& error) { // a bug: nobody is acknowledged, the server goes on (R3)
        outcomes.assign(batch.size(), Error{ErrorCode::internal, {}, "something went wrong here; nothing was changed"});
        report(error.what());
    }
    complete(std::move(batch), std::move(outcomes));
}

void CoreThread::complete(std::vector<Waiting> batch, std::vector<Outcome> outcomes) {
    loop_.post([batch = std::move(batch), outcomes = std::move(outcomes)]() mutable {
        for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(std::move(outcomes[i]));
    });
}

} // namespace tandem
