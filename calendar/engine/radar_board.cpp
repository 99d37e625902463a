#include "calendar/engine/radar_board.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_findings.hpp"
#include "calendar/engine/reader.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

using namespace std::chrono;

char folded(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

bool holds(std::string_view text, std::string_view wanted) {
    return wanted.empty() || !std::ranges::search(text, wanted, {}, folded, folded).empty();
}

// Contacts of one day, by team.
struct Cell {
    Date on;
    std::array<int, std::size(teams)> planned{}, logged{};
    int hidden = 0;
};

class Answer {
public:
    Answer(const RadarLedger& ledger, const RadarSheet& sheet, const RadarRules& rules, Reader& reader,
           const RadarBoardQuestion& question, Date today)
        : ledger_(ledger), sheet_(sheet), rules_(rules), question_(question), today_(today) {
        for (const PlannedEntry& planned : sheet.entries)
            is_seen_.push_back(reader.detail(entry_type, planned.entry) == Detail::full);
        for (const SheetContact& kind : sheet.kinds) counts_kind_.push_back(counts(kind));
    }

    std::string text(std::int64_t seq) {
        find_rows();
        const auto reached = std::ranges::count_if(rows_, [&](std::uint32_t row) { return counts_[row] > 0; });
        fmt::format_to(to(), R"({{"seq":{},"accounts":{},"reached":{},"rows":[)", seq, rows_.size(), reached);
        const auto shown = order_part();
        for (std::size_t i = 0; i < shown.size(); ++i) {
            if (i > 0) out_ += ',';
            write_row(shown[i]);
        }
        return std::move(out_ += "]}");
    }

private:
    std::back_insert_iterator<std::string> to() { return std::back_inserter(out_); }

    bool is_shown(Date on) const { return on >= sheet_.window.from && on < sheet_.window.to; }
    bool is_hidden(const SheetContact& one) const {
        return one.heard.entry >= 0 && !is_seen_[static_cast<std::size_t>(one.heard.entry)];
    }
    bool is_asked_for(const SheetContact& one) const {
        return !question_.team || (!is_hidden(one) && one.team == *question_.team);
    }
    bool counts(const SheetContact& one) const { return is_shown(one.heard.on) && is_asked_for(one); }

    void find_rows() {
        const auto& accounts = ledger_.accounts();
        counts_.resize(accounts.size());
        if (question_.team) broken_.resize(accounts.size());
        for (std::size_t row = 0; row < accounts.size(); ++row) {
            const LedgerAccount& account = accounts[row];
            if (!account.id) continue;
            if (!holds(account.name, question_.search) && !holds(account.domain, question_.search)) continue;
            const auto contacts = sheet_.of(row);
            counts_[row] = static_cast<std::uint32_t>(
                std::ranges::count_if(contacts, [&](std::uint32_t kind) { return counts_kind_[kind]; }));
            if (!question_.team || counts_[row] > 0) rows_.push_back(static_cast<std::uint32_t>(row));
            if (question_.team && counts_[row] > 0 && sheet_.broken[row] > 0) broken_[row] = broken_by_team(row);
        }
    }

    // On the days of the team that is asked for; the rules count both.
    std::uint16_t broken_by_team(std::size_t row) const {
        std::size_t broken = 0;
        const std::vector<Heard> heard = heard_by(row);
        const HeardJudge judge = judge_of(row, heard);
        std::optional<Date> last;
        for (const std::uint32_t kind : sheet_.of(row)) {
            const Date on = sheet_.kinds[kind].heard.on;
            if (!counts_kind_[kind] || last == on) continue;
            last = on;
            broken += judge.broken_on(on).count();
        }
        return static_cast<std::uint16_t>(broken);
    }

    std::vector<Heard> heard_by(std::size_t row) const {
        std::vector<Heard> heard;
        for (const std::uint32_t kind : sheet_.of(row)) heard.push_back(sheet_.kinds[kind].heard);
        return heard;
    }

    // `heard` must outlive it.
    HeardJudge judge_of(std::size_t row, std::span<const Heard> heard) const {
        const LedgerAccount& account = ledger_.accounts()[row];
        return {rules_, account.do_not_contact, account.open_opportunity, heard, today_};
    }

    std::uint16_t broken(std::uint32_t row) const { return question_.team ? broken_[row] : sheet_.broken[row]; }

    // Those that are asked for, worst first; the others are not put in order.
    std::span<const std::uint32_t> order_part() {
        const std::size_t first = std::min(question_.offset, rows_.size());
        const std::size_t end = std::min(first + question_.limit, rows_.size());
        const auto worse = [&](std::uint32_t a, std::uint32_t b) {
            if (broken(a) != broken(b)) return broken(a) > broken(b);
            if (counts_[a] != counts_[b]) return counts_[a] > counts_[b];
            const auto &one = ledger_.accounts()[a].name, &other = ledger_.accounts()[b].name;
            return one != other ? one < other : a < b;
        };
        const auto at = [&](std::size_t place) { return rows_.begin() + static_cast<std::ptrdiff_t>(place); };
        if (first < rows_.size()) std::nth_element(rows_.begin(), at(first), rows_.end(), worse);
        std::partial_sort(at(first), at(end), rows_.end(), worse);
        return std::span(rows_).subspan(first, end - first);
    }

    void write_row(std::uint32_t row) {
        const LedgerAccount& account = ledger_.accounts()[row];
        const std::string owner = account.owner_id ? '"' + to_text(*account.owner_id) + '"' : "null";
        fmt::format_to(to(), R"({{"id":"{}","name":)", to_text(account.id));
        append_quoted(out_, account.name);
        fmt::format_to(to(),
                       R"(,"owner_id":{},"do_not_contact":{},"open_opportunity":{},"broken":{},"touches":{},"days":[)",
                       owner, account.do_not_contact, account.open_opportunity, broken(row), counts_[row]);
        const auto contacts = sheet_.of(row);
        const std::vector<Heard> heard = heard_by(row);
        const HeardJudge judge = judge_of(row, heard);
        bool is_first = true;
        for (std::size_t i = 0; i < contacts.size();) {
            Cell cell{heard[i].on};
            bool is_empty = true;
            for (; i < contacts.size() && heard[i].on == cell.on; ++i)
                if (const SheetContact& one = sheet_.kinds[contacts[i]]; is_asked_for(one)) {
                    add(cell, one);
                    is_empty = false;
                }
            if (is_empty || !is_shown(cell.on)) continue;
            if (!is_first) out_ += ',';
            is_first = false;
            write_cell(cell, judge.broken_on(cell.on));
        }
        out_ += "]}";
    }

    void add(Cell& cell, const SheetContact& one) const {
        const auto team = static_cast<std::size_t>(one.team);
        if (is_hidden(one))
            ++cell.hidden;
        else
            ++(one.heard.entry >= 0 ? cell.planned : cell.logged)[team];
    }

    void write_cell(const Cell& cell, const BrokenRules& broken) {
        const auto write = [&](std::string_view name, const auto& by_team) {
            fmt::format_to(to(), R"(,"{}":{{)", name);
            for (std::size_t team = 0; team < by_team.size(); ++team)
                fmt::format_to(to(), R"({}"{}":{})", team ? "," : "", teams[team], by_team[team]);
            out_ += '}';
        };
        fmt::format_to(to(), R"({{"on":"{}")", to_text(cell.on));
        write("planned", cell.planned);
        write("logged", cell.logged);
        fmt::format_to(to(), R"(,"hidden":{},"broken":[)", cell.hidden);
        append_rules(out_, broken);
        out_ += "]}";
    }

    const RadarLedger& ledger_;
    const RadarSheet& sheet_;
    const RadarRules& rules_;
    const RadarBoardQuestion& question_;
    Date today_;
    std::vector<bool> is_seen_;     // of each entry of the sheet
    std::vector<bool> counts_kind_; // of each kind of contact of the sheet
    std::vector<std::uint32_t> rows_, counts_;
    std::vector<std::uint16_t> broken_; // by row, of the team that is asked for
    std::string out_;
};

} // namespace

Result<const RadarSheet*> RadarBoard::sheet_of(Queries& queries, const Directory& directory, const RadarRules& rules,
                                               const Window& window, Date today) {
    const std::int64_t seq = queries.last_seq();
    const bool is_kept = kept_ && kept_->seq == seq && kept_->today == today &&
                         kept_->sheet.window.from == window.from && kept_->sheet.window.to == window.to;
    if (is_kept) return &kept_->sheet;
    kept_.reset(); // two at once would be twice the memory
    auto sheet = radar_sheet(ledger_, queries, directory, rules, window, today);
    if (!sheet) return std::unexpected(sheet.error());
    kept_.emplace(Kept{seq, today, std::move(*sheet)});
    return &kept_->sheet;
}

void RadarBoard::warm(Queries& queries, const Directory& given, Instant now) {
    const std::lock_guard lock(mutex_);
    const Look look(queries, given);
    const Date today = today_of(nullptr, now);
    std::ignore = sheet_of(queries, look.directory, load_radar_rules(queries.records()),
                           {today, today + days{board_days}}, today);
}

// The lock comes first: then whoever waits for it looks at the store no earlier than who had it before.
Result<std::string> RadarBoard::answer(Queries& queries, const Directory& given, Id member,
                                       const RadarBoardQuestion& question, Instant now) {
    const std::lock_guard lock(mutex_);
    const Look look(queries, given);
    Reader reader(member, look.directory, queries.records());
    const Date today = today_of(look.directory.member(member), now);
    const RadarRules rules = load_radar_rules(queries.records());
    const auto sheet = sheet_of(queries, look.directory, rules, question.window, today);
    if (!sheet) return std::unexpected(sheet.error());
    return Answer(ledger_, **sheet, rules, reader, question, today).text(queries.last_seq());
}

} // namespace tandem
