#pragma once
// AudienceList: a named segment of accounts: a fixed list, or a rule over the fields of accounts. The word everywhere
// else is "audience"; in C++ that is who learns of a record (record/entity.hpp).

#include <string>

#include "calendar/record/entity.hpp"

namespace tandem {

enum class AudienceKind : std::uint8_t { list, rule };
inline constexpr std::string_view audience_kinds[] = {"list", "rule"};

struct AudienceList final : Record {
    std::string name;
    std::string description;
    AudienceKind kind = AudienceKind::list;
    TextList conditions; // of a rule: all must hold, "employee_count >= 200", "region is DACH or Nordics"
    IdList account_ids;  // of a list; asked for, not part of the live state
};

extern const EntityType audience_type;

} // namespace tandem
