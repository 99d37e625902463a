#include "server/http/headers.hpp"

#include <algorithm>

namespace tandem::http {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool list_holds(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (equal_without_case(trim(list.substr(0, comma)), token)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

} // namespace

bool equal_without_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

Headers::Headers(std::initializer_list<Field> fields) {
    for (const Field& field : fields) add(field.name, field.value);
}

void Headers::add(std::string_view name, std::string_view value) {
    const auto at = static_cast<std::uint32_t>(text_.size());
    const auto name_size = static_cast<std::uint32_t>(name.size());
    text_.append(name).append(value);
    places_.push_back({at, name_size, at + name_size, static_cast<std::uint32_t>(value.size())});
}

void Headers::set(std::string_view name, std::string_view value) {
    std::erase_if(places_, [&](const Place& place) {
        return equal_without_case(std::string_view(text_).substr(place.name_at, place.name_size), name);
    });
    add(name, value);
}

Headers::Field Headers::operator[](std::size_t index) const {
    const Place& place = places_[index];
    const std::string_view text(text_);
    return {text.substr(place.name_at, place.name_size), text.substr(place.value_at, place.value_size)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (const Field field = (*this)[i]; equal_without_case(field.name, name)) return field.value;
    return std::nullopt;
}

std::string_view Headers::get(std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::size_t Headers::count(std::string_view name) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) found += equal_without_case((*this)[i].name, name) ? 1 : 0;
    return found;
}

bool Headers::lists(std::string_view name, std::string_view token) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (const Field field = (*this)[i]; equal_without_case(field.name, name) && list_holds(field.value, token))
            return true;
    return false;
}

} // namespace tandem::http
