#include "calendar/engine/parts.hpp"
#include "calendar/engine/templates.hpp"
#include "calendar/entries/template_plan.hpp"

namespace tandem {
namespace {

constexpr std::string_view only_leads = "only leads, admins and whoever made it change a template";

// As the draft has them; without `except`.
std::vector<ItemPtr> others_of(Context& context, Id template_id, Id except) {
    const Records::Parameter id[] = {to_text(template_id)};
    std::vector<ItemPtr> items;
    for (const auto& record : context.draft.records().select(template_item_type, "template_id = ? ORDER BY id", id))
        if (auto item = context.draft.find<TemplateItem>(template_item_type, record->id);
            item && item->id != except && item->template_id == template_id)
            items.push_back(std::move(item));
    for (const auto& touched : context.draft.touched())
        if (touched.type == &template_item_type && !touched.before && touched.after && touched.id != except)
            if (auto item = std::static_pointer_cast<const TemplateItem>(touched.after);
                item->template_id == template_id)
                items.push_back(std::move(item));
    return items;
}

Result<void> check_named(Context& context, const TemplateItem& item) {
    const auto is_of_it = [&](Id id) {
        const auto other = context.draft.find<TemplateItem>(template_item_type, id);
        return other && other->template_id == item.template_id;
    };
    if (item.follows_id && !is_of_it(*item.follows_id)) return fail_field("follows_id", "must be of the same template");
    for (const Id id : item.needs_ids)
        if (!is_of_it(id)) return fail_field("needs_ids", "must be of the same template");
    return {};
}

} // namespace

Result<void> may_write_template(const Context& context, const Record& record) {
    if (auto ok = may_write_shared(context, record); !ok || context.is_lead()) return ok;
    if (record.created_by == context.member->id) return {};
    return fail(ErrorCode::forbidden, std::string(only_leads));
}

Result<void> complete_template(Context& context, const Record* before, Record&) {
    if (before || context.draft.records().select(template_type, "true LIMIT 200").size() < most_templates) return {};
    return fail_field("id", "there are 200 templates already", ErrorCode::too_large);
}

// Its items go with it, and come back with it.
Result<void> before_delete_template(Context& context, const Record& before) {
    for (const ItemPtr& item : others_of(context, before.id, Id{})) context.draft.erase(template_item_type, item->id);
    return {};
}

Result<void> may_write_template_item(const Context& context, const Record& record) {
    if (auto ok = may_write_shared(context, record); !ok || context.is_lead()) return ok;
    const auto whole =
        context.draft.find<Template>(template_type, static_cast<const TemplateItem&>(record).template_id);
    if (whole && whole->created_by == context.member->id) return {};
    return fail(ErrorCode::forbidden, std::string(only_leads));
}

Result<void> complete_template_item(Context& context, const Record*, Record& record) {
    auto& item = static_cast<TemplateItem&>(record);
    if (auto ok = check_template_item(item); !ok) return ok;
    if (auto ok = check_named(context, item); !ok) return ok;
    auto items = others_of(context, item.template_id, item.id);
    if (items.size() >= most_template_items)
        return fail_field("template_id", "has 200 items already", ErrorCode::too_large);
    items.push_back(std::make_shared<TemplateItem>(item));
    const auto ordered = in_order(std::move(items));
    return ordered ? Result<void>{} : std::unexpected(ordered.error());
}

Result<void> before_delete_template_item(Context& context, const Record& before) {
    release(context, template_item_type, before.id);
    return {};
}

} // namespace tandem
