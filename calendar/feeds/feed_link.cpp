#include "calendar/feeds/feed_link.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&FeedLink::name>("name", "What subscribers see as the calendar's name").required().length(1, 80),
    references<&FeedLink::calendar_ids>("calendar_ids", "calendar", "Entries of these calendars; empty for all"),
    choice_list<&FeedLink::kinds>("kinds", entry_kinds, "Entries of these kinds; empty for all"),
    choice_list<&FeedLink::statuses>("statuses", entry_statuses, "Entries of these statuses; empty for all"),
    choice_list<&FeedLink::teams>("teams", teams, "Entries owned in these teams; empty for all"),
    references<&FeedLink::owner_ids>("owner_ids", "member", "Entries of these owners; empty for all"),
    text_list<&FeedLink::tags>("tags", "Entries with one of these tags; empty for all").items(20, 40),
    choice<&FeedLink::detail>("detail", feed_details, "Everything, titles only, or busy times only"),
    choice<&FeedLink::cancelled>("cancelled", feed_cancelled,
                                 "Leave cancelled entries out, mark them, or prefix their title"),
    boolean<&FeedLink::active>("active", "False once it has been revoked").set_by(SetBy::server),
    text<&FeedLink::token_hash>("token_hash", "SHA-256 of the secret in the address").length(0, 64).secret(),
    boolean<&FeedLink::alarms>("alarms",
                               "Reminders that calendar apps gave the entries go along; only where detail is full"),
    boolean<&FeedLink::is_unowned>("unowned", "Entries that nobody owns as well; without owners, only those"),
    choice_list<&FeedLink::journey_stages>("journey_stages", journey_stages, "Entries of these stages; empty for all"),
    choice_list<&FeedLink::channels>("channels", channels, "Entries of these channels; empty for all"),
    boolean<&FeedLink::days_off>("days_off", "Holidays and blackouts go along, unless it tells busy times only"),
};

} // namespace

constinit const EntityType feed_link_type = entity<FeedLink>("feed_link", Audience::owner, fields);

} // namespace tandem
