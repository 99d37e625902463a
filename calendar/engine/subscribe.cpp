#include "calendar/engine/subscribe.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem {
namespace {

constexpr std::chrono::seconds between_wishes{60};

struct Parts {
    JsonPtr subscription, calendar;
};

bool is_of_calendar(std::string_view key) {
    const Field* field = calendar_type.find(key);
    return field && field->by != SetBy::server;
}

Parts split(const JsonPtr& args) {
    boost::json::object subscription, calendar;
    for (const auto& member : args->get_object()) {
        const bool is_calendars = is_of_calendar({member.key().data(), member.key().size()});
        (is_calendars ? calendar : subscription)[member.key()] = member.value();
    }
    return {std::make_shared<boost::json::value>(std::move(subscription)),
            std::make_shared<boost::json::value>(std::move(calendar))};
}

template <class T>
std::shared_ptr<T> made(const Context& context, const Patch& patch, const EntityType& type, Id id) {
    auto record = std::make_shared<T>();
    apply(type, patch, *record);
    record->id = id;
    record->created_at = context.now;
    record->created_by = context.actor.member_id;
    return record;
}

Result<void> check_count(Context& context) {
    const Records::Parameter most[] = {static_cast<std::int64_t>(limits::subscriptions)};
    if (context.draft.records().select(subscription_type, "true ORDER BY id LIMIT ?", most).size() <
        limits::subscriptions)
        return {};
    return fail(ErrorCode::too_large, fmt::format("there are {} subscriptions; end one first", limits::subscriptions));
}

} // namespace

Verdict decide_subscribe(Context& context, const Command& command) {
    const auto id = id_for_create(context, subscription_type, command);
    if (!id) return id.error();
    const Parts parts = split(command.args);
    const auto of_subscription = decode_patch(subscription_type, parts.subscription, DecodeFor::create, also_id);
    if (!of_subscription) return of_subscription.error();
    const auto of_calendar = decode_patch(calendar_type, parts.calendar, DecodeFor::create);
    if (!of_calendar) return of_calendar.error();
    auto calendar = made<Calendar>(context, *of_calendar, calendar_type, new_id(context.now));
    calendar->source = CalendarSource::subscription;
    auto subscription = made<Subscription>(context, *of_subscription, subscription_type, *id);
    subscription->calendar_id = calendar->id;
    if (auto ok = stage_create(context, *find_rules("calendar"), std::move(calendar)); !ok) return ok.error();
    if (auto ok = check_count(context); !ok) return ok.error();
    if (auto ok = complete_subscription(context, nullptr, *subscription); !ok) return ok.error();
    context.draft.create(subscription_type, std::move(subscription));
    return Decision{*id, {}};
}

Verdict decide_refresh(Context& context, const Record& before) {
    if (auto ok = may_write_subscription(context, before); !ok) return ok.error();
    auto after = std::make_shared<Subscription>(static_cast<const Subscription&>(before));
    if (after->paused) return Error{ErrorCode::forbidden, {}, "it is paused; resume it first"};
    if (after->asked_at && context.now < *after->asked_at + between_wishes)
        return Error{ErrorCode::too_many_requests, {}, "it was asked for less than a minute ago", between_wishes};
    after->asked_at = context.now;
    after->next_at = context.now;
    context.draft.update(subscription_type, std::move(after));
    return Decision{};
}

// As its calendar: leads and admins.
Result<void> may_write_subscription(const Context& context, const Record& record) {
    const auto& subscription = static_cast<const Subscription&>(record);
    const auto calendar = context.draft.find<Calendar>(calendar_type, subscription.calendar_id);
    if (!calendar) return fail(ErrorCode::not_found, "its calendar is gone");
    return may_write_calendar(context, *calendar);
}

// What the server says of a check is taken as it is said.
Result<void> complete_subscription(Context& context, const Record* before, Record& record) {
    auto& subscription = static_cast<Subscription&>(record);
    if (auto ok = normalize_address(subscription); !ok) return ok;
    follow_settings(static_cast<const Subscription*>(before), subscription, context.now);
    return {};
}

Result<void> before_delete_subscription(Context& context, const Record& before) {
    const Id calendar_id = static_cast<const Subscription&>(before).calendar_id;
    const auto calendar = context.draft.find<Calendar>(calendar_type, calendar_id);
    if (!calendar) return {};
    auto after = std::make_shared<Calendar>(*calendar);
    after->source = context.keeps_entries ? CalendarSource::members : CalendarSource::closing;
    context.draft.update(calendar_type, std::move(after));
    return {};
}

} // namespace tandem
