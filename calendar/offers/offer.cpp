#include "calendar/offers/offer.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&Offer::name>("name", "What it is called").required().length(1, 120),
    text<&Offer::summary>("summary", "What it is, in two lines").length(0, 500),
    text<&Offer::terms_link>("terms_link", "Where its terms are").length(0, 500),
    date<&Offer::valid_from>("valid_from", "Its first day"),
    date<&Offer::valid_until>("valid_until", "Its last day"),
    date<&Offer::embargo_until>("embargo_until", "The first day on which it may be told"),
    reference<&Offer::owner_id>("owner_id", "member", "Who answers for it"),
    reference<&Offer::approved_by_id>("approved_by_id", "member", "Who approved it: the lead who writes this"),
    instant<&Offer::approved_at>("approved_at", "When it was approved").set_by(SetBy::server),
};

} // namespace

constinit const EntityType offer_type = entity<Offer>("offer", Audience::everyone, fields);

} // namespace tandem
