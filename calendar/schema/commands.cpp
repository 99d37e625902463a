// The args of each command that clients may send.
#include "calendar/schema/parts.hpp"

#include <fmt/format.h>

#include "calendar/audience/audience.hpp"
#include "calendar/engine/audience_change.hpp"
#include "calendar/engine/series_edit.hpp"
#include "calendar/engine/shift.hpp"
#include "calendar/entries/template.hpp"
#include "calendar/subscriptions/subscription.hpp"

namespace tandem::schema {
namespace {

boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

Json only_id() { return object({{"id", id()}}); }

// Which occurrence of an entry that repeats, and how far the edit goes (engine/series_edit.hpp).
Json with_occurrence(const EntityType& type, Json schema) {
    if (&type != &entry_type) return schema;
    Object& properties = schema.get_object()["properties"].get_object();
    properties["occurrence"] = bounded(10, 19);
    properties["scope"] = one_of_words(scope_names);
    return schema;
}

void add_arguments(Object& members, const EntityType& type) {
    for (const Field& field : type.fields) {
        if (field.by == SetBy::server) continue;
        members["properties"].get_object()[view(field.name)] = field_argument(field);
        if (field.is_required) members["required"].get_array().emplace_back(view(field.name));
    }
}

Json create_args(const EntityType& type) {
    Json schema = object({maybe("id", id())});
    add_arguments(schema.get_object(), type);
    if (&type == &subscription_type) add_arguments(schema.get_object(), calendar_type); // it makes its calendar
    return schema;
}

// A subscription may leave its calendar behind, for members to change.
Json delete_args(const EntityType& type) {
    Json schema = with_occurrence(type, only_id());
    if (&type == &subscription_type) schema.get_object()["properties"].get_object()["keep_entries"] = boolean();
    return schema;
}

Json update_args(const EntityType& type) {
    Json schema = only_id();
    for (const Field& field : type.fields)
        if (field.by == SetBy::client)
            schema.get_object()["properties"].get_object()[view(field.name)] = field_argument(field);
    return schema;
}

// A series of entries with what differs from it: as entry.create or entry.update says it (engine/series_put.hpp).
Json put_series_args() {
    Json series = create_args(entry_type), one = update_args(entry_type);
    series.get_object()["required"] = boost::json::array{};
    Object& fields = one.get_object();
    fields["required"] = boost::json::array{"recurrence_id"};
    fields["properties"].get_object().erase("id");
    for (const auto name : {"rrule", "rdate", "exdate"}) fields["properties"].get_object().erase(name);
    fields["properties"].get_object()["recurrence_id"] = bounded(10, 19);
    Json overrides = list(std::move(one));
    overrides.get_object()["maxItems"] = entry_type.find("overrides")->most;
    return object({{"series", std::move(series)}, {"overrides", std::move(overrides)}});
}

// Many entries at once (engine/shift.hpp).
Json chosen_ids() {
    Json ids = list(id());
    ids.get_object()["minItems"] = 1;
    ids.get_object()["maxItems"] = most_chosen;
    return ids;
}

Json shift_args() {
    Json days = integer(-most_shift_days);
    days.get_object()["maximum"] = most_shift_days;
    return object({{"ids", chosen_ids()},
                   {"days", std::move(days)},
                   maybe("children", boolean()),
                   maybe("dependants", boolean())});
}

Json update_many_args() {
    Json fields = object({});
    for (const auto name : shared_fields)
        fields.get_object()["properties"].get_object()[view(name)] = field_argument(*entry_type.find(name));
    fields.get_object()["minProperties"] = 1;
    return object({{"ids", chosen_ids()}, {"fields", std::move(fields)}});
}

// Into a fixed list and out of it (engine/audience_change.hpp).
Json change_accounts_args() {
    Json ids = field_argument(*audience_type.find("account_ids"));
    return object({{"id", id()}, maybe("add_ids", ids), maybe("remove_ids", ids)});
}

// A template from a campaign, and a campaign from a template (engine/templates.hpp).
Json save_template_args() {
    return object({{"entry_id", id()}, {"name", field_argument(*template_type.find("name"))}, maybe("id", id())});
}

Json use_template_args() {
    const Json owner = object({{"role", bounded(1, 60)}, {"member_id", id()}});
    return object({{"template_id", id()},
                   {"calendar_id", id()},
                   {"title", field_argument(*entry_type.find("title"))},
                   maybe("id", id()),
                   maybe("starts_on", or_null(date())),
                   maybe("ends_on", or_null(date())),
                   maybe("owner_id", or_null(id())),
                   maybe("owners", or_null(list(owner))),
                   maybe("zone", or_null(text()))});
}

} // namespace

void emit_commands(const Emit& emit) {
    for (const Rules& rules : all_rules()) {
        const auto one = [&](Verb verb, std::string_view word, Json schema) {
            if (!(rules.verbs & verb)) return;
            const std::string name = fmt::format("{}.{}", rules.type->kind, word);
            emit("commands/" + name + ".json", "args of " + name, std::move(schema));
        };
        one(verb_create, "create", create_args(*rules.type));
        one(verb_update, "update", with_occurrence(*rules.type, update_args(*rules.type)));
        one(verb_delete, "delete", delete_args(*rules.type));
        one(verb_revoke, "revoke", only_id());
        one(verb_put_series, "put_series", put_series_args());
        one(verb_refresh, "refresh", only_id());
        one(verb_shift, "shift", shift_args());
        one(verb_update_many, "update_many", update_many_args());
    }
    emit("commands/import.undo.json", "args of import.undo", only_id());
    emit("commands/notification.read_all.json", "args of notification.read_all", object({}));
    emit("commands/entry.restore.json", "args of entry.restore", only_id());
    emit("commands/audience.change_accounts.json", "args of audience.change_accounts", change_accounts_args());
    emit("commands/template.save.json", "args of template.save", save_template_args());
    emit("commands/template.use.json", "args of template.use", use_template_args());
    emit("commands/undo.json", "args of undo", object({{"seq", integer(1)}}));
}

} // namespace tandem::schema
