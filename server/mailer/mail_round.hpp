#pragma once
// MailRound: looks who is to be written to, writes that down, and sends what is due. Owns no thread and no clock; its
// caller may wait.

#include <expected>
#include <functional>
#include <unordered_map>

#include "calendar/engine/letters.hpp"
#include "calendar/mail/message.hpp"
#include "server/outbound/smtp_client.hpp"

namespace tandem {

struct MailRules {
    MailSender sender;
    std::string base_url;
    std::chrono::seconds delay{60}; // what is told waits so long for being read in the page
    std::chrono::seconds gap{900};  // at most one mail to a member in that time
};

class MailRound {
public:
    using Sent = std::expected<void, outbound::SmtpFailure>;
    struct Services {
        Queries& queries;
        const Clock& clock;
        std::function<DirectoryPtr()> directory;
        // Runs it where the store is written; throws if it was not run.
        std::function<void(const std::function<void(MailOutbox&)>&)> write;
        std::function<Sent(const outbound::SmtpMail&)> send;
        std::function<void(std::string)> report; // what an admin should know
        std::function<bool()> is_stopping = [] { return false; };
    };
    MailRound(Services services, MailRules rules);

    // When there is something to do again, unless something happens before; a minute ahead at most.
    Instant run();

    // A mail that says only that mail works. Nothing of it is kept.
    Sent send_test(Id member);

private:
    void take_notices(const Directory& directory, Instant now);
    void take_mornings(const Directory& directory, Instant now);
    std::optional<DueMail> due_for(const Member& member, Instant now);
    void send_due(const Directory& directory);
    void send(const OutgoingMail& mail, const Directory& directory, Instant now);
    Letter letter_for(const OutgoingMail& mail, const Member& member, const LetterFor& to, const Directory& directory);
    void write_finished();
    Sent hand_over(const Member& member, Id id, const Letter& letter);
    void fail(const OutgoingMail& mail, const outbound::SmtpFailure& failure, const std::vector<Id>& told, Instant now);
    void drop(const OutgoingMail& mail, std::string_view reason, const std::vector<Id>& told, Instant now);
    void put_off(const OutgoingMail& mail, Instant next, std::int64_t tries, const std::string& reason);

    struct Finished {
        Id mail;
        Instant at{};
        std::vector<Id> told;
    };

    Services services_;
    MailRules rules_;
    MailOutbox outbox_;              // of the reader
    std::vector<Finished> finished_; // the relay has them, the store does not know yet
    bool has_begun_ = false;
    Instant paused_until_{};
    std::int64_t pauses_ = 0; // in a row
    std::string last_report_;
};

} // namespace tandem
