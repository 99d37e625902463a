#include "calendar/engine/radar_sheet.hpp"

#include <algorithm>
#include <numeric>

#include "calendar/engine/radar_day.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

struct Found {
    std::uint32_t row;
    SheetContact contact;
    Id logged_for; // the entry of a logged contact
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

    RadarSheet fill() {
        sheet_.entries = planned_entries(queries_.records(), from_, to_);
        Date last = to_;
        for (const PlannedEntry& planned : sheet_.entries)
            for (const Occasion& on : planned.on) last = std::max(last, on.last + days{1});
        ledger_.follow(queries_, directory_, from_, last);
        for (std::size_t i = 0; i < sheet_.entries.size(); ++i) place_of_.emplace(sheet_.entries[i].entry->id, i);
        find_logged(last);
        find_planned();
        gather();
        judge();
        return std::move(sheet_);
    }

private:
    void find_logged(Date last) {
        for (Date day = from_; day < last; day += days{1})
            for (const LedgerTouch& touch : ledger_.touches_on(day)) {
                const bool may_be_planned = touch.entry_id && place_of_.contains(touch.entry_id);
                if (day < to_ || may_be_planned)
                    found_.push_back({touch.account,
                                      {{day, -1, touch.conversation, false}, touch.team},
                                      may_be_planned ? touch.entry_id : Id{}});
            }
    }

    void find_planned() {
        std::vector<std::int32_t> reached(ledger_.accounts().size(), -1); // by the entry at hand
        for (std::size_t i = 0; i < sheet_.entries.size(); ++i) {
            const Entry& entry = *sheet_.entries[i].entry;
            const auto place = static_cast<std::int32_t>(i);
            const Team team = team_of(entry, directory_);
            const std::vector<Occasion>& on = sheet_.entries[i].on;
            std::vector<bool> kept_free;
            for (const Occasion& one : on) kept_free.push_back(blackouts_.on(team, one.first) != nullptr);
            auto left_out = entry.excluded_account_ids;
            std::ranges::sort(left_out);
            for (const Id audience : entry.audience_ids)
                for (const std::uint32_t row : ledger_.members_of(queries_, audience)) {
                    if (reached[row] == place) continue;
                    reached[row] = place;
                    if (std::ranges::binary_search(left_out, ledger_.accounts()[row].id)) continue;
                    for (std::size_t at = 0; at < kept_free.size(); ++at)
                        found_.push_back({row, {{on[at].first, place, false, kept_free[at]}, team}, {}});
                }
        }
    }

    // By row; a contact that was logged for an entry while it lasts is the one that was planned.
    void gather() {
        const std::size_t rows = ledger_.accounts().size();
        std::vector<std::size_t> ends(rows + 1);
        for (const Found& one : found_) ++ends[one.row + 1];
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        std::vector<Found> ordered(found_.size());
        auto next = ends;
        for (const Found& one : found_) ordered[next[one.row]++] = one;
        sheet_.begins.reserve(rows + 1);
        sheet_.contacts.reserve(ordered.size());
        for (std::size_t row = 0; row < rows; ++row) {
            sheet_.begins.push_back(sheet_.contacts.size());
            const auto of_row = std::span(ordered).subspan(ends[row], ends[row + 1] - ends[row]);
            for (const Found& one : of_row)
                if (one.contact.heard.on < to_ && !is_logged(one, of_row)) sheet_.contacts.push_back(one.contact);
            std::sort(sheet_.contacts.begin() + static_cast<std::ptrdiff_t>(sheet_.begins.back()),
                      sheet_.contacts.end());
        }
        sheet_.begins.push_back(sheet_.contacts.size());
    }

    bool is_logged(const Found& planned, std::span<const Found> of_row) const {
        const Heard& heard = planned.contact.heard;
        if (heard.entry < 0) return false;
        const PlannedEntry& entry = sheet_.entries[static_cast<std::size_t>(heard.entry)];
        return std::ranges::any_of(of_row, [&](const Found& touch) {
            if (touch.logged_for != entry.entry->id) return false;
            return std::ranges::any_of(entry.on, [&](const Occasion& on) {
                return on.first == heard.on && touch.contact.heard.on >= on.first && touch.contact.heard.on <= on.last;
            });
        });
    }

    void judge() {
        sheet_.broken.resize(sheet_.begins.size() - 1);
        std::vector<Heard> heard;
        for (std::size_t row = 0; row < sheet_.broken.size(); ++row) {
            const auto contacts = sheet_.of(row);
            if (contacts.empty()) continue;
            heard.clear();
            for (const SheetContact& one : contacts) heard.push_back(one.heard);
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
    std::vector<Found> found_;
};

} // namespace

RadarSheet radar_sheet(RadarLedger& ledger, Queries& queries, const Directory& directory, const RadarRules& rules,
                       const Window& window, Date today) {
    return Filling(ledger, queries, directory, rules, window, today).fill();
}

} // namespace tandem
