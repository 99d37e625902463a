#pragma once
// Bytes of one connection in, requests out, with every framing limit of R4 on the way. No I/O and no clock: the session
// feeds it, tests and the fuzzer split its input at will. Beast parses inside; what Beast lets through is refused here.

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "server/http/message.hpp"

namespace tandem::http {

struct ReaderLimits {
    std::size_t head_bytes = 16 * 1'024; // request line and headers
    std::size_t fields = 100;
    std::size_t buffer_bytes = 32 * 1'024; // no token, chunk header or trailer block may need more (R3)
};

class RequestReader {
public:
    explicit RequestReader(ReaderLimits limits = {});
    ~RequestReader();

    // Room to receive into (never empty before `refused`), then how much came.
    std::span<char> prepare();
    void commit(std::size_t received);

    enum class State {
        need_more, // feed it
        head,      // the head has come: read head(), then admit_body()
        complete,  // the body has come: take_request()
        refused,   // answer refusal() and close; nothing more is parsed
    };
    State advance();

    struct Refusal {
        int status;          // 400, 413, 415, 417, 431
        std::string message; // never the client's bytes
    };
    const Refusal& refusal() const;

    // In state head: everything but the body.
    const Request& head() const;
    bool keep_alive() const;
    bool expects_continue() const;
    // A body is still to come that nobody has seen.
    bool has_body() const;
    // In state head: the bound for this request's body; may turn the state to refused (413).
    State admit_body(std::size_t limit);

    // In state complete; then the next request may follow in the buffer.
    Request take_request();
    // No byte of a request has come yet.
    bool is_between_requests() const;
    // Received bytes that belong to no request taken so far.
    std::size_t buffered() const;
    std::string take_buffered();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace tandem::http
