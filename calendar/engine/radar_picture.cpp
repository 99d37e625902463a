#include "calendar/engine/radar_picture.hpp"

#include <algorithm>
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
// A contact that was logged, before it is told apart from what was planned.
struct Logged {
    Date on;
    std::optional<Id> entry_id;
    bool conversation = false;
};

class Gathering {
public:
    Gathering(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to)
        : records_(records), database_(records.database()), directory_(directory), plan_(plan), from_(from), to_(to) {}

    RadarPicture gather() {
        find_accounts();
        picture_.heard.resize(picture_.accounts.size());
        logged_.resize(picture_.accounts.size());
        if (picture_.accounts.empty()) return std::move(picture_);
        find_logged();
        find_planned();
        for (std::size_t i = 0; i < logged_.size(); ++i)
            for (const Logged& touch : logged_[i])
                if (touch.on >= from_ && touch.on < to_)
                    picture_.heard[i].push_back({touch.on, -1, touch.conversation, false});
        for (auto& heard : picture_.heard) std::ranges::sort(heard);
        return std::move(picture_);
    }

private:
    bool is_few() const { return picture_.accounts.size() <= most_looked_up; }

    void find_accounts() {
        auto& accounts = picture_.accounts;
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
        const std::string_view outcome = row.text(1);
        const auto is = [&](TouchOutcome each) { return outcome == touch_outcomes[static_cast<std::size_t>(each)]; };
        logged_[account].push_back({on, entry_id, is(TouchOutcome::reached) || is(TouchOutcome::meeting)});
    }

    // Also those after the days: a contact in the course of a long entry is the one that was planned for its begin.
    void find_logged() {
        const std::int64_t from = first_millis(from_);
        if (is_few()) {
            for (std::size_t i = 0; i < picture_.accounts.size(); ++i) {
                Statement row = database_.prepare(hot::radar_touches_of);
                row.bind(1, to_text(picture_.accounts[i].id)).bind(2, from);
                while (row.step()) take_logged(i, row);
            }
            return;
        }
        std::unordered_map<Id, std::size_t> places;
        for (std::size_t i = 0; i < picture_.accounts.size(); ++i) places.emplace(picture_.accounts[i].id, i);
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
            auto& kept_free = kept_free_.emplace_back();
            for (const Occasion& on : planned.on)
                kept_free.push_back(blackouts.on(team_of(*planned.entry, directory_), on.first) != nullptr);
            picture_.entries.push_back(std::move(planned.entry));
            occasions_.push_back(std::move(planned.on));
        }
        for (const auto& [account, entry] : who_is_in_what()) add_planned(account, entry);
    }

    // Which account is in the audiences of which entry; each pair once.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> who_is_in_what() {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        const auto of_audience = entries_by_audience();
        if (is_few())
            look_up(of_audience, pairs);
        else
            read_whole(of_audience, pairs);
        std::ranges::sort(pairs);
        pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
        return pairs;
    }

    using ByAudience = std::unordered_map<std::int64_t, std::vector<std::uint32_t>>;
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    ByAudience entries_by_audience() {
        std::unordered_map<Id, std::vector<std::uint32_t>> by_id;
        for (std::uint32_t i = 0; i < picture_.entries.size(); ++i)
            for (const Id audience : picture_.entries[i]->audience_ids) by_id[audience].push_back(i);
        ByAudience found;
        for (auto& [id, entries] : by_id) {
            Statement row = database_.prepare("SELECT number FROM audience_size WHERE audience_id = ?");
            row.bind(1, to_text(id));
            if (row.step()) found.emplace(row.integer(0), std::move(entries));
        }
        return found;
    }

    void look_up(const ByAudience& of_audience, Pairs& pairs) {
        for (std::uint32_t i = 0; i < picture_.accounts.size(); ++i) {
            Statement row = database_.prepare("SELECT audience FROM audience_account WHERE account = ?");
            row.bind(1, picture_.accounts[i].row);
            while (row.step())
                if (const auto at = of_audience.find(row.integer(0)); at != of_audience.end())
                    for (const std::uint32_t entry : at->second) pairs.emplace_back(i, entry);
        }
    }

    void read_whole(const ByAudience& of_audience, Pairs& pairs) {
        for (const auto& [number, entries] : of_audience) {
            Statement row =
                database_.prepare("SELECT account FROM audience_account WHERE audience = ? ORDER BY account");
            row.bind(1, number);
            auto at = picture_.accounts.begin();
            while (row.step()) {
                const std::int64_t account = row.integer(0);
                at = std::lower_bound(at, picture_.accounts.end(), account,
                                      [](const RadarAccount& a, std::int64_t r) { return a.row < r; });
                if (at == picture_.accounts.end()) break;
                if (at->row != account) continue;
                for (const std::uint32_t entry : entries)
                    pairs.emplace_back(static_cast<std::uint32_t>(at - picture_.accounts.begin()), entry);
            }
        }
    }

    // A contact that was logged for the entry while it lasts is the one that was planned.
    void add_planned(std::uint32_t account, std::uint32_t number) {
        const Entry& entry = *picture_.entries[number];
        const auto& left_out = entry.excluded_account_ids;
        if (std::ranges::find(left_out, picture_.accounts[account].id) != left_out.end()) return;
        for (std::size_t i = 0; i < occasions_[number].size(); ++i) {
            const Occasion& on = occasions_[number][i];
            const bool is_logged = std::ranges::any_of(logged_[account], [&](const Logged& touch) {
                return touch.entry_id == entry.id && touch.on >= on.first && touch.on <= on.last;
            });
            if (!is_logged)
                picture_.heard[account].push_back(
                    {on.first, static_cast<std::int32_t>(number), false, kept_free_[number][i]});
        }
    }

    Records& records_;
    Database& database_;
    const Directory& directory_;
    const RadarPlan& plan_;
    Date from_, to_;
    RadarPicture picture_;
    std::vector<std::vector<Logged>> logged_;      // of each account
    std::vector<std::vector<Occasion>> occasions_; // of each entry
    std::vector<std::vector<bool>> kept_free_;     // whether its team keeps the first day of that free
};

} // namespace

RadarPicture radar_picture(Records& records, const Directory& directory, const RadarPlan& plan, Date from, Date to) {
    return Gathering(records, directory, plan, from, to).gather();
}

} // namespace tandem
