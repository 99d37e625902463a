#pragma once
// XML of WebDAV bodies in and out (RFC 4918 8.2, 14). Names are compared by namespace, never by prefix. Bounds of R23
// hold before anything is parsed: no DOCTYPE, no entities, UTF-8 only. Hides pugixml. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/base/error.hpp"

namespace tandem::dav {

struct Name {
    std::string_view space, local;
    bool operator==(const Name&) const = default;
};

struct Element {
    std::string space, local;
    std::vector<std::pair<std::string, std::string>> attributes; // those without a namespace
    std::string text;                                            // its own, without that of its children
    std::vector<Element> children;

    Name name() const { return {space, local}; }
    bool is(const Name& other) const { return name() == other; }
    const Element* child(const Name& wanted) const;            // the first; null if there is none
    std::string_view attribute(std::string_view wanted) const; // "" if absent
    std::string_view trimmed() const;                          // text without white space around it
};

inline constexpr std::size_t most_xml_bytes = 256 * 1'024; // R4
inline constexpr std::size_t most_depth = 32;              // R23, as are the next two
inline constexpr std::size_t most_elements = 1'000;
inline constexpr std::size_t most_attributes = 64;

struct XmlBounds {
    std::size_t bytes = most_xml_bytes, depth = most_depth, elements = most_elements, attributes = most_attributes;
};

// The root element. A request keeps the bounds that stand there; our own answers may be longer. Errors: too_large,
// bad_request.
Result<Element> parse_xml(std::string_view bytes, const XmlBounds& bounds = {});

class XmlWriter {
public:
    // Opens the root.
    explicit XmlWriter(const Name& root);

    void open(const Name& name);
    void open(const Name& name, std::string_view attribute, std::string_view value);
    void close(); // the innermost
    void text(std::string_view text);
    void empty(const Name& name);
    void empty(const Name& name, std::string_view attribute, std::string_view value);
    void leaf(const Name& name, std::string_view text);

    std::size_t size() const { return out_.size(); } // so far
    // Closes what is open. Once.
    std::string take();

private:
    void begin(const Name& name);
    void attribute(std::string_view name, std::string_view value);
    std::string qualified(const Name& name) const;

    std::string out_;
    std::vector<std::string> open_;
};

} // namespace tandem::dav
