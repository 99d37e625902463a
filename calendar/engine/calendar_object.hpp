#pragma once
// An entry as a calendar object resource (RFC 4791 4.1), for apps that read and write it: its name in the collection,
// its tag and its text. The other way: object_write. Pure; any thread.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/event.hpp"

namespace tandem {

// As the member sees it; only its time if `detail` is busy.
struct SeenEntry {
    std::shared_ptr<const Entry> entry;
    Detail detail = Detail::full;
};

struct CalendarObject {
    std::string name;                   // the last part of its address
    std::shared_ptr<const Entry> entry; // as in SeenEntry, like the next
    Detail detail = Detail::full;
    std::vector<SeenEntry> overrides; // occurrences with an entry of their own and a date, in the series' order
};

// Nothing of it is hidden from the member, nor left out for want of a date.
bool is_seen_whole(const CalendarObject& object);
void sort_overrides(CalendarObject& object);

// What it is called: as the app that made it says, else by its id.
std::string resource_name_of(const Entry& entry);

// Strong, in quotes (RFC 9110 8.8.3): another text always has another tag, also after a delete and a new start under
// the same name. An occurrence that changes changes that of its series.
std::string etag_of(const CalendarObject& object);

// `base_url` as in feed_item.hpp: UIDs are those of the feeds.
std::string uid_of(const CalendarObject& object, std::string_view base_url);
// What repeats first, then its occurrences. Those that are not shown are left out of it, or their old place would show
// what they hide.
std::vector<ical::Event> events_of(const CalendarObject& object, std::string_view base_url);
std::string text_of(const CalendarObject& object, std::string_view base_url);

} // namespace tandem
