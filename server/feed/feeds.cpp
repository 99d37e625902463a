#include "server/feed/feeds.hpp"

#include <algorithm>

#include "calendar/base/secret.hpp"
#include "calendar/feeds/app_name.hpp"
#include "server/feed/validators.hpp"
#include "server/http/access_record.hpp"
#include "server/http/conditional.hpp"
#include "server/http/gzip.hpp"
#include "server/http/response_head.hpp"

namespace tandem {
namespace {

constexpr std::size_t token_length = 43;               // 256 bits in base64url (R13)
constexpr std::size_t most_rendered_bytes = 256 << 20; // some 300 feeds of the greatest size, or 10,000 usual ones
constexpr std::chrono::minutes note_every{1};          // an iPhone behind a Nextcloud asked 200 times a day
constexpr std::string_view content_type = "text/calendar; charset=utf-8"; // whatever Accept says: Google sends none

Date day_of(Instant now) { return Date{std::chrono::floor<std::chrono::days>(now).time_since_epoch()}; }

http::Response gone() {
    // Not 404: Thunderbird swallows that and keeps what it has for ever.
    return http::problem(Error{ErrorCode::gone, {}, "this feed link was revoked"});
}

http::Response unknown() { return http::problem(Error{ErrorCode::not_found, {}, "no such feed"}); }

void add_common_headers(http::Response& response) {
    response.headers.set("Cache-Control", "private, no-cache");
    response.headers.set("X-Robots-Tag", "noindex"); // robots.txt must not forbid /feeds/, or Google refuses
    response.headers.set("Vary", "Accept-Encoding");
}

} // namespace

Feeds::Feeds(Services services)
    : services_(std::move(services)), started_at_(services_.clock.now()), writer_(services_.base_url) {}

void Feeds::handle(http::Request request, http::Respond respond) {
    if (auto response = answer_from_cache(request)) return respond(std::move(*response));
    struct Job {
        http::Request request;
        http::Respond respond;
    };
    auto job = std::make_shared<Job>(std::move(request), std::move(respond));
    if (!services_.run_on_worker([this, job] { job->respond(answer_or_old(job->request)); }))
        job->respond(answer_busy(job->request));
}

http::Response Feeds::answer_or_old(const http::Request& request) {
    try {
        return answer(request);
    } catch (const StoreError&) { // the disk fails; writers learn of it and say so
        return answer_busy(request);
    }
}

// Any 5xx makes Thunderbird give the calendar up until its next start: old bytes are better, as long as nobody has lost
// the right to them.
http::Response Feeds::answer_busy(const http::Request& request) {
    const RenderedPtr old = find(hash_secret(request.parameter("token")));
    if (old && old->seq >= services_.source.narrowed_seq()) return respond_with(*old, request);
    return http::problem({ErrorCode::unavailable, {}, "too much is going on; try again in a moment"},
                         std::chrono::seconds{60});
}

std::optional<http::Response> Feeds::answer_from_cache(const http::Request& request) {
    const std::string_view token = request.parameter("token");
    if (token.size() != token_length) return unknown();
    const RenderedPtr rendered = find(hash_secret(token));
    if (!rendered || rendered->seq != services_.source.seq() || rendered->day != day_of(services_.clock.now()))
        return std::nullopt;
    if (!rendered->packed && http::accepts_gzip(request.headers)) return std::nullopt;
    return respond_with(*rendered, request);
}

http::Response Feeds::answer(const http::Request& request) {
    if (auto response = answer_from_cache(request)) return std::move(*response); // another one rendered it meanwhile
    const std::string token_hash = hash_secret(request.parameter("token"));
    const std::lock_guard lock(render_mutex_);
    const Date today = day_of(services_.clock.now());
    services_.source.catch_up(today);
    const auto link = services_.source.find_link(token_hash);
    if (!link) return unknown();
    if (!services_.source.is_served(*link)) return gone();
    return respond_with(*render(*link, token_hash, today, http::accepts_gzip(request.headers)), request);
}

Feeds::RenderedPtr Feeds::find(const std::string& token_hash) const {
    const std::lock_guard lock(mutex_);
    const auto found = rendered_.find(token_hash);
    return found == rendered_.end() ? nullptr : found->second;
}

void Feeds::keep(const std::string& token_hash, RenderedPtr rendered) {
    const auto bytes = [](const RenderedPtr& of) {
        return of ? of->text->size() + (of->packed ? of->packed->size() : 0) : 0;
    };
    const std::lock_guard lock(mutex_);
    if (rendered_bytes_ + bytes(rendered) > most_rendered_bytes) { // rare, and each costs milliseconds to make again
        rendered_.clear();
        rendered_bytes_ = 0;
    }
    RenderedPtr& place = rendered_[token_hash];
    rendered_bytes_ += bytes(rendered);
    rendered_bytes_ -= bytes(place);
    place = std::move(rendered);
}

Feeds::RenderedPtr Feeds::render(const FeedLink& link, const std::string& token_hash, Date today, bool packed) {
    const RenderedPtr before = find(token_hash);
    auto rendered = std::make_shared<Rendered>();
    rendered->seq = services_.source.caught_up_seq();
    rendered->day = today;
    rendered->link = link.id;
    rendered->parts =
        writer_.collect(link, services_.source.items(link, feed_window(today)), today, services_.source.days_off(link));
    if (before && before->parts == rendered->parts) { // the change was not one of this feed
        rendered->text = before->text;
        rendered->packed = before->packed;
        rendered->etag = before->etag;
        rendered->changed_at = before->changed_at;
    } else {
        rendered->text = std::make_shared<const std::string>(writer_.join(link, rendered->parts));
        rendered->etag = make_etag(*rendered->text);
        // The window moves at midnight, and another version of the server may write other bytes.
        rendered->changed_at =
            std::max({services_.source.changed_at(), started_at_, Instant{today.time_since_epoch()}});
    }
    if (packed && !rendered->packed)
        rendered->packed = std::make_shared<const std::string>(http::gzip(*rendered->text));
    keep(token_hash, rendered);
    return rendered;
}

http::Response Feeds::respond_with(const Rendered& rendered, const http::Request& request) {
    note(rendered, request);
    const Instant now = services_.clock.now();
    const bool packed = rendered.packed && http::accepts_gzip(request.headers);
    const bool unchanged = is_not_modified(request.headers, {rendered.etag, rendered.changed_at}, now);
    http::Response response = unchanged
                                  ? http::empty_response(304)
                                  : http::text_response(200, content_type, packed ? rendered.packed : rendered.text);
    add_common_headers(response);
    response.headers.set("ETag", packed ? gzip_etag(rendered.etag) : rendered.etag);
    if (const auto modified = last_modified(rendered.changed_at, now))
        response.headers.set("Last-Modified", http::http_date(*modified));
    if (packed && !unchanged) response.headers.set("Content-Encoding", "gzip");
    return response;
}

// A 304 says that the app has these bytes already. What is not noted within the minute is told as not seen a little
// longer, never as seen too early.
void Feeds::note(const Rendered& rendered, const http::Request& request) {
    if (request.method != "GET" || !services_.note_fetch) return;
    const Instant now = services_.clock.now();
    FeedFetch fetch{rendered.link, {}, http::printable(request.headers.get("User-Agent"), 200), now, rendered.seq};
    fetch.app = app_name(fetch.agent);
    {
        const std::lock_guard lock(mutex_);
        auto& noted = noted_[rendered.link];
        std::erase_if(noted, [&](const Noted& one) { return now - one.at >= note_every; });
        if (noted.size() >= FeedLedger::most_apps || std::ranges::count(noted, fetch.app, &Noted::app) > 0) return;
        noted.push_back({fetch.app, now});
    }
    services_.note_fetch(std::move(fetch));
}

http::Response Feeds::download(Id entry, std::string text) const {
    http::Response response = http::text_response(200, content_type, std::move(text));
    response.headers.set("Content-Disposition", "attachment; filename=\"" + to_text(entry) + ".ics\"");
    return response;
}

} // namespace tandem
