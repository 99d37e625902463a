#pragma once
// Which components and properties of a calendar text an app wants to have (RFC 4791 9.6.1 to 9.6.4). Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "server/dav/xml.hpp"

namespace tandem::dav {

struct ComponentChoice {
    struct Property {
        std::string name;
        bool without_value = false;
    };
    std::string name; // upper case, as those of its properties
    bool has_all_properties = false, has_all_components = false;
    std::vector<Property> properties;
    std::vector<ComponentChoice> components;
};

// Of a C:comp.
ComponentChoice parse_component_choice(const Element& component);

// What is chosen of the text, in lines as they are. `choice` is that of VCALENDAR.
std::string choose(std::string_view text, const ComponentChoice& choice);

} // namespace tandem::dav
