#pragma once
// Feeds: answers GET and HEAD of /feeds/TOKEN/NAME.ics by feeds.md D-2. What is cached is answered on the loop's
// thread; the rest is rendered on a worker, one feed at a time.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "calendar/engine/feed_ledger.hpp"
#include "calendar/engine/feed_source.hpp"
#include "calendar/feeds/feed_text.hpp"
#include "server/http/respond.hpp"

namespace tandem {

class Feeds {
public:
    struct Services {
        FeedSource& source;
        const Clock& clock;
        std::string base_url; // "https://cal.example.org": in UIDs and addresses
        // False if too much waits already.
        std::function<bool(std::move_only_function<void()>)> run_on_worker;
        // Writes that the link was fetched; called at most once a minute for each link and app.
        std::function<void(FeedFetch)> note_fetch;
    };
    explicit Feeds(Services services);

    // The handler of "/feeds/{token}/{name}"; {name} is for people and for Thunderbird, and is not looked at.
    void handle(http::Request request, http::Respond respond);

    // One entry as a file. Any thread.
    http::Response download(Id entry, std::string text) const;
    const std::string& base_url() const { return services_.base_url; }

    // The two steps of handle. From the cache: nothing unless it is fresh. Any thread; `answer` throws StoreError.
    std::optional<http::Response> answer_from_cache(const http::Request& request);
    http::Response answer(const http::Request& request);

private:
    // One feed as of one change. Immutable.
    struct Rendered {
        std::int64_t seq = 0;
        Date day{};
        Id link;
        FeedParts parts;
        http::SharedText text;
        http::SharedText packed; // null until someone asks for gzip
        std::string etag;
        Instant changed_at{};
    };
    using RenderedPtr = std::shared_ptr<const Rendered>;

    http::Response answer_or_old(const http::Request& request);
    // The last bytes, fresh or not; 503 if there are none.
    http::Response answer_busy(const http::Request& request);
    RenderedPtr find(const std::string& token_hash) const;
    void keep(const std::string& token_hash, RenderedPtr rendered);
    RenderedPtr render(const FeedLink& link, const std::string& token_hash, Date today, bool packed);
    http::Response respond_with(const Rendered& rendered, const http::Request& request);
    void note(const Rendered& rendered, const http::Request& request);

    Services services_;
    Instant started_at_;

    std::mutex render_mutex_; // guards source and writer
    FeedWriter writer_;

    mutable std::mutex mutex_;                              // guards the following
    std::unordered_map<std::string, RenderedPtr> rendered_; // by token hash
    std::size_t rendered_bytes_ = 0;
    struct Noted {
        std::string app;
        Instant at;
    };
    std::unordered_map<Id, std::vector<Noted>> noted_; // of the last minute, for each link
};

} // namespace tandem
