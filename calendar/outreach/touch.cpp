#include "calendar/outreach/touch.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    reference<&Touch::account_id>("account_id", "account", "The company that was contacted").required(),
    reference<&Touch::member_id>("member_id", "member", "Who made the contact; the one who logs it, if not given"),
    instant<&Touch::touched_at>("touched_at", "When it was made; now, if not given").place(),
    choice<&Touch::channel>("channel", channels, "How the contact was made"),
    reference<&Touch::entry_id>("entry_id", "entry", "The push or campaign that it belongs to"),
    choice<&Touch::outcome>("outcome", touch_outcomes, "How it went").required(),
    text<&Touch::note>("note", "What was said").length(0, 2000),
    text<&Touch::next_step>("next_step", "What comes next").length(0, 200),
    date<&Touch::next_step_on>("next_step_on", "When the next step is due"),
};

} // namespace

constinit const EntityType touch_type = entity<Touch>("touch", Audience::everyone, fields);

} // namespace tandem
