// template.use: from a template to a campaign with its entries.
#include <algorithm>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/gates.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/entries/template_plan.hpp"
#include "calendar/record/utf8.hpp"
#include "calendar/time/zone.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct Use {
    std::shared_ptr<const Template> whole;
    Entry campaign;
    std::map<std::string, Id, std::less<>> owners; // by role
    std::string zone;
};

class Arguments {
public:
    explicit Arguments(const Command& command) : members_(command.args->get_object()) {}

    Result<void> check_keys() const {
        static constexpr std::string_view keys[] = {"id",      "template_id", "calendar_id", "title", "starts_on",
                                                    "ends_on", "owner_id",    "owners",      "zone"};
        for (const auto& member : members_)
            if (const std::string_view key(member.key().data(), member.key().size());
                std::ranges::find(keys, key) == std::end(keys))
                return fail_field(shortened(key), "is not a field here", ErrorCode::unknown_field);
        return {};
    }

    // Nothing if it is not there or null. Errors: invalid_field.
    Result<std::optional<std::string>> text(std::string_view key) const {
        const auto* value = members_.if_contains(key);
        if (!value || value->is_null()) return std::optional<std::string>{};
        if (!value->is_string()) return fail_field(key, "must be text");
        return std::string(value->get_string().data(), value->get_string().size());
    }
    Result<std::optional<Id>> id(std::string_view key) const { return id_in(members_, key); }
    Result<Id> needed_id(std::string_view key) const {
        const auto given = id(key);
        if (!given) return std::unexpected(given.error());
        return *given ? Result<Id>(**given) : fail_field(key, "must be given");
    }
    Result<std::optional<Date>> date(std::string_view key) const {
        const auto given = text(key);
        if (!given) return std::unexpected(given.error());
        if (!*given) return std::optional<Date>{};
        const auto parsed = parse_date(**given);
        if (!parsed) return fail_field(key, "must be a date like 2026-03-30, from 1900 to 2200");
        return *parsed;
    }
    Result<std::map<std::string, Id, std::less<>>> owners() const {
        std::map<std::string, Id, std::less<>> by_role;
        const auto* value = members_.if_contains("owners");
        if (!value || value->is_null()) return by_role;
        if (!value->is_array()) return fail_field("owners", "must be a list");
        for (const auto& one : value->get_array()) {
            const auto* role = one.is_object() ? one.get_object().if_contains("role") : nullptr;
            if (!role || !role->is_string() || one.get_object().size() != 2)
                return fail_field("owners", "must each be a role and a member_id");
            const auto member = id_in(one.get_object(), "member_id");
            if (!member || !*member) return fail_field("owners", "must each be a role and a member_id");
            by_role.insert_or_assign(std::string(role->get_string().data(), role->get_string().size()), **member);
        }
        return by_role;
    }

private:
    static Result<std::optional<Id>> id_in(const json::object& members, std::string_view key) {
        const auto* value = members.if_contains(key);
        if (!value || value->is_null()) return std::optional<Id>{};
        if (value->is_string())
            if (const auto id = parse_id({value->get_string().data(), value->get_string().size()})) return *id;
        return fail_field(key, "must be an id of 26 characters");
    }

    const json::object& members_;
};

// The campaign's days: from its first, or up to its last.
Result<When> decode_days(const Arguments& given, std::int64_t length) {
    const auto first = given.date("starts_on"), last = given.date("ends_on");
    if (!first) return std::unexpected(first.error());
    if (!last) return std::unexpected(last.error());
    if (first->has_value() == last->has_value()) return fail_field("starts_on", "or ends_on must be given, not both");
    const std::chrono::days days{length};
    const Date from = *first ? **first : **last - days + std::chrono::days{1};
    if (!is_within_years(LocalTime{from}) || !is_within_years(LocalTime{from + days}))
        return fail_field(*first ? "starts_on" : "ends_on", "puts the campaign outside the years 1900 to 2200");
    return all_day(from, from + days);
}

Result<Use> decode_use(Context& context, const Command& command) {
    const Arguments given(command);
    if (auto ok = given.check_keys(); !ok) return std::unexpected(ok.error());
    const auto template_id = given.needed_id("template_id"), calendar = given.needed_id("calendar_id");
    if (!template_id) return std::unexpected(template_id.error());
    if (!calendar) return std::unexpected(calendar.error());
    const auto title = given.text("title"), zone = given.text("zone");
    if (!title) return std::unexpected(title.error());
    if (!zone) return std::unexpected(zone.error());
    const auto owner = given.id("owner_id");
    if (!owner) return std::unexpected(owner.error());
    auto owners = given.owners();
    if (!owners) return std::unexpected(owners.error());
    Use use{context.draft.find<Template>(template_type, *template_id), {}, std::move(*owners), {}};
    if (!use.whole) return fail_field("template_id", "names nothing that is there", ErrorCode::invalid_reference);
    const auto when = decode_days(given, use.whole->days);
    if (!when) return std::unexpected(when.error());
    use.zone = zone->value_or(context.member ? context.member->zone : "Etc/UTC");
    if (!is_known_zone(use.zone)) return fail_field("zone", "is not a known time zone");
    use.campaign.calendar_id = *calendar;
    use.campaign.kind = EntryKind::campaign;
    use.campaign.title = title->value_or("");
    use.campaign.status = EntryStatus::planned;
    use.campaign.channel = use.whole->channel;
    use.campaign.tags = use.whole->tags;
    use.campaign.budget = use.whole->budget;
    use.campaign.audience_ids = use.whole->audience_ids;
    use.campaign.offer_ids = use.whole->offer_ids;
    use.campaign.owner_id = *owner;
    use.campaign.when = *when;
    return use;
}

std::string titled(const std::string& title, const std::string& campaign) {
    std::string out = title;
    for (auto at = out.find(title_mark); at != std::string::npos; at = out.find(title_mark, at + campaign.size()))
        out.replace(at, title_mark.size(), campaign);
    return out;
}

Error about(const TemplateItem& item, Error error) {
    error.message = fmt::format("“{}”: {}", item.title, error.message);
    return error;
}

class Maker {
public:
    Maker(Context& context, const Use& use) : context_(context), use_(use) {}

    Result<Id> make(const Command& command) {
        const auto id = id_for_create(context_, entry_type, command);
        if (!id) return id;
        auto items = items_of_template();
        if (!items) return std::unexpected(items.error());
        if (auto ok = check_roles(*items); !ok) return std::unexpected(ok.error());
        const auto placed = place_items(*items, given());
        if (!placed) return std::unexpected(placed.error());
        auto campaign = std::make_shared<Entry>(use_.campaign);
        campaign->id = *id;
        if (auto ok = stage(campaign); !ok) return std::unexpected(ok.error());
        for (const PlacedItem& one : *placed)
            if (auto ok = add(*one.item, one.when, *id); !ok) return std::unexpected(about(*one.item, ok.error()));
        return id;
    }

private:
    Result<std::vector<ItemPtr>> items_of_template() const {
        const Records::Parameter id[] = {to_text(use_.whole->id)};
        std::vector<ItemPtr> items;
        for (const auto& record :
             context_.draft.records().select(template_item_type, "template_id = ? ORDER BY id", id))
            items.push_back(std::static_pointer_cast<const TemplateItem>(record));
        return in_order(std::move(items));
    }

    Result<void> check_roles(const std::vector<ItemPtr>& items) const {
        for (const auto& [role, member] : use_.owners) {
            const auto has = [&](const ItemPtr& item) {
                return item->owner == ItemOwner::role && item->owner_role == role;
            };
            if (std::ranges::none_of(items, has))
                return fail_field("owners", "name a role that the template does not have");
            if (!context_.directory.member(member))
                return fail_field("owners", "names nothing that is there", ErrorCode::invalid_reference);
        }
        return {};
    }

    std::optional<Id> owner_of(const TemplateItem& item) const {
        if (item.owner == ItemOwner::nobody) return std::nullopt;
        if (item.owner == ItemOwner::campaign_owner) return use_.campaign.owner_id;
        const auto at = use_.owners.find(item.owner_role);
        return at == use_.owners.end() ? std::nullopt : std::optional(at->second);
    }

    // Who answers for it, else for the campaign, else whoever uses the template.
    Team team_of(const TemplateItem& item) const {
        for (const auto& id : {owner_of(item), use_.campaign.owner_id})
            if (const Member* member = id ? context_.directory.member(*id) : nullptr) return member->team;
        return context_.member ? context_.member->team : Team::other;
    }

    PlanGiven given() const {
        PlanGiven given{std::chrono::floor<std::chrono::days>(use_.campaign.when->starts), use_.zone, {}, {}};
        for (const auto& record : context_.draft.records().select(blackout_type, "true ORDER BY id"))
            given.blackouts.push_back(static_cast<const Blackout&>(*record));
        given.team_of = [this](const TemplateItem& item) { return team_of(item); };
        return given;
    }

    Result<void> stage(const std::shared_ptr<Entry>& entry) {
        // As one sent by a client: the limits of the fields are looked at by whoever decodes, so here, too.
        const auto length = static_cast<std::int64_t>(count_code_points(entry->title));
        if (length < 1 || length > entry_type.find("title")->most)
            return fail_field("title", "must be of 1 to 200 characters");
        entry->created_at = context_.now;
        entry->created_by = context_.actor.member_id;
        if (auto ok = stage_create(context_, *find_rules(entry_type.kind), entry); !ok) return ok;
        return check_gates(context_, nullptr, *entry);
    }

    Result<void> add(const TemplateItem& item, const std::optional<When>& when, Id campaign) {
        auto entry = std::make_shared<Entry>();
        entry->id = new_id(context_.now);
        entry->calendar_id = use_.campaign.calendar_id;
        entry->parent_id = campaign;
        entry->kind = item.kind;
        entry->title = titled(item.title, use_.campaign.title);
        entry->summary = item.summary;
        entry->channel = item.channel;
        entry->journey_stage = item.journey_stage;
        entry->status = item.status == ItemStatus::idea ? EntryStatus::idea : EntryStatus::planned;
        entry->owner_id = owner_of(item);
        entry->when = when;
        entry->budget = item.budget;
        entry->audience_ids = item.audience_ids;
        entry->offer_ids = item.offer_ids;
        if (item.follows_id) entry->follows_id = made_.at(*item.follows_id);
        for (const Id needed : item.needs_ids) entry->depends_on_ids.push_back(made_.at(needed));
        made_.emplace(item.id, entry->id);
        if (auto ok = stage(entry); !ok) return ok;
        std::int64_t position = 0;
        for (const std::string& text : item.checklist) {
            auto task = std::make_shared<ChecklistItem>();
            task->id = new_id(context_.now);
            task->created_at = context_.now;
            task->created_by = context_.actor.member_id;
            task->entry_id = entry->id;
            task->text = text;
            task->position = ++position;
            if (auto ok = stage_create(context_, *find_rules(checklist_item_type.kind), std::move(task)); !ok)
                return ok;
        }
        return {};
    }

    Context& context_;
    const Use& use_;
    std::unordered_map<Id, Id> made_; // entries by item
};

} // namespace

Verdict decide_use_template(Context& context, const Command& command) {
    const auto use = decode_use(context, command);
    if (!use) return use.error();
    const auto campaign = Maker(context, *use).make(command);
    if (!campaign) return campaign.error();
    return Decision{*campaign, {}};
}

} // namespace tandem
