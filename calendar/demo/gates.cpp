#include <algorithm>

#include "calendar/demo/plan.hpp"

// No campaign is live before sales has signed it: the gate, each signature, and one that is still waited for.

namespace tandem::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;

void ask_to_sign(World& world, const Effort& campaign, Instant at, bool is_given) {
    const std::string id = to_text(world.script.make_id(at));
    world.script.note(at, world.actor(campaign.owner), "sign_off.create",
                      {{"id", id}, {"entry_id", to_text(campaign.id)}, {"member_id", to_text(world.members[tobias])}});
    if (is_given)
        world.script.note(at + hours(2), world.actor(tobias), "sign_off.update", {{"id", id}, {"state", "given"}});
}

} // namespace

void plan_gates(Plan& plan) {
    World& world = plan.world;
    const Instant at = at_time(work_day(world.today - days(149)), 16 * 60);
    world.script.note(at, world.actor(clara), "gate.create",
                      {{"id", to_text(world.script.make_id(at))},
                       {"kind", "campaign"},
                       {"status", "live"},
                       {"rules", {"owner", "audience"}},
                       {"sign_offs", 1},
                       {"sign_off_role", "lead"},
                       {"sign_off_team", "sales"}});
    for (const Effort& campaign : plan.efforts) {
        if (campaign.is_push) continue;
        // The next one waits; those after it are not asked about yet.
        if (campaign.first >= world.week(2)) {
            if (campaign.first < world.week(3)) ask_to_sign(world, campaign, world.script.now() - hours(5), false);
            continue;
        }
        // On the Friday before: what is signed is not edited after that (Life, plan.cpp).
        ask_to_sign(world, campaign, at_time(campaign.first - days(3), 13 * 60), true);
    }
}

} // namespace tandem::demo
