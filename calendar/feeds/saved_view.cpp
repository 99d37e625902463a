#include "calendar/feeds/saved_view.hpp"

namespace tandem {
namespace {

constexpr Field fields[] = {
    text<&SavedView::name>("name", "What it is called").required().length(1, 80),
    boolean<&SavedView::is_shared>("shared", "Everyone's; else its author's alone"),
    choice<&SavedView::layout>("layout", view_layouts, "How the calendar is laid out; empty for as it is"),
    choice<&SavedView::rows>("rows", view_rows, "Rows of the timeline"),
    choice<&SavedView::zoom>("zoom", view_zooms, "How much the timeline shows; empty for what suits the screen"),
    references<&SavedView::calendar_ids>("calendar_ids", "calendar", "Entries of these calendars; empty for all"),
    choice_list<&SavedView::kinds>("kinds", entry_kinds, "Entries of these kinds; empty for all"),
    choice_list<&SavedView::statuses>("statuses", entry_statuses, "Entries of these statuses; empty for all"),
    choice_list<&SavedView::teams>("teams", teams, "Entries owned in these teams; empty for all"),
    references<&SavedView::owner_ids>("owner_ids", "member", "Entries of these owners; empty for all"),
    boolean<&SavedView::is_unowned>("unowned", "Entries that nobody owns as well; without owners, only those"),
    choice_list<&SavedView::journey_stages>("journey_stages", journey_stages, "Entries of these stages; empty for all"),
    choice_list<&SavedView::channels>("channels", channels, "Entries of these channels; empty for all"),
    text_list<&SavedView::tags>("tags", "Entries with one of these tags; empty for all").items(20, 40),
    text<&SavedView::words>("words", "Words that the entry holds; empty for all").length(0, 200),
};

} // namespace

constinit const EntityType saved_view_type = entity<SavedView>("saved_view", Audience::owner, fields);

} // namespace tandem
