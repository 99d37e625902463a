// Offers and talking points: their days, who approves them, and the text that they take the place of.
#include <algorithm>
#include <tuple>

#include "calendar/engine/parts.hpp"
#include "calendar/engine/talk.hpp"
#include "calendar/offers/say.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

Result<void> check_days(const std::optional<Date>& from, const std::optional<Date>& until) {
    if (from && until && *until < *from) return fail_field("valid_until", "must not be before valid_from");
    return {};
}

auto days_of(const auto& record) { return std::tuple(record.valid_from, record.valid_until, record.embargo_until); }
auto words_of(const Offer& offer) { return std::tuple(offer.name, offer.summary, offer.terms_link, days_of(offer)); }
auto words_of(const TalkingPoint& point) { return std::tuple(point.text, days_of(point)); }

// The record as it was before its newest change, if the actor made that: what they take back is as it was.
template <class T>
std::shared_ptr<T> before_own_change(Context& context, const EntityType& type, const T* before, Id id) {
    ChangeLog& log = context.draft.log();
    const auto items = log.items_since_rev(id, log.last_rev(id) - 1);
    const auto change = items.empty() ? std::nullopt : log.find(items.back().seq);
    if (!change || change->by != context.actor.member_id) return nullptr;
    const auto json = parse_json_object(items.back().old_json);
    const auto old = json ? decode_patch(type, *json, DecodeFor::log) : std::unexpected(json.error());
    if (!old) return nullptr;
    auto was = before ? std::make_shared<T>(*before) : std::make_shared<T>();
    apply(type, *old, *was);
    return was;
}

// An approval stands for the words that its author has read. A lead gives it in their own name; when anyone else
// changes the words, it is withdrawn with that change. It comes back when that change is taken back, unless there was
// another.
template <class T>
Result<void> complete_approval(Context& context, const EntityType& type, const T* before, T& after) {
    const auto was = before ? before->approved_by_id : std::nullopt;
    const auto self = context.member ? std::optional(context.member->id) : std::nullopt;
    if (after.approved_by_id != was) {
        const auto own = before_own_change(context, type, before, after.id);
        if (own && own->approved_by_id == after.approved_by_id && words_of(*own) == words_of(after)) {
            after.approved_at = own->approved_at;
            return {};
        }
        if (!context.is_lead()) return fail(ErrorCode::forbidden, "only leads approve, or withdraw an approval");
        if (after.approved_by_id && !context.is_system() && after.approved_by_id != self)
            return fail_field("approved_by_id", "must be you: nobody approves for others");
        after.approved_at = after.approved_by_id ? std::optional(context.now) : std::nullopt;
    } else if (was && words_of(*before) != words_of(after)) {
        if (was != self) after.approved_by_id.reset();
        after.approved_at = was == self ? std::optional(context.now) : std::nullopt;
    }
    return {};
}

// The text without the lines that say this.
std::string without(std::string_view text, std::string_view said) {
    std::string rest;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (const auto line = text.substr(0, end); trim_line(line) != said) {
            if (!rest.empty()) rest += '\n';
            rest += line;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return rest;
}

// A new point takes the place of the line that says the same in its entry's text.
void take_line(Context& context, const TalkingPoint& point) {
    const auto entry = point.entry_id ? context.draft.find<Entry>(entry_type, *point.entry_id) : nullptr;
    if (!entry || entry->talking_points.empty()) return;
    auto after = std::make_shared<Entry>(*entry);
    after->talking_points = without(entry->talking_points, trim_line(point.text));
    if (after->talking_points != entry->talking_points) context.draft.update(entry_type, std::move(after));
}

} // namespace

Result<void> complete_offer(Context& context, const Record* before, Record& record) {
    auto& offer = static_cast<Offer&>(record);
    const auto& link = offer.terms_link;
    if (!link.empty() && !link.starts_with("https://") && !link.starts_with("http://"))
        return fail_field("terms_link", "must begin with https:// or http://");
    if (auto ok = check_days(offer.valid_from, offer.valid_until); !ok) return ok;
    return complete_approval(context, offer_type, static_cast<const Offer*>(before), offer);
}

// Its talking points go with it.
Result<void> before_delete_offer(Context& context, const Record& before) {
    const Records::Parameter id[] = {to_text(before.id)};
    for (const auto& point : context.draft.records().select(talking_point_type, "offer_id = ? ORDER BY id", id))
        context.draft.erase(talking_point_type, point->id);
    erase_talk(context, "offer_id", before.id);
    release(context, offer_type, before.id);
    return {};
}

Result<void> complete_talking_point(Context& context, const Record* before, Record& record) {
    auto& point = static_cast<TalkingPoint&>(record);
    if (point.entry_id.has_value() == point.offer_id.has_value())
        return fail_field("entry_id", "must be given, or offer_id, and not both");
    follow_entry(context, point);
    if (auto ok = check_days(point.valid_from, point.valid_until); !ok) return ok;
    if (!before && context.draft.log().last_rev(point.id) == 0) take_line(context, point);
    return complete_approval(context, talking_point_type, static_cast<const TalkingPoint*>(before), point);
}

void copy_points(Context& context, Id from_entry, Id to_entry) {
    const Records::Parameter id[] = {to_text(from_entry)};
    for (const auto& record : context.draft.records().select(talking_point_type, "entry_id = ? ORDER BY id", id)) {
        auto copy = std::make_shared<TalkingPoint>(static_cast<const TalkingPoint&>(*record));
        copy->id = new_id(context.now);
        copy->rev = 0;
        copy->created_at = context.now;
        copy->created_by = context.actor.member_id;
        copy->entry_id = to_entry;
        follow_entry(context, *copy);
        context.draft.create(talking_point_type, std::move(copy));
    }
}

} // namespace tandem
