// A WebDAV body: whatever is read keeps the bounds of R23, is UTF-8, and survives being written and read again.
#include "calendar/base/utf8.hpp"
#include "server/dav/filter.hpp"
#include "server/dav/names.hpp"
#include "server/dav/xml.hpp"
#include "tests/fuzz/property.hpp"

namespace {

using tandem::dav::Element;
using tandem::fuzz::require;

std::size_t count(const Element& element, std::size_t depth) {
    require(depth <= tandem::dav::most_depth + 1, "depth is bounded");
    require(element.attributes.size() <= tandem::dav::most_attributes, "attributes are bounded");
    require(tandem::is_utf8(element.text) && !element.local.empty(), "names and UTF-8 texts");
    std::size_t elements = 1;
    for (const Element& child : element.children) elements += count(child, depth + 1);
    return elements;
}

void write(tandem::dav::XmlWriter& out, const Element& element) {
    out.open(element.name());
    for (const Element& child : element.children) write(out, child);
    out.close();
}

bool same_names(const Element& a, const Element& b) {
    if (!a.is(b.name()) || a.children.size() != b.children.size()) return false;
    for (std::size_t i = 0; i < a.children.size(); ++i)
        if (!same_names(a.children[i], b.children[i])) return false;
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto root = tandem::dav::parse_xml(tandem::fuzz::text_of(data, size));
    if (!root) return 0;
    const std::size_t elements = count(*root, 1);
    require(elements <= tandem::dav::most_elements, "elements are bounded");
    (void)tandem::dav::parse_filter(*root);
    if (elements == tandem::dav::most_elements) return 0; // no room for one around it
    tandem::dav::XmlWriter out(tandem::dav::d("multistatus"));
    write(out, *root);
    const auto again = tandem::dav::parse_xml(out.take());
    if (!again) return 0; // deeper or longer than what is read: prefixes and one level more
    require(same_names(*root, again->children.at(0)), "written and read again it is the same");
    return 0;
}
