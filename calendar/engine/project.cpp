#include "calendar/engine/project.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/mentions.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/record/derived.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

// What one member sees of one item before and after; `level` is what they may do with it, if it is a calendar.
struct Sight {
    Detail before = Detail::none, after = Detail::none;
    Level level_before = Level::none, level_after = Level::none;
};

// A key is two characters per item and per referrer, the details and the levels, each as 'a' + before * 4 + after; then
// one character per named record, whether its id may be told: 'a' + before * 2 + after.
void append_key(ProjectionKey& key, const Sight& sight) {
    key += static_cast<char>('a' + static_cast<int>(sight.before) * 4 + static_cast<int>(sight.after));
    key += static_cast<char>('a' + static_cast<int>(sight.level_before) * 4 + static_cast<int>(sight.level_after));
}

void append_told(ProjectionKey& key, bool before, bool after) {
    key += static_cast<char>('a' + (before ? 2 : 0) + (after ? 1 : 0));
}

// A change through the eyes of those who have that key.
struct View {
    const Change& change;
    const ProjectionKey& key;

    Sight sight(std::size_t place) const {
        const int details = key[2 * place] - 'a', of_levels = key[2 * place + 1] - 'a';
        return {static_cast<Detail>(details / 4), static_cast<Detail>(details % 4), static_cast<Level>(of_levels / 4),
                static_cast<Level>(of_levels % 4)};
    }
    // Bit 1: its id might be told before; bit 0: it may be told now.
    int told(Id id) const {
        const auto at = std::ranges::lower_bound(change.named, id, {}, &Named::id);
        const auto first = 2 * (change.items.size() + change.referrers.size());
        return key[first + static_cast<std::size_t>(at - change.named.begin())] - 'a';
    }
    MayName names() const {
        return [this](const Field& field, Id id) {
            return find_entity_type(field.refers_to)->audience == Audience::everyone || (told(id) & 1) != 0;
        };
    }
    MayName names_before() const { // of what may be hidden
        return [this](const Field&, Id id) { return (told(id) & 2) != 0; };
    }
    // True if an id that the record tells at that level, or what comes of it, may be told now and not before, or the
    // other way round.
    bool has_moved_names(const ChangeItem& item, Detail detail) const {
        return std::ranges::any_of(item.type->fields, [&](const Field& field) {
            if (field.shown_at > detail) return false;
            if (source_of(*item.type, field))
                return is_told(*item.type, field, *item.before, names_before()) !=
                       is_told(*item.type, field, *item.after, names());
            return has_moved(field, field.get(*item.after));
        });
    }
    bool has_moved(const Field& field, const Value& value) const {
        if (field.refers_to.empty() || find_entity_type(field.refers_to)->audience == Audience::everyone) return false;
        const auto moved = [&](Id id) { return told(id) == 1 || told(id) == 2; };
        if (const Id* one = std::get_if<Id>(&value)) return moved(*one);
        const auto* all = std::get_if<IdList>(&value);
        return all && std::ranges::any_of(*all, moved);
    }
    // Who did it is what a record keeps back: who was asked about what the reader may not see.
    bool keeps_author_back() const {
        return std::ranges::any_of(change.items, [&](const ChangeItem& item) {
            return item.after ? keeps_back(*item.type, *item.after, *change.by, names())
                              : keeps_back(*item.type, *item.before, *change.by, names_before());
        });
    }
};

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
bool needs_whole(const ChangeItem& item, Detail detail) {
    if (item.op() != Op::update) return true;
    return std::ranges::any_of(item.patch.values, [&](const auto& value) {
        const Field& field = item.type->fields[value.first];
        return field.is_place && field.shown_at <= detail; // else the form of the item would tell of a hidden field
    });
}

void append_item_head(std::string& out, std::string_view op, const ChangeItem& item) {
    fmt::format_to(std::back_inserter(out), R"({{"op":"{}","kind":"{}","id":"{}","rev":{})", op, item.type->kind,
                   to_text(item.id()), item.rev);
}

// With the time of the change, which is part of the record too.
void append_live_patch(std::string& out, const ChangeItem& item, Detail detail, const MayName& may_name) {
    const std::size_t begin = out.size();
    append_told_patch(out, *item.type, *item.after, item.patch, detail, may_name);
    if (detail != Detail::full) return;
    const bool is_empty = out.size() == begin + 2;
    out.insert(begin + 1, fmt::format("\"updated_at\":\"{}\"{}", to_text(item.after->updated_at), is_empty ? "" : ","));
}

void append_put(std::string& out, const View& view, const ChangeItem& item, const Sight& sight) {
    append_item_head(out, "put", item);
    out += ",\"record\":";
    append_seen(out, *item.type, *item.after,
                {sight.after, sight.level_after, view.names(), view.change.directory->horizon()});
}

void append_item(std::string& out, const View& view, const ChangeItem& item, const Sight& sight) {
    const bool is_same = sight.before == sight.after && sight.level_before == sight.level_after;
    if (sight.after == Detail::none) {
        append_item_head(out, "remove", item);
    } else if (is_same && !needs_whole(item, sight.after) && !view.has_moved_names(item, sight.after)) {
        append_item_head(out, "patch", item);
        out += ",\"patch\":";
        append_live_patch(out, item, sight.after, view.names());
    } else {
        append_put(out, view, item, sight);
    }
    out += '}';
}

// A notice that goes along with what it was about says nothing of who did that.
bool sees_in_full(const View& view) {
    for (std::size_t i = 0; i < view.change.items.size(); ++i) {
        const ChangeItem& item = view.change.items[i];
        if (item.type == &notification_type && !item.after) continue;
        if (const Sight sight = view.sight(i); sight.before == Detail::full || sight.after == Detail::full) return true;
    }
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
    if (!sees_any) return {};
    for (const ChangeItem& referrer : change.referrers) append_key(key, look(change, referrer, member_id));
    for (const Named& named : change.named) {
        const auto may = [&](const RecordPtr& record, const DirectoryPtr& directory) {
            return record && detail_for(member_id, *named.type, *record, *directory) == Detail::full;
        };
        append_told(key, may(named.before, change.directory_before), may(named.after, change.directory));
    }
    return key;
}

bool has_one_key(const Change& change, ProjectionKey& out) {
    out.clear();
    if (!change.referrers.empty()) return false;
    const auto is_open_or_none = [](const EntityType& type, const RecordPtr& record, const DirectoryPtr& directory) {
        return !record || is_open(type, *record, *directory);
    };
    for (const ChangeItem& item : change.items) {
        if (item.type == &calendar_type) return false; // it carries what the reader may do with it
        if (!is_open_or_none(*item.type, item.before, change.directory_before)) return false;
        if (!is_open_or_none(*item.type, item.after, change.directory)) return false;
        append_key(out, {item.before ? Detail::full : Detail::none, item.after ? Detail::full : Detail::none});
    }
    for (const Named& named : change.named) {
        if (!is_open_or_none(*named.type, named.before, change.directory_before)) return false;
        if (!is_open_or_none(*named.type, named.after, change.directory)) return false;
        append_told(out, named.before != nullptr, named.after != nullptr);
    }
    return true;
}

// A calendar that comes or goes brings its own item; its entries bring theirs.
bool moves_rights(const Change& change, Id member_id) {
    return std::ranges::any_of(change.items, [&](const ChangeItem& item) {
        if (item.type == &member_type) return item.id() == member_id && rights_of_member_differ(item);
        const Sight sight = look(change, item, member_id);
        if (change.has_more_referrers && (sight.before == Detail::full) != (sight.after == Detail::full)) return true;
        return item.type == &calendar_type && item.op() == Op::update && sight.level_before != sight.level_after;
    });
}

std::string encode_change(const Change& change, const ProjectionKey& key) {
    const View view{change, key};
    std::string out = fmt::format(R"({{"type":"changes","seq":{},"at":"{}","by":)", change.seq, to_text(change.at));
    const bool tells_author = change.by && sees_in_full(view) && !view.keeps_author_back();
    out += tells_author ? '"' + to_text(*change.by) + '"' : "null";
    out += ",\"command_id\":";
    append_quoted(out, change.command_id);
    out += ",\"items\":[";
    const std::size_t begin = out.size();
    const auto separate = [&] {
        if (out.size() > begin) out += ',';
    };
    std::size_t place = 0;
    for (const ChangeItem& item : change.items) {
        const Sight sight = view.sight(place++);
        if (sight.before == Detail::none && sight.after == Detail::none) continue;
        separate();
        append_item(out, view, item, sight);
    }
    for (const ChangeItem& referrer : change.referrers) {
        const Sight sight = view.sight(place++);
        if (sight.after == Detail::none || !view.has_moved_names(referrer, sight.after)) continue;
        separate();
        append_put(out, view, referrer, sight);
        out += '}';
    }
    out += "]}";
    return out;
}

} // namespace tandem
