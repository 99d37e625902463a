#pragma once
// Change: one committed change with the records before and after, as it goes to whoever listens. Immutable and shared.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/engine/directory.hpp"
#include "calendar/record/patch.hpp"

namespace tandem {

enum class Op : std::uint8_t { create, update, erase };
inline constexpr std::string_view op_names[] = {"create", "update", "delete"};

struct ChangeItem {
    const EntityType* type = nullptr;
    RecordPtr before; // null on create
    RecordPtr after;  // null on delete
    Patch patch;      // new values of the fields that differ; empty on delete
    std::int64_t rev = 0;

    Op op() const { return !before ? Op::create : !after ? Op::erase : Op::update; }
    Id id() const { return after ? after->id : before->id; }
};

// A record that an item names: whoever sees all of it may know its id. Null where it is not there.
struct Named {
    const EntityType* type = nullptr;
    Id id;
    RecordPtr before, after;
};

struct Change {
    std::int64_t seq = 0;
    Instant at{};
    std::optional<Id> by;
    std::string command_id;
    std::string command;
    std::optional<Id> import_id; // that it is part of
    std::vector<ChangeItem> items;
    // Not changed themselves: they name an item of which someone now sees more or less, so that they are told anew.
    std::vector<ChangeItem> referrers;
    bool has_more_referrers = false; // too many to tell one by one: `moves_rights`
    std::vector<Named> named;        // what items and referrers name and not everyone may see, by id
    DirectoryPtr directory_before;   // who might see what, just before and just after
    DirectoryPtr directory;
};

using ChangePtr = std::shared_ptr<const Change>;

// Receives changes after their COMMIT, in seq order, on the thread that called Engine::apply. Must not throw.
class ChangeSink {
public:
    virtual ~ChangeSink() = default;
    virtual void deliver(const std::vector<ChangePtr>& changes) = 0;
};

} // namespace tandem
