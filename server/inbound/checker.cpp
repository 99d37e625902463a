#include "server/inbound/checker.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/record/utf8.hpp"

namespace tandem {
namespace {

// RFC 9110 8.8 gives validators no length; one that is not kept only costs a transfer.
std::string kept(const std::string& validator, std::int64_t most) {
    for (const char c : validator)
        if (c < ' ' || c > '~') return {};
    return std::ssize(validator) > most ? std::string{} : validator;
}

boost::json::value or_null(const std::optional<Instant>& at) {
    return at ? boost::json::value(to_text(*at)) : boost::json::value();
}

JsonPtr args_of(const Subscription& s) {
    return std::make_shared<const boost::json::value>(
        boost::json::object{{"id", to_text(s.id)},
                            {"state", subscription_states[static_cast<std::size_t>(s.state)].data()},
                            {"checked_at", or_null(s.checked_at)},
                            {"good_at", or_null(s.good_at)},
                            {"next_at", or_null(s.next_at)},
                            {"failures", s.failures},
                            {"error", s.error},
                            {"etag", s.etag},
                            {"last_modified", s.last_modified}});
}

void succeed(Subscription& after, const outbound::FetchAnswer& answer) {
    after.state = SubscriptionState::fresh;
    after.good_at = after.checked_at;
    after.next_at = *after.checked_at + std::chrono::minutes{after.interval_minutes};
    after.failures = 0;
    after.error.clear();
    if (answer.status != 200) return; // a 304 confirms those that are here
    after.etag = kept(answer.etag, 500);
    after.last_modified = kept(answer.last_modified, 100);
}

// Nothing can be written for anyone; everything else is about one calendar, which must not hold up the others.
bool is_of_machine(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::storage_full;
}

} // namespace

Checker::Checker(Services services)
    : services_(std::move(services)), records_(services_.reader), mirror_(records_, services_.clock, services_.apply) {}

Result<std::optional<Instant>> Checker::run_due() {
    for (const auto& calendar : records_.select(calendar_type, "source = 'closing' ORDER BY id LIMIT 100"))
        if (auto ok = mirror_.close(calendar->id); !ok && is_of_machine(ok.error())) return std::unexpected(ok.error());
    const Records::Parameter now[] = {services_.clock.now().time_since_epoch().count()};
    for (const auto& record : records_.select(subscription_type, "next_at <= ? ORDER BY next_at, id LIMIT 1000", now)) {
        if (services_.is_stopping()) break;
        if (auto ok = check(static_cast<const Subscription&>(*record)); !ok) return std::unexpected(ok.error());
    }
    const auto next = records_.select(subscription_type, "next_at IS NOT NULL ORDER BY next_at, id LIMIT 1");
    if (next.empty()) return std::optional<Instant>{};
    return static_cast<const Subscription&>(*next.front()).next_at;
}

std::expected<bool, Checker::Failure> Checker::take(const Subscription& subscription, const FetchResult& result) {
    const bool asked_for_newer = !subscription.etag.empty() || !subscription.last_modified.empty();
    const auto verdict = judge(result, asked_for_newer);
    if (!verdict) return std::unexpected(Failure{verdict.error(), {}});
    if (!*verdict) return false;
    const auto feed = ical::decode(result->body);
    if (!feed) return std::unexpected(Failure{fmt::format("This is no calendar: {}.", feed.error().message), {}});
    if (!feed->is_whole) return std::unexpected(Failure{"It is cut off: it ends inside the calendar.", {}});
    if (feed->items.size() > limits::subscribed_events)
        return std::unexpected(Failure{fmt::format("It has more than {} events.", limits::subscribed_events), {}});
    const auto filled = mirror_.fill(subscription.calendar_id, *feed);
    if (!filled && filled.error().code == ErrorCode::internal) // a bug of ours with this feed; the others go on
        return std::unexpected(Failure{"Something went wrong here while it was read.", {}});
    if (!filled) return std::unexpected(Failure{{}, filled.error()});
    return *filled;
}

Result<void> Checker::check(const Subscription& subscription) {
    const FetchResult result = services_.get({subscription.url, subscription.etag, subscription.last_modified});
    if (services_.is_stopping()) return {}; // what was broken off is no failure of the other side
    const auto taken = take(subscription, result);
    Subscription after = subscription;
    after.checked_at = services_.clock.now();
    if (taken) {
        succeed(after, *result);
    } else if (!taken.error().of_store) {
        after.state = SubscriptionState::failing;
        ++after.failures;
        after.error = taken.error().reason.substr(0, 300);
        after.next_at = *after.checked_at +
                        back_off(after.failures, result ? result->retry_after : std::optional<std::chrono::seconds>{});
    } else if (taken.error().of_store->code == ErrorCode::gone) {
        return {};
    } else {
        return std::unexpected(*taken.error().of_store);
    }
    return settle(subscription, after, taken.value_or(false));
}

// A change where someone will want to see it at once; otherwise a note, so that checks do not fill the log.
Result<void> Checker::settle(const Subscription& before, const Subscription& after, bool is_news) {
    const bool was_asked = before.asked_at && (!before.checked_at || *before.asked_at > *before.checked_at);
    if (!is_news && !was_asked && before.state == after.state && before.error == after.error) {
        services_.note(
            after.id, before.rev,
            {*after.checked_at, after.good_at, after.next_at, after.failures, after.etag, after.last_modified});
        return {};
    }
    Submission told{Actor::system(),
                    {to_text(new_id(services_.clock.now())), "subscription.update", args_of(after), std::nullopt}};
    told.unchanged.push_back({&subscription_type, before.id, before.rev});
    const auto outcomes = services_.apply({std::move(told)});
    const auto* error = std::get_if<Error>(&outcomes.front());
    // Changed by a member meanwhile, or ended: theirs counts, and says when it is due.
    const bool is_overtaken = error && (error->code == ErrorCode::changed_since || error->code == ErrorCode::not_found);
    if (error && !is_overtaken) return std::unexpected(*error);
    return {};
}

} // namespace tandem
