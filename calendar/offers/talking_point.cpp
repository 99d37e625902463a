#include "calendar/offers/talking_point.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    part_entry,
    part_calendar,
    part_private,
    part_parties,
    reference<&TalkingPoint::offer_id>("offer_id", "offer", "The offer that it belongs to"),
    text<&TalkingPoint::text>("text", "What may be said").required().length(1, 500),
    integer<&TalkingPoint::position>("position", "Its place among the others, least first")
        .range(-1'000'000, 1'000'000),
    date<&TalkingPoint::valid_from>("valid_from", "Its first day"),
    date<&TalkingPoint::valid_until>("valid_until", "Its last day"),
    date<&TalkingPoint::embargo_until>("embargo_until", "The first day on which it may be said"),
    reference<&TalkingPoint::approved_by_id>("approved_by_id", "member", "Who approved it: the lead who writes this"),
    instant<&TalkingPoint::approved_at>("approved_at", "When it was approved").set_by(SetBy::server),
};

} // namespace

constinit const EntityType talking_point_type = entity<TalkingPoint>("talking_point", Audience::entry, fields);

} // namespace tandem
