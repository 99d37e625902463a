// Saved views: one's own, and those that are everyone's.
#include <fmt/format.h>

#include "calendar/engine/rules.hpp"
#include "calendar/feeds/saved_view.hpp"

namespace tandem {
namespace {

constexpr std::int64_t views_of_member = 100;

} // namespace

// Whoever made it; what is everyone's also the leads. Asked of the record before and after, so that a lead cannot take
// a view away from everyone into its author's drawer.
Result<void> may_write_saved_view(const Context& context, const Record& record) {
    if (context.is_system()) return {};
    const auto& view = static_cast<const SavedView&>(record);
    if (!context.member) return fail(ErrorCode::forbidden, "only members do this");
    if (view.is_shared && context.member->role == Role::viewer)
        return fail_field("shared", "is not for viewers: they keep their views to themselves", ErrorCode::forbidden);
    if (view.created_by == context.member->id || (view.is_shared && context.is_lead())) return {};
    return fail(ErrorCode::forbidden, "this view is someone else's; leads change those that are shared");
}

Result<void> complete_saved_view(Context& context, const Record* before, Record& record) {
    if (before || !record.created_by) return {};
    const Records::Parameter own[] = {to_text(*record.created_by), views_of_member};
    const auto views = context.draft.records().select(saved_view_type, "created_by = ? ORDER BY id LIMIT ?", own);
    if (std::ssize(views) < views_of_member) return {};
    return fail(ErrorCode::too_large, fmt::format("you have {} saved views; delete one first", views_of_member));
}

} // namespace tandem
