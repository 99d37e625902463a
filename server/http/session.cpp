#include "server/http/session.hpp"

#include <array>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "server/http/await.hpp"
#include "server/http/exchange.hpp"
#include "server/http/output.hpp"

namespace tandem::http {

namespace asio = boost::asio;
using asio::awaitable;
using net::IoResult;

namespace {

constexpr std::size_t linger_bytes = 1'024 * 1'024; // what a refused client may still send before the end
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

class Session final : public SessionHandle, public Answerable, public std::enable_shared_from_this<Session> {
public:
    Session(std::shared_ptr<SessionContext> context, std::unique_ptr<net::Stream> stream)
        : context_(std::move(context)), stream_(std::move(stream)), reader_(context_->config.reader) {
        ++context_->sessions;
    }
    ~Session() override {
        if (--context_->sessions > 0 || !context_->stopping) return;
        if (auto last = std::exchange(context_->on_last_gone, nullptr)) context_->loop.post(std::move(last));
    }

    static awaitable<void> run(std::shared_ptr<Session> self);
    void answer(std::uint64_t serial, Response response) override;
    void sweep(net::SteadyTime now) override;
    void stop_if_idle() override;
    void abort() override;

private:
    enum class Phase { handshake, head, idle, body, answer, write, linger };

    const net::Deadlines& deadlines() const { return context_->config.deadlines; }
    void enter(Phase phase, std::chrono::milliseconds allowed) {
        phase_ = phase;
        deadline_ = net::Loop::now() + allowed;
    }
    awaitable<bool> handshake();
    awaitable<bool> fill();
    awaitable<bool> receive_head();
    awaitable<bool> receive_body(std::size_t limit);
    awaitable<bool> serve_one();
    awaitable<Response> ask(const Handler& handler, Request request);
    awaitable<bool> send(Response response, bool close);
    awaitable<bool> flush();
    void hand_over(TakeOver take_over);
    awaitable<void> linger();
    Request finished_request(Router::Match match);

    std::shared_ptr<SessionContext> context_;
    std::unique_ptr<net::Stream> stream_;
    RequestReader reader_;
    Phase phase_ = Phase::head;
    net::SteadyTime deadline_{};
    bool expired_ = false;
    Output output_;
    std::size_t in_a_row_ = 0; // requests served without waiting for the client
    std::uint64_t serial_ = 0; // of the request being served
    std::optional<Response> answer_;
    std::move_only_function<void(bool)> on_answer_;
    Exchange exchange_;
};

awaitable<void> Session::run(std::shared_ptr<Session> self) {
    self->context_->sweep.add(*self);
    if (self->stream_->is_tls() && !co_await self->handshake()) co_return;
    self->enter(Phase::head, self->deadlines().head);
    bool more = true;
    while (more) more = co_await self->serve_one();
    if (self->stream_) self->stream_->close();
}

// ---- waiting ----

void Session::sweep(net::SteadyTime now) {
    if (expired_ || now < deadline_ || !stream_) return;
    if (phase_ == Phase::answer) {
        // Its client gets an answer; the handler's own comes too late.
        answer(serial_, problem({ErrorCode::unavailable, {}, "the answer took too long"}));
        return;
    }
    expired_ = true;
    stream_->cancel();
}

void Session::stop_if_idle() {
    if (phase_ == Phase::idle || (phase_ == Phase::head && reader_.is_between_requests())) abort();
}

void Session::abort() {
    expired_ = true;
    if (stream_) stream_->cancel();
}

awaitable<bool> Session::handshake() {
    enter(Phase::handshake, deadlines().handshake);
    for (;;) {
        const auto result = stream_->handshake();
        if (result.state == IoResult::State::done) co_return true;
        const bool ready = result.state == IoResult::State::would_block && co_await readable(*stream_);
        if (!ready || expired_) co_return false;
    }
}

// ---- reading ----

// Waits for bytes and takes them; answers that are still held back go out first.
awaitable<bool> Session::fill() {
    const bool flushed = co_await flush();
    if (!flushed) co_return false;
    in_a_row_ = 0;
    for (;;) {
        if (!stream_->has_buffered()) {
            const bool ready = co_await readable(*stream_);
            if (!ready || expired_) co_return false;
        }
        const auto result = stream_->read_some(reader_.prepare());
        if (result.state == IoResult::State::closed) co_return false;
        if (result.state == IoResult::State::would_block) continue;
        reader_.commit(result.bytes);
        co_return true;
    }
}

awaitable<bool> Session::receive_head() {
    while (reader_.advance() == RequestReader::State::need_more) {
        const bool filled = co_await fill();
        if (!filled) co_return false;
        if (phase_ == Phase::idle) enter(Phase::head, deadlines().head);
    }
    co_return true;
}

awaitable<bool> Session::receive_body(std::size_t limit) {
    const bool wants_continue = reader_.expects_continue();
    auto state = reader_.admit_body(limit);
    if (state == RequestReader::State::need_more && wants_continue) output_.append(continue_line);
    enter(Phase::body, deadlines().body);
    while (state == RequestReader::State::need_more) {
        const bool filled = co_await fill();
        if (!filled) co_return false;
        state = reader_.advance();
    }
    co_return true;
}

// ---- one request ----

// False when the connection has ended or belongs to someone else.
awaitable<bool> Session::serve_one() {
    const bool headed = co_await receive_head();
    if (!headed) co_return false;
    const bool is_readable = reader_.advance() != RequestReader::State::refused;
    exchange_ = note_exchange(reader_, is_readable, {stream_->peer(), stream_->is_tls()}, context_->config.proxies);
    if (!is_readable) co_return co_await send(refusal_response(reader_.refusal()), true);
    if (context_->stopping) co_return co_await send(problem({ErrorCode::unavailable, {}, "the server stops"}), true);
    auto match = context_->router.match(exchange_.method, exchange_.path);
    if (!match.route) {
        // An unread body cannot be told from the next request.
        const bool close = reader_.has_body();
        if (!close) {
            reader_.admit_body(0);
            reader_.take_request();
        }
        co_return co_await send(no_route_response(match), close);
    }
    const bool received = co_await receive_body(match.route->body_limit);
    if (!received) co_return false;
    if (reader_.advance() == RequestReader::State::refused)
        co_return co_await send(refusal_response(reader_.refusal()), true);
    const Handler& handler = match.route->handler;
    auto response = co_await ask(handler, finished_request(std::move(match)));
    co_return co_await send(std::move(response), false);
}

Request Session::finished_request(Router::Match match) {
    Request request = reader_.take_request();
    request.parameters = std::move(match.parameters);
    request.client = exchange_.client;
    request.secure = exchange_.secure;
    return request;
}

awaitable<Response> Session::ask(const Handler& handler, Request request) {
    answer_.reset();
    ++serial_;
    try {
        handler(std::move(request), Respond(context_->loop, shared_from_this(), serial_));
    } catch (const std::exception& fault) {
        // The Respond that went down with the handler has answered `internal`.
        if (context_->hooks.on_fault) context_->hooks.on_fault(fault.what());
    } catch (...) {
        if (context_->hooks.on_fault) context_->hooks.on_fault("a handler threw what is no exception");
    }
    if (!answer_) {
        co_await flush();
        enter(Phase::answer, deadlines().answer);
        if (!answer_) co_await when([this](Ready ready) { on_answer_ = std::move(ready); });
    }
    auto response = std::move(*answer_);
    answer_.reset();
    ++serial_;
    co_return response;
}

void Session::answer(std::uint64_t serial, Response response) {
    if (serial != serial_ || answer_) return;
    answer_ = std::move(response);
    // On a turn of its own: the caller may be another session's handler.
    if (on_answer_) context_->loop.post([ready = std::exchange(on_answer_, nullptr)]() mutable { ready(true); });
}

// ---- answering ----

// True if another request may follow. With `close` the connection ends: what follows cannot be trusted to be a request.
awaitable<bool> Session::send(Response response, bool close) {
    const bool upgraded = response.status == 101 && response.take_over;
    close = close || response.close || !exchange_.keep_alive || context_->stopping ||
            ++in_a_row_ >= context_->config.pipelined;
    close = close && !upgraded;
    if (context_->hooks.on_access) context_->hooks.on_access(record_of(exchange_, response));
    output_.append(response, {date_line(context_->clock), close, exchange_.http_1_0 && !close, exchange_.secure},
                   exchange_.method != "HEAD" && !is_bodyless(response.status));
    bool sent = true;
    if (close || upgraded || output_.must_flush() || reader_.buffered() == 0) sent = co_await flush();
    if (!sent) co_return false;
    if (upgraded) hand_over(std::move(response.take_over));
    if (close) co_await linger();
    if (close || upgraded) co_return false;
    enter(Phase::idle, deadlines().idle);
    if (reader_.buffered() > 0) enter(Phase::head, deadlines().head);
    co_return true;
}

awaitable<bool> Session::flush() {
    const Phase before = phase_;
    const auto deadline_before = deadline_;
    while (!output_.empty()) {
        std::array<iovec, 2> pieces{};
        const auto count = output_.gather(pieces);
        const auto result = stream_->write_some({pieces.data(), count});
        if (result.state == IoResult::State::closed) co_return false;
        if (result.state == IoResult::State::done) {
            output_.consume(result.bytes);
            continue;
        }
        enter(Phase::write, deadlines().write_stall);
        const bool ready = co_await writable(*stream_);
        if (!ready || expired_) {
            stream_->abort(); // what the kernel still holds is of no use to such a client
            co_return false;
        }
    }
    phase_ = before;
    deadline_ = deadline_before;
    co_return true;
}

void Session::hand_over(TakeOver take_over) {
    unlink();
    auto rest = reader_.take_buffered();
    take_over(std::move(stream_), std::move(rest));
}

// RFC 9112 9.6: closing with unread bytes would reset the connection and lose the answer on its way.
awaitable<void> Session::linger() {
    stream_->shutdown_send();
    enter(Phase::linger, deadlines().linger);
    std::array<char, 4'096> ignored;
    std::size_t taken = 0;
    while (taken < linger_bytes) {
        const auto result = stream_->read_some(ignored);
        if (result.state == IoResult::State::closed) co_return;
        if (result.state == IoResult::State::done) {
            taken += result.bytes;
            continue;
        }
        const bool ready = co_await readable(*stream_);
        if (!ready || expired_) co_return;
    }
}

} // namespace

void start_session(std::shared_ptr<SessionContext> context, std::unique_ptr<net::Stream> stream) {
    auto& loop = context->loop;
    auto session = std::make_shared<Session>(context, std::move(stream));
    asio::co_spawn(loop.context(), Session::run(std::move(session)), [context](std::exception_ptr fault) {
        if (!fault || !context->hooks.on_fault) return;
        try {
            std::rethrow_exception(fault);
        } catch (const std::exception& what) {
            context->hooks.on_fault(what.what());
        } catch (...) {
            context->hooks.on_fault("unknown exception in a session");
        }
    });
}

} // namespace tandem::http
