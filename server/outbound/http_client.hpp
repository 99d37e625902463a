#pragma once
// HttpClient: the one way in which this server asks another. Bounded in time, bytes and redirects; every connection is
// shown to the guard first. It waits, so it is called on threads that may wait; each call stands alone.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>

#include "server/outbound/guard.hpp"

namespace tandem::outbound {

struct FetchLimits { // R17
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds total{10'000};
    std::size_t body_bytes = 10 << 20; // after decompression
    std::size_t header_bytes = 64 << 10;
    int redirects = 3;
};

struct Fetch {
    std::string url;           // http or https
    std::string etag;          // of the copy at hand, if any: asks whether there is a newer one (RFC 9110 13.1)
    std::string last_modified; // likewise
};

struct FetchAnswer {
    int status = 0;
    std::string body; // of a 200 only
    std::string etag, last_modified;
    std::optional<std::chrono::seconds> retry_after; // RFC 9110 10.2.3
};

class HttpClient {
public:
    explicit HttpClient(Guard guard, FetchLimits limits = {});

    // Where no answer came: why, in words that may be shown to a member: they hold nothing of the address. Ends soon
    // after `stopping` has become true.
    std::expected<FetchAnswer, std::string> get(const Fetch& fetch, const std::atomic<bool>& stopping) const;

private:
    Guard guard_;
    FetchLimits limits_;
};

} // namespace tandem::outbound
