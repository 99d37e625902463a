#include <algorithm>
#include <iterator>

#include "calendar/demo/companies.hpp"

// Whom the campaigns are for: seven rules, and three lists that somebody has written by hand.

namespace tandem::demo {
namespace {

struct Row {
    const char *name, *description;
    Person author;
    std::vector<const char*> conditions;     // of a rule
    std::vector<std::size_t> companies = {}; // of a list
};

// In the order of Segment.
std::vector<Row> rules() {
    return {
        {"Carriers, road and parcel",
         "Who drives for others. Not while a deal is being talked over.",
         clara,
         {"industry is Road freight or Parcel", "open_opportunity is no", "do_not_contact is no"}},
        {"Cold chain and pharma",
         "Everyone who has to prove a temperature. The north has a campaign of its own.",
         priya,
         {"industry is Food and cold chain or Pharma logistics", "region is not Nordics", "open_opportunity is no"}},
        {"Nordics, 100 to 700 people",
         "Denmark, Sweden, Norway, Finland: large enough for a dispatch desk of their own.",
         priya,
         {"region is Nordics", "employee_count >= 100", "employee_count <= 700", "open_opportunity is no"}},
        {"Warehouses and terminals with a yard",
         "From 250 people on there is a queue at the gate; the largest have a campaign of their own.",
         jonas,
         {"industry is Contract logistics or Port and terminal", "employee_count >= 250", "employee_count <= 700",
          "open_opportunity is no"}},
        {"Large halls",
         "Contract logistics that can think about robots.",
         clara,
         {"industry is Contract logistics", "employee_count >= 450"}},
        {"Large and a good fit, no deal running",
         "Rated by sales; whoever is in a deal drops out by itself.",
         tobias,
         {"rating is a or b", "employee_count >= 600", "open_opportunity is no", "do_not_contact is no"}},
        {"In talks with us", "Every account with an open opportunity.", tobias, {"open_opportunity is yes"}},
    };
}

std::vector<Row> lists() {
    return {
        {"Letters by hand: top twenty",
         "Twenty names that the reps have agreed on. One signs each letter.",
         tobias,
         {},
         {0, 12, 14, 24, 27, 28, 32, 36, 37, 40, 41, 43, 44, 47, 49, 52, 54, 55, 56, 58}},
        {"Newsletter subscribers",
         "Who has ticked the box, from the list of the web page.",
         priya,
         {},
         {1, 4, 5, 6, 12, 38, 41, 43, 47, 52, 55}},
        {"Breakfast in Rostock: guests",
         "Six desks along the coast, invited by name.",
         jonas,
         {},
         {2, 3, 10, 46, 51, 53}},
    };
}

} // namespace

void segment(World& world, const std::vector<Company>& companies) {
    const Date imported = work_day(world.today - std::chrono::days(150)); // as the companies, after them
    std::size_t place = 0;
    auto rows = rules();
    std::ranges::move(lists(), std::back_inserter(rows));
    for (const Row& row : rows) {
        const Instant at = at_time(imported, 14 * 60 + 17 * static_cast<int>(place));
        world.segments[place] = world.script.make_id(at);
        boost::json::array conditions, accounts;
        for (const char* condition : row.conditions) conditions.emplace_back(condition);
        for (const std::size_t i : row.companies) accounts.emplace_back(to_text(companies[i].id));
        boost::json::object fields{{"id", to_text(world.segments[place])},
                                   {"name", row.name},
                                   {"description", row.description},
                                   {"kind", row.conditions.empty() ? "list" : "rule"}};
        if (row.conditions.empty())
            fields["account_ids"] = std::move(accounts);
        else
            fields["conditions"] = std::move(conditions);
        world.script.note(at, world.actor(row.author), "audience.create", std::move(fields));
        ++place;
    }
}

} // namespace tandem::demo
