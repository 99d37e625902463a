// calendar-multiget (RFC 4791 7.9).
#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"

namespace tandem::dav {
namespace {

constexpr std::size_t most_hrefs = 500; // R23

} // namespace

Step calendar_multiget(const Ask& ask, const Element& root) {
    const Wanted wanted = wanted_of(root);
    auto data = parse_calendar_data(root);
    if (!data) return std::move(data.error());
    XmlWriter out(d("multistatus"));
    std::size_t hrefs = 0;
    for (const Element& child : root.children) {
        if (!child.is(d("href"))) continue;
        if (++hrefs > most_hrefs) return too_much("up to 500 are told at once");
        if (is_full(ask, out)) data->is_cut = true;
        if (data->is_cut) break;
        const std::string_view href = child.trimmed();
        const auto address = parse_address(href);
        const bool is_here = address && address->kind == Address::Kind::object &&
                             address->member == ask.address.member && address->calendar == ask.calendar->id;
        const auto object = is_here ? ask.reader.find(ask.calendar->id, address->name) : std::nullopt;
        if (object)
            write_response(out, {ask, *address, ask.calendar, &*object, &*data}, wanted);
        else
            write_status(out, href, 404);
    }
    return finish(std::move(out), *data);
}

} // namespace tandem::dav
