#include "calendar/store/mail_outbox.hpp"

#include <algorithm>

namespace tandem {
namespace {

constexpr std::string_view kinds[] = {"notices", "morning", "week"};
constexpr std::string_view ends[] = {"sent", "dropped"};
constexpr std::string_view began = "mail_since"; // in meta

std::int64_t number(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t milliseconds) { return Instant{std::chrono::milliseconds{milliseconds}}; }

std::vector<Id> ids(Statement& rows) {
    std::vector<Id> found;
    while (rows.step())
        if (const auto id = parse_id(rows.text(0))) found.push_back(*id);
    return found;
}

} // namespace

void MailOutbox::begin(Instant now) {
    Statement row = database_.prepare("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING");
    row.bind(1, began).bind(2, std::to_string(number(now))).run();
}

std::vector<MailOutbox::Untold> MailOutbox::untold(Instant oldest) {
    Statement rows = database_.prepare(
        "SELECT member_id, min(created_at) FROM notification WHERE read = 0 AND created_at >= "
        "max(?, (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'mail_since')) "
        "AND NOT EXISTS (SELECT 1 FROM mail_notice WHERE mail_notice.notification_id = notification.id) "
        "AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.member_id = notification.member_id AND mail.kind = 'notices' "
        "AND mail.state = 'waiting') GROUP BY member_id ORDER BY member_id");
    rows.bind(1, number(oldest));
    std::vector<Untold> found;
    while (rows.step())
        if (const auto id = parse_id(rows.text(0))) found.push_back({*id, instant(rows.integer(1))});
    return found;
}

std::vector<Id> MailOutbox::untold_of(Id member, Instant oldest) {
    Statement rows = database_.prepare(
        "SELECT id FROM notification WHERE member_id = ? AND read = 0 AND created_at >= "
        "max(?, (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'mail_since')) "
        "AND NOT EXISTS (SELECT 1 FROM mail_notice WHERE mail_notice.notification_id = notification.id) "
        "ORDER BY created_at, id LIMIT 1000");
    rows.bind(1, to_text(member)).bind(2, number(oldest));
    return ids(rows);
}

std::vector<OutgoingMail> MailOutbox::due(Instant now) {
    Statement rows =
        database_.prepare("SELECT id, member_id, kind, for_on, made_at, next_at, tries FROM mail "
                          "WHERE state = 'waiting' AND next_at <= ? ORDER BY kind = 'notices', next_at, id LIMIT 1000");
    rows.bind(1, number(now));
    std::vector<OutgoingMail> found;
    while (rows.step()) {
        const auto id = parse_id(rows.text(0)), member = parse_id(rows.text(1));
        if (!id || !member) continue;
        const auto kind = static_cast<MailKind>(std::ranges::find(kinds, rows.text(2)) - std::begin(kinds));
        found.push_back({*id, *member, kind, std::string(rows.text(3)), instant(rows.integer(4)),
                         instant(rows.integer(5)), rows.integer(6)});
    }
    return found;
}

std::optional<Instant> MailOutbox::next_at() {
    const auto next = database_.query_integer("SELECT min(next_at) FROM mail WHERE state = 'waiting'");
    return next ? std::optional(instant(*next)) : std::nullopt;
}

std::vector<Id> MailOutbox::served_on(const std::string& day) {
    Statement rows = database_.prepare("SELECT member_id FROM mail WHERE for_on = ? AND for_on <> ''");
    rows.bind(1, day);
    return ids(rows);
}

std::optional<Instant> MailOutbox::last_sent(Id member) {
    Statement row = database_.prepare("SELECT max(ended_at) FROM mail WHERE member_id = ? AND state = 'sent'");
    row.bind(1, to_text(member));
    if (!row.step() || row.is_null(0)) return {};
    return instant(row.integer(0));
}

void MailOutbox::put(const OutgoingMail& mail) {
    Statement row = database_.prepare("INSERT INTO mail (id, member_id, kind, for_on, made_at, state, next_at, tries, "
                                      "ended_at, reason) VALUES (?, ?, ?, ?, ?, 'waiting', ?, 0, NULL, '') "
                                      "ON CONFLICT DO NOTHING");
    row.bind(1, to_text(mail.id)).bind(2, to_text(mail.member_id));
    row.bind(3, kinds[static_cast<std::size_t>(mail.kind)]).bind(4, mail.for_on);
    row.bind(5, number(mail.made_at)).bind(6, number(mail.next_at)).run();
}

void MailOutbox::put_off(Id mail, Instant next_at, std::int64_t tries, const std::string& reason) {
    Statement row = database_.prepare("UPDATE mail SET next_at = ?, tries = ?, reason = ? WHERE id = ?");
    row.bind(1, number(next_at)).bind(2, tries).bind(3, reason).bind(4, to_text(mail)).run();
}

void MailOutbox::end(Id mail, MailEnd end, Instant now, const std::string& reason, std::span<const Id> told) {
    Transaction transaction(database_);
    for (const Id notification : told) {
        Statement row = database_.prepare(
            "INSERT INTO mail_notice (notification_id, mail_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
        row.bind(1, to_text(notification)).bind(2, to_text(mail)).run();
    }
    {
        Statement row = database_.prepare("UPDATE mail SET state = ?, ended_at = ?, reason = ? WHERE id = ?");
        row.bind(1, ends[static_cast<std::size_t>(end)]).bind(2, number(now)).bind(3, reason).bind(4, to_text(mail));
        row.run();
    }
    transaction.commit();
}

void MailOutbox::forget(Instant before) {
    Statement row = database_.prepare("DELETE FROM mail WHERE state <> 'waiting' AND ended_at < ?");
    row.bind(1, number(before)).run(); // and what it told goes with it
}

} // namespace tandem
