#include "server/live/presence.hpp"

#include <algorithm>
#include <set>

#include "calendar/engine/visibility.hpp"

namespace tandem::live {
namespace {

constexpr std::size_t most_present = 100; // named in one frame; a page shows a handful

bool is_open_or_none(const EntryPtr& entry, const Directory& directory) {
    return !entry || is_open(entry_type, *entry, directory);
}

} // namespace

bool is_for_all(const std::vector<Present>& present, const Directory& directory) {
    return std::ranges::all_of(present, [&](const Present& one) {
        return is_open_or_none(one.open, directory) && is_open_or_none(one.dragging, directory);
    });
}

std::string encode_presence(const std::vector<Present>& present, const Directory& directory, std::optional<Id> reader) {
    const auto quoted = [&](const EntryPtr& entry) {
        const bool is_seen = entry && (!reader || detail_for(*reader, entry_type, *entry, directory) == Detail::full);
        return is_seen ? '"' + to_text(entry->id) + '"' : std::string("null");
    };
    std::set<std::string> lines; // one line for the tabs of one member that show the same
    for (const Present& one : present) {
        if (lines.size() >= most_present) break;
        lines.insert("{\"id\":\"" + to_text(one.member) + "\",\"open\":" + quoted(one.open) +
                     ",\"dragging\":" + quoted(one.dragging) + '}');
    }
    std::string text = R"({"type":"presence","members":[)";
    for (const std::string& line : lines) {
        if (text.back() != '[') text += ',';
        text += line;
    }
    return text + "]}";
}

} // namespace tandem::live
