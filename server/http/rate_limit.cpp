#include "server/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace tandem::http {

namespace {

constexpr std::string_view shared_key; // of those that found no place

} // namespace

void RateLimiter::fill(Bucket& bucket, net::SteadyTime now) const {
    const double minutes = std::chrono::duration<double, std::ratio<60>>(now - bucket.filled_at).count();
    bucket.tokens = std::min(limit_.burst, bucket.tokens + std::max(0.0, minutes) * limit_.per_minute);
    bucket.filled_at = now;
}

// A full bucket is as good as none.
void RateLimiter::drop_full(net::SteadyTime now) {
    if (now - dropped_at_ < std::chrono::seconds(1)) return;
    dropped_at_ = now;
    std::erase_if(buckets_, [&](const auto& item) {
        Bucket bucket = item.second;
        fill(bucket, now);
        return bucket.tokens >= limit_.burst;
    });
}

RateLimiter::Bucket& RateLimiter::bucket_of(std::string_view key, net::SteadyTime now) {
    if (const auto found = buckets_.find(key); found != buckets_.end()) return found->second;
    if (buckets_.size() >= limit_.keys) {
        drop_full(now);
        if (buckets_.size() >= limit_.keys) key = shared_key;
    }
    return buckets_.try_emplace(std::string(key), Bucket{limit_.burst, now}).first->second;
}

std::optional<std::chrono::seconds> RateLimiter::take(std::string_view key, net::SteadyTime now) {
    Bucket& bucket = bucket_of(key, now);
    fill(bucket, now);
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    return std::chrono::seconds(std::max(1L, std::lround(std::ceil((1 - bucket.tokens) / limit_.per_minute * 60))));
}

} // namespace tandem::http
