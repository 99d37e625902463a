#pragma once
// What the cells of a table name: accounts by domain or name, prospects by e-mail address, entries by title and day,
// members by e-mail address or name. Read once for a whole file. On worker threads, in the caller's read transaction.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "calendar/engine/csv_fields.hpp"
#include "calendar/engine/directory.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

// "nordkai.example" of "https://www.NordKai.example/en".
std::string domain_of(std::string_view text);

class CsvLookup {
public:
    // `calendar` is asked for entries only, and only what `reader` sees of it in full is looked at.
    CsvLookup(Records& records, const Directory& directory, Id reader, CsvKind kind, Id calendar);

    std::optional<Id> member(std::string_view cell) const; // active ones
    std::optional<Id> account(std::string_view domain, std::string_view name) const;
    std::optional<Id> prospect(std::string_view email, Id account, std::string_view name) const;
    std::optional<Id> entry(std::string_view title, std::optional<Date> day) const;

private:
    using Ids = std::unordered_map<std::string, Id>;
    static std::optional<Id> find(const Ids& ids, const std::string& key);
    void read_accounts(Records& records);
    void read_prospects(Records& records);
    void read_entries(Records& records, const Directory& directory, Id reader, Id calendar);

    Ids members_, domains_, names_, emails_, people_, entries_;
};

} // namespace tandem
