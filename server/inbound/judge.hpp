#pragma once
// What an answer of a subscription's address means, and when it is asked again. Pure; any thread.

#include <expected>
#include <string>

#include "calendar/subscriptions/subscription.hpp"
#include "server/outbound/http_client.hpp"

namespace tandem {

using FetchResult = std::expected<outbound::FetchAnswer, std::string>;

// True: there is news. False: what is here is still right. Otherwise why neither, as a sentence for people.
std::expected<bool, std::string> judge(const FetchResult& result, bool asked_for_newer);

// How long after the n-th failure in a row it is asked again: five minutes, then twice as long each time, a day at
// most; never before the other side said.
std::chrono::seconds back_off(std::int64_t failures, std::optional<std::chrono::seconds> retry_after);

} // namespace tandem
