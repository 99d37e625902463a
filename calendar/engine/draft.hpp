#pragma once
// Draft: what one command is about to change. Reads see it, nothing is written until the command is decided; so a
// refused command leaves no trace. Core thread only.

#include <memory>
#include <unordered_map>
#include <vector>

#include "calendar/engine/change.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class Draft {
public:
    Draft(Records& records, ChangeLog& log) : records_(records), log_(log) {}

    // The record as the command would leave it; null if there is none.
    RecordPtr find(const EntityType& type, Id id);
    template <class T>
    std::shared_ptr<const T> find(const EntityType& type, Id id) {
        return std::static_pointer_cast<const T>(find(type, id));
    }

    void create(const EntityType& type, std::shared_ptr<Record> after);
    void update(const EntityType& type, std::shared_ptr<Record> after);
    void erase(const EntityType& type, Id id);

    // Every record that the command would touch, as it is and as it would be: null where there is none.
    struct Touched {
        const EntityType* type;
        Id id;
        RecordPtr before, after;
    };
    std::vector<Touched> touched() const;
    Records& records() { return records_; }
    ChangeLog& log() { return log_; }

    // Sets rev and updated_at, drops what ended where it began, and returns what is left.
    std::vector<ChangeItem> finish(Instant now);

private:
    struct Staged {
        const EntityType* type;
        Id id;
        RecordPtr before;
        std::shared_ptr<Record> after;
    };
    Staged* staged(const EntityType& type, Id id);

    Records& records_;
    ChangeLog& log_;
    Staged& add(const EntityType& type, Id id, RecordPtr before);

    struct Key {
        const EntityType* type;
        Id id;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return std::hash<Id>{}(key.id) ^ std::hash<const void*>{}(key.type);
        }
    };
    std::vector<Staged> staged_;
    std::unordered_map<Key, std::size_t, Hash> places_; // in staged_
};

// Writes rows and the change's row in the open transaction; occurrences of what repeats for `horizon`.
void write_change(Records& records, ChangeLog& log, const Change& change, std::optional<std::int64_t> undoes,
                  const Horizon& horizon);

} // namespace tandem
