#pragma once
// Mentions: records that name each other, found by the field tables. What a record names decides how much of it is told
// (an id goes only to those who see its record in full), so a change carries what its items name, and the records that
// name an item of which someone now sees more or less. Reads the store.

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/engine/change.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

// Calls `found` for every id in the record that names something which may be hidden from some members.
void each_mention(const EntityType& type, const Record& record,
                  const std::function<void(const EntityType& named, Id id)>& found);

// The record of that id; of a calendar as the directory has it. Null if there is none.
RecordPtr load_named(const EntityType& type, Id id, const Directory& directory, Records& records);

struct Referrer {
    const EntityType* type;
    RecordPtr record;
};

// Records that name it, of every kind; at most `most` + 1 of each field.
std::vector<Referrer> load_referrers(const EntityType& type, Id id, Records& records, std::size_t most);

// Of many at once: what names them in a list is found in one look. Until `found` says false; a record may come twice.
void each_referrer(const EntityType& type, std::span<const Id> ids, Records& records, std::size_t most,
                   const std::function<bool(Referrer)>& found);

// The ids of a list as its column has them.
std::vector<Id> ids_in_column(std::string_view json);

// More of them than this are not sent one by one: a new snapshot costs less.
inline constexpr std::size_t most_referrers = 100;

// Fills in what the change's items name and what names them, from the store as it is after the change.
void add_mentions(Change& change, Records& records);

} // namespace tandem
