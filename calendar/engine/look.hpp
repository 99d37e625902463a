#pragma once
// Look: one consistent look at the store for a query that stands outside Queries: a read transaction, and a directory
// that is at least as new, so that nothing is shown by rights which a change in that transaction has taken away.

#include "calendar/engine/queries.hpp"

namespace tandem {

struct Look {
    Look(Queries& queries, const Directory& given)
        : transaction(queries.database(), Transaction::Kind::read),
          own(given.seq() < queries.last_seq() ? Directory::load(queries.records()) : nullptr),
          directory(own ? *own : given) {}

    Transaction transaction;
    DirectoryPtr own; // only in the moment between a COMMIT and its publication
    const Directory& directory;
};

} // namespace tandem
