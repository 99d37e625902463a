#pragma once
// Answers of one connection that are not written yet: small ones one behind the other, a large body by reference. Used
// by the session; no I/O.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <sys/uio.h>

#include "server/http/message.hpp"
#include "server/http/response_head.hpp"

namespace tandem::http {

class Output {
public:
    void append(std::string_view bytes) { heads_.append(bytes); }
    // Takes the body out of the response. Nothing may be appended while must_flush().
    void append(Response& response, const HeadOptions& options, bool with_body);

    bool empty() const { return written_ == total(); }
    // It holds a body of its own, or enough for one write.
    bool must_flush() const;
    // Fills at most two pieces; returns how many.
    std::size_t gather(std::span<iovec, 2> pieces) const;
    void consume(std::size_t bytes);

private:
    std::size_t total() const { return heads_.size() + view(body_).size(); }

    std::string heads_; // heads, and bodies small enough to be copied
    Body body_;         // behind them
    std::size_t written_ = 0;
};

} // namespace tandem::http
