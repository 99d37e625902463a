#include "server/auth/throttle.hpp"

#include <algorithm>

namespace tandem {
namespace {

template <class Row>
std::chrono::seconds wait_of(const Row* row, Instant now) {
    if (!row || row->blocked_until <= now) return std::chrono::seconds{0};
    return std::chrono::ceil<std::chrono::seconds>(row->blocked_until - now);
}

// One more failure; those of a run that has ended are forgotten.
template <class Row>
void count(Row& row, Instant now, Instant run_ends) {
    if (row.failures == 0 || now >= run_ends) row = Row{row.key, 0, now, {}};
    ++row.failures;
}

template <class Row>
void uncount(Row* row, int limit) {
    if (!row) return;
    row->failures = std::max(0, row->failures - 1);
    if (row->failures < limit) row->blocked_until = {};
}

} // namespace

std::chrono::seconds Throttle::attempt(std::string_view account, const net::Address& client, Instant now) {
    const std::string name(account);
    const net::Address address = client.client_key();
    auto wait = wait_of(addresses_.find(address), now);
    if (!name.empty()) wait = std::max(wait, wait_of(accounts_.find(name), now));
    if (wait.count() > 0) return wait;

    auto& from = addresses_.touch(address);
    count(from, now, from.since + limits_.window);
    if (from.failures >= limits_.address_failures) from.blocked_until = from.since + limits_.window;
    if (name.empty()) return wait;
    auto& row = accounts_.touch(name);
    count(row, now, std::max(row.since, row.blocked_until) + limits_.window);
    if (const int beyond = row.failures - limits_.account_failures; beyond >= 0) {
        const auto delay = limits_.first_delay * (std::int64_t{1} << std::min(beyond, 20));
        row.blocked_until = now + std::min<std::chrono::seconds>(delay, limits_.longest_delay);
    }
    return wait;
}

void Throttle::succeeded(std::string_view account, const net::Address& client) {
    accounts_.erase(std::string(account));
    uncount(addresses_.find(client.client_key()), limits_.address_failures);
}

void Throttle::take_back(std::string_view account, const net::Address& client) {
    uncount(accounts_.find(std::string(account)), limits_.account_failures);
    uncount(addresses_.find(client.client_key()), limits_.address_failures);
}

} // namespace tandem
