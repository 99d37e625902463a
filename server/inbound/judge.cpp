#include "server/inbound/judge.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tandem {
namespace {

constexpr std::chrono::seconds first_wait = std::chrono::minutes{5}, longest_wait = std::chrono::hours{24};
constexpr std::chrono::seconds longest_heeded = std::chrono::days{7}; // of what the other side asks for

std::string_view meaning(int status) {
    switch (status) {
    case 401:
    case 403: return ": it asks for a password, or is not open to us";
    case 404: return ": there is nothing at that place";
    case 410: return ": what was there is gone for good";
    case 429: return ": it is asked too often";
    default: return status >= 500 ? ": something is wrong over there" : "";
    }
}

} // namespace

std::expected<bool, std::string> judge(const FetchResult& result, bool asked_for_newer) {
    if (!result) return std::unexpected(result.error());
    if (result->status == 200) return true;
    if (result->status == 304 && asked_for_newer) return false;
    return std::unexpected(fmt::format("The address answered {}{}.", result->status, meaning(result->status)));
}

std::chrono::seconds back_off(std::int64_t failures, std::optional<std::chrono::seconds> retry_after) {
    const auto doublings = std::clamp<std::int64_t>(failures - 1, 0, 16);
    const auto own = std::min(first_wait * (std::int64_t{1} << doublings), longest_wait);
    return std::max(own, std::min(retry_after.value_or(own), longest_heeded));
}

} // namespace tandem
