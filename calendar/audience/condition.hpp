#pragma once
// Condition: one line of an audience's rule over the fields of accounts, read from its text and asked of accounts. The
// words and their meaning stand in README.md. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/audience/account.hpp"

namespace tandem {

struct Condition {
    enum class Test : std::uint8_t { is, is_not, contains, at_least, at_most };

    std::size_t field = 0; // in account_type.fields; a text, choice, boolean, integer or id
    Test test = Test::is;
    std::vector<std::string> texts;                   // any of them; lower case, "" is empty
    std::vector<std::optional<std::int64_t>> numbers; // of integers and booleans; nothing is empty

    bool operator==(const Condition&) const = default;
};

// The message of the error begins with the character, counted from 1, at which it cannot be read on.
Result<Condition> parse_condition(std::string_view text);

// All of them. Errors: invalid_field "conditions", naming the condition and the character, both counted from 1.
Result<std::vector<Condition>> parse_conditions(const TextList& texts);

// By the value of its field. Letters A to Z count as a to z; an account without a number is neither more nor less.
bool holds(const Condition& condition, std::string_view text);
bool holds(const Condition& condition, std::optional<std::int64_t> number);
bool is_numeric(const Condition& condition);

// Whether all of them hold of the account. Nothing holds of a rule without conditions.
bool match(const std::vector<Condition>& conditions, const Account& account);

} // namespace tandem
