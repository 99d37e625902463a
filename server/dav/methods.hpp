#pragma once
// One function per method and per report, each in a file of its name. They run on a worker, with the reader's
// transaction open.

#include "server/dav/ask.hpp"
#include "server/dav/xml.hpp"

namespace tandem::dav {

Step get(const Ask& ask);
Step put(const Ask& ask);
Step erase(const Ask& ask);
Step move(const Ask& ask);
Step propfind(const Ask& ask);
Step proppatch(const Ask& ask);
Step report(const Ask& ask);

// The reports, by `report`; `root` is the body.
Step calendar_multiget(const Ask& ask, const Element& root);
Step calendar_query(const Ask& ask, const Element& root);
Step sync_collection(const Ask& ask, const Element& root);
Step free_busy_query(const Ask& ask, const Element& root);

} // namespace tandem::dav
