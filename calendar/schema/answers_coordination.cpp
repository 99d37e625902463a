// Bodies of HTTP requests and answers about audiences and the radar.
#include "calendar/audience/audience.hpp"
#include "calendar/audience/radar_rules.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/people/member.hpp"
#include "calendar/schema/parts.hpp"

namespace tandem::schema {
namespace {

void emit_radar(const Emit& emit, const Json& account) {
    const auto rule = [](std::string_view name) { return field_value(*radar_rules_type.find(name)); };
    const Json rules = object({{"most_touches", rule("most_touches")},
                               {"in_days", rule("in_days")},
                               {"cool_down_days", rule("cool_down_days")},
                               {"hush_during_opportunity", boolean()},
                               {"one_per_slot", boolean()}});
    const Json warning = object({{"rule", one_of_words(radar_rule_names)},
                                 {"on", date()},
                                 {"accounts", integer(0)},
                                 {"covered", integer(0)},
                                 {"open", boolean()},
                                 {"first", list(account)}});
    const Json covered = object({{"override", or_null(reference("records/radar_override.json"))},
                                 {"asks", list(reference("records/radar_ask.json"))}});
    const Json entry = object({{"id", id()},
                               {"title", bounded(1, 200)},
                               {"on", date()},
                               {"owner_id", or_null(id())},
                               {"accounts", integer(1)}});
    const Json neighbour =
        object({{"id", id()}, {"title", bounded(1, 200)}, {"on", date()}, {"owner_id", or_null(id())}});
    emit("api/radar.json", "GET /api/entries/ID/radar, and the answer of POST /api/radar",
         object({{"seq", integer(0)},
                 {"rules", rules},
                 {"accounts", integer(0)},
                 {"days", list(date())},
                 {"warnings", list(warning)},
                 {"troubled", integer(0)},
                 {"troubled_ids", list(id())},
                 {"entries", list(entry)},
                 {"hidden", integer(0)},
                 {"logged", integer(0)},
                 {"blackouts", list(object({{"id", id()}, {"on", date()}, {"name", bounded(1, 100)}}))},
                 {"slot", object({{"entries", list(neighbour)}, {"hidden", integer(0)}})},
                 {"covered", covered},
                 {"first_free_on", or_null(date())},
                 {"range", list(object({{"on", date()},
                                        {"accounts", integer(0)},
                                        {"slot", integer(0)},
                                        {"blackout", or_null(bounded(1, 100))}}))}}));
}

void emit_draft(const Emit& emit) {
    const auto of_entry = [](std::string_view name) { return field_value(*entry_type.find(name)); };
    emit("api/radar_draft.json", "POST /api/radar",
         object({maybe("entry_id", id()),
                 maybe("audience_ids", of_entry("audience_ids")),
                 maybe("excluded_account_ids", of_entry("excluded_account_ids")),
                 {"on", date()},
                 maybe("from", date()),
                 maybe("to", date()),
                 maybe("channel", of_entry("channel")),
                 maybe("when", of_entry("when")),
                 maybe("owner_id", id())}));
}

void emit_board(const Emit& emit) {
    const Json by_team = object({{"marketing", integer(0)}, {"sales", integer(0)}, {"other", integer(0)}});
    const Json rules = list(one_of_words(radar_rule_names));
    const Json day =
        object({{"on", date()}, {"planned", by_team}, {"logged", by_team}, {"hidden", integer(0)}, {"broken", rules}});
    const Json row = object({{"id", id()},
                             {"name", bounded(1, 120)},
                             {"owner_id", or_null(id())},
                             {"do_not_contact", boolean()},
                             {"open_opportunity", boolean()},
                             {"broken", integer(0)},
                             {"touches", integer(0)},
                             {"days", list(day)}});
    emit("api/radar_board.json", "GET /api/radar",
         object({{"seq", integer(0)}, {"accounts", integer(0)}, {"reached", integer(0)}, {"rows", list(row)}}));
    const auto of_entry = [](std::string_view name) { return field_value(*entry_type.find(name)); };
    const Json entry = object({{"id", id()},
                               {"title", bounded(1, 200)},
                               {"kind", of_entry("kind")},
                               {"channel", of_entry("channel")},
                               {"status", of_entry("status")},
                               {"owner_id", or_null(id())},
                               {"team", one_of_words(teams)}});
    emit("api/radar_cell.json", "GET /api/radar/cell",
         object({{"seq", integer(0)},
                 {"entries", list(entry)},
                 {"hidden", integer(0)},
                 {"touches", list(reference("records/touch.json"))},
                 {"broken", rules}}));
    emit("api/radar_overrides.json", "GET /api/radar/overrides",
         object({{"seq", integer(0)},
                 {"overrides",
                  list(object({{"override", reference("records/radar_override.json")}, {"entry", entry}}))}}));
}

} // namespace

void emit_coordination(const Emit& emit) {
    const Json account = object({{"id", id()}, {"name", bounded(1, 120)}});
    emit("api/audiences.json", "GET /api/audiences",
         object({{"seq", integer(0)}, {"audiences", list(object({{"id", id()}, {"accounts", integer(0)}}))}}));
    emit("api/audience_accounts.json", "GET /api/audiences/ID, and the answer of POST /api/audiences/try",
         object({{"seq", integer(0)}, {"accounts", integer(0)}, {"first", list(account)}}));
    emit("api/audience_try.json", "POST /api/audiences/try",
         object({{"conditions", field_argument(*audience_type.find("conditions"))}}));
    emit_radar(emit, account);
    emit_draft(emit);
    emit_board(emit);
}

} // namespace tandem::schema
