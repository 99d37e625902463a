#include "calendar/audience/prospect.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    reference<&Prospect::account_id>("account_id", "account", "The company that they work for").required(),
    text<&Prospect::name>("name", "What they are called").required().length(1, 120),
    text<&Prospect::job_title>("job_title", "What they do there").length(0, 120),
    text<&Prospect::email>("email", "Their mail address").length(0, 254),
    text<&Prospect::phone>("phone", "Their telephone number").length(0, 40),
    choice<&Prospect::stage>("stage", journey_stages, "Where they are on the journey"),
    reference<&Prospect::owner_id>("owner_id", "member", "The rep who answers for them"),
    reference<&Prospect::source_entry_id>("source_entry_id", "entry", "What brought them here"),
    integer<&Prospect::value>("value", "Of the deal in sight, in whole units of currency").range(0, 1'000'000'000'000),
    text<&Prospect::note>("note", "What the teams should know").length(0, 2000),
};

} // namespace

constinit const EntityType prospect_type = entity<Prospect>("prospect", Audience::everyone, fields);

} // namespace tandem
