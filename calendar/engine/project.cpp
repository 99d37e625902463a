#include "calendar/engine/project.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/listing.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

// What one member sees of one item before and after; `level` is what they may do with it, if it is a calendar.
struct Sight {
    Detail before = Detail::none, after = Detail::none;
    Level level_before = Level::none, level_after = Level::none;
};

// Two characters per item: the details and the levels, each as 'a' + before * 4 + after.
void append_key(ProjectionKey& key, const Sight& sight) {
    key += static_cast<char>('a' + static_cast<int>(sight.before) * 4 + static_cast<int>(sight.after));
    key += static_cast<char>('a' + static_cast<int>(sight.level_before) * 4 + static_cast<int>(sight.level_after));
}

Sight sight_of(const ProjectionKey& key, std::size_t item) {
    const int details = key[2 * item] - 'a', item_levels = key[2 * item + 1] - 'a';
    return {static_cast<Detail>(details / 4), static_cast<Detail>(details % 4), static_cast<Level>(item_levels / 4),
            static_cast<Level>(item_levels % 4)};
}

Sight look(const Change& change, const ChangeItem& item, Id member_id) {
    Sight sight;
    if (item.before) sight.before = detail_for(member_id, *item.type, *item.before, *change.directory_before);
    if (item.after) sight.after = detail_for(member_id, *item.type, *item.after, *change.directory);
    if (item.type == &calendar_type) {
        sight.level_before = change.directory_before->level(item.id(), member_id);
        sight.level_after = change.directory->level(item.id(), member_id);
    }
    return sight;
}

// A page that has not loaded the record (it lay outside its window, or was hidden) needs all of it.
bool needs_whole(const ChangeItem& item) {
    if (item.op() != Op::update) return true;
    return std::ranges::any_of(item.patch.values, [&](const auto& value) {
        const std::string_view name = item.type->fields[value.first].name;
        return name == "when" || name == "calendar_id" || name == "private";
    });
}

void append_item_head(std::string& out, std::string_view op, const ChangeItem& item) {
    fmt::format_to(std::back_inserter(out), R"({{"op":"{}","kind":"{}","id":"{}","rev":{})", op, item.type->kind,
                   to_text(item.id()), item.rev);
}

// With the time of the change, which is part of the record too.
void append_live_patch(std::string& out, const ChangeItem& item, Detail detail) {
    const std::size_t begin = out.size();
    append_patch(out, *item.type, item.patch, detail);
    if (detail != Detail::full) return;
    const bool is_empty = out.size() == begin + 2;
    out.insert(begin + 1, fmt::format("\"updated_at\":\"{}\"{}", to_text(item.after->updated_at), is_empty ? "" : ","));
}

void append_item(std::string& out, const ChangeItem& item, const Sight& sight) {
    if (sight.after == Detail::none) {
        append_item_head(out, "remove", item);
    } else if (sight.before == sight.after && sight.level_before == sight.level_after && !needs_whole(item)) {
        append_item_head(out, "patch", item);
        out += ",\"patch\":";
        append_live_patch(out, item, sight.after);
    } else {
        append_item_head(out, "put", item);
        out += ",\"record\":";
        append_seen(out, *item.type, *item.after, sight.after, sight.level_after);
    }
    out += '}';
}

bool sees_in_full(const Change& change, const ProjectionKey& key) {
    for (std::size_t i = 0; i < change.items.size(); ++i)
        if (const Sight sight = sight_of(key, i); sight.before == Detail::full || sight.after == Detail::full)
            return true;
    return false;
}

bool rights_of_member_differ(const ChangeItem& item) {
    if (!item.before || !item.after) return true;
    const auto& before = static_cast<const Member&>(*item.before);
    const auto& after = static_cast<const Member&>(*item.after);
    return before.role != after.role || before.team != after.team || before.active != after.active;
}

} // namespace

ProjectionKey projection_key(const Change& change, Id member_id) {
    ProjectionKey key;
    bool sees_any = false;
    for (const ChangeItem& item : change.items) {
        const Sight sight = look(change, item, member_id);
        sees_any = sees_any || sight.before != Detail::none || sight.after != Detail::none;
        append_key(key, sight);
    }
    return sees_any ? key : ProjectionKey{};
}

bool has_one_key(const Change& change, ProjectionKey& out) {
    out.clear();
    for (const ChangeItem& item : change.items) {
        if (item.type == &calendar_type) return false; // it carries what the reader may do with it
        if (item.before && !is_open(*item.type, *item.before, *change.directory_before)) return false;
        if (item.after && !is_open(*item.type, *item.after, *change.directory)) return false;
        append_key(out, {item.before ? Detail::full : Detail::none, item.after ? Detail::full : Detail::none});
    }
    return true;
}

// A calendar that comes or goes brings its own item; its entries bring theirs.
bool moves_rights(const Change& change, Id member_id) {
    return std::ranges::any_of(change.items, [&](const ChangeItem& item) {
        if (item.type == &member_type) return item.id() == member_id && rights_of_member_differ(item);
        if (item.type != &calendar_type || item.op() != Op::update) return false;
        const Sight sight = look(change, item, member_id);
        return sight.level_before != sight.level_after;
    });
}

std::string encode_change(const Change& change, const ProjectionKey& key) {
    std::string out = fmt::format(R"({{"type":"changes","seq":{},"at":"{}","by":)", change.seq, to_text(change.at));
    out += change.by && sees_in_full(change, key) ? '"' + to_text(*change.by) + '"' : "null";
    out += ",\"command_id\":";
    append_quoted(out, change.command_id);
    out += ",\"items\":[";
    bool first = true;
    for (std::size_t i = 0; i < change.items.size(); ++i) {
        const Sight sight = sight_of(key, i);
        if (sight.before == Detail::none && sight.after == Detail::none) continue;
        if (!first) out += ',';
        first = false;
        append_item(out, change.items[i], sight);
    }
    out += "]}";
    return out;
}

} // namespace tandem
