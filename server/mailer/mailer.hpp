#pragma once
// Mailer: the thread that writes to members by mail. It waits until the next mail is due or until someone is told of
// something; what it has done goes into the store through the core thread.

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "server/core/backend.hpp"
#include "server/mailer/mail_round.hpp"

namespace tandem {

class Mailer {
public:
    Mailer(const std::filesystem::path& database, Backend& backend) : database_(database), backend_(backend) {}
    ~Mailer() { stop(); }

    // Throws what a store throws that cannot be read. Without a call mail is off.
    void start(outbound::SmtpRelay relay, MailRules rules);
    // Before the core thread is stopped. What is not sent is sent by the next start.
    void stop();
    bool is_on() const { return is_on_; } // any thread

    // Core thread, after a COMMIT.
    void deliver(const std::vector<ChangePtr>& changes);

    // Any thread. `done` is called on the mailer's thread with what came of it, or dropped at a stop. False if mail is
    // off, or as many wait as may.
    using Done = std::move_only_function<void(const MailRound::Sent&)>;
    [[nodiscard]] bool send_test(Id member, Done done);
    static constexpr std::size_t most_tests = 8;

private:
    struct Test {
        Id member;
        Done done;
    };
    void run(Database& reader, const outbound::SmtpClient& client, MailRules rules);
    Instant round(MailRound& round);
    void send_tests(MailRound& round);
    void wait_until(Instant next);
    void write(const std::function<void(MailOutbox&)>& job);
    void report(std::string_view what);

    std::filesystem::path database_;
    Backend& backend_;
    std::atomic<bool> stopping_ = false, is_on_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_woken_ = false;   // guarded by mutex_
    std::vector<Test> tests_; // guarded by mutex_
    std::thread thread_;
};

} // namespace tandem
