#include "server/http/session.hpp"

#include <array>
#include <optional>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/http/response_head.hpp"

namespace tandem::http {

namespace asio = boost::asio;
using asio::awaitable;
using net::IoResult;

namespace {

constexpr std::size_t gathered_body_bytes = 8 * 1'024; // smaller bodies are copied behind their head: one write
constexpr std::size_t flush_bytes = 32 * 1'024;        // pipelined answers are collected up to this
constexpr std::size_t linger_bytes = 1'024 * 1'024;    // what a refused client may still send before the end
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

using Ready = net::Stream::Ready;

awaitable<bool> when(std::move_only_function<void(Ready)> start) {
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
        [](auto handler, std::move_only_function<void(Ready)> begin) { begin(Ready(std::move(handler))); },
        asio::use_awaitable, std::move(start));
}

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
    awaitable<bool> readable();
    awaitable<bool> writable();
    awaitable<bool> handshake();
    awaitable<bool> fill();
    awaitable<bool> receive_head();
    awaitable<bool> receive_body(std::size_t limit);
    awaitable<bool> serve_one();
    awaitable<bool> refuse_framing();
    awaitable<bool> refuse(Response response);
    awaitable<Response> ask(const Handler& handler, Request request);
    awaitable<bool> send(Response response, bool close);
    awaitable<bool> flush(std::string_view body = {});
    awaitable<void> hand_over(TakeOver take_over);
    awaitable<void> linger();
    Request finished_request(Router::Match match);
    void note_head();
    void record(const Response& response);
    std::string_view date();

    std::shared_ptr<SessionContext> context_;
    std::unique_ptr<net::Stream> stream_;
    RequestReader reader_;
    Phase phase_ = Phase::head;
    net::SteadyTime deadline_{};
    bool expired_ = false;
    std::string out_;          // answers that are not written yet
    std::size_t in_a_row_ = 0; // requests served without waiting for the client
    std::uint64_t serial_ = 0; // of the request being served
    std::optional<Response> answer_;
    std::move_only_function<void(bool)> on_answer_;
    // Of the request being served, for its answer and its record:
    std::string method_, path_, user_agent_;
    net::Address client_;
    bool secure_ = false, http_1_0_ = false, keep_alive_ = false;
    net::SteadyTime head_at_{};
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

awaitable<bool> Session::readable() {
    return when([this](Ready ready) { stream_->when_readable(std::move(ready)); });
}

awaitable<bool> Session::writable() {
    return when([this](Ready ready) { stream_->when_writable(std::move(ready)); });
}

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
        const bool ready = result.state == IoResult::State::would_block && co_await readable();
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
            const bool ready = co_await readable();
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
    if (state == RequestReader::State::need_more && wants_continue) out_.append(continue_line);
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
    note_head();
    if (reader_.advance() == RequestReader::State::refused) co_return co_await refuse_framing();
    if (context_->stopping) co_return co_await refuse(problem({ErrorCode::unavailable, {}, "the server stops"}));
    auto match = context_->router.match(method_, path_);
    if (!match.route) {
        const bool known = !match.allow.empty();
        auto response = problem(known ? Error{ErrorCode::method_not_allowed, {}, "this address has other methods"}
                                      : Error{ErrorCode::not_found, {}, "nothing is at this address"});
        if (known) response.headers.add("Allow", match.allow);
        if (reader_.has_body()) co_return co_await refuse(std::move(response));
        match.parameters.clear();
        reader_.admit_body(0);
        reader_.take_request();
        co_return co_await send(std::move(response), false);
    }
    const bool received = co_await receive_body(match.route->body_limit);
    if (!received) co_return false;
    if (reader_.advance() == RequestReader::State::refused) co_return co_await refuse_framing();
    const Handler& handler = match.route->handler;
    auto response = co_await ask(handler, finished_request(std::move(match)));
    co_return co_await send(std::move(response), false);
}

void Session::note_head() {
    head_at_ = net::Loop::now();
    const bool readable_head = reader_.advance() != RequestReader::State::refused;
    const Request& head = reader_.head();
    method_ = readable_head ? head.method : "-";
    path_ = readable_head ? head.path : "-";
    user_agent_ = head.headers.get("User-Agent");
    http_1_0_ = head.http_1_0;
    keep_alive_ = readable_head && reader_.keep_alive();
    const bool by_proxy = net::contains(context_->config.proxies, stream_->peer());
    client_ = by_proxy
                  ? net::client_behind(stream_->peer(), head.headers.get("X-Forwarded-For"), context_->config.proxies)
                  : stream_->peer();
    secure_ = stream_->is_tls() || (by_proxy && equal_without_case(head.headers.get("X-Forwarded-Proto"), "https"));
}

Request Session::finished_request(Router::Match match) {
    Request request = reader_.take_request();
    request.parameters = std::move(match.parameters);
    request.client = client_;
    request.secure = secure_;
    return request;
}

awaitable<bool> Session::refuse_framing() {
    const auto& why = reader_.refusal();
    const ErrorCode code = why.status == 413   ? ErrorCode::too_large
                           : why.status == 415 ? ErrorCode::unsupported_media_type
                                               : ErrorCode::bad_request;
    co_return co_await refuse(problem_with_status(why.status, {code, {}, why.message}));
}

// Answers and ends the connection: what follows on it cannot be trusted to be a request.
awaitable<bool> Session::refuse(Response response) {
    const bool sent = co_await send(std::move(response), true);
    co_return sent;
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

std::string_view Session::date() {
    struct Cached {
        Instant second{};
        std::string text;
    };
    thread_local Cached cached;
    const auto second = std::chrono::floor<std::chrono::seconds>(context_->clock.now());
    if (cached.text.empty() || cached.second != second) cached = {second, http_date(second)};
    return cached.text;
}

// True if another request may follow.
awaitable<bool> Session::send(Response response, bool close) {
    const bool upgraded = response.status == 101 && response.take_over;
    close = close || response.close || !keep_alive_ || context_->stopping || ++in_a_row_ >= context_->config.pipelined;
    close = close && !upgraded;
    append_head(out_, response, {date(), close, http_1_0_ && !close, secure_});
    const bool with_body = method_ != "HEAD" && !is_bodyless(response.status);
    const auto body = with_body ? view(response.body) : std::string_view{};
    record(response);
    const bool gather = body.size() <= gathered_body_bytes;
    if (gather) out_.append(body);
    bool sent = true;
    if (close || upgraded || !gather || out_.size() > flush_bytes || reader_.buffered() == 0)
        sent = co_await flush(gather ? std::string_view{} : body);
    if (!sent) co_return false;
    if (upgraded) co_await hand_over(std::move(response.take_over));
    if (close) co_await linger();
    if (close || upgraded) co_return false;
    enter(Phase::idle, deadlines().idle);
    if (reader_.buffered() > 0) enter(Phase::head, deadlines().head);
    co_return true;
}

awaitable<bool> Session::flush(std::string_view body) {
    std::size_t written = 0;
    const std::size_t total = out_.size() + body.size();
    const Phase before = phase_;
    const auto deadline_before = deadline_;
    while (written < total) {
        std::array<iovec, 2> pieces{};
        std::size_t count = 0;
        const auto add = [&](std::string_view bytes) {
            if (!bytes.empty()) pieces[count++] = {const_cast<char*>(bytes.data()), bytes.size()};
        };
        add(std::string_view(out_).substr(std::min(written, out_.size())));
        add(body.substr(written > out_.size() ? written - out_.size() : 0));
        const auto result = stream_->write_some({pieces.data(), count});
        if (result.state == IoResult::State::closed) co_return false;
        if (result.state == IoResult::State::done) {
            written += result.bytes;
            continue;
        }
        enter(Phase::write, deadlines().write_stall);
        const bool ready = co_await writable();
        if (!ready || expired_) {
            stream_->abort(); // what the kernel still holds is of no use to such a client
            co_return false;
        }
    }
    out_.clear();
    phase_ = before;
    deadline_ = deadline_before;
    co_return true;
}

awaitable<void> Session::hand_over(TakeOver take_over) {
    unlink();
    auto rest = reader_.take_buffered();
    take_over(std::move(stream_), std::move(rest));
    co_return;
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
        const bool ready = co_await readable();
        if (!ready || expired_) co_return;
    }
}

void Session::record(const Response& response) {
    if (!context_->hooks.on_access) return;
    AccessRecord line;
    line.client = client_;
    line.method = printable(method_, 20);
    line.path = redact_path(path_);
    line.user_agent = printable(user_agent_, 200);
    line.status = response.status;
    line.body_bytes = view(response.body).size();
    line.took = std::chrono::duration_cast<std::chrono::microseconds>(net::Loop::now() - head_at_);
    context_->hooks.on_access(line);
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
