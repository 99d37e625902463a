#include "server/dav/text_choice.hpp"

#include <algorithm>

#include "server/dav/event_lines.hpp"
#include "server/dav/names.hpp"

namespace tandem::dav {
namespace {

// The next line with its folds and its end.
std::string_view take_folded(std::string_view& text) {
    std::size_t end = 0;
    do {
        const auto line_end = text.find('\n', end);
        end = line_end == std::string_view::npos ? text.size() : line_end + 1;
    } while (end < text.size() && (text[end] == ' ' || text[end] == '\t'));
    const auto line = text.substr(0, end);
    text.remove_prefix(end);
    return line;
}

class Choosing {
public:
    explicit Choosing(const ComponentChoice& choice) : calendar_(choice) {}

    void take(std::string_view line) {
        const std::string name = upper_case(line.substr(0, line.find_first_of(":;\r\n")));
        if (name == "BEGIN") open_.push_back(choice_of(component_of(line)));
        if (!is_left_out()) write(line, name);
        if (name == "END" && !open_.empty()) open_.pop_back();
    }

    std::string out;

private:
    struct Open {
        const ComponentChoice* choice = nullptr; // null: all of it, unless it is left out
        bool is_left_out = false;
    };

    static std::string component_of(std::string_view line) {
        std::string name = upper_case(line.substr(line.find(':') + 1));
        name.erase(std::ranges::find_if(name, [](char c) { return c <= ' '; }), name.end());
        return name;
    }

    bool is_left_out() const { return !open_.empty() && open_.back().is_left_out; }

    Open choice_of(const std::string& name) const {
        if (open_.empty()) return {name == calendar_.name ? &calendar_ : nullptr, name != calendar_.name};
        const Open& within = open_.back();
        if (within.is_left_out || !within.choice) return within;
        const auto found = std::ranges::find(within.choice->components, name, &ComponentChoice::name);
        if (found != within.choice->components.end()) return {&*found, false};
        return {nullptr, !within.choice->has_all_components};
    }

    void write(std::string_view line, const std::string& name) {
        const ComponentChoice* choice = open_.empty() ? nullptr : open_.back().choice;
        if (!choice || choice->has_all_properties || name == "BEGIN" || name == "END") {
            out += line;
            return;
        }
        const auto found = std::ranges::find(choice->properties, name, &ComponentChoice::Property::name);
        if (found == choice->properties.end()) return;
        out += found->without_value ? name + ":\r\n" : std::string(line);
    }

    const ComponentChoice& calendar_;
    std::vector<Open> open_;
};

} // namespace

ComponentChoice parse_component_choice(const Element& component) {
    ComponentChoice choice;
    choice.name = upper_case(component.attribute("name"));
    for (const Element& child : component.children) {
        if (child.is(c("allprop"))) choice.has_all_properties = true;
        if (child.is(c("allcomp"))) choice.has_all_components = true;
        if (child.is(c("prop")))
            choice.properties.push_back(
                {upper_case(child.attribute("name")), upper_case(child.attribute("novalue")) == "YES"});
        if (child.is(c("comp"))) choice.components.push_back(parse_component_choice(child));
    }
    // Nothing within it means all of it, as in the example of RFC 4791 7.8.1.
    if (component.children.empty()) choice.has_all_properties = choice.has_all_components = true;
    return choice;
}

std::string choose(std::string_view text, const ComponentChoice& choice) {
    Choosing choosing(choice);
    while (!text.empty()) choosing.take(take_folded(text));
    return std::move(choosing.out);
}

} // namespace tandem::dav
