#pragma once
// Sixty companies that Nordkai speaks to. All of them are made up; their domains end in .example (RFC 2606).

#include <vector>

#include "calendar/demo/cast.hpp"

namespace tandem::demo {

struct Company {
    Id id;
    Person rep;
    bool is_contacted; // false: nobody may, or nobody does yet
};

std::vector<Company> found(World& world);

} // namespace tandem::demo
