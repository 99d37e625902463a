#include "calendar/engine/radar_picture.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

#include "calendar/engine/radar_day.hpp"
#include "calendar/engine/radar_planned.hpp"
#include "calendar/engine/radar_queries.hpp"
#include "calendar/outreach/touch.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

// Up to so many accounts are looked up one by one; beyond, the days are read whole.
constexpr std::size_t most_looked_up = 2'000;
// What one block may hold of contacts, 16 bytes each, if all of its accounts heard everything.
constexpr std::size_t most_heard = 1'000'000;
constexpr std::size_t most_of_block = 8'192;
constexpr std::size_t least_of_block = 64;

// A contact that was logged, before it is told apart from what was planned.
struct Logged {
    std::uint32_t account;   // its place among all
    std::int32_t entry = -1; // its place, if it is planned in these days
    Date on;
    bool conversation = false;

    auto operator<=>(const Logged&) const = default;
};

class Gathering {
public:
    Gathering(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to)
        : records_(records), database_(records.database()), directory_(directory), plan_(plan), from_(from), to_(to) {
        find_accounts();
        if (all_.empty()) return;
        find_planned();
        find_logged();
        std::ranges::sort(logged_);
    }

    std::size_t accounts() const { return all_.size(); }
    // So many that a block stays small.
    std::size_t of_block() const {
        const std::size_t each = std::max<std::size_t>(occasions_count_, 1);
        return std::clamp(most_heard / each, least_of_block, most_of_block);
    }
    RadarPicture block(std::size_t first, std::size_t count) {
        const auto begin_of_block = all_.begin() + static_cast<std::ptrdiff_t>(first);
        picture_ = {};
        picture_.accounts.assign(begin_of_block, begin_of_block + static_cast<std::ptrdiff_t>(count));
        picture_.entries = entries_;
        alike_.clear();
        if (count == 0) return std::move(picture_);
        auto audiences = who_is_in_what();
        auto logged = std::ranges::lower_bound(logged_, first, {}, &Logged::account);
        for (std::size_t i = 0; i < count; ++i) {
            const auto begin = logged;
            while (logged != logged_.end() && logged->account == first + i) ++logged;
            picture_.hears.push_back(hear(i, std::move(audiences[i]), {begin, logged}));
        }
        return std::move(picture_);
    }

private:
    bool is_few() const { return all_.size() <= most_looked_up; }

    void find_accounts() {
        auto& accounts = all_;
        for (const Id audience : plan_.audience_ids) {
            Statement row = database_.prepare(hot::radar_accounts);
            row.bind(1, to_text(audience));
            while (row.step())
                accounts.push_back(
                    {row.integer(0), parse_id(row.text(1)).value_or(Id{}), row.integer(2) != 0, row.integer(3) != 0});
        }
        for (const Id id : plan_.account_ids) {
            Statement row = database_.prepare(hot::radar_account);
            row.bind(1, to_text(id));
            if (row.step()) accounts.push_back({row.integer(0), id, row.integer(1) != 0, row.integer(2) != 0});
        }
        std::ranges::sort(accounts);
        accounts.erase(std::ranges::unique(accounts).begin(), accounts.end());
        auto excluded = plan_.excluded_account_ids;
        std::ranges::sort(excluded);
        std::erase_if(accounts, [&](const RadarAccount& a) { return std::ranges::binary_search(excluded, a.id); });
    }

    void take_logged(std::size_t account, const Statement& row) {
        const auto entry_id = row.is_null(2) ? std::nullopt : parse_id(row.text(2));
        if (entry_id && entry_id == plan_.entry_id) return;
        const auto by = parse_id(row.text(3));
        const Member* member = by ? directory_.member(*by) : nullptr;
        const Date on = day_of_touch(Instant{milliseconds{row.integer(0)}}, member);
        const auto at = entry_id ? place_of_.find(*entry_id) : place_of_.end();
        const std::int32_t entry = at == place_of_.end() ? -1 : static_cast<std::int32_t>(at->second);
        if (entry < 0 && on >= to_) return;
        const std::string_view outcome = row.text(1);
        const auto is = [&](TouchOutcome each) { return outcome == touch_outcomes[static_cast<std::size_t>(each)]; };
        logged_.push_back(
            {static_cast<std::uint32_t>(account), entry, on, is(TouchOutcome::reached) || is(TouchOutcome::meeting)});
    }

    // Also those after the days: a contact in the course of a long entry is the one that was planned for its begin.
    void find_logged() {
        const std::int64_t from = first_millis(from_);
        if (is_few()) {
            for (std::size_t i = 0; i < all_.size(); ++i) {
                Statement row = database_.prepare(hot::radar_touches_of);
                row.bind(1, to_text(all_[i].id)).bind(2, from);
                while (row.step()) take_logged(i, row);
            }
            return;
        }
        std::unordered_map<Id, std::size_t> places;
        for (std::size_t i = 0; i < all_.size(); ++i) places.emplace(all_[i].id, i);
        Statement row = database_.prepare(hot::radar_touches);
        row.bind(1, from);
        while (row.step())
            if (const auto at = places.find(parse_id(row.text(4)).value_or(Id{})); at != places.end())
                take_logged(at->second, row);
    }

    void find_planned() {
        const Blackouts blackouts(records_);
        for (PlannedEntry& planned : planned_entries(records_, from_, to_)) {
            if (planned.entry->id == plan_.entry_id) continue;
            place_of_.emplace(planned.entry->id, entries_.size());
            auto& kept_free = kept_free_.emplace_back();
            for (const Occasion& on : planned.on)
                kept_free.push_back(blackouts.on(team_of(*planned.entry, directory_), on.first) != nullptr);
            const auto& left_out = planned.entry->excluded_account_ids;
            left_out_.insert(left_out.begin(), left_out.end());
            occasions_count_ += planned.on.size();
            entries_.push_back(std::move(planned.entry));
            occasions_.push_back(std::move(planned.on));
        }
        find_audiences();
    }

    // Those that anything planned is for.
    void find_audiences() {
        std::map<Id, std::vector<std::uint32_t>> by_id;
        for (std::uint32_t i = 0; i < entries_.size(); ++i)
            for (const Id audience : entries_[i]->audience_ids) by_id[audience].push_back(i);
        for (auto& [id, entries] : by_id) {
            Statement row = database_.prepare("SELECT number FROM audience_size WHERE audience_id = ?");
            row.bind(1, to_text(id));
            if (!row.step()) continue;
            audience_of_.emplace(row.integer(0), static_cast<std::uint32_t>(for_audience_.size()));
            for_audience_.push_back(std::move(entries));
        }
    }

    using Places = std::vector<std::uint32_t>;

    // Of each account of the block: its audiences, as places in `for_audience_`, in order.
    std::vector<Places> who_is_in_what() {
        std::vector<Places> found(picture_.accounts.size());
        const auto& accounts = picture_.accounts;
        for (std::size_t i = 0; is_few() && i < accounts.size(); ++i) {
            Statement row = database_.prepare(hot::radar_audiences_of);
            row.bind(1, accounts[i].row);
            while (row.step())
                if (const auto at = audience_of_.find(row.integer(0)); at != audience_of_.end())
                    found[i].push_back(at->second);
            std::ranges::sort(found[i]);
        }
        if (is_few()) return found;
        for (const auto& [number, audience] : audience_of_) read_members(number, audience, found);
        for (Places& audiences : found) std::ranges::sort(audiences);
        return found;
    }

    void read_members(std::int64_t number, std::uint32_t audience, std::vector<Places>& found) {
        const auto& accounts = picture_.accounts;
        Statement row = database_.prepare(hot::radar_members);
        row.bind(1, number).bind(2, accounts.front().row).bind(3, accounts.back().row);
        std::size_t at = 0;
        while (row.step()) {
            const std::int64_t account = row.integer(0);
            while (accounts[at].row < account) ++at; // the last is not before it
            if (accounts[at].row == account) found[at].push_back(audience);
        }
    }

    // Who has no contact of their own and is left out of nothing hears what the others of their audiences hear.
    std::uint32_t hear(std::size_t account, Places audiences, std::span<const Logged> logged) {
        const auto place = static_cast<std::uint32_t>(picture_.heard.size());
        const bool is_apart = !logged.empty() || left_out_.contains(picture_.accounts[account].id);
        if (!is_apart) {
            const auto [at, is_new] = alike_.try_emplace(audiences, place);
            if (!is_new) return at->second;
        }
        auto& heard = picture_.heard.emplace_back();
        Places entries;
        for (const std::uint32_t audience : audiences)
            std::ranges::copy(for_audience_[audience], std::back_inserter(entries));
        std::ranges::sort(entries);
        entries.erase(std::ranges::unique(entries).begin(), entries.end());
        for (const std::uint32_t entry : entries) add_planned(heard, account, entry, logged);
        for (const Logged& touch : logged)
            if (touch.on >= from_ && touch.on < to_) heard.push_back({touch.on, -1, touch.conversation, false});
        std::ranges::sort(heard);
        return place;
    }

    // A contact that was logged for the entry while it lasts is the one that was planned.
    void add_planned(std::vector<Heard>& heard, std::size_t account, std::uint32_t number,
                     std::span<const Logged> logged) {
        const auto& left_out = entries_[number]->excluded_account_ids;
        if (std::ranges::find(left_out, picture_.accounts[account].id) != left_out.end()) return;
        const auto place = static_cast<std::int32_t>(number);
        for (std::size_t i = 0; i < occasions_[number].size(); ++i) {
            const Occasion& on = occasions_[number][i];
            const bool is_logged = std::ranges::any_of(logged, [&](const Logged& touch) {
                return touch.entry == place && touch.on >= on.first && touch.on <= on.last;
            });
            if (!is_logged) heard.push_back({on.first, place, false, kept_free_[number][i]});
        }
    }

    Records& records_;
    Database& database_;
    const Directory& directory_;
    const RadarPlan& plan_;
    Date from_, to_;
    std::vector<RadarAccount> all_;
    std::vector<Logged> logged_; // by account
    std::vector<std::shared_ptr<const Entry>> entries_;
    std::unordered_map<Id, std::size_t> place_of_; // of an entry
    std::vector<std::vector<Occasion>> occasions_; // of each entry
    std::vector<std::vector<bool>> kept_free_;     // whether its team keeps the first day of that free
    std::size_t occasions_count_ = 0;
    std::set<Id> left_out_;                                       // of any entry
    std::unordered_map<std::int64_t, std::uint32_t> audience_of_; // by its number, a place in the next
    std::vector<std::vector<std::uint32_t>> for_audience_;        // entries
    std::map<std::vector<std::uint32_t>, std::uint32_t> alike_;   // of the block: what accounts of those audiences hear
    RadarPicture picture_;                                        // the block
};

} // namespace

RadarPicture radar_picture(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to) {
    Gathering gathering(records, directory, plan, from, to);
    return gathering.block(0, gathering.accounts());
}

void radar_picture_in_blocks(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to,
                             const LookAtBlock& look) {
    Gathering gathering(records, directory, plan, from, to);
    const std::size_t all = gathering.accounts(), each = gathering.of_block();
    for (std::size_t first = 0; first == 0 || first < all; first += each)
        look(gathering.block(first, std::min(each, all - first)));
}

} // namespace tandem
