#include "calendar/engine/feed_ledger.hpp"

#include <algorithm>

#include "calendar/base/utf8.hpp"
#include "calendar/record/utf8.hpp"

namespace tandem {
namespace {

// What a stranger's program calls itself, fit to be stored and shown: valid UTF-8, no controls, not too long.
std::string plain_line(std::string_view text, std::size_t most) {
    std::string line;
    while (!text.empty() && line.size() < most) {
        const std::size_t length = leading_code_point(text);
        if (length > 1 || (length == 1 && !has_control(text.substr(0, 1)) && text[0] != '\n' && text[0] != '\t'))
            line += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return line;
}

} // namespace

// The newest fetch tells what the app shows now, also if it was given older bytes than before.
void FeedLedger::note(const FeedFetch& fetch) {
    Transaction transaction(database_);
    database_
        .prepare("INSERT INTO feed_fetch (link_id, app, agent, fetched_at, seen_seq) "
                 "SELECT id, ?2, ?3, ?4, ?5 FROM feed_link WHERE id = ?1 ON CONFLICT (link_id, app) DO UPDATE SET "
                 "agent = excluded.agent, fetched_at = excluded.fetched_at, seen_seq = excluded.seen_seq")
        .bind(1, to_text(fetch.link))
        .bind(2, plain_line(fetch.app, 40))
        .bind(3, plain_line(fetch.agent, 200))
        .bind(4, fetch.at.time_since_epoch().count())
        .bind(5, fetch.seen_seq)
        .run();
    database_
        .prepare("DELETE FROM feed_fetch WHERE link_id = ?1 AND app NOT IN (SELECT app FROM feed_fetch "
                 "WHERE link_id = ?1 ORDER BY fetched_at DESC, app LIMIT ?2)")
        .bind(1, to_text(fetch.link))
        .bind(2, std::int64_t{most_apps})
        .run();
    transaction.commit();
}

std::vector<FeedFetch> FeedLedger::of(Id link) {
    Statement rows = database_.prepare("SELECT app, agent, fetched_at, seen_seq FROM feed_fetch WHERE link_id = ? "
                                       "ORDER BY fetched_at DESC, app");
    rows.bind(1, to_text(link));
    std::vector<FeedFetch> fetches;
    while (rows.step())
        fetches.push_back({link, std::string(rows.text(0)), std::string(rows.text(1)),
                           Instant{std::chrono::milliseconds{rows.integer(2)}}, rows.integer(3)});
    return fetches;
}

} // namespace tandem
