#pragma once
// Counts open connections, in total and per client address (R11). The listener takes a ticket for each accepted socket
// and the stream keeps it until it closes, also after an upgrade. Loop thread only.

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>

#include "server/net/address.hpp"

namespace tandem::net {

struct ConnectionLimits {
    std::size_t total = 16'384;
    std::size_t per_address = 256;
    std::size_t reserved_files = 64; // descriptors kept for the database, logs and files
    bool exempt_loopback = true;     // a proxy or a person on this machine
    Networks exempt;                 // proxies: they speak for many
};

class ConnectionCap {
public:
    explicit ConnectionCap(ConnectionLimits limits);

    // Gives its place back when destroyed. May outlive the cap.
    class Ticket {
    public:
        Ticket() = default;
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&& other) noexcept;
        ~Ticket();

    private:
        friend class ConnectionCap;
        struct Counts;
        Ticket(std::shared_ptr<Counts> counts, std::optional<Address> key);
        std::shared_ptr<Counts> counts_;
        std::optional<Address> key_; // none: exempt
    };

    // Nothing if a cap is reached.
    std::optional<Ticket> admit(const Address& peer);
    std::size_t open() const;

private:
    ConnectionLimits limits_;
    std::shared_ptr<Ticket::Counts> counts_;
};

// Raises the soft limit of open files to the hard one and returns it.
std::size_t raise_file_limit();

} // namespace tandem::net
