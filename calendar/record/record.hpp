#pragma once
// Record: what every stored thing has in common. The rest of it is described by its EntityType (entity.hpp).

#include <cstdint>
#include <memory>
#include <optional>

#include "calendar/base/clock.hpp"
#include "calendar/base/id.hpp"

namespace tandem {

struct Record {
    virtual ~Record() = default;

    Id id;
    std::int64_t rev = 0; // 1 when created, one more with each change; survives delete and undo
    Instant created_at{};
    std::optional<Id> created_by; // member; nothing for the command line and jobs
    Instant updated_at{};

protected:
    Record() = default;
    Record(const Record&) = default;
    Record& operator=(const Record&) = default;
};

using RecordPtr = std::shared_ptr<const Record>;

} // namespace tandem
