#pragma once
// Token buckets by key: an address, a member, a token's hash (R11). Asked by api before it works for a request; the
// transport itself limits nothing but connections. One thread.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/net/loop.hpp"

namespace tandem::http {

struct RateLimit {
    double per_minute = 60;
    double burst = 60;         // what may come at once after a pause
    std::size_t keys = 65'536; // beyond it, keys without a bucket share one
};

class RateLimiter {
public:
    explicit RateLimiter(RateLimit limit) : limit_(limit) {}

    // Nothing if the request may go on; else how long to wait: 429 with Retry-After.
    std::optional<std::chrono::seconds> take(std::string_view key, net::SteadyTime now);
    std::size_t size() const { return buckets_.size(); }

private:
    struct Bucket {
        double tokens;
        net::SteadyTime filled_at;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
    };
    Bucket& bucket_of(std::string_view key, net::SteadyTime now);
    void fill(Bucket& bucket, net::SteadyTime now) const;
    void drop_full(net::SteadyTime now);

    RateLimit limit_;
    std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> buckets_;
    net::SteadyTime dropped_at_{};
};

} // namespace tandem::http
