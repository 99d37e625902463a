#include "calendar/audience/audience_index.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

namespace tandem {
namespace {

// How rules are read: another number has every audience filled anew.
constexpr std::string_view reading = "1";

bool holds_of(const Condition& condition, const Statement& row, int column) {
    if (is_numeric(condition))
        return holds(condition, row.is_null(column) ? std::nullopt : std::optional(row.integer(column)));
    return holds(condition, row.is_null(column) ? std::string_view{} : row.text(column));
}

// Whatever rules may ask of the account.
bool is_chosen_alike(const Account& a, const Account& b) {
    return std::ranges::all_of(
        account_type.fields, [&](const Field& field) { return field.name == "note" || field.get(a) == field.get(b); });
}

bool matter_alike(const Account& a, const Account& b, const std::vector<Condition>& conditions) {
    return std::ranges::all_of(conditions, [&](const Condition& condition) {
        const Field& field = account_type.fields[condition.field];
        return field.get(a) == field.get(b);
    });
}

std::vector<Condition> conditions_of(const AudienceList& audience) {
    auto conditions = parse_conditions(audience.conditions);
    return conditions ? std::move(*conditions) : std::vector<Condition>{}; // what cannot be read holds of nobody
}

// Conditions hold no line ends, so a rule is kept as lines: quicker to read than JSON where each account asks.
std::string lines_of(const TextList& conditions) {
    std::string lines;
    for (const std::string& condition : conditions) lines += (lines.empty() ? "" : "\n") + condition;
    return lines;
}
TextList lines_of(std::string_view lines) {
    TextList conditions;
    for (const auto line : std::views::split(lines, '\n')) conditions.emplace_back(line.begin(), line.end());
    return conditions;
}

} // namespace

std::vector<std::int64_t> accounts_that_match(Database& database, const std::vector<Condition>& conditions) {
    std::vector<std::int64_t> found;
    if (conditions.empty()) return found;
    std::string sql = "SELECT row";
    for (const Condition& condition : conditions) sql += fmt::format(", {}", account_type.fields[condition.field].name);
    Statement row = database.prepare(sql + " FROM account ORDER BY row");
    while (row.step()) {
        int column = 0;
        if (std::ranges::all_of(conditions, [&](const Condition& each) { return holds_of(each, row, ++column); }))
            found.push_back(row.integer(0));
    }
    return found;
}

const std::vector<AudienceIndex::Rule>& AudienceIndex::rules() {
    if (rules_) return *rules_;
    rules_.emplace();
    Statement row = database_.prepare("SELECT number, rule FROM audience_size WHERE rule <> '' ORDER BY number");
    while (row.step())
        if (auto conditions = parse_conditions(lines_of(row.text(1)))) // none are kept that cannot be read
            rules_->push_back({row.integer(0), std::move(*conditions)});
    return *rules_;
}

std::int64_t AudienceIndex::number_of(Id audience) {
    Statement row = database_.prepare("SELECT number FROM audience_size WHERE audience_id = ?");
    row.bind(1, to_text(audience));
    return row.step() ? row.integer(0) : 0;
}

std::int64_t AudienceIndex::changed_rows() { return database_.query_integer("SELECT changes()").value_or(0); }

void AudienceIndex::grow(std::int64_t number, std::int64_t by) {
    if (by == 0) return;
    database_.prepare("UPDATE audience_size SET accounts = accounts + ? WHERE number = ?")
        .bind(1, by)
        .bind(2, number)
        .run();
}

void AudienceIndex::add(std::int64_t number, std::int64_t account) {
    database_.prepare("INSERT OR IGNORE INTO audience_account (audience, account) VALUES (?, ?)")
        .bind(1, number)
        .bind(2, account)
        .run();
    grow(number, changed_rows());
}

void AudienceIndex::drop(std::int64_t number, std::int64_t account) {
    database_.prepare("DELETE FROM audience_account WHERE audience = ? AND account = ?")
        .bind(1, number)
        .bind(2, account)
        .run();
    grow(number, -changed_rows());
}

void AudienceIndex::put(const Account* before, const Account& after) {
    if (before && is_chosen_alike(*before, after)) return;
    std::int64_t account = 0;
    for (const Rule& rule : rules()) {
        if (before && matter_alike(*before, after, rule.conditions)) continue;
        const bool was = before && match(rule.conditions, *before), is = match(rule.conditions, after);
        if (was == is) continue;
        if (account == 0) {
            Statement row = database_.prepare("SELECT row FROM account WHERE id = ?");
            row.bind(1, to_text(after.id));
            if (!row.step()) throw StoreError(StoreError::Kind::corrupt, "no row of " + to_text(after.id));
            account = row.integer(0);
        }
        if (is)
            add(rule.number, account);
        else
            drop(rule.number, account);
    }
}

void AudienceIndex::remove(const Account& before) {
    const std::string id = to_text(before.id);
    database_
        .prepare("UPDATE audience_size SET accounts = accounts - 1 WHERE number IN (SELECT audience FROM "
                 "audience_account WHERE account = (SELECT row FROM account WHERE id = ?))")
        .bind(1, id)
        .run();
    database_.prepare("DELETE FROM audience_account WHERE account = (SELECT row FROM account WHERE id = ?)")
        .bind(1, id)
        .run();
}

void AudienceIndex::put(const AudienceList* before, const AudienceList& after) {
    if (before && before->conditions == after.conditions && before->account_ids == after.account_ids) return;
    if (after.kind == AudienceKind::rule) rules_.reset();
    if (before && after.kind == AudienceKind::list)
        change_list(number_of(after.id), *before, after);
    else
        fill(after);
}

void AudienceIndex::change_list(std::int64_t number, const AudienceList& before, const AudienceList& after) {
    auto old_ids = before.account_ids, new_ids = after.account_ids;
    std::ranges::sort(old_ids);
    std::ranges::sort(new_ids);
    const auto each_row = [&](const IdList& ids, const IdList& without,
                              void (AudienceIndex::*act)(std::int64_t, std::int64_t)) {
        for (const Id id : ids) {
            if (std::ranges::binary_search(without, id)) continue;
            Statement row = database_.prepare("SELECT row FROM account WHERE id = ?");
            row.bind(1, to_text(id));
            if (row.step()) (this->*act)(number, row.integer(0)); // one that is gone was removed already
        }
    };
    each_row(old_ids, new_ids, &AudienceIndex::drop);
    each_row(new_ids, old_ids, &AudienceIndex::add);
}

void AudienceIndex::fill(const AudienceList& audience) {
    remove(audience);
    database_.prepare("INSERT INTO audience_size (audience_id, accounts, rule) VALUES (?, 0, ?)")
        .bind(1, to_text(audience.id))
        .bind(2, lines_of(audience.conditions))
        .run();
    const std::int64_t number = number_of(audience.id);
    if (audience.kind == AudienceKind::list) {
        const AudienceList none;
        change_list(number, none, audience);
        return;
    }
    const auto accounts = accounts_that_match(database_, conditions_of(audience));
    for (const std::int64_t account : accounts)
        database_.prepare("INSERT INTO audience_account (audience, account) VALUES (?, ?)")
            .bind(1, number)
            .bind(2, account)
            .run();
    grow(number, static_cast<std::int64_t>(accounts.size()));
}

void AudienceIndex::remove(const AudienceList& before) {
    rules_.reset();
    const std::int64_t number = number_of(before.id);
    database_.prepare("DELETE FROM audience_account WHERE audience = ?").bind(1, number).run();
    database_.prepare("DELETE FROM audience_size WHERE number = ?").bind(1, number).run();
}

bool AudienceIndex::refresh() {
    if (database_.query_text("SELECT value FROM meta WHERE name = 'audience_reading'") == reading) return false;
    Transaction transaction(database_);
    database_.execute("DELETE FROM audience_account; DELETE FROM audience_size");
    for (const RecordPtr& record : records_.select(audience_type, "true ORDER BY id"))
        fill(static_cast<const AudienceList&>(*record));
    database_
        .prepare("INSERT INTO meta (name, value) VALUES ('audience_reading', ?) ON CONFLICT (name) DO UPDATE SET value "
                 "= excluded.value")
        .bind(1, reading)
        .run();
    transaction.commit();
    return true;
}

} // namespace tandem
