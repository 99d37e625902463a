#include "server/dav/xml.hpp"

#include <algorithm>

#include <pugixml.hpp>

#include "server/dav/names.hpp"
#include "server/dav/xml_bounds.hpp"

namespace tandem::dav {
namespace {

constexpr std::string_view white_space = " \t\r\n";

struct Scope {
    std::string_view prefix, space;
};

std::pair<std::string_view, std::string_view> split(std::string_view qualified) {
    const auto colon = qualified.find(':');
    if (colon == std::string_view::npos) return {{}, qualified};
    return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

// A reference such as &#1; may name what no document may hold (XML 1.0, 2.2 and 4.1).
std::unexpected<Error> no_character() { return fail(ErrorCode::bad_request, "the XML names a character that is none"); }

// From pugixml's tree to ours, prefixes resolved (Namespaces in XML 1.0, 5 and 6).
class Reading {
public:
    Result<Element> read(const pugi::xml_node& node) {
        const std::size_t outer = scopes_.size();
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            if (!is_xml_text(attribute.value())) return no_character();
            const std::string_view name = attribute.name();
            if (name == "xmlns") scopes_.push_back({{}, attribute.value()});
            if (name.starts_with("xmlns:")) scopes_.push_back({name.substr(6), attribute.value()});
        }
        auto element = read_within(node);
        scopes_.resize(outer);
        return element;
    }

private:
    std::optional<std::string_view> space_of(std::string_view prefix) const {
        const auto found =
            std::find_if(scopes_.rbegin(), scopes_.rend(), [&](const Scope& scope) { return scope.prefix == prefix; });
        if (found != scopes_.rend()) return found->space;
        return prefix.empty() ? std::optional<std::string_view>("") : std::nullopt;
    }

    Result<Element> read_within(const pugi::xml_node& node) {
        const auto [prefix, local] = split(node.name());
        const auto space = space_of(prefix);
        if (!space) return fail(ErrorCode::bad_request, "an XML prefix is not declared");
        if (local.empty() || local.contains(':')) return fail(ErrorCode::bad_request, "an XML name has two colons");
        Element element{std::string(*space), std::string(local), {}, {}, {}};
        for (const pugi::xml_attribute& attribute : node.attributes())
            if (std::string_view(attribute.name()).find(':') == std::string_view::npos)
                element.attributes.emplace_back(attribute.name(), attribute.value());
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) element.text += child.value();
            if (child.type() != pugi::node_element) continue;
            auto read_child = read(child);
            if (!read_child) return read_child;
            element.children.push_back(std::move(*read_child));
        }
        if (!is_xml_text(element.text)) return no_character();
        return element;
    }

    std::vector<Scope> scopes_{{"xml", "http://www.w3.org/XML/1998/namespace"}};
};

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\r')
            out +=
                "&#13;"; // a parser would take CRLF for LF (XML 1.0 2.11), and calendar text ends its lines with CRLF
        else if (byte >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
}

} // namespace

const Element* Element::child(const Name& wanted) const {
    const auto found = std::ranges::find_if(children, [&](const Element& child) { return child.is(wanted); });
    return found == children.end() ? nullptr : &*found;
}

std::string_view Element::attribute(std::string_view wanted) const {
    const auto found =
        std::ranges::find(attributes, wanted, [](const auto& pair) { return std::string_view(pair.first); });
    return found == attributes.end() ? std::string_view{} : found->second;
}

std::string_view Element::trimmed() const {
    const std::string_view all = text;
    const auto first = all.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return all.substr(first, all.find_last_not_of(white_space) - first + 1);
}

Result<Element> parse_xml(std::string_view bytes, const XmlBounds& bounds) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    if (auto ok = check_xml_bounds(bytes, bounds); !ok) return std::unexpected(ok.error());
    pugi::xml_document document;
    const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    if (!parsed || !root) return fail(ErrorCode::bad_request, "the XML is not well-formed");
    return Reading().read(root);
}

XmlWriter::XmlWriter(const Name& root) {
    out_ = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    begin(root);
    for (const auto& [prefix, space] : known_prefixes) attribute(std::string("xmlns:").append(prefix), space);
    out_ += '>';
}

std::string XmlWriter::qualified(const Name& name) const {
    for (const auto& [prefix, space] : known_prefixes)
        if (space == name.space) return std::string(prefix).append(":").append(name.local);
    return std::string(name.space.empty() ? "" : "x:").append(name.local);
}

void XmlWriter::begin(const Name& name) {
    open_.push_back(qualified(name));
    out_.append("<").append(open_.back());
    if (open_.back().starts_with("x:")) attribute("xmlns:x", name.space);
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"");
    append_escaped(out_, value);
    out_ += '"';
}

void XmlWriter::open(const Name& name) {
    begin(name);
    out_ += '>';
}

void XmlWriter::open(const Name& name, std::string_view attribute_name, std::string_view value) {
    begin(name);
    attribute(attribute_name, value);
    out_ += '>';
}

void XmlWriter::close() {
    out_.append("</").append(open_.back()).append(">");
    open_.pop_back();
}

void XmlWriter::text(std::string_view text) { append_escaped(out_, text); }

void XmlWriter::empty(const Name& name) {
    begin(name);
    out_ += "/>";
    open_.pop_back();
}

void XmlWriter::empty(const Name& name, std::string_view attribute_name, std::string_view value) {
    begin(name);
    attribute(attribute_name, value);
    out_ += "/>";
    open_.pop_back();
}

void XmlWriter::leaf(const Name& name, std::string_view content) {
    open(name);
    text(content);
    close();
}

std::string XmlWriter::take() {
    while (!open_.empty()) close();
    return std::move(out_);
}

} // namespace tandem::dav
