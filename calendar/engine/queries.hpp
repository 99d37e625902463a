#pragma once
// Queries: what members read. Each runs in one read transaction on a reader connection and answers JSON that is already
// redacted for the member who asks. One Queries per worker thread.

#include <optional>
#include <string>

#include "calendar/engine/directory.hpp"
#include "calendar/store/change_log.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class Reader;

// Dates of a window, exclusive end. At most limits::window_days long.
struct Window {
    Date from;
    Date to;
};

// Errors: invalid_field "from" or "to".
Result<Window> parse_window(std::string_view from, std::string_view to);

class Queries {
public:
    explicit Queries(Database& reader);

    // Everything a page needs to begin: protocol in schemas/README.md. `head` is put before "seq" ("epoch", "me").
    std::string snapshot(const Directory& directory, Id member, const Window& window, std::string_view epoch);
    std::string entries(const Directory& directory, Id member, const Window& window);
    Result<std::string> entry(const Directory& directory, Id member, Id id);
    // One entry as calendar text, for download.
    Result<std::string> entry_as_text(const Directory& directory, Id member, Id id, const std::string& base_url);
    // What keeps it from each status ahead of it, and its checklist. Errors: not_found, also for an entry not seen in
    // full.
    Result<std::string> gates_ahead(const Directory& directory, Id member, Id entry);
    Result<std::string> history(const Directory& directory, Id member, Id entry);
    std::string activity(const Directory& directory, Id member, std::optional<std::int64_t> before, std::int64_t count,
                         std::optional<Team> team);
    // Deleted entries that the member may bring back, the newest delete first, of changes before `before`.
    std::string trash(const Directory& directory, Id member, std::optional<std::int64_t> before);
    // The entries of a window as they stood at an instant, for comparison with how they stand now. Errors: too_large
    // "on" where the log since then is too long.
    Result<std::string> plan(const Directory& directory, Id member, Instant at, const Window& window);
    std::string search(const Directory& directory, Id member, std::string_view text);
    // `of` is entry_type or account_type. Errors: not_found, also for an entry that the member does not see in full.
    Result<std::string> touches(const Directory& directory, Id member, const EntityType& of, Id id);
    std::string feed_links(const Directory& directory, Id member);
    std::string subscriptions(const Directory& directory, Id member);
    // Where it is read from: for those who may change it. Errors: not_found, forbidden.
    Result<std::string> subscription_address(const Directory& directory, Id member, Id id);
    // Who fetched a link of one's own, and what each has not seen yet. `today` in UTC, as feeds count. Errors:
    // not_found.
    Result<std::string> feed_fetches(const Directory& directory, Id member, Id link, Date today);
    std::string sessions(const Directory& directory, Id member, Id current);
    std::string tokens(const Directory& directory, Id member);

    // The `changes` frame that brings a page from `since` to now, coalesced per record; nothing if it is too far
    // behind. `seq` becomes what the page then has.
    std::optional<std::string> catch_up(const Directory& directory, Id member, std::int64_t since, std::int64_t& seq);

    // One consistent look: the store in a read transaction, and a directory that is at least as new, so that nothing is
    // shown by rights which a change in that transaction has taken away.
    struct Look {
        Look(Queries& queries, const Directory& given);
        Transaction transaction;
        DirectoryPtr own; // only in the moment between a COMMIT and its publication
        const Directory& directory;
    };

    std::int64_t last_seq() { return log_.last_seq(); }
    Records& records() { return records_; }
    Database& database() { return database_; }

private:
    std::vector<RecordPtr> records_for(const EntityType& type, const Directory& directory, Id member,
                                       const Window& window, Reader& reader);
    std::vector<RecordPtr> links_of(const Directory& directory, Id member);
    std::vector<RecordPtr> all_subscriptions();

    Database& database_;
    Records records_;
    ChangeLog log_;
};

} // namespace tandem
