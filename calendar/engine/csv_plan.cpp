#include "calendar/engine/csv_plan.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/csv_lookup.hpp"
#include "calendar/engine/gates.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

using What = ImportItem::What;
using Object = boost::json::object;

boost::json::string_view json_view(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

std::string_view text_in(const Object& args, std::string_view name) {
    const auto* value = args.if_contains(json_view(name));
    return value && value->is_string() ? view(value->get_string()) : std::string_view();
}

// What the rows say, one after the other.
class Planner {
public:
    Planner(Records& records, const Directory& directory, Id member, const CsvOrder& order, const Clock& clock,
            CsvPlan& out)
        : records_(records), directory_(directory), member_(*directory.member(member)), order_(order), clock_(clock),
          out_(out), type_(type_of(order.kind)), lookup_(records, directory, member, order.kind, order.calendar_id) {
        for (const std::string& column : out_.columns) fields_.push_back(find_csv_field(order.kind, column));
        has_gates_ = order.kind == CsvKind::entries && !records.select(gate_type, "true LIMIT 1").empty();
    }

    void take(const csv::Row& row) {
        row_ = row.number;
        args_ = {};
        starts_.reset();
        ends_.reset();
        day_.reset();
        const std::size_t errors_before = out_.error_count;
        for (std::size_t at = 0; at < std::min(row.cells.size(), fields_.size()); ++at)
            if (fields_[at] && !row.cells[at].empty()) take_cell(*fields_[at], at, row.cells[at]);
        for (std::size_t at = fields_.size(); at < row.cells.size(); ++at)
            if (!row.cells[at].empty()) return refuse_row("has more cells than the first row");
        if (order_.kind == CsvKind::entries) take_when();
        if (out_.error_count == errors_before) add_step();
    }

private:
    void refuse(const CsvField& field, std::size_t column, std::string reason) {
        if (++out_.error_count > CsvPlan::most_errors) return;
        out_.errors.push_back(
            {row_, column < out_.header.size() ? out_.header[column] : "", std::string(field.name), std::move(reason)});
    }
    void refuse_row(std::string reason) {
        if (++out_.error_count <= CsvPlan::most_errors) out_.errors.push_back({row_, "", "", std::move(reason)});
    }

    void take_cell(const CsvField& column, std::size_t at, const std::string& cell) {
        if (column.field.empty()) {
            const auto time = cell_time(cell);
            if (!time) return refuse(column, at, time.error().message);
            (column.name == "starts" ? starts_ : ends_) = *time;
            return;
        }
        const Field& field = *type_.find(column.field);
        const auto value = field.type == FieldType::id ? named(field, cell)
                           : field.name == "domain"    ? cell_value(field, domain_of(cell))
                                                       : cell_value(field, cell);
        if (!value) return refuse(column, at, value.error().message);
        if (const auto decoded = decode_value(field, *value); !decoded)
            return refuse(column, at, decoded.error().message);
        args_[json_view(field.name)] = *value;
    }

    Result<boost::json::value> named(const Field& field, const std::string& cell) const {
        const bool is_member = field.refers_to == "member";
        auto id = is_member ? lookup_.member(cell) : lookup_.account(cell, "");
        if (!id && !is_member) id = lookup_.account("", cell);
        if (id) return boost::json::value(to_text(*id));
        return fail(ErrorCode::invalid_reference, is_member ? "is the e-mail address or the name of nobody here"
                                                            : "is the domain or the name of no account here");
    }

    void take_when() {
        const CsvField& last = *find_csv_field(order_.kind, "ends");
        const auto column = static_cast<std::size_t>(std::ranges::find(fields_, &last) - fields_.begin());
        if (!starts_) {
            if (ends_) refuse(last, column, "needs a start");
            return;
        }
        day_ = starts_->day;
        if (ends_ && ends_->time.has_value() != starts_->time.has_value())
            return refuse(last, column, "must have a time of day if the start has one, and only then");
        const bool has_time = starts_->time.has_value();
        const When when =
            has_time ? timed() : all_day(day_.value(), (ends_ ? ends_->day : *day_) + std::chrono::days{1});
        if (const auto ok = validate(when); !ok) return refuse(last, column, "must not be before the start");
        when_ = when;
        args_["when"] =
            has_time ? Object{{"starts_at", to_text(when.starts)}, {"ends_at", to_text(when.ends)}, {"zone", when.zone}}
                     : Object{{"starts_on", to_text(day_.value())},
                              {"ends_on", to_text(std::chrono::floor<std::chrono::days>(when.ends))}};
    }

    // On the clock of who imports; an hour long unless it says more.
    When timed() const {
        const LocalTime starts = starts_->day + *starts_->time;
        const LocalTime ends = ends_ ? ends_->day + *ends_->time : starts + std::chrono::hours{1};
        return zoned(starts, ends, member_.zone);
    }

    std::string_view title() const { return text_in(args_, order_.kind == CsvKind::entries ? "title" : "name"); }

    std::optional<Id> find_existing() const {
        if (order_.kind == CsvKind::accounts) return lookup_.account(text_in(args_, "domain"), title());
        if (order_.kind == CsvKind::entries) return lookup_.entry(title(), day_);
        return lookup_.prospect(text_in(args_, "email"), parse_id(text_in(args_, "account_id")).value_or(Id{}),
                                title());
    }

    // What two rows of one file must not share.
    std::string key() const {
        if (order_.kind == CsvKind::entries) return fmt::format("{} {}", day_ ? to_text(*day_) : "-", folded(title()));
        const auto own = text_in(args_, order_.kind == CsvKind::accounts ? "domain" : "email");
        if (order_.kind == CsvKind::accounts) return own.empty() ? folded(title()) : "@" + domain_of(own);
        return own.empty() ? fmt::format("{} {}", text_in(args_, "account_id"), folded(title())) : "@" + folded(own);
    }

    void add_step() {
        const auto [before, is_first] = rows_.try_emplace(key(), row_);
        if (!is_first) return refuse_row(fmt::format("is about the same as row {}", before->second));
        const auto id = find_existing();
        const RecordPtr existing = id ? records_.load(type_, *id) : nullptr;
        const bool is_seen = existing && detail_for(member_.id, type_, *existing, directory_) == Detail::full;
        ImportItem item{What::unchanged, row_, std::string(title()), std::exchange(when_, {}), {}, "", {}};
        if (is_seen ? !change(*existing, item) : !create(item)) return;
        out_.plan.items.push_back(std::move(item));
    }

    // A table is someone's doing, as if they had gone from entry to entry. What the row says of `entry`, and no more,
    // is looked at.
    bool passes_gates(Entry entry, EntryStatus from) {
        const EntryKind kind = entry.kind;
        for (const auto& [name, value] : args_)
            if (auto decoded = decode_value(*type_.find(view(name)), value))
                type_.find(view(name))->set(entry, std::move(*decoded));
        if (entry.kind != kind) from = EntryStatus::idea;
        if (entry.status == from) return true;
        const auto missing = missing_for(entry, from, entry.status, records_, directory_, member_.id);
        const CsvField& status = *find_csv_field(order_.kind, "status");
        const auto column = static_cast<std::size_t>(std::ranges::find(fields_, &status) - fields_.begin());
        for (const Missing& one : missing)
            refuse(status, column,
                   fmt::format("cannot be {} yet: it needs {}", entry_statuses[static_cast<std::size_t>(entry.status)],
                               one.what));
        return missing.empty();
    }

    // An empty cell keeps what is there.
    bool change(const Record& existing, ImportItem& item) {
        Object changed;
        for (const auto& [name, value] : args_) {
            const Field& field = *type_.find(view(name));
            const auto decoded = decode_value(field, value);
            if (!decoded || *decoded == field.get(existing)) continue;
            changed[name] = value;
            item.fields.push_back(field.name);
        }
        if (item.title.empty() && order_.kind != CsvKind::entries) item.title = to_text(existing.id);
        if (changed.empty()) return true;
        if (const auto* entry = has_gates_ ? dynamic_cast<const Entry*>(&existing) : nullptr;
            entry && !passes_gates(*entry, entry->status))
            return false;
        item.what = What::changed;
        changed["id"] = to_text(existing.id);
        put(fmt::format("{}.update", type_.kind), std::move(changed), existing.rev);
        return true;
    }

    bool create(ImportItem& item) {
        for (const CsvField& field : csv_fields(order_.kind)) {
            if (!field.is_required || args_.if_contains(json_view(field.field))) continue;
            const auto at = std::ranges::find(fields_, &field) - fields_.begin();
            refuse(field, static_cast<std::size_t>(at), "must be given");
            return false;
        }
        if (order_.kind == CsvKind::entries) {
            args_["calendar_id"] = to_text(order_.calendar_id);
            args_.emplace("kind", "event");
            if (item.when) args_.emplace("status", "planned");
            if (has_gates_ && !passes_gates(Entry{}, EntryStatus::idea)) return false;
        }
        item.what = What::created;
        args_["id"] = to_text(new_id(clock_.now()));
        put(fmt::format("{}.create", type_.kind), std::move(args_), {});
        return true;
    }

    void put(std::string command, Object args, std::optional<std::int64_t> base_rev) {
        ImportStep step;
        step.command = std::move(command);
        step.args = std::make_shared<const boost::json::value>(std::move(args));
        step.base_rev = base_rev;
        step.item = out_.plan.items.size();
        out_.plan.steps.push_back(std::move(step));
    }

    Records& records_;
    const Directory& directory_;
    const Member& member_;
    const CsvOrder& order_;
    const Clock& clock_;
    CsvPlan& out_;
    const EntityType& type_;
    CsvLookup lookup_;
    std::vector<const CsvField*> fields_; // of each column; null: it is left out
    bool has_gates_ = false;
    std::unordered_map<std::string, std::uint32_t> rows_;
    std::uint32_t row_ = 0; // the one that is being looked at, and what it says:
    Object args_;
    std::optional<CellTime> starts_, ends_;
    std::optional<Date> day_;
    std::optional<When> when_;
};

Result<std::vector<std::string>> columns_of(const CsvOrder& order, const std::vector<std::string>& header) {
    if (!order.columns) return guess_columns(order.kind, header);
    const auto& columns = *order.columns;
    if (columns.size() > header.size()) return fail_field("columns", "must not be more than the file has");
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (columns[at].empty()) continue;
        if (!find_csv_field(order.kind, columns[at]))
            return fail_field("columns", fmt::format("must name what can be imported, in column {}", at + 1));
        if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(at), columns[at]) !=
            columns.begin() + static_cast<std::ptrdiff_t>(at))
            return fail_field("columns", fmt::format("must not say the same twice, in column {}", at + 1));
    }
    auto whole = columns;
    whole.resize(header.size());
    return whole;
}

} // namespace

Result<CsvPlan> plan_csv(Records& records, const Directory& directory, Id member, const CsvOrder& order,
                         const csv::Table& table, const Clock& clock) {
    CsvPlan out;
    out.plan.is_whole = true;
    out.header = table.rows.front().cells;
    auto columns = columns_of(order, out.header);
    if (!columns) return std::unexpected(columns.error());
    out.columns = std::move(*columns);
    Planner planner(records, directory, member, order, clock, out);
    for (const csv::Row& row : std::span(table.rows).subspan(1)) planner.take(row);
    return out;
}

} // namespace tandem
