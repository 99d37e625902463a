// Bodies of HTTP requests and answers around accounts: audiences and who uses them, prospects, the journey.
#include "calendar/schema/parts.hpp"

#include <fmt/format.h>

#include "calendar/engine/account_say.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/offers/say.hpp"

namespace tandem::schema {
namespace {

Json records(std::string_view kind) { return list(Json{{"$ref", fmt::format("../records/{}.json", kind)}}); }

// What may be said about an entry on a day; without an id it is the entry's own text.
void emit_say(const Emit& emit) {
    const auto said = [](std::initializer_list<Member> what) {
        Json one = object({{"id", or_null(id())},
                           {"valid_from", or_null(date())},
                           {"valid_until", or_null(date())},
                           {"embargo_until", or_null(date())},
                           {"source", one_of_words(say_sources)},
                           {"source_id", id()},
                           {"approved", boolean()},
                           {"telling", one_of_words(tellings)}});
        for (const Member& member : what) {
            const boost::json::string_view name(member.name.data(), member.name.size());
            one.get_object()["properties"].get_object()[name] = member.schema;
            one.get_object()["required"].get_array().emplace_back(name);
        }
        return list(one);
    };
    const Json points = said({{"text", text()}});
    const Json offers = said({{"name", text()}, {"summary", text()}, {"terms_link", text()}});
    const Json reaching = object({{"id", id()},
                                  {"title", bounded(1, 200)},
                                  {"kind", one_of_words(entry_kinds)},
                                  {"status", one_of_words(entry_statuses)},
                                  {"from", date()},
                                  {"until", date()},
                                  {"around", one_of_words(around_words)}});
    emit("api/say.json", "GET /api/entries/ID/say?on=DATE",
         object({{"entry_id", id()}, {"on", date()}, {"points", points}, {"offers", offers}}));
    Json around = object({{"account_id", id()},
                          {"on", date()},
                          {"entries", list(reaching)},
                          {"hidden", integer(0)},
                          {"points", points},
                          {"offers", offers}});
    emit("api/account_say.json", "GET /api/accounts/ID/say?on=DATE", std::move(around));
}

} // namespace

void emit_accounts(const Emit& emit) {
    emit_say(emit);
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
