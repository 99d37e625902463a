#include "server/dav/dav.hpp"

#include <algorithm>

#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/privileges.hpp"

namespace tandem::dav {
namespace {

using Kind = Address::Kind;
using Method = Step (*)(const Ask&);

constexpr int most_tries = 5;
constexpr std::string_view compliance = "1, 3, access-control, calendar-access"; // RFC 4918 18, 3744 7.2, 4791 5.1

struct MethodRow {
    std::string_view name;
    Method run;
    bool of_objects, of_collections;
    std::size_t body_limit;
};
constexpr MethodRow methods[] = {
    {"GET", get, true, false, 0},
    {"PUT", put, true, false, most_object_bytes},
    {"DELETE", erase, true, false, 0},
    {"MOVE", move, true, false, 0},
    {"PROPFIND", propfind, true, true, most_xml_bytes},
    {"PROPPATCH", proppatch, true, true, most_xml_bytes},
    {"REPORT", report, true, true, most_xml_bytes},
};

constexpr std::string_view collections[] = {
    "/dav/",
    "/dav",
    "/dav/principals/",
    "/dav/principals",
    "/dav/principals/{member}/",
    "/dav/principals/{member}",
    "/dav/calendars/",
    "/dav/calendars",
    "/dav/calendars/{member}/",
    "/dav/calendars/{member}",
    "/dav/calendars/{member}/{calendar}/",
    "/dav/calendars/{member}/{calendar}",
};
constexpr std::string_view object_pattern = "/dav/calendars/{member}/{calendar}/{name}";

const MethodRow* find_method(std::string_view name) {
    const auto* found = std::ranges::find(methods, name == "HEAD" ? "GET" : name, &MethodRow::name);
    return found == std::end(methods) ? nullptr : found;
}

http::Response sign_in_first(const Error& error) {
    http::Response response = http::problem(error);
    if (response.status == 401) response.headers.set("WWW-Authenticate", R"(Basic realm="Tandem", charset="UTF-8")");
    return response;
}

// The same for what is not there and for what is somebody else's (R8).
http::Response not_found() { return http::problem({ErrorCode::not_found, {}, "nothing is here"}); }

http::Response busy() {
    return http::problem({ErrorCode::unavailable, {}, "too much is going on"}, std::chrono::seconds{1});
}

// RFC 4918 10.1; asked before anyone signs in.
http::Response options(bool of_object) {
    http::Response response = http::empty_response(200);
    response.headers.set("DAV", compliance);
    response.headers.set("Allow", of_object ? "OPTIONS, GET, HEAD, PUT, DELETE, MOVE, PROPFIND, PROPPATCH, REPORT"
                                            : "OPTIONS, PROPFIND, PROPPATCH, REPORT");
    return response;
}

bool names_a_member(Kind kind) {
    return kind == Kind::principal || kind == Kind::home || kind == Kind::calendar || kind == Kind::object;
}

} // namespace

struct Dav::Job {
    http::Request request;
    http::Respond respond;
    Visitor visitor;
    Address address;
    Method method;
    int tries = 0;
};

Dav::Dav(Services services, std::size_t per_minute)
    : services_(services),
      limiter_({.per_minute = static_cast<double>(per_minute), .burst = static_cast<double>(per_minute) / 4}) {}

void Dav::add_routes(http::Router& router) {
    const auto handler = [this](http::Request request, http::Respond respond) {
        handle(std::move(request), std::move(respond));
    };
    for (const MethodRow& method : methods) {
        if (method.of_objects)
            router.add({std::string(method.name), std::string(object_pattern), handler, method.body_limit});
        if (!method.of_collections) continue;
        for (const auto pattern : collections)
            router.add({std::string(method.name), std::string(pattern), handler, method.body_limit});
    }
    // Apps that are given the bare host ask here first (feeds.md).
    router.add({"PROPFIND", "/", handler, most_xml_bytes});
    const auto allow = [](bool of_object) {
        return [of_object](const http::Request&, http::Respond respond) { respond(options(of_object)); };
    };
    for (const auto pattern : collections) router.add({"OPTIONS", std::string(pattern), allow(false), most_xml_bytes});
    router.add({"OPTIONS", std::string(object_pattern), allow(true), most_xml_bytes});
    router.add({"OPTIONS", "/", allow(false), most_xml_bytes});
    for (const char* method : {"GET", "HEAD", "OPTIONS", "PROPFIND", "PROPPATCH", "REPORT", "PUT", "POST", "DELETE"})
        router.add({method, "/.well-known/caldav",
                    [this](const http::Request& request, http::Respond respond) { respond(redirect(request)); },
                    most_xml_bytes});
}

// RFC 6764 5: for every method, and absolute.
http::Response Dav::redirect(const http::Request&) const {
    http::Response response = http::empty_response(301);
    response.headers.set("Location", services_.base_url + "/dav/");
    return response;
}

void Dav::handle(http::Request request, http::Respond respond) {
    const auto visitor = services_.authenticator.identify_app(request);
    if (!visitor) return respond(sign_in_first(visitor.error()));
    if (const auto wait = limiter_.take(to_text(visitor->member_id), net::Loop::now()))
        return respond(http::problem({ErrorCode::too_many_requests, {}, "too many requests; wait a moment"}, *wait));
    const auto address = parse_address(request.path);
    const MethodRow* method = find_method(request.method);
    if (!address || !method || (names_a_member(address->kind) && address->member != visitor->member_id))
        return respond(not_found());
    post(std::make_shared<Job>(std::move(request), std::move(respond), *visitor, *address, method->run));
}

// Any thread.
void Dav::post(const JobPtr& job) {
    const bool taken = services_.backend.workers.post([this, job](Queries& queries) {
        std::optional<Step> step;
        {
            ObjectReader reader(queries, services_.backend.engine.directory(), job->visitor.member_id);
            Ask ask{services_, job->request, job->visitor, job->address, reader, nullptr};
            const bool is_in_calendar = job->address.kind == Kind::calendar || job->address.kind == Kind::object;
            if (is_in_calendar) ask.calendar = reader.calendar(job->address.calendar);
            step = is_in_calendar && !ask.calendar ? Step(not_found()) : job->method(ask);
        }
        if (auto* response = std::get_if<http::Response>(&*step)) return job->respond(std::move(*response));
        submit(job, std::move(std::get<Write>(*step)));
    });
    if (!taken) job->respond(busy());
}

void Dav::submit(const JobPtr& job, Write write) {
    services_.backend.core.submit(std::move(write.submission), [this, job, answer = std::move(write.answer),
                                                                may_retry = write.may_retry](const Outcome& outcome) {
        const auto* error = std::get_if<Error>(&outcome);
        const bool was_overtaken = error && error->code == ErrorCode::changed_since;
        if (was_overtaken && may_retry && ++job->tries < most_tries) return post(job);
        job->respond(was_overtaken && may_retry ? busy() : answer(outcome));
    });
}

} // namespace tandem::dav
