#pragma once
// Account: a company that the teams speak to.

#include <optional>
#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class AccountRating : std::uint8_t { none, a, b, c, d };
inline constexpr std::string_view account_ratings[] = {"", "a", "b", "c", "d"};

struct Account final : Record {
    std::string name;
    std::string domain;
    std::string industry;
    std::string city;
    std::optional<std::int64_t> employee_count;
    std::optional<Id> owner_id;
    bool do_not_contact = false;
    std::string line_of_business;
    std::string region;
    AccountRating rating = AccountRating::none;
    bool open_opportunity = false;
    std::string note;
};

extern const EntityType account_type;

} // namespace tandem
