#pragma once
// An import taken back, piece by piece: by its author or a lead (`import.undo`), or because it did not come to its end.
// What was changed since stays. Core thread; what it does is in the change log as undo of each change.

#include <limits>
#include <optional>
#include <span>
#include <unordered_map>

#include "calendar/engine/engine.hpp"
#include "calendar/engine/pace.hpp"

namespace tandem {

class TakeBack {
public:
    // In the name of `actor`, who may.
    TakeBack(Engine& engine, Actor actor, Id import);

    // One bounded piece; others may write before the next. False when there is none left. Throws StoreError.
    bool step();

    const TakenBack& result() const { return result_; }
    const std::optional<Error>& failure() const { return failure_; } // it is not back, and has to be tried again

private:
    void read_some();
    void forget(std::size_t family);
    void keep(std::int64_t seq, const Error& why);

    Engine& engine_;
    Actor actor_;
    Id import_;
    struct Family {
        Id id;                          // of the series or the record
        std::vector<std::int64_t> seqs; // the newest first
    };
    std::vector<Family> families_;
    std::unordered_map<Id, std::size_t> places_; // of those that are not back yet
    std::int64_t read_down_to_ = std::numeric_limits<std::int64_t>::max();
    bool is_read_ = false;
    std::size_t next_ = 0;
    Pace pace_;
    TakenBack result_;
    std::optional<Error> failure_;
};

// Nothing stays of imports that are neither done nor taken back and at which nobody is. False if it has to be tried
// again.
bool take_back_unfinished(Engine& engine, std::span<const Id> imports);

inline constexpr std::string_view import_undo_name = "import.undo";

// The command of a member, from its check to its outcome.
class ImportUndo {
public:
    ImportUndo(Engine& engine, Submission submission) : engine_(engine), submission_(std::move(submission)) {}

    bool step(); // as TakeBack, but never throws
    const Outcome& outcome() const { return outcome_; }

private:
    bool take_step();
    Result<LoggedImport> check() const;

    Engine& engine_;
    Submission submission_;
    std::optional<TakeBack> take_back_;
    Outcome outcome_ = Error{};
};

} // namespace tandem
