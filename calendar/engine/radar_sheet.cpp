#include "calendar/engine/radar_sheet.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "calendar/engine/radar_day.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

// What reaches accounts in one way: an entry on one of its days, or contacts that were logged on a day.
struct Kind {
    SheetContact contact;
    std::int32_t logged_for = -1; // the entry of a logged contact that may be a planned one
    Date last;                    // of a planned one

    auto operator<=>(const Kind&) const = default;
};

class Filling {
public:
    Filling(RadarLedger& ledger, Queries& queries, const Directory& directory, const RadarRules& rules,
            const Window& window, Date today)
        : ledger_(ledger), queries_(queries), directory_(directory), rules_(rules), today_(today),
          from_(window.from - days{std::max<std::int64_t>({rules.in_days - 1, rules.cool_down_days - 1, 0})}),
          to_(window.to + days{rules.in_days}) {
        sheet_.window = window;
    }

    Result<RadarSheet> fill(std::size_t most) {
        sheet_.entries = planned_entries(queries_.records(), from_, to_);
        Date last = to_;
        for (const PlannedEntry& planned : sheet_.entries)
            for (const Occasion& on : planned.on) last = std::max(last, on.last + days{1});
        ledger_.follow(queries_, directory_, from_, last);
        for (std::size_t i = 0; i < sheet_.entries.size(); ++i) place_of_.emplace(sheet_.entries[i].entry->id, i);
        find_kinds(last);
        const std::size_t rows = ledger_.accounts().size();
        ends_.assign(rows + 1, 0);
        std::size_t all = 0;
        const bool fits = each_contact([&](std::uint32_t row, std::span<const std::uint32_t> kinds) {
            ends_[row + 1] += kinds.size();
            return (all += kinds.size()) <= most;
        });
        if (!fits)
            return fail_field("to", fmt::format("would hold more than {} contacts; ask for fewer days", most),
                              ErrorCode::too_large);
        std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
        gather();
        judge();
        for (const Kind& kind : kinds_) sheet_.kinds.push_back(kind.contact);
        return std::move(sheet_);
    }

private:
    std::int32_t planned_place(const LedgerTouch& touch) const {
        const auto at = touch.entry_id ? place_of_.find(touch.entry_id) : place_of_.end();
        return at == place_of_.end() ? -1 : static_cast<std::int32_t>(at->second);
    }
    void find_kinds(Date last) {
        for (std::size_t i = 0; i < sheet_.entries.size(); ++i) {
            const Team team = team_of(*sheet_.entries[i].entry, directory_);
            for (const Occasion& on : sheet_.entries[i].on) {
                const bool kept_free = blackouts_.on(team, on.first) != nullptr;
                kinds_.push_back({{{on.first, static_cast<std::int32_t>(i), false, kept_free}, team}, -1, on.last});
            }
        }
        for (Date day = from_; day < last; day += days{1}) find_logged(day);
        sort_kinds();
        planned_.resize(sheet_.entries.size());
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            if (const auto place = kinds_[i].contact.heard.entry; place >= 0)
                planned_[static_cast<std::size_t>(place)].push_back(static_cast<std::uint32_t>(i));
    }

    void find_logged(Date day) {
        std::unordered_map<std::int64_t, std::uint32_t> known; // of this day
        for (const LedgerTouch& touch : ledger_.touches_on(day)) {
            const std::int32_t place = planned_place(touch);
            if (day >= to_ && place < 0) continue; // counts neither for itself nor for what was planned
            const std::int64_t key = (std::int64_t{place} * 8 + static_cast<int>(touch.team)) * 2 + touch.conversation;
            const auto [at, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(kinds_.size()));
            if (is_new) kinds_.push_back({{{day, -1, touch.conversation, false}, touch.team}, place, day});
            logged_.push_back({touch.account, at->second});
        }
    }

    void sort_kinds() {
        std::vector<std::uint32_t> order(kinds_.size()), place(kinds_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, [&](std::uint32_t one, std::uint32_t other) { return kinds_[one] < kinds_[other]; });
        std::vector<Kind> sorted;
        for (const std::uint32_t one : order) {
            place[one] = static_cast<std::uint32_t>(sorted.size());
            sorted.push_back(kinds_[one]);
        }
        kinds_ = std::move(sorted);
        for (auto& contact : logged_) contact.kind = place[contact.kind];
    }

    // Calls it with the row and places in `kinds_` until it answers false; twice in the same order: first they are
    // counted. False if it was stopped.
    template <class Call>
    bool each_contact(Call&& call) {
        for (const auto& [row, kind] : logged_)
            if (!call(row, std::span(&kind, 1))) return false;
        std::vector<std::int32_t> reached(ledger_.accounts().size(), -1); // by the entry at hand
        for (std::size_t i = 0; i < sheet_.entries.size(); ++i) {
            const Entry& entry = *sheet_.entries[i].entry;
            const auto place = static_cast<std::int32_t>(i);
            auto left_out = entry.excluded_account_ids;
            std::ranges::sort(left_out);
            for (const Id audience : entry.audience_ids)
                for (const std::uint32_t row : ledger_.members_of(queries_, audience)) {
                    if (std::exchange(reached[row], place) == place) continue;
                    if (!left_out.empty() && std::ranges::binary_search(left_out, ledger_.accounts()[row].id)) continue;
                    if (!call(row, std::span(planned_[i]))) return false;
                }
        }
        return true;
    }

    // By row and day; a contact that was logged for an entry while it lasts is the one that was planned.
    void gather() {
        std::vector<std::uint32_t> ordered(ends_.back());
        auto next = ends_;
        each_contact([&](std::uint32_t row, std::span<const std::uint32_t> kinds) {
            for (const std::uint32_t kind : kinds) ordered[next[row]++] = kind;
            return true;
        });
        sheet_.begins.reserve(ends_.size());
        std::vector<std::uint32_t> of_row; // its own: what is kept moves up in `ordered`
        for (std::size_t row = 0; row + 1 < ends_.size(); ++row) {
            const auto all = std::span(ordered).subspan(ends_[row], ends_[row + 1] - ends_[row]);
            of_row.assign(all.begin(), all.end());
            std::ranges::sort(of_row);
            sheet_.begins.push_back(kept_);
            for (const std::uint32_t kind : of_row)
                if (kinds_[kind].contact.heard.on < to_ && !is_logged(kinds_[kind], of_row)) ordered[kept_++] = kind;
        }
        sheet_.begins.push_back(kept_);
        ordered.resize(kept_);
        sheet_.contacts = std::move(ordered);
    }

    bool is_logged(const Kind& planned, std::span<const std::uint32_t> of_row) const {
        const Heard& heard = planned.contact.heard;
        if (heard.entry < 0) return false;
        return std::ranges::any_of(of_row, [&](std::uint32_t place) {
            const Kind& touch = kinds_[place];
            return touch.logged_for == heard.entry && touch.contact.heard.on >= heard.on &&
                   touch.contact.heard.on <= planned.last;
        });
    }

    void judge() {
        sheet_.broken.resize(sheet_.begins.size() - 1);
        std::vector<Heard> heard;
        for (std::size_t row = 0; row < sheet_.broken.size(); ++row) {
            const auto contacts = sheet_.of(row);
            if (contacts.empty()) continue;
            heard.clear();
            for (const std::uint32_t kind : contacts) heard.push_back(kinds_[kind].contact.heard);
            const LedgerAccount& account = ledger_.accounts()[row];
            const HeardJudge judge(rules_, account.do_not_contact, account.open_opportunity, heard, today_);
            for (std::size_t i = 0; i < heard.size(); ++i) {
                const Date on = heard[i].on;
                const bool is_first = i == 0 || heard[i - 1].on != on;
                if (is_first && on >= sheet_.window.from && on < sheet_.window.to)
                    sheet_.broken[row] = static_cast<std::uint16_t>(sheet_.broken[row] + judge.broken_on(on).count());
            }
        }
    }

    RadarLedger& ledger_;
    Queries& queries_;
    const Directory& directory_;
    const RadarRules& rules_;
    Date today_, from_, to_;
    Blackouts blackouts_{queries_.records()};
    RadarSheet sheet_;
    std::unordered_map<Id, std::size_t> place_of_;
    struct Logged {
        std::uint32_t row, kind;
    };

    std::vector<Kind> kinds_;
    std::vector<Logged> logged_;
    std::vector<std::vector<std::uint32_t>> planned_; // of each entry: places in `kinds_`
    std::vector<std::size_t> ends_;                   // of each row, before what was planned and logged is one
    std::size_t kept_ = 0;
};

} // namespace

Result<RadarSheet> radar_sheet(RadarLedger& ledger, Queries& queries, const Directory& directory,
                               const RadarRules& rules, const Window& window, Date today, std::size_t most) {
    return Filling(ledger, queries, directory, rules, window, today).fill(most);
}

} // namespace tandem
