#pragma once
// RadarLedger: what the radar needs of all accounts, touches and audiences, kept in memory from one question to the
// next: a look at 100,000 accounts then reads only what has changed. It follows the change log within the transaction
// of who asks, so it is exactly as new as that. Not safe for two threads at once; radar_board has the lock.

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/engine/queries.hpp"
#include "calendar/people/member.hpp"

namespace tandem {

struct LedgerAccount {
    Id id; // zero where there is none
    std::string name;
    std::string domain;
    std::optional<Id> owner_id;
    bool do_not_contact = false;
    bool open_opportunity = false;
};

struct LedgerTouch {
    Id id;
    Id entry_id; // zero for none
    std::uint32_t account = 0;
    Team team = Team::other; // of who logged it
    bool conversation = false;
};

class RadarLedger {
public:
    // As of the read transaction that is open, with the touches of at least [from, to).
    void follow(Queries& queries, const Directory& directory, Date from, Date to);

    // By row; rows without an account have no id.
    const std::vector<LedgerAccount>& accounts() const { return accounts_; }
    // Of a day; who logged them says which day it was.
    const std::vector<LedgerTouch>& touches_on(Date day) const;
    // The rows of its accounts.
    const std::vector<std::uint32_t>& members_of(Queries& queries, Id audience);

private:
    void follow_log(Queries& queries, const Directory& directory);
    void follow_accounts(Queries& queries, const std::vector<Id>& changed);
    void forget();
    void load_accounts(Queries& queries);
    void load_account(Queries& queries, Id id);
    void put_account(std::size_t row, LedgerAccount account);
    void load_days(Queries& queries, const Directory& directory, Date from, Date to);
    void load_touches(Queries& queries, const Directory& directory, std::int64_t from, std::int64_t to);
    void load_touch(Queries& queries, const Directory& directory, Id id);
    void drop_touch(Id id);
    void note_who(Id id, const Member* member);

    // Of who has logged touches: which day is theirs, and which team.
    struct Who {
        std::string zone; // empty for nobody
        Team team = Team::other;
        bool operator==(const Who&) const = default;
    };
    static Who who(const Member* member) { return member ? Who{member->zone, member->team} : Who{}; }

    std::int64_t seq_ = -1;
    std::vector<LedgerAccount> accounts_;
    std::unordered_map<Id, std::uint32_t> row_of_;
    std::map<Date, std::vector<LedgerTouch>> touches_;
    std::unordered_map<Id, Date> day_of_;
    std::unordered_map<Id, Who> who_logged_; // as it was when their touches were read
    std::int64_t from_ = 0, to_ = 0;         // in milliseconds: the touches that are here
    std::unordered_map<Id, std::vector<std::uint32_t>> members_;
};

} // namespace tandem
