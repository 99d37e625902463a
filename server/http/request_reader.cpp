#include "server/http/request_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "server/http/framing_check.hpp"

namespace tandem::http {

namespace beast = boost::beast;
using beast::error_code;

namespace {

constexpr std::size_t first_buffer_bytes = 4 * 1'024;
constexpr std::uint64_t reserved_body_bytes = 256 * 1'024; // a promise of more is believed when it comes
constexpr std::size_t wire_slack = 64 * 1'024;             // chunk headers of a small body
constexpr std::size_t wire_factor = 4; // and of a large one: more overhead than that is no honest client

// Writes straight into our Request, so that nothing is stored twice; trailers are read and dropped.
class Parser final : public beast::http::basic_parser<true> {
public:
    Parser(Request& into, const ReaderLimits& limits) : request_(into), limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.head_bytes));
        body_limit(boost::none); // ours below: Beast's would answer a large Content-Length before the route is known
    }
    void limit_body(std::size_t bytes) { body_bytes_ = bytes; }

private:
    using View = beast::string_view;
    using Length = boost::optional<std::uint64_t>;

    void on_request_impl(beast::http::verb, View method, View target, int version, error_code&) override {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
        request_.http_1_0 = version < 11;
    }
    void on_field_impl(beast::http::field, View name, View value, error_code& ec) override {
        if (is_header_done()) return;
        if (request_.headers.size() >= limits_.fields) {
            ec = beast::http::error::header_limit;
            return;
        }
        request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
    }
    std::size_t take(View piece, error_code& ec) {
        if (piece.size() > body_bytes_ - request_.body.size()) {
            ec = beast::http::error::body_limit;
            return 0;
        }
        request_.body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_body_init_impl(const Length& length, error_code&) override {
        if (length)
            request_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, reserved_body_bytes)));
    }
    std::size_t on_body_impl(View piece, error_code& ec) override { return take(piece, ec); }
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, error_code& ec) override { return take(piece, ec); }
    void on_chunk_header_impl(std::uint64_t size, View, error_code& ec) override {
        if (size > body_bytes_ - request_.body.size()) ec = beast::http::error::body_limit;
    }
    void on_response_impl(int, View, int, error_code&) override {}
    void on_header_impl(error_code&) override {}
    void on_finish_impl(error_code&) override {}

    Request& request_;
    const ReaderLimits& limits_;
    std::size_t body_bytes_ = 0;
};

RequestReader::Refusal refusal_of(error_code ec) {
    using beast::http::error;
    if (ec == error::header_limit) return {431, "the headers are too large"};
    if (ec == error::body_limit) return {413, "the body is too large"};
    return {400, "the request is not valid HTTP"};
}

} // namespace

struct RequestReader::Parts {
    explicit Parts(ReaderLimits given) : limits(given) { begin(); }

    void begin() {
        request = {};
        parser.emplace(request, limits);
        state = State::need_more;
        seen = 0;
        wire_limit = limits.head_bytes;
    }

    State refuse(Refusal why) {
        refusal = std::move(why);
        return state = State::refused;
    }

    std::string_view waiting() const { return {buffer.get() + begin_at, end_at - begin_at}; }

    // Gives the parser what there is, or the first `window` of it; true if it wants more than that.
    bool put(error_code& ec, std::size_t window = std::string_view::npos) {
        const auto bytes = waiting().substr(0, window);
        const auto used = parser->put({bytes.data(), bytes.size()}, ec);
        begin_at += used;
        seen += used;
        if (ec != beast::http::error::need_more) return false;
        ec = {};
        return true;
    }

    State advance_head() {
        // Beast counts each field against its limit anew; a window over the whole head bounds the sum.
        error_code ec;
        const bool starved = put(ec, limits.head_bytes - seen);
        if (ec) return refuse(refusal_of(ec));
        if (starved && seen + waiting().size() >= limits.head_bytes) return refuse({431, "the headers are too large"});
        if (starved) return state;
        if (auto fault = check_framing(request)) return refuse({fault->status, std::move(fault->message)});
        return state = State::head;
    }

    State advance_body() {
        while (!parser->is_done()) {
            if (begin_at == end_at) return State::need_more;
            error_code ec;
            const bool starved = put(ec);
            if (ec) return refuse(refusal_of(ec));
            if (seen > wire_limit) return refuse({413, "the body's chunks are too many"});
            if (!starved) continue;
            if (waiting().size() >= limits.buffer_bytes) return refuse({400, "a chunk header or trailer is too large"});
            return State::need_more;
        }
        return state = State::complete;
    }

    ReaderLimits limits;
    Request request;
    std::optional<Parser> parser;
    State state = State::need_more;
    bool body_admitted = false;
    Refusal refusal{400, {}};
    std::size_t seen = 0; // bytes of this request that the parser has taken
    std::size_t wire_limit = 0;
    std::unique_ptr<char[]> buffer; // none while a connection idles
    std::size_t capacity = 0, begin_at = 0, end_at = 0;
};

RequestReader::RequestReader(ReaderLimits limits) : parts_(std::make_unique<Parts>(limits)) {}
RequestReader::~RequestReader() = default;

std::span<char> RequestReader::prepare() {
    Parts& p = *parts_;
    const std::size_t kept = p.end_at - p.begin_at;
    if (p.end_at == p.capacity) {
        const std::size_t wanted = p.body_admitted ? p.limits.buffer_bytes : std::max(first_buffer_bytes, kept * 2);
        const std::size_t grown = std::min(wanted, p.limits.buffer_bytes);
        if (grown > p.capacity) {
            auto larger = std::make_unique_for_overwrite<char[]>(grown);
            if (kept > 0) std::memcpy(larger.get(), p.buffer.get() + p.begin_at, kept);
            p.buffer = std::move(larger);
            p.capacity = grown;
        } else if (kept > 0) {
            std::memmove(p.buffer.get(), p.buffer.get() + p.begin_at, kept);
        }
        p.begin_at = 0;
        p.end_at = kept;
    }
    return {p.buffer.get() + p.end_at, p.capacity - p.end_at};
}

void RequestReader::commit(std::size_t received) { parts_->end_at += received; }

RequestReader::State RequestReader::advance() {
    Parts& p = *parts_;
    if (p.state != State::need_more) return p.state;
    if (p.begin_at == p.end_at && !p.body_admitted) return State::need_more;
    return p.body_admitted ? p.advance_body() : p.advance_head();
}

const RequestReader::Refusal& RequestReader::refusal() const { return parts_->refusal; }

const Request& RequestReader::head() const { return parts_->request; }

bool RequestReader::keep_alive() const { return parts_->parser->is_header_done() && parts_->parser->keep_alive(); }

bool RequestReader::expects_continue() const {
    const Request& head = parts_->request;
    return !head.http_1_0 && head.headers.count("Expect") > 0 && parts_->begin_at == parts_->end_at && has_body();
}

bool RequestReader::has_body() const { return !parts_->parser->is_done(); }

RequestReader::State RequestReader::admit_body(std::size_t limit) {
    Parts& p = *parts_;
    const auto length = p.parser->content_length();
    if (length && *length > limit) return p.refuse({413, "the body is too large"});
    if (p.parser->chunked() && limit == 0) return p.refuse({413, "this request takes no body"});
    p.parser->limit_body(limit);
    p.parser->eager(true);
    p.wire_limit = p.seen + limit * wire_factor + wire_slack;
    p.body_admitted = true;
    p.state = State::need_more;
    return p.advance_body();
}

Request RequestReader::take_request() {
    Parts& p = *parts_;
    Request taken = std::move(p.request);
    p.body_admitted = false;
    p.begin();
    if (p.begin_at == p.end_at) {
        p.buffer.reset();
        p.capacity = p.begin_at = p.end_at = 0;
    }
    return taken;
}

bool RequestReader::is_between_requests() const {
    return parts_->state == State::need_more && parts_->seen == 0 && parts_->begin_at == parts_->end_at;
}

std::size_t RequestReader::buffered() const { return parts_->end_at - parts_->begin_at; }

std::string RequestReader::take_buffered() {
    std::string rest(parts_->waiting());
    parts_->begin_at = parts_->end_at;
    return rest;
}

} // namespace tandem::http
