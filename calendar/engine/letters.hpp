#pragma once
// What is said to a member by mail. Made when it is sent, of what that member may see then. Each stands on a read
// transaction of its own; on a thread with its own Queries.

#include <string>
#include <vector>

#include "calendar/engine/queries.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/mail/schedule.hpp"

namespace tandem {

struct Letter {
    std::string subject;
    std::string text; // empty: there is nothing to say
};

// To whom, with the unread notifications that no mail has told, and the address of the page.
struct LetterFor {
    Id member_id;
    std::vector<Id> notifications;
    std::string base_url;
};

// What a member wants of mail.
MailWishes mail_wishes(Records& records, Id member);

// What the notifications tell, as far as the member may still see it and has not read or muted it.
Letter notices_letter(Queries& queries, const Directory& directory, const LetterFor& to);

// What takes place on that day, or from it to the end of its week: the member's own, then what others begin, then the
// notifications.
Letter plan_letter(Queries& queries, const Directory& directory, const LetterFor& to, const DueMail& due);

// For both.
struct Notices {
    std::vector<std::string> subjects; // "Rob named you in a comment on “Webinar”"
    std::string text;
};
Notices notices_text(Records& records, Reader& reader, const LetterFor& to);
std::string letter_foot(const LetterFor& to);
// One line of a letter, whatever was written.
std::string letter_line(std::string_view text);

} // namespace tandem
