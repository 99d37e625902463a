#include "calendar/engine/tell.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/talk/comment.hpp"

namespace tandem {
namespace {

bool holds(const IdList& ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }

void add(IdList& ids, const std::optional<Id>& id) {
    if (id && !holds(ids, *id)) ids.push_back(*id);
}

bool has_muted(Context& context, Id member, NotificationKind kind) {
    const Records::Parameter owner[] = {to_text(member)};
    for (const auto& record : context.draft.records().select(preference_type, "created_by = ?", owner)) {
        const auto& muted = static_cast<const Preference&>(*record).muted_kinds;
        const auto word = notification_kinds[static_cast<std::size_t>(kind)];
        if (std::ranges::find(muted, word) != muted.end()) return true;
    }
    return false;
}

// Everything that it names must be theirs to see.
bool may_be_told(Context& context, const Notification& what) {
    const Member* member = context.directory.member(what.member_id);
    if (!member || !member->active) return false;
    return std::ranges::all_of(notification_type.fields, [&](const Field& field) {
        const Value value = field.get(what);
        const Id* id = std::get_if<Id>(&value);
        if (!id || field.refers_to.empty()) return true;
        const EntityType& type = *find_entity_type(field.refers_to);
        const RecordPtr record = context.draft.find(type, *id);
        return record && detail_for(member->id, type, *record, context.directory) == Detail::full;
    });
}

// Owner, stand-in and author of what it is about, and who has talked about it before.
IdList parties_of(Context& context, const Comment& comment) {
    IdList parties;
    std::string_view field = "entry_id";
    Id id{};
    if (comment.entry_id) {
        id = *comment.entry_id;
        const auto entry = context.draft.find<Entry>(entry_type, id);
        for (const auto& party : {entry->owner_id, entry->backup_owner_id, entry->created_by}) add(parties, party);
    } else if (comment.offer_id) {
        field = "offer_id";
        id = *comment.offer_id;
        const auto offer = context.draft.find<Offer>(offer_type, id);
        for (const auto& party : {offer->owner_id, offer->created_by}) add(parties, party);
    } else {
        field = "account_id";
        id = *comment.account_id;
        const auto account = context.draft.find<Account>(account_type, id);
        for (const auto& party : {account->owner_id, account->created_by}) add(parties, party);
    }
    Statement row = context.draft.records().database().prepare(
        fmt::format("SELECT DISTINCT created_by FROM comment WHERE {} = ?", field)); // not each of a long thread
    row.bind(1, to_text(id));
    while (row.step()) add(parties, parse_id(row.text(0)));
    return parties;
}

void tell_of(Context& context, const Comment& comment, Id member, NotificationKind kind) {
    Notification what;
    what.member_id = member;
    what.kind = kind;
    what.entry_id = comment.entry_id;
    what.offer_id = comment.offer_id;
    what.account_id = comment.account_id;
    what.comment_id = comment.id;
    notify(context, std::move(what));
}

// Whom it names is told once, when it first names them; the others when it is said.
void tell_of_comment(Context& context, const Comment* before, const Comment& after) {
    for (const Id named : after.mention_ids)
        if (!before || !holds(before->mention_ids, named)) tell_of(context, after, named, NotificationKind::mention);
    if (before) return;
    for (const Id party : parties_of(context, after))
        if (!holds(after.mention_ids, party)) tell_of(context, after, party, NotificationKind::comment);
}

// An entry that was made out of another one (an occurrence, the rest of a series) has its owner from there.
std::optional<Id> owner_before(Context& context, const Command& command, const RecordPtr& before) {
    if (before) return static_cast<const Entry&>(*before).owner_id;
    const auto* text = command.name == "entry.create" ? nullptr : command.args->get_object().if_contains("id");
    const auto id =
        text && text->is_string() ? parse_id({text->get_string().data(), text->get_string().size()}) : std::nullopt;
    if (!id) return {};
    const auto source = std::static_pointer_cast<const Entry>(context.draft.records().load(entry_type, *id));
    return source ? source->owner_id : std::nullopt;
}

// The word that they gave holds no more: the command has changed what they signed.
void tell_of_lost_word(Context& context, const SignOff& before, const SignOff& after) {
    if (before.state != SignOffState::given || after.state != SignOffState::withdrawn) return;
    Notification what;
    what.member_id = after.member_id;
    what.kind = NotificationKind::sign_off_wanted;
    what.entry_id = after.entry_id;
    notify(context, std::move(what));
}

void tell_of_owner(Context& context, const std::optional<Id>& before, const Entry& after) {
    if (!after.owner_id || before == after.owner_id) return;
    Notification what;
    what.member_id = *after.owner_id;
    what.kind = NotificationKind::assigned;
    what.entry_id = after.id;
    notify(context, std::move(what));
}

} // namespace

void notify(Context& context, Notification what) {
    const bool is_own = context.member && context.member->id == what.member_id;
    if (context.is_undo || is_own || !may_be_told(context, what) || has_muted(context, what.member_id, what.kind))
        return;
    auto record = std::make_shared<Notification>(std::move(what));
    record->id = new_id(context.now);
    record->created_at = context.now;
    record->created_by = context.actor.member_id;
    record->by_id = context.actor.member_id;
    context.draft.create(notification_type, std::move(record));
}

Verdict decide_read_all(Context& context, const Command& command) {
    const auto& args = command.args->get_object();
    if (!args.empty()) {
        const auto name = args.begin()->key();
        return Error{ErrorCode::unknown_field, std::string(shortened({name.data(), name.size()})),
                     "is not a field here"};
    }
    if (!context.member) return Error{ErrorCode::forbidden, "", "only members have an inbox"};
    const Records::Parameter own[] = {to_text(context.member->id)};
    for (const auto& record : context.draft.records().select(notification_type, "member_id = ? AND read = 0", own)) {
        auto after = std::make_shared<Notification>(static_cast<const Notification&>(*record));
        after->is_read = true;
        context.draft.update(notification_type, std::move(after));
    }
    return Decision{};
}

void tell(Context& context, const Command& command) {
    const bool is_by_hand = !context.is_system() && !context.actor.import_id;
    for (const Draft::Touched& touched : context.draft.touched()) {
        if (!touched.after) continue;
        if (touched.type == &sign_off_type && touched.before)
            tell_of_lost_word(context, static_cast<const SignOff&>(*touched.before),
                              static_cast<const SignOff&>(*touched.after));
        if (!is_by_hand) continue;
        if (touched.type == &comment_type)
            tell_of_comment(context, static_cast<const Comment*>(touched.before.get()),
                            static_cast<const Comment&>(*touched.after));
        if (touched.type == &entry_type)
            tell_of_owner(context, owner_before(context, command, touched.before),
                          static_cast<const Entry&>(*touched.after));
    }
}

} // namespace tandem
