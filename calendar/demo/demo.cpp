#include "calendar/demo/demo.hpp"

#include "calendar/demo/prospects.hpp"
#include "calendar/demo/touches.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {

bool is_empty_workspace(Database& database) {
    // The templates that every workspace begins with are changes of the system.
    return !database.query_integer("SELECT 1 FROM change WHERE by_id IS NOT NULL LIMIT 1") &&
           !database.query_integer("SELECT 1 FROM member LIMIT 1");
}

bool is_demo(Database& database) {
    return database.query_text("SELECT value FROM meta WHERE name = 'demo'").has_value();
}

void fill_demo(Database& database, Instant now, std::string_view password_hash, std::uint64_t seed) {
    using namespace demo;
    const Date today = std::chrono::floor<std::chrono::days>(to_local(now, "Europe/Berlin"));
    const unsigned day = std::chrono::weekday(today).iso_encoding();
    Script script(now, seed);
    World world{script, today, today - std::chrono::days(day - 1), {}, {}, {}};
    // Marked first: whatever becomes of the rest, its password is no secret.
    database.execute("INSERT INTO meta (name, value) VALUES ('demo', 'filled')");
    hire(world, password_hash);
    const auto companies = found(world);
    segment(world, companies);
    Plan plan{world};
    plan_campaigns(plan);
    plan_rhythm(plan);
    plan_extras(plan);
    plan_warnings(plan, companies);
    plan_gates(plan);
    log_touches(world, companies, plan.efforts);
    share(world);
    plan_sayings(plan);
    plan_talk(plan);
    meet_prospects(plan, companies);
    read_inboxes(world);
    script.play(database);
}

} // namespace tandem
