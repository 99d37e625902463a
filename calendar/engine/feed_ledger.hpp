#pragma once
// FeedLedger: which apps fetched a feed link, when last, and which state of the workspace they were given. Written
// beside the log (store/README.md): by the engine on the core thread; read by Queries. Borrowed Database, same thread.

#include <string>
#include <vector>

#include "calendar/base/clock.hpp"
#include "calendar/base/id.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// Nothing of where it came from: an app, not a person's device, is what the owner of a link asks about.
struct FeedFetch {
    Id link;
    std::string app;   // by app_name
    std::string agent; // what the program calls itself
    Instant at{};
    std::int64_t seen_seq = 0; // newest change in what it was given; of a 304, in what it has
};

class FeedLedger {
public:
    explicit FeedLedger(Database& database) : database_(database) {}

    static constexpr std::size_t most_apps = 20; // of a link; who fetched least recently makes room

    void note(const FeedFetch& fetch);  // nothing if there is no such link
    std::vector<FeedFetch> of(Id link); // newest first

private:
    Database& database_;
};

} // namespace tandem
