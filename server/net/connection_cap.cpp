#include "server/net/connection_cap.hpp"

#include <algorithm>
#include <utility>

#include <sys/resource.h>

namespace tandem::net {

struct ConnectionCap::Ticket::Counts {
    std::size_t total = 0;
    std::unordered_map<Address, std::size_t> per_address;
};

ConnectionCap::Ticket::Ticket(std::shared_ptr<Counts> counts, std::optional<Address> key)
    : counts_(std::move(counts)), key_(key) {}

ConnectionCap::Ticket::Ticket(Ticket&& other) noexcept
    : counts_(std::move(other.counts_)), key_(std::exchange(other.key_, std::nullopt)) {}

ConnectionCap::Ticket& ConnectionCap::Ticket::operator=(Ticket&& other) noexcept {
    std::swap(counts_, other.counts_);
    std::swap(key_, other.key_);
    return *this;
}

ConnectionCap::Ticket::~Ticket() {
    if (!counts_) return;
    --counts_->total;
    if (!key_) return;
    const auto found = counts_->per_address.find(*key_);
    if (found != counts_->per_address.end() && --found->second == 0) counts_->per_address.erase(found);
}

ConnectionCap::ConnectionCap(ConnectionLimits limits)
    : limits_(std::move(limits)), counts_(std::make_shared<Ticket::Counts>()) {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur <= limits_.reserved_files) return;
    limits_.total = std::min<std::size_t>(limits_.total, files.rlim_cur - limits_.reserved_files);
}

std::optional<ConnectionCap::Ticket> ConnectionCap::admit(const Address& peer) {
    if (counts_->total >= limits_.total) return std::nullopt;
    std::optional<Address> key;
    if (!(limits_.exempt_loopback && peer.is_loopback()) && !contains(limits_.exempt, peer)) {
        key = peer.client_key();
        auto& held = counts_->per_address[*key];
        if (held >= limits_.per_address) return std::nullopt;
        ++held;
    }
    ++counts_->total;
    return Ticket(counts_, key);
}

std::size_t ConnectionCap::open() const { return counts_->total; }

std::size_t raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

} // namespace tandem::net
