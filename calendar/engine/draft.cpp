#include "calendar/engine/draft.hpp"

#include <algorithm>

#include "calendar/audience/audience_index.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/store/search.hpp"

namespace tandem {

Draft::Staged* Draft::staged(const EntityType& type, Id id) {
    const auto at = places_.find({&type, id});
    return at == places_.end() ? nullptr : &staged_[at->second];
}

Draft::Staged& Draft::add(const EntityType& type, Id id, RecordPtr before) {
    places_.emplace(Key{&type, id}, staged_.size());
    return staged_.emplace_back(&type, id, std::move(before), nullptr);
}

RecordPtr Draft::find(const EntityType& type, Id id) {
    if (const Staged* found = staged(type, id)) return found->after;
    return records_.load(type, id);
}

void Draft::create(const EntityType& type, std::shared_ptr<Record> after) {
    const Id id = after->id;
    if (Staged* found = staged(type, id))
        found->after = std::move(after);
    else
        add(type, id, nullptr).after = std::move(after);
}

void Draft::update(const EntityType& type, std::shared_ptr<Record> after) {
    const Id id = after->id;
    if (Staged* found = staged(type, id))
        found->after = std::move(after);
    else
        add(type, id, records_.load(type, id)).after = std::move(after);
}

void Draft::erase(const EntityType& type, Id id) {
    if (Staged* found = staged(type, id))
        found->after.reset();
    else
        add(type, id, records_.load(type, id));
}

std::vector<Draft::Touched> Draft::touched() const {
    std::vector<Touched> all;
    for (const Staged& s : staged_) all.push_back({s.type, s.id, s.before, s.after});
    return all;
}

std::vector<ChangeItem> Draft::finish(Instant now) {
    std::vector<ChangeItem> items;
    for (Staged& s : staged_) {
        if (!s.before && !s.after) continue;
        ChangeItem item{s.type, s.before, s.after, {}, 0};
        if (s.after) {
            item.patch = s.before ? difference(*s.type, *s.before, *s.after) : whole(*s.type, *s.after);
            if (s.before && item.patch.empty()) continue;
        }
        // A record that was deleted and comes back goes on counting: a rev is never used twice.
        const std::int64_t last = s.before ? s.before->rev : log_.last_rev(s.id);
        item.rev = last + 1;
        if (s.after) {
            s.after->rev = item.rev;
            s.after->updated_at = now;
        }
        items.push_back(std::move(item));
    }
    return items;
}

namespace {

LoggedItem logged(std::int64_t seq, const ChangeItem& item) {
    LoggedItem line{seq,
                    std::string(item.type->kind),
                    item.id(),
                    item.rev,
                    std::string(op_names[static_cast<std::size_t>(item.op())]),
                    "{}",
                    "{}"};
    if (item.before) {
        line.old_json.clear();
        const Patch old =
            item.after ? current_values(*item.type, *item.before, item.patch) : whole(*item.type, *item.before);
        append_patch(line.old_json, *item.type, old, Detail::log, every_id); // secrets never enter the log
    }
    if (item.after) {
        line.new_json.clear();
        append_patch(line.new_json, *item.type, item.patch, Detail::log, every_id);
    }
    return line;
}

// Who is in which audience, after all rows are there.
void follow_audiences(AudienceIndex& audiences, const Change& change) {
    for (const ChangeItem& item : change.items)
        if (item.after && item.type == &audience_type)
            audiences.put(static_cast<const AudienceList*>(item.before.get()),
                          static_cast<const AudienceList&>(*item.after));
    for (const ChangeItem& item : change.items)
        if (item.after && item.type == &account_type)
            audiences.put(static_cast<const Account*>(item.before.get()), static_cast<const Account&>(*item.after));
}

} // namespace

void write_change(Records& records, ChangeLog& log, const Change& change, std::optional<std::int64_t> undoes,
                  const Horizon& horizon) {
    SearchIndex search(records.database());
    OccurrenceIndex occurrences(records.database(), horizon);
    AudienceIndex audiences(records.database());
    std::vector<LoggedItem> lines;
    for (const ChangeItem& item : change.items) {
        const EntityType& type = *item.type;
        switch (item.op()) {
        case Op::create: records.insert(type, *item.after); break;
        case Op::update: records.update(type, *item.after, item.patch); break;
        case Op::erase:
            search.remove(type, *item.before);
            if (&type == &account_type) audiences.remove(static_cast<const Account&>(*item.before));
            if (&type == &audience_type) audiences.remove(static_cast<const AudienceList&>(*item.before));
            records.erase(type, item.id());
            break;
        }
        if (item.after) search.put(type, item.before.get(), *item.after);
        if (item.after && &type == &entry_type)
            occurrences.put(static_cast<const Entry*>(item.before.get()), static_cast<const Entry&>(*item.after));
        lines.push_back(logged(change.seq, item));
    }
    follow_audiences(audiences, change);
    log.append({change.seq, change.at, change.by, change.command_id, change.command, undoes, change.import_id}, lines);
}

} // namespace tandem
