#include "tests/support/random_records.hpp"

#include "calendar/record/decode.hpp"

namespace tandem {
namespace {

std::int64_t number(std::mt19937& random, std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

std::string random_text(std::mt19937& random, std::int64_t least, std::int64_t most) {
    constexpr std::string_view letters[] = {"a", "Z", "\"", "\\", "\n", "\t",     "/",
                                            "ü", "€", "𝄞",  "%",  "'",  "\u2028", " "};
    std::string text;
    for (std::int64_t i = number(random, least, std::min<std::int64_t>(most, least + 30)); i > 0; --i)
        text += letters[static_cast<std::size_t>(number(random, 0, std::size(letters) - 1))];
    return text;
}

Id random_id(std::mt19937& random) {
    return {static_cast<std::uint64_t>(number(random, 1, 1LL << 50)),
            static_cast<std::uint64_t>(number(random, 0, 1LL << 62))};
}

Instant random_instant(std::mt19937& random) {
    return Instant{std::chrono::milliseconds{number(random, 0, 4'000'000'000'000)}};
}

When random_when(std::mt19937& random) {
    const Date day{std::chrono::days{number(random, 0, 30'000)}};
    const LocalTime start = LocalTime{day} + std::chrono::seconds{number(random, 0, 86'399)};
    const LocalTime end = start + std::chrono::seconds{number(random, 0, 200'000)};
    switch (number(random, 0, 2)) {
    case 0: return all_day(day, day + std::chrono::days{number(random, 1, 40)});
    case 1: return floating(start, end);
    default: return zoned(start, end, "Europe/Berlin");
    }
}

template <class Item>
auto random_list(std::mt19937& random, std::int64_t most, Item item) {
    std::vector<decltype(item())> list;
    for (std::int64_t i = number(random, 0, std::min<std::int64_t>(most, 4)); i > 0; --i) list.push_back(item());
    return list;
}

} // namespace

Value random_value(const Field& field, std::mt19937& random) {
    if (field.is_nullable && number(random, 0, 2) == 0) return {};
    const auto word = [&] {
        return std::string(field.choices[static_cast<std::size_t>(number(random, 0, std::ssize(field.choices) - 1))]);
    };
    switch (field.type) {
    case FieldType::text: // a hash is never empty, and never twice the same
        return random_text(random, field.shown_at == Detail::secret ? 20 : field.least, field.most);
    case FieldType::choice: return number(random, 0, std::ssize(field.choices) - 1);
    case FieldType::boolean: return number(random, 0, 1) == 1;
    case FieldType::integer: return number(random, field.least, field.most);
    case FieldType::id: return random_id(random);
    case FieldType::id_list: return random_list(random, field.most, [&] { return random_id(random); });
    case FieldType::text_list:
        return random_list(random, field.most, [&] { return random_text(random, 1, field.item_most); });
    case FieldType::choice_list: return random_list(random, field.most, word);
    case FieldType::date: return Date{std::chrono::days{number(random, 0, 30'000)}};
    case FieldType::instant: return random_instant(random);
    case FieldType::when: return random_when(random);
    }
    return {};
}

std::shared_ptr<Record> random_record(const EntityType& type, std::mt19937& random) {
    auto record = type.make();
    record->id = random_id(random);
    record->rev = number(random, 1, 1000);
    record->created_at = random_instant(random);
    if (number(random, 0, 1) == 1) record->created_by = random_id(random);
    record->updated_at = random_instant(random);
    for (const Field& field : type.fields) field.set(*record, random_value(field, random));
    return record;
}

} // namespace tandem
