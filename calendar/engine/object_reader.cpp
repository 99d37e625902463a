#include "calendar/engine/object_reader.hpp"

#include <algorithm>
#include <stdexcept>

#include "calendar/engine/visibility.hpp"

namespace tandem {
namespace {

constexpr std::int64_t most_objects = 100'000;

std::int64_t millis(Instant at) { return at.time_since_epoch().count(); }

// Only the fields that are shown to whoever sees that the time is taken.
std::shared_ptr<const Entry> only_busy(const Entry& entry) {
    auto busy = std::make_shared<Entry>();
    for (const Field& field : entry_type.fields)
        if (field.shown_at == Detail::busy) field.set(*busy, field.get(entry));
    busy->id = entry.id;
    busy->rev = entry.rev;
    busy->created_at = busy->updated_at = entry.created_at;
    return busy;
}

// What repeats is not served yet, neither the series nor what differs from it.
bool is_object(const Entry& entry) {
    return entry.when && entry.rrule.empty() && entry.rdate.empty() && !entry.series_id;
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
bool ObjectReader::may_describe(const Calendar& calendar) const {
    return member_->role == Role::admin || (member_->role == Role::lead && level(calendar) == Level::write);
}

std::optional<CalendarObject> ObjectReader::seen(const RecordPtr& record) const {
    const auto entry = std::static_pointer_cast<const Entry>(record);
    if (!entry || !is_object(*entry)) return std::nullopt;
    const Detail detail = detail_for(member_->id, entry_type, *entry, *directory_);
    if (detail == Detail::none) return std::nullopt;
    const auto shown =
        detail == Detail::full ? entry : only_busy(*entry); // the name that an app chose is not shown either
    return CalendarObject{resource_name_of(*shown), shown, detail};
}

std::vector<CalendarObject> ObjectReader::select(std::string_view condition,
                                                 std::span<const Records::Parameter> parameters) {
    std::vector<CalendarObject> objects;
    for (const RecordPtr& record : queries_.records().select(entry_type, condition, parameters))
        if (auto object = seen(record)) objects.push_back(std::move(*object));
    return objects;
}

std::optional<CalendarObject> ObjectReader::find(Id calendar, std::string_view name) {
    const Records::Parameter parameters[] = {to_text(calendar), std::string(name)};
    auto named = select("calendar_id = ? AND resource_name = ? AND resource_name <> '' LIMIT 1", parameters);
    if (!named.empty() && named.front().name == name) return std::move(named.front());
    if (!name.ends_with(".ics")) return std::nullopt;
    const auto id = parse_id(name.substr(0, name.size() - 4));
    auto object = id ? seen(queries_.records().load(entry_type, *id)) : std::nullopt;
    const bool is_it = object && object->entry->calendar_id == calendar && object->name == name;
    return is_it ? std::move(object) : std::nullopt;
}

std::optional<CalendarObject> ObjectReader::find_uid(Id calendar, const std::string& uid) {
    const Records::Parameter parameters[] = {to_text(calendar), uid};
    auto found =
        select("calendar_id = ? AND uid = ? AND uid <> '' AND series_id IS NULL ORDER BY id LIMIT 1", parameters);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<CalendarObject> ObjectReader::all(Id calendar) {
    const Records::Parameter parameters[] = {to_text(calendar), most_objects};
    return select("calendar_id = ? AND starts_utc IS NOT NULL ORDER BY id LIMIT ?", parameters);
}

std::vector<CalendarObject> ObjectReader::between(Id calendar, Instant from, Instant to) {
    const Records::Parameter parameters[] = {to_text(calendar), millis(to), millis(from), millis(from), most_objects};
    return select("calendar_id = ? AND starts_utc < ? AND ends_utc >= ? AND (ends_utc > ? OR ends_utc = starts_utc) "
                  "ORDER BY starts_utc, id LIMIT ?",
                  parameters);
}

} // namespace tandem
