// Bodies of HTTP answers about how entries hang together.
#include "calendar/schema/parts.hpp"

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/shift.hpp"

namespace tandem::schema {
namespace {

Json line(std::span<const std::string_view> whys, std::initializer_list<Member> more = {}) {
    Json line = object({{"id", id()},
                        {"title", bounded(1, 200)},
                        {"kind", one_of_words(entry_kinds)},
                        {"status", one_of_words(entry_statuses)},
                        {"why", one_of_words(whys)}});
    for (const Member& member : more) {
        const boost::json::string_view name(member.name.data(), member.name.size());
        line.get_object()["properties"].get_object()[name] = member.schema;
        line.get_object()["required"].get_array().emplace_back(name);
    }
    return line;
}

} // namespace

void emit_plan(const Emit& emit) {
    const auto broken = std::span(dependency_conflicts).subspan(1);
    emit("api/shift.json", "GET /api/shift?ids=ID,ID&days=N&children=true&dependants=true",
         object({{"moves", list(line(shift_reasons, {{"from", when()}, {"to", when()}}))},
                 {"stays", list(line(stay_reasons))},
                 {"hidden", integer(0)},
                 {"breaks", list(line(broken, {{"needs_id", id()}, {"needs_title", bounded(1, 200)}}))}}));
    emit("api/linked.json", "GET /api/entries/ID/linked",
         object({{"seq", integer(0)}, {"entries", list(reference("records/entry.json"))}}));
}

} // namespace tandem::schema
