#pragma once
// Checker: one round over all subscriptions: asks those that are due, one after another, fills their calendars, writes
// down what came of it; and empties the calendars of those that ended. Owns no thread and no clock; its caller may
// wait.

#include "calendar/engine/engine.hpp"
#include "server/inbound/judge.hpp"
#include "server/inbound/mirror.hpp"

namespace tandem {

class Checker {
public:
    struct Services {
        Database& reader;
        const Clock& clock;
        ApplyBatch apply;
        std::function<void(Id, std::int64_t rev, const CheckNote&)> note; // Engine::note_check
        std::function<FetchResult(const outbound::Fetch&)> get;
        std::function<bool()> is_stopping = [] { return false; };
    };
    explicit Checker(Services services);

    // When the next one is due; nothing if none is. Errors: what the store says; ask again a little later.
    Result<std::optional<Instant>> run_due();

private:
    Result<void> check(const Subscription& subscription);
    // Whether anything was written; otherwise why the feed could not be used, or the store's error.
    struct Failure {
        std::string reason;
        std::optional<Error> of_store;
    };
    std::expected<bool, Failure> take(const Subscription& subscription, const FetchResult& result);
    Result<void> settle(const Subscription& before, const Subscription& after, bool is_news);

    Services services_;
    Records records_;
    Mirror mirror_;
};

} // namespace tandem
