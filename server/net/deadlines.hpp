#pragma once
// Every wait of the transport has a name and a bound here (R4, R15, R21). Read by sessions on the loop's thread;
// tests shrink them. A sweep once per `tick` enforces them, so a wait ends at most one tick late.

#include <chrono>

namespace tandem::net {

struct Deadlines {
    using Ms = std::chrono::milliseconds;

    Ms tick{1'000};            // period of the sweep
    Ms handshake{10'000};      // TLS, from accept
    Ms head{10'000};           // request line and headers, absolute, from their first byte (or accept)
    Ms body{30'000};           // whole body, absolute, from the end of the head
    Ms answer{60'000};         // a handler that does not answer: 503
    Ms idle{60'000};           // keep-alive without a request
    Ms write_stall{30'000};    // no byte taken by the client
    Ms linger{2'000};          // after an answer that closes: time for the client to read it
    Ms ping_after{30'000};     // WebSocket: silence after which we ping
    Ms dead_after{60'000};     // WebSocket: silence after which the line is dead
    Ms close_handshake{5'000}; // WebSocket: wait for the other close frame
    Ms accept_pause{100};      // EMFILE and the like
};

} // namespace tandem::net
