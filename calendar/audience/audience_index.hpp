#pragma once
// AudienceIndex: which accounts each audience holds, as rows that are written in the transaction of what changes them,
// so that nobody who asks has to look through all accounts. Made for each change. Borrowed Database, same thread.

#include <optional>
#include <vector>

#include "calendar/audience/audience.hpp"
#include "calendar/audience/condition.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

class AudienceIndex {
public:
    explicit AudienceIndex(Database& database) : database_(database), records_(database) {}

    // Of what was changed, when the rows of the whole change are written: audiences first, then accounts. `before` is
    // null when it is new.
    void put(const Account* before, const Account& after);
    void put(const AudienceList* before, const AudienceList& after);
    // Before the row of the account goes.
    void remove(const Account& before);
    void remove(const AudienceList& before);

    // All rows anew, if they were made by rules that are read in another way, or never. One transaction. True if so.
    bool refresh();

private:
    struct Rule {
        std::int64_t number = 0;
        std::vector<Condition> conditions;
    };
    const std::vector<Rule>& rules();
    std::int64_t number_of(Id audience);
    void fill(const AudienceList& audience);
    void change_list(std::int64_t number, const AudienceList& before, const AudienceList& after);
    void add(std::int64_t number, std::int64_t account);
    void drop(std::int64_t number, std::int64_t account);
    std::int64_t changed_rows();
    void grow(std::int64_t number, std::int64_t by);

    Database& database_;
    Records records_;
    std::optional<std::vector<Rule>> rules_; // of all audiences that are a rule; lives as long as one change
};

// The rows of all accounts that the conditions hold of: one look at every account.
// In order.
std::vector<std::int64_t> accounts_that_match(Database& database, const std::vector<Condition>& conditions);

} // namespace tandem
