#include "server/mailer/mailer.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>

#include <fmt/format.h>

#include "calendar/people/notification.hpp"

namespace tandem {
namespace {

constexpr std::chrono::seconds after_a_fault{60};

bool tells(const ChangeItem& item) { return item.type == &notification_type && item.after && !item.before; }

} // namespace

void Mailer::start(outbound::SmtpRelay relay, MailRules rules) {
    auto reader = std::make_unique<Database>(database_, Database::Mode::reader);
    is_on_ = true;
    thread_ = std::thread([this, reader = std::move(reader), client = outbound::SmtpClient(std::move(relay)),
                           rules = std::move(rules)] { run(*reader, client, rules); });
}

void Mailer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    is_on_ = false;
}

void Mailer::deliver(const std::vector<ChangePtr>& changes) {
    const bool concerned =
        std::ranges::any_of(changes, [](const ChangePtr& change) { return std::ranges::any_of(change->items, tells); });
    if (!concerned) return;
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
    wake_.notify_one();
}

bool Mailer::send_test(Id member, Done done) {
    const std::lock_guard lock(mutex_);
    if (!is_on_ || stopping_ || tests_.size() >= most_tests) return false;
    tests_.push_back({member, std::move(done)});
    wake_.notify_one();
    return true;
}

void Mailer::report(std::string_view what) {
    backend_.loop.post([&loop = backend_.loop, text = fmt::format("mail: {}", what)] { loop.report_fault(text); });
}

// A job of its own between batches of commands; waits for it.
void Mailer::write(const std::function<void(MailOutbox&)>& job) {
    auto done = std::make_shared<std::promise<void>>();
    auto waiting = done->get_future();
    const bool is_taken = backend_.core.run([done, job](Engine& engine) {
        try {
            MailOutbox outbox(engine.records().database());
            job(outbox);
            done->set_value();
        } catch (...) {
            done->set_exception(std::current_exception());
        }
    });
    if (!is_taken) throw std::runtime_error("too much waits to be written");
    waiting.get();
}

Instant Mailer::round(MailRound& round) {
    try {
        return round.run();
    } catch (const std::exception& error) {
        if (!stopping_) report(error.what());
        return backend_.clock.now() + after_a_fault;
    }
}

void Mailer::send_tests(MailRound& round) {
    std::vector<Test> tests;
    {
        const std::lock_guard lock(mutex_);
        tests.swap(tests_);
    }
    for (Test& test : tests)
        if (!stopping_) test.done(round.send_test(test.member));
}

void Mailer::wait_until(Instant next) {
    const auto left = std::max(std::chrono::milliseconds{next - backend_.clock.now()}, std::chrono::milliseconds{0});
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, left, [this] { return stopping_ || is_woken_ || !tests_.empty(); });
    is_woken_ = false;
}

void Mailer::run(Database& reader, const outbound::SmtpClient& client, MailRules rules) {
    Queries queries(reader);
    MailRound mails({queries, backend_.clock, [this] { return backend_.engine.directory(); },
                     [this](const std::function<void(MailOutbox&)>& job) { write(job); },
                     [this, &client](const outbound::SmtpMail& mail) { return client.send(mail, stopping_); },
                     [this](const std::string& what) { report(what); }, [this] { return stopping_.load(); }},
                    std::move(rules));
    while (!stopping_) {
        send_tests(mails);
        if (!stopping_) wait_until(round(mails));
    }
}

} // namespace tandem
