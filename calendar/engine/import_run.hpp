#pragma once
// Where an import meets the store and the engine: what its plan asks, and its steps carried out, piece by piece. Called
// by the server (plan on a worker, pieces on the core thread) and by the command line.

#include <optional>

#include "calendar/engine/engine.hpp"
#include "calendar/engine/import_plan.hpp"
#include "calendar/engine/import_undo.hpp"

namespace tandem {

// `records` and `clock` must outlive it.
ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock);

// As a member plans it: entries that they do not see in full are not theirs to change. `directory` must outlive it.
ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock, Id member, const Directory& directory);

// Core thread. What the engine refuses becomes skipped, with its reason; the rest goes on. When the machine is at
// fault, or the member's rights go, nothing of it stays: what was written is taken back (also by the next engine on the
// same store, if this one does not live so long).
class ImportRun {
public:
    // All references must outlive it.
    ImportRun(Engine& engine, Actor actor, Id calendar_id, ImportPlan plan);

    // One bounded piece; others may write before the next. False when there is none left.
    bool step();

    Id id() const { return id_; }
    const ImportPlan& plan() const { return plan_; }                 // as it went, when there is no step left
    const std::optional<Error>& failure() const { return failure_; } // nothing was imported

private:
    Result<void> check_rights() const;
    void write_piece();
    bool take_back();
    std::vector<Outcome> submit(std::span<const ImportStep> steps);
    void refuse(const ImportStep& step, std::string reason);
    void give_back(const ImportStep& refused);

    Engine& engine_;
    Id id_;
    Actor actor_;
    Id calendar_id_;
    ImportPlan plan_;
    std::size_t next_ = 0;
    Pace pace_;
    bool has_begun_ = false;
    std::optional<TakeBack> take_back_;
    std::optional<Error> failure_;
};

} // namespace tandem
