#pragma once
// An entry as a calendar object resource (RFC 4791 4.1), for apps that read and write it: its name in the collection,
// its tag and its text, both ways. What an app cannot say of an entry stays as it is when it writes. Pure; any thread.

#include <memory>
#include <string>
#include <string_view>

#include "calendar/entries/entry.hpp"
#include "calendar/ical/event.hpp"
#include "calendar/record/json.hpp"

namespace tandem {

struct CalendarObject {
    std::string name;                   // the last part of its address
    std::shared_ptr<const Entry> entry; // as the member sees it; only its time if `detail` is busy
    Detail detail = Detail::full;
};

// What it is called: as the app that made it says, else by its id.
std::string resource_name_of(const Entry& entry);

// Strong, in quotes (RFC 9110 8.8.3): another text always has another tag, also after a delete and a new start under
// the same name.
std::string etag_of(const CalendarObject& object);

// `base_url` as in feed_item.hpp: UIDs are those of the feeds.
ical::Event event_of(const CalendarObject& object, std::string_view base_url);
std::string text_of(const CalendarObject& object, std::string_view base_url);

// What the app says, laid over `entry`: title, summary, place, time, tags, status, privacy and the first link are as
// it says, also where it says nothing; everything else stays.
void write_event(const ical::Event& event, Entry& entry);

// The command that makes `after` of `before`; null args if they are the same. Without `before`: a new entry.
struct ObjectCommand {
    std::string name; // entry.create or entry.update
    JsonPtr args;
};
ObjectCommand command_for(const Entry* before, const Entry& after);

} // namespace tandem
