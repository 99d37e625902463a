#include "calendar/engine/audience_change.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/audience/audience.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

const Field& list_field() { return *audience_type.find("account_ids"); }

Result<IdList> decode_accounts(const Command& command, std::string_view key) {
    const auto* value = command.args->get_object().if_contains({key.data(), key.size()});
    if (!value) return IdList{};
    auto ids = decode_value(list_field(), *value);
    if (!ids) return fail_field(key, ids.error().message);
    auto& list = std::get<IdList>(*ids);
    if (list.size() > most_changed_accounts) return fail_field(key, "takes 1000 accounts at a time");
    return std::move(list);
}

Result<void> check_keys(const Command& command) {
    for (const auto& member : command.args->get_object())
        if (member.key() != "id" && member.key() != "add_ids" && member.key() != "remove_ids")
            return fail_field(shortened({member.key().data(), member.key().size()}), "is not a field here",
                              ErrorCode::unknown_field);
    return {};
}

// Only those that come are looked at: the others were when they came.
Result<void> add_to(Context& context, const IdList& ids, IdList& list) {
    IdList sorted = list;
    std::ranges::sort(sorted);
    for (const Id id : ids) {
        if (!may_name(context, list_field(), id))
            return fail_field("add_ids", "names nothing that is there", ErrorCode::invalid_reference);
        if (!std::ranges::binary_search(sorted, id)) list.push_back(id);
    }
    return check_value(list_field(), Value(list))
               ? Result<void>{}
               : fail_field("add_ids", "would make the list longer than 10000 accounts");
}

} // namespace

Verdict decide_change_accounts(Context& context, const Command& command) {
    const auto id = decode_id_of(command);
    if (!id) return id.error();
    if (auto ok = check_keys(command); !ok) return ok.error();
    const auto add = decode_accounts(command, "add_ids"), remove = decode_accounts(command, "remove_ids");
    if (!add) return add.error();
    if (!remove) return remove.error();
    const auto before = std::static_pointer_cast<const AudienceList>(find_visible(context, audience_type, *id));
    if (!before) return Error{ErrorCode::not_found, "id", "names nothing that is there"};
    if (auto ok = find_rules(audience_type.kind)->may_write(context, *before); !ok) return ok.error();
    if (before->kind != AudienceKind::list)
        return Error{ErrorCode::invalid_field, "id", "is a rule: its accounts are found by it"};
    auto after = std::make_shared<AudienceList>(*before);
    std::erase_if(after->account_ids, [&](Id one) { return std::ranges::find(*remove, one) != remove->end(); });
    if (auto ok = add_to(context, *add, after->account_ids); !ok) return ok.error();
    if (after->account_ids != before->account_ids) context.draft.update(audience_type, std::move(after));
    return Decision{};
}

} // namespace tandem
