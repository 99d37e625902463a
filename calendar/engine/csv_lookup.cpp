#include "calendar/engine/csv_lookup.hpp"

#include <algorithm>

#include "calendar/engine/visibility.hpp"
#include "calendar/entries/entry.hpp"

namespace tandem {
namespace {

std::string person_key(std::string_view account, std::string_view name) {
    return std::string(account) + ' ' + folded(name);
}

std::string entry_key(std::string_view title, std::optional<Date> day) {
    return (day ? to_text(*day) : std::string("-")) + ' ' + folded(title);
}

} // namespace

std::string domain_of(std::string_view text) {
    std::string domain = folded(text);
    if (const auto scheme = domain.find("://"); scheme != std::string::npos) domain.erase(0, scheme + 3);
    if (domain.starts_with("www.")) domain.erase(0, 4);
    domain.erase(std::min(domain.find_first_of("/?#:"), domain.size()));
    return domain;
}

CsvLookup::CsvLookup(Records& records, const Directory& directory, Id reader, CsvKind kind, Id calendar) {
    directory.each_member([&](const Member& member) {
        if (!member.active) return;
        members_.emplace(folded(member.name), member.id);
        members_[member.email] = member.id;
    });
    if (kind != CsvKind::entries) read_accounts(records);
    if (kind == CsvKind::prospects) read_prospects(records);
    if (kind == CsvKind::entries) read_entries(records, directory, reader, calendar);
}

void CsvLookup::read_accounts(Records& records) {
    Statement rows = records.database().prepare("SELECT id, domain, name FROM account ORDER BY id");
    while (rows.step()) {
        const auto id = parse_id(rows.text(0));
        if (!id) continue;
        if (!rows.text(1).empty()) domains_.emplace(domain_of(rows.text(1)), *id);
        names_.emplace(folded(rows.text(2)), *id);
    }
}

void CsvLookup::read_prospects(Records& records) {
    Statement rows = records.database().prepare("SELECT id, email, account_id, name FROM prospect ORDER BY id");
    while (rows.step()) {
        const auto id = parse_id(rows.text(0));
        if (!id) continue;
        if (!rows.text(1).empty()) emails_.emplace(folded(rows.text(1)), *id);
        people_.emplace(person_key(rows.text(2), rows.text(3)), *id);
    }
}

// Those that repeat have no one day, and are not brought up to date by a table.
void CsvLookup::read_entries(Records& records, const Directory& directory, Id reader, Id calendar) {
    Statement rows =
        records.database().prepare("SELECT id, title, substr(coalesce(starts_on, starts_at), 1, 10), private, "
                                   "owner_id, backup_owner_id, created_by FROM entry "
                                   "WHERE calendar_id = ? AND rrule = '[]' AND rdate = '[]' ORDER BY id");
    rows.bind(1, to_text(calendar));
    Entry entry; // what decides who sees it
    entry.calendar_id = calendar;
    while (rows.step()) {
        const auto id = parse_id(rows.text(0));
        entry.is_private = rows.integer(3) != 0;
        entry.owner_id = parse_id(rows.text(4));
        entry.backup_owner_id = parse_id(rows.text(5));
        entry.created_by = parse_id(rows.text(6));
        if (detail_for(reader, entry_type, entry, directory) != Detail::full) continue;
        const auto day = rows.is_null(2) ? std::nullopt : std::optional(parse_date(rows.text(2)));
        if (id && (!day || *day))
            entries_.emplace(entry_key(rows.text(1), day ? std::optional(**day) : std::nullopt), *id);
    }
}

std::optional<Id> CsvLookup::find(const Ids& ids, const std::string& key) {
    const auto found = ids.find(key);
    return found == ids.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Id> CsvLookup::member(std::string_view cell) const { return find(members_, folded(cell)); }

std::optional<Id> CsvLookup::account(std::string_view domain, std::string_view name) const {
    if (!domain.empty())
        if (const auto found = find(domains_, domain_of(domain))) return found;
    return domain.empty() && !name.empty() ? find(names_, folded(name)) : std::nullopt;
}

std::optional<Id> CsvLookup::prospect(std::string_view email, Id account, std::string_view name) const {
    return email.empty() ? find(people_, person_key(to_text(account), name)) : find(emails_, folded(email));
}

std::optional<Id> CsvLookup::entry(std::string_view title, std::optional<Date> day) const {
    return find(entries_, entry_key(title, day));
}

} // namespace tandem
