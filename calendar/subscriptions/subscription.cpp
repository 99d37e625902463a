#include "calendar/subscriptions/subscription.hpp"

#include <algorithm>

namespace tandem {
namespace {

constexpr Field fields[] = {
    reference<&Subscription::calendar_id>("calendar_id", "calendar", "The calendar that it fills")
        .set_by(SetBy::server),
    text<&Subscription::url>("url", "The address that is read").required().length(1, 2000).shown(Detail::secret),
    text<&Subscription::host>("host", "Where that is, without the rest of the address")
        .length(0, 260)
        .set_by(SetBy::server),
    integer<&Subscription::interval_minutes>("interval_minutes", "How often it is read").range(15, 7 * 24 * 60),
    boolean<&Subscription::paused>("paused", "Not read for now"),
    choice<&Subscription::state>("state", subscription_states, "What came of it last").set_by(SetBy::server),
    instant<&Subscription::checked_at>("checked_at", "When it was last read, or that was tried").set_by(SetBy::server),
    instant<&Subscription::good_at>("good_at", "When its entries were last known to be as they are there")
        .set_by(SetBy::server),
    instant<&Subscription::next_at>("next_at", "When it is read next").set_by(SetBy::server),
    instant<&Subscription::asked_at>("asked_at", "When a member last asked to read it at once").set_by(SetBy::server),
    integer<&Subscription::failures>("failures", "Failures in a row").range(0, 1'000'000'000).set_by(SetBy::server),
    text<&Subscription::error>("error", "Why it could not be read").length(0, 300).set_by(SetBy::server),
    text<&Subscription::etag>("etag", "ETag of the last answer").length(0, 500).secret(),
    text<&Subscription::last_modified>("last_modified", "Last-Modified of the last answer").length(0, 100).secret(),
};

constexpr std::string_view blanks = " \t\r\n";

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

auto wrong(std::string rule) { return fail_field("url", std::move(rule)); }

bool is_address_character(char c) {
    return c > ' ' && c < 0x7f && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

// RFC 3986 3.2.2 as far as calendars are found by it: names, IPv4, [IPv6], with a port.
bool is_host(std::string_view host) {
    const auto ends = host.starts_with('[') ? host.find(']') : std::string_view::npos;
    const std::string_view port_and_name = ends == std::string_view::npos ? host : host.substr(ends);
    const auto colon = port_and_name.find(':');
    const std::string_view port = colon == std::string_view::npos ? "" : port_and_name.substr(colon + 1);
    const bool has_name = !host.empty() && host.front() != ':' && host.size() <= 260;
    return has_name && port.size() <= 5 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

constinit const EntityType subscription_type = entity<Subscription>("subscription", Audience::calendar, fields);

Result<void> normalize_address(Subscription& subscription) {
    std::string& url = subscription.url;
    url.erase(0, std::min(url.find_first_not_of(blanks), url.size()));
    url.erase(url.find_last_not_of(blanks) + 1);
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string::npos) return wrong("must begin with https://, http:// or webcal://");
    std::string scheme = url.substr(0, scheme_end);
    std::ranges::transform(scheme, scheme.begin(), lower);
    if (scheme == "webcal" || scheme == "webcals") scheme = "https";
    if (scheme != "https" && scheme != "http") return wrong("must begin with https://, http:// or webcal://");
    std::string rest = url.substr(scheme_end + 3);
    if (!std::ranges::all_of(rest, is_address_character)) return wrong("holds a character that addresses do not have");
    rest.erase(std::min(rest.find('#'), rest.size()));
    const auto authority_end = std::min(rest.find_first_of("/?"), rest.size());
    const auto at = rest.substr(0, authority_end).rfind('@');
    const auto host_start = at == std::string::npos ? 0 : at + 1; // a name and a password may stand before it
    std::ranges::transform(rest.begin() + host_start, rest.begin() + authority_end, rest.begin() + host_start, lower);
    subscription.host = rest.substr(host_start, authority_end - host_start);
    if (!is_host(subscription.host)) return wrong("names no server");
    url = scheme + "://" + rest;
    return {};
}

void follow_settings(const Subscription* before, Subscription& after, Instant now) {
    const bool is_new_address = !before || before->url != after.url;
    if (is_new_address) {
        after.etag.clear();
        after.last_modified.clear();
    }
    if (after.paused) {
        after.state = SubscriptionState::paused;
        after.next_at.reset();
        return;
    }
    if (is_new_address || before->paused) {
        after.state = SubscriptionState::waiting;
        after.failures = 0;
        after.error.clear();
        after.next_at = now;
    } else if (before->interval_minutes != after.interval_minutes && after.state == SubscriptionState::fresh) {
        after.next_at = after.checked_at.value_or(now) + std::chrono::minutes{after.interval_minutes};
    }
}

} // namespace tandem
