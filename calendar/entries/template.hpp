#pragma once
// Template: a campaign that is planned the same way again and again. Its items say by how many days they lie from the
// campaign's first day, and who answers for them by role; a use of it makes entries with dates and owners.

#include <optional>
#include <string>

#include "calendar/entries/entry.hpp"

namespace tandem {

struct Template final : Record {
    std::string name;
    std::string about;
    std::int64_t days = 1; // how long its campaign is
    Channel channel = Channel::none;
    TextList tags;
    std::optional<std::int64_t> budget; // of its campaign, as of an entry
    IdList audience_ids;
    IdList offer_ids;
};

extern const EntityType template_type;

enum class ItemStatus : std::uint8_t { idea, planned };
inline constexpr std::string_view item_statuses[] = {"idea", "planned"};
enum class ItemOwner : std::uint8_t { nobody, campaign_owner, role };
inline constexpr std::string_view item_owners[] = {"nobody", "campaign_owner", "role"};

struct TemplateItem final : Record {
    Id template_id;
    std::string title; // {title} stands for the campaign's
    EntryKind kind = EntryKind::push;
    std::string summary;
    Channel channel = Channel::none;
    JourneyStage journey_stage = JourneyStage::none;
    ItemStatus status = ItemStatus::planned;
    // From the campaign's first day, or from what it follows; nothing: an idea without a date.
    std::optional<std::int64_t> day;
    std::int64_t days = 1;        // how many, if it has no time of day
    std::string time;             // "09:30": it begins then, in the zone of whoever uses the template
    std::int64_t minutes = 60;    // and takes so long
    bool working_days = false;    // on a weekend or a day off it goes to the next working day
    std::optional<Id> follows_id; // a secondary date of that item
    IdList needs_ids;             // items that must be live before it
    TextList checklist;
    ItemOwner owner = ItemOwner::campaign_owner;
    std::string owner_role; // "Speaker": a member is chosen for it when the template is used
    std::int64_t position = 0;
    std::optional<std::int64_t> budget; // of its entry
    IdList audience_ids;
    IdList offer_ids;
};

extern const EntityType template_item_type;

inline constexpr std::size_t most_templates = 200;
inline constexpr std::size_t most_template_items = 200;

// The rules between an item's own fields. Errors: invalid_field naming the field.
Result<void> check_template_item(TemplateItem& item);

} // namespace tandem
