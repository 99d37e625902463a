#include "server/http/output.hpp"

namespace tandem::http {

namespace {

constexpr std::size_t copied_body_bytes = 8 * 1'024; // smaller bodies are copied behind their head: one piece
constexpr std::size_t flush_bytes = 32 * 1'024;      // pipelined answers are collected up to this
constexpr std::size_t kept_bytes = 4 * 1'024;        // an idle connection holds no more

} // namespace

void Output::append(Response& response, const HeadOptions& options, bool with_body) {
    append_head(heads_, response, options);
    if (!with_body) return;
    if (view(response.body).size() <= copied_body_bytes)
        heads_.append(view(response.body));
    else
        body_ = std::move(response.body);
}

bool Output::must_flush() const { return heads_.size() >= flush_bytes || !view(body_).empty(); }

std::size_t Output::gather(std::span<iovec, 2> pieces) const {
    std::size_t used = 0;
    std::size_t skip = written_;
    for (const std::string_view part : {std::string_view(heads_), view(body_)}) {
        const auto taken = std::min(skip, part.size());
        skip -= taken;
        if (taken < part.size()) pieces[used++] = {const_cast<char*>(part.data()) + taken, part.size() - taken};
    }
    return used;
}

void Output::consume(std::size_t bytes) {
    written_ += bytes;
    if (!empty()) return;
    written_ = 0;
    body_ = {};
    heads_.clear();
    if (heads_.capacity() > kept_bytes) std::string().swap(heads_);
}

} // namespace tandem::http
