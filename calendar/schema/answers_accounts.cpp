// Bodies of HTTP requests and answers around accounts: audiences and who uses them, prospects, the journey.
#include "calendar/schema/parts.hpp"

#include <fmt/format.h>

#include "calendar/entries/entry.hpp"

namespace tandem::schema {
namespace {

Json records(std::string_view kind) { return list(Json{{"$ref", fmt::format("../records/{}.json", kind)}}); }

} // namespace

void emit_accounts(const Emit& emit) {
    const Json account = object({{"id", id()}, {"name", bounded(1, 120)}});
    emit("api/audience_entries.json", "GET /api/audiences/ID/entries",
         object({{"entries", records("entry")}, {"hidden", integer(0)}}));
    emit("api/accounts_find.json", "POST /api/accounts/find", object({{"lines", list(bounded(0, 253))}}));
    emit("api/accounts_found.json", "the answer of POST /api/accounts/find",
         object({{"lines", list(object({{"line", text()}, {"accounts", list(account)}}))}}));
    emit("api/prospects.json", "GET /api/accounts/ID/prospects",
         object({{"prospects", records("prospect")}, {"more", boolean()}}));
    const Json stage =
        object({{"stage", one_of_words(journey_stages)}, {"prospects", integer(0)}, {"value", integer(0)}});
    emit("api/journey.json", "GET /api/journey", object({{"stages", list(stage)}, {"prospects", records("prospect")}}));
}

} // namespace tandem::schema
