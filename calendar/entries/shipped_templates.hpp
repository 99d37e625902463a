#pragma once
// The templates that every workspace begins with; from then on they are the workspace's own. Data, read once
// (engine/ship_templates).

#include <span>
#include <string_view>

#include "calendar/entries/template.hpp"

namespace tandem {

struct ShippedItem {
    std::string_view title;
    EntryKind kind;
    Channel channel;
    int day; // from the campaign's first day, or from what it follows
    int days = 1;
    std::string_view time = {};
    int minutes = 60;
    int follows = 0; // which item, counted from 1; 0: none
    int needs = 0;
    std::string_view role = {};      // empty: the campaign's owner
    std::string_view checklist = {}; // one thing per line
    bool working_days = true;
};

struct ShippedTemplate {
    std::string_view name, about;
    int days;
    Channel channel;
    std::span<const ShippedItem> items;
};

std::span<const ShippedTemplate> shipped_templates();

} // namespace tandem
