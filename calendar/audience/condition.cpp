#include "calendar/audience/condition.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace tandem {
namespace {

// What an account is chosen by: not its note, which is for people.
constexpr std::string_view chosen_by[] = {"name",           "domain",           "industry",       "city",
                                          "employee_count", "owner_id",         "do_not_contact", "line_of_business",
                                          "region",         "open_opportunity", "rating"};

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

bool equal(std::string_view text, std::string_view folded) { return std::ranges::equal(text, folded, {}, lower); }

bool contains(std::string_view text, std::string_view folded) {
    return !std::ranges::search(text, folded, {}, lower).empty() || folded.empty();
}

// Reads one text from its start to its end; the first thing that is wrong ends it.
class Reading {
public:
    explicit Reading(std::string_view text) : text_(text) {}

    Result<Condition> condition() {
        if (const std::size_t at = text_.find('\n'); at != std::string_view::npos)
            return wrong(at, "needs to be one line");
        if (auto ok = field(); !ok) return std::unexpected(ok.error());
        if (auto ok = test(); !ok) return std::unexpected(ok.error());
        do {
            if (auto ok = value(); !ok) return std::unexpected(ok.error());
        } while (take_or());
        return std::move(made_);
    }

private:
    const Field& of() const { return account_type.fields[made_.field]; }
    bool is_ordered() const {
        return made_.test == Condition::Test::at_least || made_.test == Condition::Test::at_most;
    }

    // Characters, as people count them.
    std::unexpected<Error> wrong(std::size_t at, std::string_view rule) const {
        const auto before = text_.substr(0, at);
        const auto characters = std::ranges::count_if(before, [](char c) { return (c & 0xC0) != 0x80; });
        return fail_field("conditions", fmt::format("at character {}: {}", characters + 1, rule));
    }

    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    std::string_view word() {
        skip_spaces();
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != ' ') ++at_;
        return text_.substr(begin, at_ - begin);
    }

    Result<void> field() {
        const std::string_view name = word();
        if (std::ranges::find(chosen_by, name) == std::end(chosen_by))
            return wrong(at_ - name.size(), "needs a field of accounts, such as region or employee_count");
        made_.field = static_cast<std::size_t>(account_type.index_of(name));
        return {};
    }

    Result<void> test() {
        const std::string_view sign = word();
        using enum Condition::Test;
        if (sign == "is") {
            const std::size_t before = at_;
            made_.test = word() == "not" ? is_not : is;
            if (made_.test == is) at_ = before;
            return {};
        }
        const bool has_order = of().type == FieldType::integer, has_words = of().type == FieldType::text;
        if (sign == ">=" || sign == "<=") {
            if (!has_order) return wrong(at_ - sign.size(), "only employee_count can be more or less");
            made_.test = sign == ">=" ? at_least : at_most;
            return {};
        }
        if (sign == "contains") {
            if (!has_words) return wrong(at_ - sign.size(), "only a field of words can contain something");
            made_.test = Condition::Test::contains;
            return {};
        }
        return wrong(at_ - sign.size(), "needs is, is not, contains, >= or <=");
    }

    bool take_or() {
        const std::size_t before = at_;
        if (word() == "or") return true;
        at_ = before;
        return false;
    }

    // In quotes it may hold anything but quotes; without, it goes on to the next "or".
    Result<void> value() {
        skip_spaces();
        const std::size_t begin = at_;
        if (at_ < text_.size() && text_[at_] == '"') {
            const std::size_t end = text_.find('"', at_ + 1);
            if (end == std::string_view::npos) return wrong(begin, "the quotes are not closed");
            at_ = end + 1;
            if (at_ < text_.size() && text_[at_] != ' ') return wrong(at_, "needs a space after the quotes");
            if (auto ok = put(begin, text_.substr(begin + 1, end - begin - 1), true); !ok) return ok;
            return check_rest();
        }
        const std::size_t end = std::min(text_.find(" or ", at_), text_.size());
        std::string_view given = text_.substr(begin, end - begin);
        at_ = end;
        while (given.ends_with(' ')) given.remove_suffix(1);
        return put(begin, given, false);
    }

    Result<void> check_rest() {
        const std::size_t before = at_;
        const std::string_view next = word();
        const std::size_t begin = at_ - next.size();
        at_ = before;
        if (next.empty() || next == "or") return {};
        return wrong(begin, "needs or, or nothing more");
    }

    Result<void> put(std::size_t at, std::string_view given, bool is_quoted) {
        if (given.empty()) return wrong(at, "needs a value");
        const bool is_empty = !is_quoted && given == "empty";
        if (is_empty && (is_ordered() || made_.test == Condition::Test::contains))
            return wrong(at, "needs a value that is not empty");
        if (of().type == FieldType::boolean) return put_boolean(at, given);
        if (of().type == FieldType::integer) return put_number(at, given, is_empty);
        if (of().type == FieldType::choice && !is_empty && !is_choice(given))
            return wrong(at, "needs a, b, c, d or empty");
        if (of().type == FieldType::id && !is_empty && !parse_id(given))
            return wrong(at, "needs the id of a member, or empty");
        made_.texts.push_back(is_empty ? "" : lowered(given));
        return {};
    }

    bool is_choice(std::string_view given) const {
        return std::ranges::any_of(of().choices, [&](std::string_view choice) { return equal(given, choice); });
    }

    Result<void> put_boolean(std::size_t at, std::string_view given) {
        if (given != "yes" && given != "no") return wrong(at, "needs yes or no");
        made_.numbers.emplace_back(given == "yes" ? 1 : 0);
        return {};
    }

    Result<void> put_number(std::size_t at, std::string_view given, bool is_empty) {
        if (is_ordered() && !made_.numbers.empty()) return wrong(at, "takes one number only");
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
        const bool is_number = error == std::errc{} && end == given.data() + given.size() && number >= 0;
        if (!is_empty && !is_number) return wrong(at, "needs a whole number");
        made_.numbers.push_back(is_empty ? std::nullopt : std::optional(number));
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Condition made_;
};

} // namespace

Result<Condition> parse_condition(std::string_view text) { return Reading(text).condition(); }

Result<std::vector<Condition>> parse_conditions(const TextList& texts) {
    std::vector<Condition> conditions;
    for (const std::string& text : texts) {
        auto condition = parse_condition(text);
        if (!condition)
            return fail_field("conditions",
                              fmt::format("condition {} {}", conditions.size() + 1, condition.error().message));
        conditions.push_back(std::move(*condition));
    }
    return conditions;
}

bool is_numeric(const Condition& condition) {
    const FieldType type = account_type.fields[condition.field].type;
    return type == FieldType::integer || type == FieldType::boolean;
}

bool holds(const Condition& condition, std::string_view text) {
    const auto is = [&](const std::string& word) { return equal(text, word); };
    switch (condition.test) {
    case Condition::Test::is: return std::ranges::any_of(condition.texts, is);
    case Condition::Test::is_not: return std::ranges::none_of(condition.texts, is);
    default: return std::ranges::any_of(condition.texts, [&](const std::string& word) { return contains(text, word); });
    }
}

bool holds(const Condition& condition, std::optional<std::int64_t> number) {
    switch (condition.test) {
    case Condition::Test::at_least: return number && *number >= *condition.numbers.front();
    case Condition::Test::at_most: return number && *number <= *condition.numbers.front();
    case Condition::Test::is_not: return std::ranges::find(condition.numbers, number) == condition.numbers.end();
    default: return std::ranges::find(condition.numbers, number) != condition.numbers.end();
    }
}

bool match(const std::vector<Condition>& conditions, const Account& account) {
    const auto holds_of = [&](const Condition& condition) {
        const Field& field = account_type.fields[condition.field];
        const Value value = field.get(account);
        if (field.type == FieldType::boolean)
            return holds(condition, std::optional<std::int64_t>(std::get<bool>(value) ? 1 : 0));
        if (field.type == FieldType::integer)
            return holds(condition, is_null(value) ? std::nullopt : std::optional(std::get<std::int64_t>(value)));
        if (field.type == FieldType::choice)
            return holds(condition, field.choices[static_cast<std::size_t>(std::get<std::int64_t>(value))]);
        if (field.type == FieldType::id) return holds(condition, is_null(value) ? "" : to_text(std::get<Id>(value)));
        return holds(condition, std::get<std::string>(value));
    };
    return !conditions.empty() && std::ranges::all_of(conditions, holds_of);
}

} // namespace tandem
