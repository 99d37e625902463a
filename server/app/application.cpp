#include "server/app/application.hpp"

#include <algorithm>
#include <csignal>

#include <fmt/format.h>

#include "calendar/store/migrations.hpp"
#include "server/api/account_routes.hpp"
#include "server/api/audience_routes.hpp"
#include "server/api/mail_routes.hpp"
#include "server/api/plan_routes.hpp"
#include "server/api/radar_routes.hpp"
#include "server/app/log.hpp"
#include "server/app/page_folder.hpp"
#include "server/auth/sign_in.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_uses_noted = 64;          // in a minute: each is a write, and none is urgent
constexpr std::chrono::seconds most_time_to_stop{8}; // R20: ten in all, with the checkpoint

Database& migrated(Database& database) {
    const MigrationReport report = migrate(database);
    if (report.from != report.to) log::info("migrated", {{"from", report.from}, {"to", report.to}});
    return database;
}

http::ServerHooks hooks() {
    return {[](const http::AccessRecord& record) {
                log::info("request", {{"client", net::to_text(record.client)},
                                      {"method", record.method},
                                      {"path", record.path},
                                      {"status", record.status},
                                      {"bytes", static_cast<std::int64_t>(record.body_bytes)},
                                      {"microseconds", record.took.count()},
                                      {"agent", record.user_agent}});
            },
            [](std::string_view what) { log::error("fault", {{"what", what}}); }};
}

// A page on this machine may be opened by either name.
std::vector<std::string> own_addresses(const std::string& bound) {
    std::vector<std::string> urls{bound};
    for (const std::string_view host : {"127.0.0.1", "[::1]"})
        if (const auto at = bound.find(host); at != std::string::npos)
            urls.push_back(bound.substr(0, at) + "localhost" + bound.substr(at + host.size()));
    return urls;
}

} // namespace

Application::Application(const Config& config)
    : config_(config), database_(config.data / "tandem.db", Database::Mode::writer), sink_(loop_),
      engine_(migrated(database_), clock_, sink_), core_(engine_, loop_),
      workers_(config.data / "tandem.db", config.workers, loop_), backend_{loop_, clock_, engine_, core_, workers_},
      subscriber_(config.data / "tandem.db", backend_), mailer_(config.data / "tandem.db", backend_),
      hub_(backend_, config.sockets_per_member), feed_reader_(config.data / "tandem.db", Database::Mode::reader),
      feed_source_(feed_reader_, engine_.directory()), calendar_tags_(engine_.published_seq()), imports_(backend_),
      hasher_(loop_),
      authenticator_(engine_, clock_, throttle_,
                     [this](const EntityType& type, Id id, Instant at) {
                         // Left out when too much waits: the next use tells it again.
                         std::ignore = core_.run([&type, id, at](Engine& engine) { engine.note_use(type, id, at); });
                     }),
      entrance_(make_entrance()), setup_(entrance_),
      guard_([this](const http::Request& request) { return authenticator_.identify(request); }, origins_,
             {config.requests_per_minute, config.commands_per_minute, config.visits_per_minute}),
      dav_({backend_, authenticator_, calendar_tags_, base_url_}, config.commands_per_minute) {
    sink_.attach(&hub_, &feed_source_, &calendar_tags_, &subscriber_, &mailer_);
    loop_.on_fault([](std::string_view what) { log::error("fault", {{"what", what}}); });
}

Application::~Application() {
    mailer_.stop();
    subscriber_.stop();
    core_.stop();
    workers_.stop();
}

http::Router Application::make_routes() {
    http::Router router;
    api::add_data_routes(router, guard_, backend_, snapshots_);
    api::add_account_routes(router, guard_, backend_);
    api::add_audience_routes(router, guard_, backend_);
    api::add_radar_routes(router, guard_, backend_, radar_board_);
    api::add_plan_routes(router, guard_, backend_);
    api::add_mail_routes(router, guard_, mailer_);
    api::add_people_routes(router, guard_, backend_, entrance_, setup_);
    api::add_import_routes(router, guard_, backend_, imports_);
    api::add_feed_routes(router, guard_, backend_, feeds_);
    dav_.add_routes(router);
    // A foreign page is refused before its cookie is looked at.
    auto open = guard_.signed_in([this](const http::Request& request, http::Respond respond, const Visitor& visitor) {
        respond(hub_.accept(*acceptor_, request, visitor));
    });
    router.add({"GET", "/ws", [this, open = std::move(open)](http::Request request, http::Respond respond) {
                    if (auto refusal = acceptor_->refuse(request)) return respond(std::move(*refusal));
                    open(std::move(request), std::move(respond));
                }});
    router.add({"GET", "/healthz", [this](const http::Request&, http::Respond respond) { respond(health()); }});
    router.set_fallback([this](const http::Request& request, http::Respond respond) {
        respond(page_ ? page_->answer(request)
                      : http::problem({ErrorCode::not_found, {}, "the page has not been built"}));
    });
    return router;
}

Entrance Application::make_entrance() {
    const auto audit = [](std::string_view event, std::optional<Id> member, const net::Address& client) {
        log::info("audit",
                  {{"what", event}, {"member", member ? to_text(*member) : ""}, {"client", net::to_text(client)}});
    };
    return {engine_, clock_, hasher_, throttle_, apply_through(core_, loop_), audit};
}

std::string Application::setup_address() {
    return setup_.is_needed() ? base_url_ + "/setup/" + setup_.make_token() : std::string{};
}

http::Response Application::health() const {
    const bool healthy = !stopping_ && engine_.is_writable();
    return http::json_response(healthy ? 200 : 503, healthy ? R"({"status":"ok"})" : R"({"status":"unavailable"})");
}

// What this server asks of others, and by way of whom: a wrong setting keeps it from starting.
Result<void> Application::read_outbound(const net::Endpoint& own) {
    for (const auto& text : config_.outbound_networks) {
        const auto network = net::parse_network(text);
        if (!network) return std::unexpected(network.error());
        guard_of_subscriber_.allowed.push_back(*network);
    }
    guard_of_subscriber_.own = own;
    auto mail = read_mail_setup(config_);
    if (!mail) return std::unexpected(mail.error());
    mail_setup_ = std::move(*mail);
    return {};
}

Result<std::string> Application::listen() {
    const auto endpoint = net::parse_endpoint(config_.listen);
    if (!endpoint) return std::unexpected(endpoint.error());
    if (!config_.tls_certificate.empty()) {
        auto tls = net::TlsContext::load({config_.tls_certificate.string(), config_.tls_key.string()});
        if (!tls) return std::unexpected(tls.error());
        tls_ = std::move(*tls);
    }
    if (const auto folder = find_page_folder(config_.page); !folder.empty()) {
        auto files = http::StaticFiles::load(folder);
        if (!files) return std::unexpected(files.error());
        page_ = std::make_unique<http::StaticFiles>(std::move(*files));
    }
    http::ServerConfig server;
    server.connections.per_address = config_.connections_per_address;
    if (auto ok = read_outbound(*endpoint); !ok) return std::unexpected(ok.error());
    for (const auto& text : config_.proxies) {
        const auto network = net::parse_network(text);
        if (!network) return std::unexpected(network.error());
        server.proxies.push_back(*network);
    }
    server_ = std::make_unique<http::Server>(loop_, clock_, make_routes(), server, hooks());
    const auto bound = server_->listen(
        {.endpoint = *endpoint, .tls = tls_.get(), .plain_beyond_loopback = config_.plain_beyond_loopback});
    if (!bound) return bound;
    base_url_ = config_.base_urls.empty() ? *bound : config_.base_urls.front();
    feeds_ = make_feeds();
    auto origins = http::Origins::from_urls(config_.base_urls.empty() ? own_addresses(*bound) : config_.base_urls);
    if (!origins) return std::unexpected(origins.error());
    origins_ = std::move(*origins);
    ws::ConnectionLimits limits;
    limits.messages_per_second = static_cast<double>(config_.messages_per_second);
    limits.message_burst = 3 * limits.messages_per_second;
    acceptor_ = std::make_unique<ws::Acceptor>(loop_, origins_, net::Deadlines{}, limits);
    return bound;
}

std::unique_ptr<Feeds> Application::make_feeds() {
    const auto run_on_worker = [this](std::move_only_function<void()> work) {
        return workers_.post([work = std::move(work)](Queries&) mutable { work(); });
    };
    const auto note_fetch = [this](FeedFetch fetch) {
        std::ignore = core_.run([fetch = std::move(fetch)](Engine& engine) { engine.note_fetch(fetch); });
    };
    return std::make_unique<Feeds>(Feeds::Services{feed_source_, clock_, base_url_, run_on_worker, note_fetch});
}

void Application::start_mailer() {
    if (!mail_setup_) return;
    mailer_.start(
        mail_setup_->relay,
        {{mail_setup_->from, base_url_ + "/settings/profile"}, base_url_, mail_setup_->delay, mail_setup_->gap});
}

// The port is open already: nobody waits for this but who asks for the page of the radar.
void Application::warm_radar() {
    (void)workers_.post([this](Queries& queries) { radar_board_.warm(queries, *engine_.directory(), clock_.now()); });
}

void Application::run() {
    loop_.on_signals({SIGTERM, SIGINT, SIGHUP}, [this](int signal) { on_signal(signal); });
    session_sweep_ = loop_.every(std::chrono::minutes(1), [this] { sweep_sessions(); });
    sweep_sessions();
    subscriber_.start(guard_of_subscriber_);
    start_mailer();
    warm_radar();
    loop_.run();
    mailer_.stop();
    subscriber_.stop();
    core_.stop();
    workers_.stop();
    database_.checkpoint(true);
    log::info("stopped");
}

// Sockets keep their sessions in use; sessions that have run out end, and their sockets with them (R7). What repeats is
// kept for the months to come; if the queue is full there is time in a minute.
void Application::sweep_sessions() {
    (void)core_.run_in_pieces([](Engine& engine) { return engine.follow_clock(); });
    std::size_t noted = 0;
    hub_.each_visitor([&](const Visitor& visitor) {
        if (noted < most_uses_noted && authenticator_.note_use(visitor)) ++noted;
    });
    auto batch = end_dead_sessions(entrance_);
    if (!batch.empty()) entrance_.apply(std::move(batch), [](const std::vector<Outcome>&) {});
}

void Application::on_signal(int signal) {
    if (signal == SIGHUP) {
        if (!tls_) return;
        if (auto ok = tls_->reload(); !ok) log::error("certificate", {{"what", ok.error().message}});
        return;
    }
    if (stopping_) std::_Exit(1); // asked twice: at once
    stop();
}

void Application::stop() {
    log::info("stopping");
    stopping_ = true;
    parts_to_stop_ = 2;
    stop_deadline_ = loop_.after(most_time_to_stop, [this] {
        server_->abort_sessions();
        loop_.stop();
    });
    server_->stop([this] { stop_if_all_gone(); });
    acceptor_->stop([this] { stop_if_all_gone(); });
}

void Application::stop_if_all_gone() {
    if (--parts_to_stop_ == 0) loop_.stop();
}

} // namespace tandem
