#pragma once
// Reader: one member for the length of one query: how much they see of a record, and which ids they may know. It keeps
// what it has looked up, so it lives no longer than the read transaction. One thread.

#include <algorithm>
#include <unordered_map>

#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class Reader {
public:
    // Both must outlive it.
    Reader(Id member, const Directory& directory, Records& records)
        : member_(member), directory_(directory), records_(records), horizon_(directory.horizon()) {}

    // Of what repeats, occurrences are told for these days, too.
    void look_at(Date from, Date to) { horizon_ = {std::min(horizon_.from, from), std::max(horizon_.to, to)}; }
    const Horizon& horizon() const { return horizon_; }

    Id member() const { return member_; }
    const Directory& directory() const { return directory_; }

    Detail detail(const EntityType& type, const RecordPtr& record); // none for null

    // Whether the id may be told: only what is seen in full may be named.
    bool may_name(const Field& field, Id id);
    MayName names() {
        return [this](const Field& field, Id id) { return may_name(field, id); };
    }

private:
    Id member_;
    const Directory& directory_;
    Records& records_;
    Horizon horizon_;
    std::unordered_map<Id, Detail> seen_; // of kinds that may be hidden
};

} // namespace tandem
