#include "calendar/entries/template.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_days = 1'000;
constexpr std::int64_t most_budget = 1'000'000'000'000; // as of an entry
constexpr std::int64_t most_minutes = 14 * 24 * 60;

constexpr Field template_fields[] = {
    text<&Template::name>("name", "What it is called").required().length(1, 100),
    text<&Template::about>("about", "What it is for").length(0, 500),
    integer<&Template::days>("days", "How many days its campaign takes").range(1, most_days),
    choice<&Template::channel>("channel", channels, "The channel of its campaign"),
    text_list<&Template::tags>("tags", "The tags of its campaign").items(20, 40),
    integer<&Template::budget>("budget", "What its campaign may cost, in whole units of currency")
        .range(0, most_budget),
    references<&Template::audience_ids>("audience_ids", "audience", "Whom its campaign is for").items(20, 0),
    references<&Template::offer_ids>("offer_ids", "offer", "What its campaign offers").items(20, 0),
};

constexpr Field item_fields[] = {
    reference<&TemplateItem::template_id>("template_id", "template", "The template that it belongs to")
        .required()
        .set_by(SetBy::creation),
    text<&TemplateItem::title>("title", "What its entry is called; {title} stands for the campaign's title")
        .required()
        .length(1, 200),
    choice<&TemplateItem::kind>("kind", entry_kinds, "What it is").required(),
    text<&TemplateItem::summary>("summary", "What it is about").length(0, 4000),
    choice<&TemplateItem::channel>("channel", channels, "How it reaches people"),
    choice<&TemplateItem::journey_stage>("journey_stage", journey_stages, "The stage of the journey that it serves"),
    choice<&TemplateItem::status>("status", item_statuses, "How far it is at first"),
    integer<&TemplateItem::day>("day", "Days from the campaign's first day, or from the start of what it follows; "
                                       "negative is before it, null has no date")
        .range(-most_days, most_days),
    integer<&TemplateItem::days>("days", "How many days it takes, if it has no time of day").range(1, most_days),
    text<&TemplateItem::time>("time", "When on the day it begins, as 09:30; empty for whole days").length(0, 5),
    integer<&TemplateItem::minutes>("minutes", "How long it takes from then").range(0, most_minutes),
    boolean<&TemplateItem::working_days>("working_days", "On a weekend or a day off it goes to the next working day"),
    reference<&TemplateItem::follows_id>("follows_id", "template_item", "The item that it is a secondary date of"),
    references<&TemplateItem::needs_ids>("needs_ids", "template_item", "Items that must be live before it")
        .items(50, 0),
    text_list<&TemplateItem::checklist>("checklist", "What is to be done for it").items(20, 200),
    choice<&TemplateItem::owner>("owner", item_owners, "Who answers for it"),
    text<&TemplateItem::owner_role>("owner_role", "The role whose member is chosen when the template is used")
        .length(0, 60),
    integer<&TemplateItem::position>("position", "Its place among the others, least first")
        .range(-1'000'000, 1'000'000),
    integer<&TemplateItem::budget>("budget", "What its entry may cost, in whole units of currency")
        .range(0, most_budget),
    references<&TemplateItem::audience_ids>("audience_ids", "audience", "Whom its entry is for").items(20, 0),
    references<&TemplateItem::offer_ids>("offer_ids", "offer", "What its entry offers").items(20, 0),
};

bool is_time_of_day(std::string_view text) {
    return text.size() == 5 && parse_local_time("2000-01-01T" + std::string(text) + ":00").has_value();
}

} // namespace

constinit const EntityType template_type = entity<Template>("template", Audience::everyone, template_fields);
constinit const EntityType template_item_type = entity<TemplateItem>("template_item", Audience::everyone, item_fields);

Result<void> check_template_item(TemplateItem& item) {
    if (item.kind == EntryKind::campaign) return fail_field("kind", "cannot be a campaign: the template is one");
    if (!item.time.empty() && !is_time_of_day(item.time)) return fail_field("time", "must be a time like 09:30");
    if (!item.day && item.status != ItemStatus::idea)
        return fail_field("day", "is needed once it is more than an idea");
    if (!item.day && item.follows_id) return fail_field("day", "is needed for what follows another item");
    if (item.owner == ItemOwner::role && item.owner_role.empty()) return fail_field("owner_role", "must be given");
    if (item.owner != ItemOwner::role) item.owner_role.clear();
    return {};
}

} // namespace tandem
