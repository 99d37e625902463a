#pragma once
// Sixty companies that Nordkai speaks to. All of them are made up; their domains end in .example (RFC 2606).

#include <vector>

#include "calendar/demo/cast.hpp"

namespace tandem::demo {

struct Company {
    Id id;
    Person rep;
    bool is_contacted; // false: nobody may, or nobody does yet
    bool is_in_talks;  // a deal is being talked over
    const char *domain, *city;
};

std::vector<Company> found(World& world);
void segment(World& world, const std::vector<Company>& companies); // the audiences

} // namespace tandem::demo
