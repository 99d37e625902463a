// template.save: from a campaign to a template.
#include <algorithm>
#include <map>
#include <unordered_map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/entry_links.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/entries/template_plan.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/utf8.hpp"

namespace tandem {
namespace {

using EntryPtr = std::shared_ptr<const Entry>;
using std::chrono::days;

struct Asked {
    EntryPtr campaign;
    std::string name;
};

Result<Asked> decode_save(Context& context, const Command& command) {
    static constexpr std::string_view keys[] = {"id", "entry_id", "name"};
    const auto& members = command.args->get_object();
    for (const auto& member : members)
        if (const std::string_view key(member.key().data(), member.key().size());
            std::ranges::find(keys, key) == std::end(keys))
            return fail_field(shortened(key), "is not a field here", ErrorCode::unknown_field);
    const auto text = [&](std::string_view key) -> std::string {
        const auto* value = members.if_contains(key);
        return value && value->is_string() ? std::string(value->get_string().data(), value->get_string().size()) : "";
    };
    const auto id = parse_id(text("entry_id"));
    const auto campaign = id ? std::static_pointer_cast<const Entry>(find_visible(context, entry_type, *id)) : nullptr;
    if (!campaign) return Result<Asked>(fail_field("entry_id", "names nothing that is there", ErrorCode::not_found));
    if (campaign->kind != EntryKind::campaign) return fail_field("entry_id", "must be a campaign");
    if (!is_open(entry_type, *campaign, context.directory))
        return fail_field("entry_id", "is not seen by everyone, as a template is");
    return Asked{campaign, text("name")};
}

// What hangs under it and may be told to everyone; not what is off, nor what differs from a series.
Result<std::vector<EntryPtr>> children_of(Context& context, const Entry& campaign) {
    const Records::Parameter id[] = {to_text(campaign.id)};
    std::vector<EntryPtr> children;
    for (const auto& record : context.draft.records().select(entry_type, "parent_id = ? ORDER BY id LIMIT 2000", id)) {
        const auto entry = std::static_pointer_cast<const Entry>(record);
        const bool is_left_out = entry->kind == EntryKind::campaign || entry->status == EntryStatus::cancelled ||
                                 entry->series_id || !is_open(entry_type, *entry, context.directory);
        if (!is_left_out) children.push_back(entry);
    }
    if (children.size() > most_template_items)
        return fail_field("entry_id", "has more than 200 entries", ErrorCode::too_large);
    std::ranges::sort(children, {}, [](const EntryPtr& entry) {
        return std::pair(entry->when ? entry->when->starts : LocalTime::max(), entry->id);
    });
    return children;
}

class Saving {
public:
    Saving(Context& context, const Entry& campaign, std::vector<EntryPtr> children)
        : context_(context), campaign_(campaign), children_(std::move(children)) {
        for (const EntryPtr& child : children_) items_.emplace(child->id, new_id(context.now));
        if (campaign.when) first_ = start_day(*campaign.when);
        for (const EntryPtr& child : children_)
            if (child->when && !campaign.when) first_ = std::min(first_.value_or(Date::max()), start_day(*child->when));
    }

    std::int64_t length() const {
        if (!campaign_.when) return 1;
        const Date last = std::chrono::ceil<days>(std::max(campaign_.when->ends, campaign_.when->starts + days{1}));
        return std::clamp<std::int64_t>((last - start_day(*campaign_.when)).count(), 1,
                                        template_type.find("days")->most);
    }

    // In the order in which they may be made. Errors: those of the rules of items.
    std::vector<ItemPtr> items(Id template_id) {
        std::vector<ItemPtr> items;
        for (const EntryPtr& child : children_) items.push_back(item_of(*child, template_id));
        return items;
    }

private:
    ItemPtr item_of(const Entry& entry, Id template_id) {
        auto item = std::make_shared<TemplateItem>();
        item->id = items_.at(entry.id);
        item->template_id = template_id;
        item->title = unnamed(entry.title);
        item->kind = entry.kind;
        item->summary = entry.summary;
        item->channel = entry.channel;
        item->journey_stage = entry.journey_stage;
        item->status = entry.when && entry.status != EntryStatus::idea ? ItemStatus::planned : ItemStatus::idea;
        item->position = ++position_;
        put_when(entry, *item);
        for (const Id needed : entry.depends_on_ids)
            if (const auto other = items_.find(needed); other != items_.end()) item->needs_ids.push_back(other->second);
        item->budget = entry.budget;
        item->audience_ids = entry.audience_ids;
        item->offer_ids = entry.offer_ids;
        put_owner(entry, *item);
        put_checklist(entry, *item);
        return item;
    }

    void put_when(const Entry& entry, TemplateItem& item) {
        if (!entry.when || !first_) return;
        const Date on = start_day(*entry.when);
        item.day = (on - *first_).count();
        if (const EntryPtr followed = followed_by(entry)) {
            item.follows_id = items_.at(followed->id);
            item.day = (on - start_day(*followed->when)).count();
        }
        if (entry.when->kind == When::Kind::all_day) {
            item.days = (std::chrono::floor<days>(entry.when->ends) - on).count();
        } else {
            item.time = to_text(entry.when->starts).substr(11, 5);
            item.minutes = std::chrono::floor<std::chrono::minutes>(entry.when->ends - entry.when->starts).count();
        }
        // A fair keeps its days; what people send or do on a weekday is meant for one.
        item.working_days = entry.kind != EntryKind::event && is_working_day(on, Team::other, {});
    }

    EntryPtr followed_by(const Entry& entry) const {
        const auto at = std::ranges::find_if(
            children_, [&](const EntryPtr& one) { return entry.follows_id == one->id && one->when.has_value(); });
        return at == children_.end() ? nullptr : *at;
    }

    // Nobody is named: the campaign's owner, or the first, second… of a team.
    void put_owner(const Entry& entry, TemplateItem& item) {
        item.owner = ItemOwner::nobody;
        const Member* owner = entry.owner_id ? context_.directory.member(*entry.owner_id) : nullptr;
        if (!owner) return;
        item.owner = entry.owner_id == campaign_.owner_id ? ItemOwner::campaign_owner : ItemOwner::role;
        if (item.owner == ItemOwner::campaign_owner) return;
        auto& role = roles_[owner->id];
        if (role.empty()) {
            static constexpr std::string_view words[] = {"Marketing", "Sales", "Partner"};
            const auto team = static_cast<std::size_t>(owner->team);
            const int place = ++of_team_[team];
            role = place == 1 ? std::string(words[team]) : fmt::format("{} {}", words[team], place);
        }
        item.owner_role = role;
    }

    void put_checklist(const Entry& entry, TemplateItem& item) {
        const Records::Parameter id[] = {to_text(entry.id)};
        for (const auto& task :
             context_.draft.records().select(checklist_item_type, "entry_id = ? ORDER BY position, id LIMIT 20", id))
            item.checklist.push_back(static_cast<const ChecklistItem&>(*task).text);
    }

    std::string unnamed(std::string title) const {
        const auto at = title.find(campaign_.title);
        if (at == std::string::npos || title == campaign_.title) return title;
        std::string unnamed = title;
        unnamed.replace(at, campaign_.title.size(), title_mark);
        return check_value(*template_item_type.find("title"), Value{unnamed}) ? unnamed : title; // it may grow
    }

    Context& context_;
    const Entry& campaign_;
    std::vector<EntryPtr> children_;
    std::unordered_map<Id, Id> items_; // by entry
    std::optional<Date> first_;
    std::unordered_map<Id, std::string> roles_; // by member
    std::map<std::size_t, int> of_team_;
    std::int64_t position_ = 0;
};

// An entry may be longer, and farther away, than an item: what the log would not take back no undo could bring back.
Result<void> check_fits(const TemplateItem& item) {
    for (const Field& field : template_item_type.fields)
        if (const auto ok = check_value(field, field.get(item)); !ok)
            return fail_field("entry_id", fmt::format("holds “{}”, which no template takes: {} {}", item.title,
                                                      field.name, ok.error().message));
    return {};
}

Result<void> stage(Context& context, const EntityType& type, const std::shared_ptr<Record>& record) {
    record->created_at = context.now;
    record->created_by = context.actor.member_id;
    return stage_create(context, *find_rules(type.kind), record);
}

} // namespace

Verdict decide_save_template(Context& context, const Command& command) {
    const auto asked = decode_save(context, command);
    if (!asked) return asked.error();
    const auto id = id_for_create(context, template_type, command);
    if (!id) return id.error();
    if (asked->name.empty() || count_code_points(asked->name) > 100)
        return Error{ErrorCode::invalid_field, "name", "must be of 1 to 100 characters"};
    auto children = children_of(context, *asked->campaign);
    if (!children) return children.error();
    Saving saving(context, *asked->campaign, std::move(*children));
    auto whole = std::make_shared<Template>();
    whole->id = *id;
    whole->name = asked->name;
    whole->days = saving.length();
    whole->channel = asked->campaign->channel;
    whole->tags = asked->campaign->tags;
    whole->budget = asked->campaign->budget;
    whole->audience_ids = asked->campaign->audience_ids;
    whole->offer_ids = asked->campaign->offer_ids;
    if (auto ok = stage(context, template_type, whole); !ok) return ok.error();
    const auto items = in_order(saving.items(*id));
    if (!items) return items.error();
    for (const ItemPtr& item : *items) {
        if (auto ok = check_fits(*item); !ok) return ok.error();
        if (auto ok = stage(context, template_item_type, std::make_shared<TemplateItem>(*item)); !ok) return ok.error();
    }
    return Decision{*id, {}};
}

} // namespace tandem
