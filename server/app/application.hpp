#pragma once
// Application: every part of the running server, in the order in which they are made and the reverse in which they go.
// Main thread, before and after the loop; the loop's thread in between (it is the same).

#include <memory>
#include <string>

#include "calendar/base/clock.hpp"
#include "calendar/engine/calendar_tags.hpp"
#include "calendar/engine/feed_source.hpp"
#include "calendar/engine/radar_board.hpp"
#include "server/api/data_routes.hpp"
#include "server/api/feed_routes.hpp"
#include "server/api/import_routes.hpp"
#include "server/api/people_routes.hpp"
#include "server/app/config.hpp"
#include "server/app/mail_setup.hpp"
#include "server/auth/authenticator.hpp"
#include "server/dav/dav.hpp"
#include "server/http/server.hpp"
#include "server/http/static_files.hpp"
#include "server/inbound/subscriber.hpp"
#include "server/live/hub.hpp"
#include "server/mailer/mailer.hpp"
#include "server/net/tls.hpp"

namespace tandem {

// Where changes go after their COMMIT: to what feeds and calendar apps ask at once, to the open pages by way of the
// loop.
class ChangeFan final : public ChangeSink {
public:
    explicit ChangeFan(net::Loop& loop) : hub_(loop) {}
    void attach(live::Hub* hub, FeedSource* feeds, CalendarTags* tags, Subscriber* subscriber, Mailer* mailer) {
        hub_.attach(hub);
        feeds_ = feeds;
        tags_ = tags;
        subscriber_ = subscriber;
        mailer_ = mailer;
    }
    void deliver(const std::vector<ChangePtr>& changes) override {
        if (feeds_) feeds_->deliver(changes);
        if (tags_) tags_->deliver(changes);
        if (subscriber_) subscriber_->deliver(changes);
        if (mailer_) mailer_->deliver(changes);
        hub_.deliver(changes);
    }

private:
    live::HubSink hub_;
    FeedSource* feeds_ = nullptr;
    CalendarTags* tags_ = nullptr;
    Subscriber* subscriber_ = nullptr;
    Mailer* mailer_ = nullptr;
};

class Application {
public:
    explicit Application(const Config& config);
    ~Application();

    // Opens the port. The address that was bound.
    Result<std::string> listen();
    // Where the first admin is made, with its secret; empty if there is one already (R26). Once, after listen().
    std::string setup_address();
    // Until SIGTERM or SIGINT, then an orderly stop (R20).
    void run();

private:
    http::Router make_routes();
    std::unique_ptr<Feeds> make_feeds();
    Result<void> read_outbound(const net::Endpoint& own);
    void start_mailer();
    void warm_radar();
    http::Response health() const;
    Entrance make_entrance();
    void sweep_sessions();
    void on_signal(int signal);
    void stop();
    void stop_if_all_gone();

    Config config_;
    SystemClock clock_;
    net::Loop loop_;
    Database database_;
    ChangeFan sink_;
    Engine engine_;
    CoreThread core_;
    WorkerPool workers_;
    Backend backend_;
    Subscriber subscriber_;
    outbound::Guard guard_of_subscriber_;
    Mailer mailer_;
    std::optional<MailSetup> mail_setup_; // by listen()
    live::Hub hub_;
    Database feed_reader_;
    FeedSource feed_source_;
    CalendarTags calendar_tags_;
    std::unique_ptr<Feeds> feeds_; // by listen(), as are the address and origins
    std::string base_url_;
    api::SnapshotCache snapshots_;
    RadarBoard radar_board_;
    api::Imports imports_;
    http::Origins origins_;
    PasswordHasher hasher_;
    Throttle throttle_;
    Authenticator authenticator_;
    Entrance entrance_;
    Setup setup_;
    api::Guard guard_;
    dav::Dav dav_;
    std::unique_ptr<http::StaticFiles> page_;
    std::unique_ptr<net::TlsContext> tls_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<ws::Acceptor> acceptor_;
    net::Timer stop_deadline_;
    net::Timer session_sweep_;
    int parts_to_stop_ = 0;
    bool stopping_ = false;
};

} // namespace tandem
