#pragma once
// Where an import meets the store and the engine: what its plan asks, and its steps carried out, piece by piece. Called
// by the server (plan on a worker, pieces on the core thread) and by the command line.

#include <optional>

#include "calendar/engine/engine.hpp"
#include "calendar/engine/import_plan.hpp"

namespace tandem {

// `records` and `clock` must outlive it.
ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock);

// As a member plans it: entries that they do not see in full are not theirs to change. `directory` must outlive it.
ImportTarget import_target(Records& records, Id calendar_id, const Clock& clock, Id member, const Directory& directory);

// Core thread. What the engine refuses becomes skipped, with its reason; the rest goes on.
class ImportRun {
public:
    // All references must outlive it.
    ImportRun(Engine& engine, const Clock& clock, Actor actor, Id calendar_id, ImportPlan plan);

    // One bounded piece; others may write before the next. False when there is none left.
    bool step();

    Id id() const { return id_; }
    const ImportPlan& plan() const { return plan_; }                 // as it went, when there is no step left
    const std::optional<Error>& failure() const { return failure_; } // the machine's, or the member's rights have gone

private:
    Result<void> check_rights() const;
    std::vector<Outcome> submit(std::span<const ImportStep> steps);
    void refuse(const ImportStep& step, std::string reason);
    void give_back(const ImportStep& refused);

    Engine& engine_;
    const Clock& clock_;
    Id id_;
    Actor actor_;
    Id calendar_id_;
    ImportPlan plan_;
    std::size_t next_ = 0;
    std::optional<Error> failure_;
};

} // namespace tandem
