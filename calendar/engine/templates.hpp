#pragma once
// Templates: who changes them, how one is saved from a campaign, and how one is used: a campaign with all its entries
// in one change, or none of them. Core thread.

#include "calendar/engine/decide.hpp"

namespace tandem {

// Leads, admins and whoever made the template.
Result<void> may_write_template(const Context& context, const Record& record);
Result<void> complete_template(Context& context, const Record* before, Record& after);
Result<void> before_delete_template(Context& context, const Record& before);
Result<void> may_write_template_item(const Context& context, const Record& record);
Result<void> complete_template_item(Context& context, const Record* before, Record& after);
Result<void> before_delete_template_item(Context& context, const Record& before);

inline constexpr std::string_view save_template_command = "template.save";
inline constexpr std::string_view use_template_command = "template.use";

// template.save {entry_id, name, id?}: of a campaign that everyone sees, with those of its entries that everyone sees:
// a template is everyone's. Errors: not_found, invalid_field entry_id, too_large.
Verdict decide_save_template(Context& context, const Command& command);

// template.use {template_id, calendar_id, title, starts_on or ends_on, id?, owner_id?, owners?: [{role, member_id}],
// zone?}: `ends_on` is the last day. The ack names the campaign. Errors name the item that was refused.
Verdict decide_use_template(Context& context, const Command& command);

// What stands in an item's title for the campaign's.
inline constexpr std::string_view title_mark = "{title}";

} // namespace tandem
