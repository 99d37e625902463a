#include "calendar/engine/audience_queries.hpp"

#include <fmt/format.h>

#include "calendar/audience/audience_index.hpp"
#include "calendar/base/limits.hpp"
#include "calendar/engine/look.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

constexpr std::size_t first_accounts = 50;
constexpr std::int64_t list_accounts = 10'000; // what a list may hold (audience.cpp)

void append_account(std::string& out, std::string_view id, std::string_view name) {
    if (!out.ends_with('[')) out += ',';
    fmt::format_to(std::back_inserter(out), R"({{"id":"{}","name":)", id);
    append_quoted(out, name);
    out += '}';
}

std::string begin(Queries& queries, std::int64_t accounts) {
    return fmt::format(R"({{"seq":{},"accounts":{},"first":[)", queries.last_seq(), accounts);
}

} // namespace

std::string audience_sizes(Queries& queries, const Directory& directory) {
    const Look look(queries, directory);
    std::string out = fmt::format(R"({{"seq":{},"audiences":[)", queries.last_seq());
    Statement row =
        queries.database().prepare("SELECT audience_id, accounts FROM audience_size ORDER BY audience_id LIMIT ?");
    row.bind(1, static_cast<std::int64_t>(limits::snapshot_records));
    while (row.step()) {
        if (!out.ends_with('[')) out += ',';
        fmt::format_to(std::back_inserter(out), R"({{"id":"{}","accounts":{}}})", row.text(0), row.integer(1));
    }
    return out + "]}";
}

Result<std::string> accounts_of_audience(Queries& queries, const Directory& directory, Id audience, bool all) {
    const Look look(queries, directory);
    Statement size = queries.database().prepare("SELECT number, accounts FROM audience_size WHERE audience_id = ?");
    size.bind(1, to_text(audience));
    if (!size.step()) return fail(ErrorCode::not_found, "no such audience");
    std::string out = begin(queries, size.integer(1));
    Statement row = queries.database().prepare(
        "SELECT account.id, account.name FROM audience_account JOIN account ON account.row = audience_account.account "
        "WHERE audience_account.audience = ? ORDER BY account.name, account.id LIMIT ?");
    row.bind(1, size.integer(0)).bind(2, all ? list_accounts : static_cast<std::int64_t>(first_accounts));
    while (row.step()) append_account(out, row.text(0), row.text(1));
    return out + "]}";
}

Result<std::string> accounts_of_rule(Queries& queries, const Directory& directory, const TextList& conditions) {
    const auto rule = parse_conditions(conditions);
    if (!rule) return std::unexpected(rule.error());
    const Look look(queries, directory);
    const auto accounts = accounts_that_match(queries.database(), *rule);
    std::string out = begin(queries, static_cast<std::int64_t>(accounts.size()));
    for (std::size_t i = 0; i < accounts.size() && i < first_accounts; ++i) {
        Statement row = queries.database().prepare("SELECT id, name FROM account WHERE row = ?");
        row.bind(1, accounts[i]);
        if (row.step()) append_account(out, row.text(0), row.text(1));
    }
    return out + "]}";
}

} // namespace tandem
