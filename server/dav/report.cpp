// REPORT (RFC 3253 3.6): which one is told by the body.
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"

namespace tandem::dav {

Step report(const Ask& ask) {
    const auto root = parse_xml(ask.request.body);
    if (!root) return refusal(root.error());
    if (ask.address.kind == Address::Kind::calendar) {
        if (root->is(c("calendar-multiget"))) return calendar_multiget(ask, *root);
        if (root->is(c("calendar-query"))) return calendar_query(ask, *root);
        if (root->is(d("sync-collection"))) return sync_collection(ask, *root);
        if (root->is(c("free-busy-query"))) return free_busy_query(ask, *root);
    }
    return precondition(403, d("supported-report"));
}

} // namespace tandem::dav
