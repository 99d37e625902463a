#pragma once
// MailOutbox: mail that is to go out, beside the change log. It holds no words: those are made when it is sent, of what
// its reader may see then. Each write is a transaction of its own. Borrowed Database, same thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/base/id.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

enum class MailKind : std::uint8_t { notices, morning, week };
enum class MailEnd : std::uint8_t { sent, dropped };

struct OutgoingMail {
    Id id;
    Id member_id;
    MailKind kind = MailKind::notices;
    std::string for_on; // the day of a morning or a week; at most one of either for each member and day
    Instant made_at{};
    Instant next_at{}; // when it is tried (again)
    std::int64_t tries = 0;
};

class MailOutbox {
public:
    explicit MailOutbox(Database& database) : database_(database) {}

    // What was told in the inbox before the first call is not mailed.
    void begin(Instant now);

    // Members who have something unread in their inbox, made after `oldest`, that no mail has told or is about to: and
    // since when.
    struct Untold {
        Id member_id;
        Instant since{};
    };
    std::vector<Untold> untold(Instant oldest);
    std::vector<Id> untold_of(Id member, Instant oldest); // notifications, the oldest first

    std::vector<OutgoingMail> due(Instant now); // mornings first: they take notices along
    std::optional<Instant> next_at();
    std::vector<Id> served_on(const std::string& day); // members who have a mail for that day, sent or not
    std::optional<Instant> last_sent(Id member);

    void put(const OutgoingMail& mail); // nothing if it is there: notices that wait, or a mail for that day
    void put_off(Id mail, Instant next_at, std::int64_t tries, const std::string& reason);
    // These notifications are not told by another mail.
    void end(Id mail, MailEnd end, Instant now, const std::string& reason, std::span<const Id> told);
    void forget(Instant before); // what ended then

private:
    Database& database_;
};

} // namespace tandem
