#pragma once
// Engine: the one write path. Takes batches of commands on the core thread; each is validated, authorised, decided and
// written; the batch is committed once (group commit), then acknowledged and handed to the sink. Owns no thread.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "calendar/engine/change.hpp"
#include "calendar/engine/command.hpp"
#include "calendar/engine/feed_ledger.hpp"
#include "calendar/engine/rules.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/import_log.hpp"
#include "calendar/store/records.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {

class Engine {
public:
    // `database` is the writer, migrated. All references must outlive the engine. What a crash has left of an import
    // is taken back at once, without a word to the sink: nobody has seen it yet.
    Engine(Database& database, const Clock& clock, ChangeSink& sink);

    // Outcomes in the order of the submissions. Nothing is acknowledged or delivered before COMMIT returned (R1). If
    // the store fails, every outcome is storage_full or unavailable and nothing was written (R2). A command that throws
    // or breaks a constraint (a bug, no memory) is `internal`, leaves nothing, and the others are done; an exception
    // out of COMMIT passes through, and then, too, nothing was written.
    std::vector<Outcome> apply(std::span<const Submission> batch);
    // Told what went wrong with such a command, on the thread of apply().
    void on_fault(std::function<void(std::string_view what)> tell) { on_fault_ = std::move(tell); }

    // That a feed link was fetched, and a session or token used. Not changes: they have no seq and nobody is told.
    void note_fetch(const FeedFetch& fetch);
    void note_use(const EntityType& type, Id id, Instant at);
    // A check of a subscription that brought no news. It is not noted if the subscription was changed since `rev`.
    void note_check(Id subscription, std::int64_t rev, const CheckNote& note);

    // As months pass the occurrences of what repeats are made for further ones, piece by piece; abandoned imports are
    // taken back. To be called now and then, between commands; true if there is more to do, and others may write first.
    bool follow_clock();

    // What is written, for jobs between commands.
    Records& records() { return records_; }
    ImportLog& imports() { return imports_; }
    ChangeLog& changes() { return log_; }
    const Clock& clock() const { return clock_; }
    // An import that could not be taken back, because the store cannot be written: follow_clock() tries again.
    void abandon(Id import) { abandoned_.push_back(import); }

    DirectoryPtr directory() const;                                      // any thread
    std::int64_t published_seq() const { return published_seq_.load(); } // of the newest commit; any thread
    std::int64_t last_seq() const { return last_seq_; }
    bool is_writable() const { return writable_.load(); } // false from a failed write to the next good one; any thread
    const std::string& epoch() const { return epoch_; }   // any thread; constant

private:
    struct Decided {
        Outcome outcome;
        ChangePtr change; // null if nothing changed
    };
    enum class Each : std::uint8_t { plain, behind_savepoint };
    std::vector<Outcome> apply_together(std::span<const Submission> batch, Each each);
    std::vector<Outcome> store_failed(std::size_t commands, const StoreError& error);
    Decided apply_apart(const Submission& submission);
    Decided apply_one(const Submission& submission);
    Decided repeat_of(const LoggedChange& first, const Command& command);
    std::optional<Id> made_by(const LoggedChange& change);
    void take_listed(const Change& change);
    void keep_text(const std::optional<ObjectText>& said, Ack& ack);
    void publish(const std::vector<ChangePtr>& changes);

    Database& database_;
    const Clock& clock_;
    ChangeSink& sink_;
    Records records_;
    ChangeLog log_;
    ImportLog imports_;
    std::vector<Id> abandoned_;
    std::string epoch_;
    std::int64_t last_seq_ = 0;
    DirectoryPtr working_; // as of the newest command of the batch
    // The days for which occurrences are written. While months pass readers rely on the days that both horizons have.
    Horizon filled_for_;
    std::optional<Id> filled_to_; // the last entry that has its occurrences for them
    mutable std::mutex mutex_;
    DirectoryPtr published_; // as of the newest commit; guarded by mutex_
    std::atomic<std::int64_t> published_seq_;
    std::atomic<bool> writable_ = true;
    std::function<void(std::string_view)> on_fault_;
};

} // namespace tandem
