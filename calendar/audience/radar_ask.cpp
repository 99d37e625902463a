#include "calendar/audience/radar_ask.hpp"

namespace tandem {
namespace {

constexpr Field ask_fields[] = {
    part_entry.required().set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    reference<&RadarAsk::other_entry_id>("other_entry_id", "entry", "The entry that reaches the same accounts")
        .set_by(SetBy::creation),
    reference<&RadarAsk::asked_id>("asked_id", "member", "Who is asked: the owner of the other entry")
        .set_by(SetBy::server),
    integer<&RadarAsk::accounts>("accounts", "How many accounts both would reach too often")
        .range(0, 1'000'000)
        .set_by(SetBy::server),
    date<&RadarAsk::collides_on>("collides_on", "The day on which the other entry reaches them").set_by(SetBy::server),
    text<&RadarAsk::note>("note", "What is said to who is asked").length(0, 500),
    choice<&RadarAsk::status>("status", radar_ask_statuses,
                              "Accepted and declined are for who was asked to say, withdrawn for who asked"),
    text<&RadarAsk::answer>("answer", "What they say to it").length(0, 500),
    instant<&RadarAsk::answered_at>("answered_at", "When it was accepted, declined or withdrawn").set_by(SetBy::server),
    boolean<&RadarAsk::holds>("holds", "Whether the entry is still what was asked about").set_by(SetBy::server),
    text<&RadarAsk::asked_digest>("asked_digest", "Of what was asked about")
        .length(0, 64)
        .set_by(SetBy::server)
        .shown(Detail::log),
};

constexpr Field override_fields[] = {
    part_entry.required().set_by(SetBy::creation),
    part_calendar,
    part_private,
    part_parties,
    text<&RadarOverride::reason>("reason", "Why the entry goes on all the same").required().length(1, 500),
    date<&RadarOverride::collides_on>("collides_on", "The first day that breaks a rule").set_by(SetBy::server),
    choice_list<&RadarOverride::rules>("rules", radar_rule_names, "The rules that were broken").set_by(SetBy::server),
    integer<&RadarOverride::accounts>("accounts", "By how many accounts they were broken")
        .range(0, 1'000'000)
        .set_by(SetBy::server),
    boolean<&RadarOverride::holds>("holds", "Whether the entry is still what was looked at").set_by(SetBy::server),
    text<&RadarOverride::overridden_digest>("overridden_digest", "Of what was looked at")
        .length(0, 64)
        .set_by(SetBy::server)
        .shown(Detail::log),
};

} // namespace

constinit const EntityType radar_ask_type = entity<RadarAsk>("radar_ask", Audience::entry, ask_fields);
constinit const EntityType radar_override_type =
    entity<RadarOverride>("radar_override", Audience::entry, override_fields);

} // namespace tandem
