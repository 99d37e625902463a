#pragma once
// Header fields of a request or response in the order they came, in one string, so that a request costs two
// allocations and not two per field. Names compare without case (RFC 9110 5.1). Any thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::http {

bool equal_without_case(std::string_view a, std::string_view b);

class Headers {
public:
    struct Field {
        std::string_view name, value;
    };

    Headers() = default;
    Headers(std::initializer_list<Field> fields);

    void add(std::string_view name, std::string_view value);
    // Replaces all fields of that name.
    void set(std::string_view name, std::string_view value);

    // The first field of that name; nothing if there is none. The view lives until the next change.
    std::optional<std::string_view> find(std::string_view name) const;
    // As find, with absent as "".
    std::string_view get(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    // True if a comma-separated list in any field of that name holds the token ("Connection: keep-alive, Upgrade").
    bool lists(std::string_view name, std::string_view token) const;

    std::size_t size() const { return places_.size(); }
    Field operator[](std::size_t index) const;

private:
    struct Place {
        std::uint32_t name_at, name_size, value_at, value_size;
    };
    std::string text_;
    std::vector<Place> places_;
};

} // namespace tandem::http
