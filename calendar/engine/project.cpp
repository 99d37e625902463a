#include "calendar/engine/project.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

// One character per item: what was seen before and what is seen after, as 'a' + before * 4 + after.
char key_of(Detail before, Detail after) {
    return static_cast<char>('a' + static_cast<int>(before) * 4 + static_cast<int>(after));
}
Detail before_of(char key) { return static_cast<Detail>((key - 'a') / 4); }
Detail after_of(char key) { return static_cast<Detail>((key - 'a') % 4); }

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

void append_item(std::string& out, const ChangeItem& item, Detail before, Detail after) {
    if (after == Detail::none) {
        append_item_head(out, "remove", item);
    } else if (before == after && !needs_whole(item)) {
        append_item_head(out, "patch", item);
        out += ",\"patch\":";
        append_patch(out, *item.type, item.patch, after);
    } else {
        append_item_head(out, "put", item);
        out += ",\"record\":";
        append_record(out, *item.type, *item.after, after);
    }
    out += '}';
}

} // namespace

ProjectionKey projection_key(const Change& change, Id member_id) {
    ProjectionKey key;
    bool sees_any = false;
    for (const ChangeItem& item : change.items) {
        const Detail before =
            item.before ? detail_for(member_id, *item.type, *item.before, *change.directory_before) : Detail::none;
        const Detail after =
            item.after ? detail_for(member_id, *item.type, *item.after, *change.directory) : Detail::none;
        sees_any = sees_any || before != Detail::none || after != Detail::none;
        key += key_of(before, after);
    }
    return sees_any ? key : ProjectionKey{};
}

bool has_one_key(const Change& change, ProjectionKey& out) {
    out.clear();
    for (const ChangeItem& item : change.items) {
        if (item.before && !is_open(*item.type, *item.before, *change.directory_before)) return false;
        if (item.after && !is_open(*item.type, *item.after, *change.directory)) return false;
        out += key_of(item.before ? Detail::full : Detail::none, item.after ? Detail::full : Detail::none);
    }
    return true;
}

std::string encode_change(const Change& change, const ProjectionKey& key) {
    std::string out = fmt::format(R"({{"type":"changes","seq":{},"at":"{}","by":)", change.seq, to_text(change.at));
    out += change.by ? '"' + to_text(*change.by) + '"' : "null";
    out += ",\"command_id\":";
    append_quoted(out, change.command_id);
    out += ",\"items\":[";
    bool first = true;
    for (std::size_t i = 0; i < change.items.size(); ++i) {
        const Detail before = before_of(key[i]), after = after_of(key[i]);
        if (before == Detail::none && after == Detail::none) continue;
        if (!first) out += ',';
        first = false;
        append_item(out, change.items[i], before, after);
    }
    out += "]}";
    return out;
}

} // namespace tandem
