#include "calendar/engine/letters.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/base/utf8.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/talk/comment.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_told = 30;    // in one mail: the rest is counted
constexpr std::size_t most_quoted = 600; // bytes of a comment

// Between who did it and what it is about, as the page says it.
constexpr std::string_view did[] = {"named you in a comment on", "commented on",       "made you the owner of",
                                    "asks for your sign-off of", "signed off",         "asks you about",
                                    "answered you about",        "refused to sign off"};
static_assert(std::size(did) == std::size(notification_kinds));

std::shared_ptr<const Preference> preference_of(Records& records, Id member) {
    const Records::Parameter owner[] = {to_text(member)};
    const auto found = records.select(preference_type, "created_by = ? ORDER BY id LIMIT 1", owner);
    return found.empty() ? nullptr : std::static_pointer_cast<const Preference>(found.front());
}

struct Subject {
    std::string name;
    std::string address; // in the page
};

// Nothing if the reader may not see it in full.
std::optional<Subject> subject_of(Records& records, Reader& reader, const Notification& what) {
    const auto seen = [&](const EntityType& type, const std::optional<Id>& id) -> RecordPtr {
        const RecordPtr record = id ? records.load(type, *id) : nullptr;
        return reader.detail(type, record) == Detail::full ? record : nullptr;
    };
    if (const auto entry = seen(entry_type, what.entry_id))
        return Subject{static_cast<const Entry&>(*entry).title, fmt::format("/?entry={}", to_text(entry->id))};
    if (const auto account = seen(account_type, what.account_id))
        return Subject{static_cast<const Account&>(*account).name,
                       fmt::format("/accounts?account={}", to_text(account->id))};
    if (const auto offer = seen(offer_type, what.offer_id))
        return Subject{static_cast<const Offer&>(*offer).name, fmt::format("/offers/{}", to_text(offer->id))};
    return {};
}

std::string_view cut(std::string_view text, std::size_t most) {
    std::size_t length = 0;
    while (length < text.size()) {
        const std::size_t point = std::max<std::size_t>(1, leading_code_point(text.substr(length)));
        if (length + point > most) break;
        length += point;
    }
    return text.substr(0, length);
}

std::string quotation(std::string_view text) {
    const std::string_view shown = cut(text, most_quoted);
    std::string out = "    > ";
    for (const char c : shown)
        if (c == '\n')
            out += "\n    > ";
        else
            out += c;
    return out + (shown.size() < text.size() ? "…\n" : "\n");
}

// What was said, if the reader may see it; a comment that is gone or hidden takes its notice along.
std::optional<std::string> words_of(Records& records, Reader& reader, const Notification& what) {
    if (!what.comment_id) return "";
    const RecordPtr comment = records.load(comment_type, *what.comment_id);
    if (reader.detail(comment_type, comment) != Detail::full) return {};
    return quotation(static_cast<const Comment&>(*comment).text);
}

bool is_muted(const Preference* preference, NotificationKind kind) {
    return preference &&
           std::ranges::find(preference->muted_kinds, notification_kinds[static_cast<std::size_t>(kind)]) !=
               preference->muted_kinds.end();
}

} // namespace

std::string letter_line(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
    return out;
}

MailWishes mail_wishes(Records& records, Id member) {
    const auto preference = preference_of(records, member);
    if (!preference) return {};
    return {preference->mail_notices, preference->mail_morning, preference->mail_week,
            static_cast<int>(preference->mail_hour)};
}

Notices notices_text(Records& records, Reader& reader, const LetterFor& to) {
    Notices out;
    const auto preference = preference_of(records, to.member_id);
    for (const Id id : to.notifications) {
        const auto what = std::static_pointer_cast<const Notification>(records.load(notification_type, id));
        if (!what || what->is_read || what->member_id != to.member_id || is_muted(preference.get(), what->kind))
            continue;
        const auto subject = subject_of(records, reader, *what);
        const auto words = words_of(records, reader, *what);
        if (!subject || !words) continue;
        const Member* by = what->by_id ? reader.directory().member(*what->by_id) : nullptr;
        out.subjects.push_back(letter_line(fmt::format("{} {} “{}”", by ? by->name : "Someone",
                                                       did[static_cast<std::size_t>(what->kind)], subject->name)));
        if (out.subjects.size() <= most_told)
            out.text += fmt::format("{}\n{}    {}{}\n\n", out.subjects.back(), *words, to.base_url, subject->address);
    }
    if (out.subjects.size() > most_told)
        out.text += fmt::format("And {} more in your inbox.\n\n", out.subjects.size() - most_told);
    return out;
}

std::string letter_foot(const LetterFor& to) {
    return fmt::format("-- \nWhat comes by mail, and when: {}/settings/profile\n", to.base_url);
}

Letter notices_letter(Queries& queries, const Directory& given, const LetterFor& to) {
    const Look look(queries, given);
    Reader reader(to.member_id, look.directory, queries.records());
    if (!mail_wishes(queries.records(), to.member_id).notices) return {};
    const Notices notices = notices_text(queries.records(), reader, to);
    if (notices.subjects.empty()) return {};
    const std::string subject = notices.subjects.size() == 1
                                    ? notices.subjects.front()
                                    : fmt::format("{} things for you", notices.subjects.size());
    return {subject, notices.text + letter_foot(to)};
}

} // namespace tandem
