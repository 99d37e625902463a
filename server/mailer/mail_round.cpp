#include "server/mailer/mail_round.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/entries/blackout.hpp"

namespace tandem {
namespace {

using outbound::SmtpFailure;
using namespace std::chrono_literals;

constexpr auto longest_wait = 60s;
constexpr auto oldest_told = 7 * 24h; // what lies unread for longer is told by the inbox alone
constexpr auto longest_tried = 24h;   // a mail
constexpr auto kept = 30 * 24h;       // of what was sent: longer than anything is told

// A minute after the first failure, then twice as long each time, an hour at most.
std::chrono::minutes back_off(std::int64_t failures) {
    return std::min(60min, std::chrono::minutes{std::int64_t{1} << std::min<std::int64_t>(failures - 1, 6)});
}

} // namespace

MailRound::MailRound(Services services, MailRules rules)
    : services_(std::move(services)), rules_(std::move(rules)), outbox_(services_.queries.database()) {}

Instant MailRound::run() {
    const Instant now = services_.clock.now();
    if (!has_begun_) services_.write([&](MailOutbox& outbox) { outbox.begin(now); });
    has_begun_ = true;
    write_finished();
    const DirectoryPtr directory = services_.directory();
    take_notices(*directory, now);
    take_mornings(*directory, now);
    if (now >= paused_until_) send_due(*directory);
    const Instant next = std::max(outbox_.next_at().value_or(now + longest_wait), paused_until_);
    return std::min(next, now + longest_wait);
}

void MailRound::take_notices(const Directory& directory, Instant now) {
    std::vector<OutgoingMail> made;
    for (const auto& untold : outbox_.untold(now - oldest_told)) {
        if (!directory.member(untold.member_id)) continue;
        const Instant free = outbox_.last_sent(untold.member_id).value_or(Instant{}) + rules_.gap;
        const Instant next = std::max(untold.since + rules_.delay, free);
        made.push_back({new_id(now), untold.member_id, MailKind::notices, "", now, next});
    }
    if (made.empty()) return;
    services_.write([&](MailOutbox& outbox) {
        for (const OutgoingMail& mail : made) outbox.put(mail);
    });
}

std::optional<DueMail> MailRound::due_for(const Member& member, Instant now) {
    if (!member.active || member.invited) return {};
    const MailWishes wishes = mail_wishes(services_.queries.records(), member.id);
    const auto days_off = services_.queries.records().select(blackout_type, "true ORDER BY id");
    return due_mail(wishes, member.zone, now, [&](Date on) {
        return std::ranges::any_of(days_off, [&](const RecordPtr& one) {
            return is_blacked_out(static_cast<const Blackout&>(*one), member.team, on);
        });
    });
}

void MailRound::take_mornings(const Directory& directory, Instant now) {
    std::vector<OutgoingMail> made;
    std::unordered_map<std::string, std::vector<Id>> served; // by day
    directory.each_member([&](const Member& member) {
        const auto due = due_for(member, now);
        if (!due) return;
        const std::string day = to_text(due->on);
        const auto [have, is_new] = served.try_emplace(day);
        if (is_new) have->second = outbox_.served_on(day);
        if (std::ranges::find(have->second, member.id) != have->second.end()) return;
        made.push_back({new_id(now), member.id, due->kind, day, now, now});
    });
    if (made.empty()) return;
    services_.write([&](MailOutbox& outbox) {
        for (const OutgoingMail& mail : made) outbox.put(mail);
        outbox.forget(now - kept);
    });
}

void MailRound::send_due(const Directory& directory) {
    for (const OutgoingMail& mail : outbox_.due(services_.clock.now())) {
        const Instant now = services_.clock.now();
        if (services_.is_stopping() || now < paused_until_) return;
        try {
            send(mail, directory, now);
        } catch (const StoreError&) {
            throw; // of all of them
        } catch (const std::exception& error) {
            if (!finished_.empty()) throw;
            services_.report(fmt::format("a mail could not be written: {}", error.what()));
            put_off(mail, now + 60min, mail.tries + 1, "It could not be written.");
        }
    }
}

Letter MailRound::letter_for(const OutgoingMail& mail, const Member& member, const LetterFor& to,
                             const Directory& directory) {
    if (mail.kind == MailKind::notices) return notices_letter(services_.queries, directory, to);
    const auto due = due_for(member, services_.clock.now());
    if (!due || due->kind != mail.kind || to_text(due->on) != mail.for_on) return {}; // the morning has gone
    return plan_letter(services_.queries, directory, to, *due);
}

void MailRound::send(const OutgoingMail& mail, const Directory& directory, Instant now) {
    const Member* member = directory.member(mail.member_id);
    if (!member || !member->active || member->invited) return drop(mail, "They cannot sign in.", {}, now);
    if (!is_mail_address(member->email)) return drop(mail, "Their address is none that mail goes to.", {}, now);
    if (const auto last = outbox_.last_sent(member->id); last && now < *last + rules_.gap)
        return put_off(mail, *last + rules_.gap, mail.tries, "");
    const LetterFor to{member->id, outbox_.untold_of(member->id, now - oldest_told), rules_.base_url};
    const Letter letter = letter_for(mail, *member, to, directory);
    const bool tells = mail.kind == MailKind::notices ||
                       (!letter.text.empty() && mail_wishes(services_.queries.records(), member->id).notices);
    const std::vector<Id> told = tells ? to.notifications : std::vector<Id>{};
    if (letter.text.empty()) return drop(mail, "There was nothing to say.", told, now);
    const Sent sent = hand_over(*member, mail.id, letter);
    if (!sent) return fail(mail, sent.error(), told, now);
    pauses_ = 0;
    last_report_.clear();
    finished_.push_back({mail.id, services_.clock.now(), told});
    write_finished();
}

// Where it cannot be written nothing more is sent until it is: or the next round would send the same again.
void MailRound::write_finished() {
    while (!finished_.empty()) {
        const Finished& one = finished_.back();
        services_.write([&](MailOutbox& outbox) { outbox.end(one.mail, MailEnd::sent, one.at, "", one.told); });
        finished_.pop_back();
    }
}

MailRound::Sent MailRound::hand_over(const Member& member, Id id, const Letter& letter) {
    const Mail mail{id, services_.clock.now(), member.email, member.name, letter.subject, letter.text};
    return services_.send({rules_.sender.address, member.email, to_message(mail, rules_.sender)});
}

MailRound::Sent MailRound::send_test(Id member_id) {
    const DirectoryPtr directory = services_.directory();
    const Member* member = directory->member(member_id);
    if (!member || !is_mail_address(member->email))
        return std::unexpected(SmtpFailure{SmtpFailure::Of::mail, "Your address is none that mail goes to."});
    return hand_over(*member, new_id(services_.clock.now()),
                     {"Mail from Tandem reaches you",
                      "This is the test mail that you asked for.\n\n" + letter_foot({member_id, {}, rules_.base_url})});
}

// Where the relay is at fault the others wait as well: each would cost the same time and come to the same.
void MailRound::fail(const OutgoingMail& mail, const SmtpFailure& failure, const std::vector<Id>& told, Instant now) {
    if (services_.is_stopping()) return; // it was broken off: the next start sends it
    if (failure.of == SmtpFailure::Of::relay) {
        paused_until_ = now + back_off(++pauses_);
        if (last_report_ != failure.reason) services_.report(failure.reason);
        last_report_ = failure.reason;
    }
    if (failure.of == SmtpFailure::Of::mail || now - mail.made_at >= longest_tried)
        return drop(mail, failure.reason, told, now);
    put_off(mail, now + back_off(mail.tries + 1), mail.tries + 1, failure.reason);
}

void MailRound::drop(const OutgoingMail& mail, std::string_view reason, const std::vector<Id>& told, Instant now) {
    services_.write([&](MailOutbox& outbox) { outbox.end(mail.id, MailEnd::dropped, now, std::string(reason), told); });
}

void MailRound::put_off(const OutgoingMail& mail, Instant next, std::int64_t tries, const std::string& reason) {
    services_.write([&](MailOutbox& outbox) { outbox.put_off(mail.id, next, tries, reason); });
}

} // namespace tandem
