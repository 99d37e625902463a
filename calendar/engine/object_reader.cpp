#include "calendar/engine/object_reader.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "calendar/engine/object_names.hpp"
#include "calendar/engine/object_text.hpp"
#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_objects = 100'000;

// Only the fields that are shown to whoever sees that the time is taken.
std::shared_ptr<const Entry> only_busy(const Entry& entry) {
    auto busy = std::make_shared<Entry>();
    for (const Field& field : entry_type.fields)
        if (field.shown_at == Detail::busy) field.set(*busy, field.get(entry));
    busy->id = entry.id;
    busy->rev = entry.rev;
    busy->sequence = entry.sequence; // an app must not see it fall
    busy->created_at = busy->updated_at = entry.created_at;
    return busy;
}

} // namespace

ObjectReader::ObjectReader(Queries& queries, DirectoryPtr directory, Id member)
    : queries_(queries), transaction_(queries.database(), Transaction::Kind::read), seq_(queries.last_seq()),
      directory_(std::move(directory)) {
    // Rights at least as new as the rows.
    if (directory_->seq() < seq_) directory_ = Directory::load(queries_.records());
    member_ = directory_->member(member);
    if (!member_) throw std::logic_error("members are never deleted");
}

std::vector<const Calendar*> ObjectReader::calendars() const {
    std::vector<const Calendar*> found;
    directory_->each_calendar([&](const Calendar& calendar) {
        if (level(calendar) > Level::none) found.push_back(&calendar);
    });
    std::ranges::sort(found, {}, [](const Calendar* c) { return std::tuple(c->position, c->name, c->id); });
    return found;
}

const Calendar* ObjectReader::calendar(Id id) const {
    const Calendar* found = directory_->calendar(id);
    return found && level(*found) > Level::none ? found : nullptr;
}

// As may_write_calendar (rules_entries.cpp) will decide.
bool ObjectReader::may_describe(const Calendar& calendar) const { return may_change(calendar, *member_); }

std::optional<SeenEntry> ObjectReader::seen(const RecordPtr& record) const {
    const auto entry = std::static_pointer_cast<const Entry>(record);
    if (!entry || !entry->when) return std::nullopt;
    const Detail detail = detail_for(member_->id, entry_type, *entry, *directory_);
    if (detail == Detail::none) return std::nullopt;
    return SeenEntry{detail == Detail::full ? entry : only_busy(*entry), detail};
}

std::optional<CalendarObject> ObjectReader::object_of(const RecordPtr& record) const {
    if (record && static_cast<const Entry&>(*record).series_id) return std::nullopt;
    auto first = seen(record);
    if (!first) return std::nullopt;
    // Of the redacted: the name that an app chose is not shown either.
    return CalendarObject{resource_name_of(*first->entry), std::move(first->entry), first->detail, {}};
}

std::optional<CalendarObject> ObjectReader::whole(std::optional<CalendarObject> object) {
    if (!object || object->entry->overrides.empty()) return object;
    const Records::Parameter of[] = {to_text(object->entry->id), most_objects};
    for (const RecordPtr& record : queries_.records().select(entry_type, "series_id = ? ORDER BY id LIMIT ?", of))
        if (auto one = seen(record)) object->overrides.push_back(std::move(*one));
    sort_overrides(*object);
    return object;
}

std::optional<CalendarObject> ObjectReader::select_one(std::string_view condition,
                                                       std::span<const Records::Parameter> parameters) {
    const auto found = queries_.records().select(entry_type, condition, parameters);
    return found.empty() ? std::nullopt : object_of(found.front());
}

std::optional<CalendarObject> ObjectReader::find(Id calendar, std::string_view name) {
    const Records::Parameter parameters[] = {to_text(calendar), std::string(name)};
    auto named = select_one("calendar_id = ? AND resource_name = ? AND resource_name <> '' LIMIT 1", parameters);
    if (named && named->name == name) return whole(std::move(named));
    if (!name.ends_with(".ics")) return std::nullopt;
    const auto id = parse_id(name.substr(0, name.size() - 4));
    auto object = id ? object_of(queries_.records().load(entry_type, *id)) : std::nullopt;
    const bool is_it = object && object->entry->calendar_id == calendar && object->name == name;
    return is_it ? whole(std::move(object)) : std::nullopt;
}

std::optional<CalendarObject> ObjectReader::find_uid(Id calendar, const std::string& uid) {
    const Records::Parameter parameters[] = {to_text(calendar), uid};
    return whole(
        select_one("calendar_id = ? AND uid = ? AND uid <> '' AND series_id IS NULL ORDER BY id LIMIT 1", parameters));
}

bool ObjectReader::is_name_taken(Id calendar, const std::string& name, Id but_for) {
    return tandem::is_name_taken(queries_.records(), calendar, name, but_for);
}

bool ObjectReader::is_uid_taken(Id calendar, const std::string& uid, Id but_for) {
    return tandem::is_uid_taken(queries_.records(), calendar, uid, but_for);
}

std::string ObjectReader::text(const CalendarObject& object, std::string_view base_url) {
    // What the app wrote may say more than others may see.
    if (is_seen_whole(object))
        if (auto kept = find_object_text(queries_.database(), object.entry->id, etag_of(object))) return *kept;
    return text_of(object, base_url);
}

std::vector<CalendarObject> ObjectReader::all(Id calendar) {
    const Records::Parameter parameters[] = {to_text(calendar), most_objects};
    std::vector<CalendarObject> objects;
    std::unordered_map<Id, std::vector<SeenEntry>> overrides;
    for (const RecordPtr& record : queries_.records().select(
             entry_type, "calendar_id = ? AND starts_utc IS NOT NULL ORDER BY id LIMIT ?", parameters)) {
        const auto& series = static_cast<const Entry&>(*record).series_id;
        if (!series) {
            if (auto object = object_of(record)) objects.push_back(std::move(*object));
        } else if (auto one = seen(record)) {
            overrides[*series].push_back(std::move(*one));
        }
    }
    for (CalendarObject& object : objects) {
        const auto own = object.entry->overrides.empty() ? overrides.end() : overrides.find(object.entry->id);
        if (own == overrides.end()) continue;
        object.overrides = std::move(own->second);
        sort_overrides(object);
    }
    return objects;
}

} // namespace tandem
