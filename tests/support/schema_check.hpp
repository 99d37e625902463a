#pragma once
// Checks JSON against the schemas that calendar/schema makes: the part of JSON Schema 2020-12 that those use. For
// tests.

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "calendar/base/error.hpp"

namespace tandem {

class SchemaSet {
public:
    SchemaSet(); // every schema of schema_files()

    // Nothing if `json` fits the schema of that path ("records/entry.json"); else the first fault as a client would be
    // told of it: unknown_field or invalid_field with the member's name; the place stands in the message.
    std::optional<Error> find_fault(std::string_view path, const boost::json::value& json) const;
    std::optional<Error> find_fault(std::string_view path, std::string_view text) const;

    const boost::json::object& all() const { return schemas_; }

private:
    boost::json::object schemas_;
};

} // namespace tandem
