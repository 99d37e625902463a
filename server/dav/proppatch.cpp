// PROPPATCH (RFC 4918 9.2): name, colour, description and place of a calendar, all of it or nothing.
#include <boost/json.hpp>
#include <charconv>
#include <optional>

#include "server/dav/answers.hpp"
#include "server/dav/methods.hpp"
#include "server/dav/names.hpp"
#include "server/dav/properties.hpp"
#include "server/dav/write.hpp"

namespace tandem::dav {
namespace {

struct Setting {
    Name name;
    std::string value;
    int status = 200; // 403: not to be set
};

// "#RRGGBBAA" is how Apple spells colours.
std::string color_of(std::string_view text) { return std::string(text.substr(0, text.size() == 9 ? 7 : text.size())); }

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// False if it cannot be set.
bool put_setting(const Setting& setting, boost::json::object& args) {
    if (setting.name == d("displayname"))
        args["name"] = setting.value;
    else if (setting.name == c("calendar-description"))
        args["description"] = setting.value;
    else if (setting.name == a("calendar-color"))
        args["color"] = color_of(setting.value);
    else if (const auto number = number_of(setting.value); setting.name == a("calendar-order") && number)
        args["position"] = *number;
    else
        return false;
    return true;
}

// In the order of the body; removing is setting to nothing.
std::vector<Setting> settings_of(const Element& root) {
    std::vector<Setting> settings;
    for (const Element& step : root.children) {
        const Element* prop = step.is(d("set")) || step.is(d("remove")) ? step.child(d("prop")) : nullptr;
        if (!prop) continue;
        for (const Element& property : prop->children)
            settings.push_back({property.name(), std::string(step.is(d("set")) ? property.trimmed() : "")});
    }
    return settings;
}

http::Response answer(std::string_view path, const std::vector<Setting>& settings) {
    XmlWriter out(d("multistatus"));
    out.open(d("response"));
    out.leaf(d("href"), path);
    for (const Setting& setting : settings) {
        out.open(d("propstat"));
        out.open(d("prop"));
        out.empty(setting.name);
        out.close();
        const std::string_view status = setting.status == 200   ? "200 OK"
                                        : setting.status == 403 ? "403 Forbidden"
                                        : setting.status == 409 ? "409 Conflict"
                                                                : "424 Failed Dependency";
        out.leaf(d("status"), std::string("HTTP/1.1 ").append(status));
        if (setting.status == 403) {
            out.open(d("error"));
            out.empty(d("cannot-modify-protected-property"));
            out.close();
        }
        out.close();
    }
    return xml_response(207, std::move(out));
}

void set_all(std::vector<Setting>& settings, int status) {
    for (Setting& setting : settings) setting.status = status;
}

} // namespace

Step proppatch(const Ask& ask) {
    const auto root = std::make_shared<Result<Element>>(parse_xml(ask.request.body)); // names live in it
    if (!*root) return refusal(root->error());
    if (!(*root)->is(d("propertyupdate")))
        return http::problem({ErrorCode::bad_request, {}, "the body must be a DAV: propertyupdate"});
    std::vector<Setting> settings = settings_of(**root);
    const std::string path = to_path(ask.address);
    boost::json::object args;
    bool all_known = true;
    for (Setting& setting : settings) {
        const bool is_known = ask.address.kind == Address::Kind::calendar && put_setting(setting, args);
        if (!is_known) setting.status = 403;
        all_known = all_known && is_known;
    }
    if (!all_known) {
        for (Setting& setting : settings)
            if (setting.status == 200) setting.status = 424;
        return answer(path, settings);
    }
    if (settings.empty() || !ask.reader.may_describe(*ask.calendar)) {
        set_all(settings, 403);
        return answer(path, settings);
    }
    args["id"] = to_text(ask.calendar->id);
    ObjectCommand command{"calendar.update", parse_json_object(boost::json::serialize(args)).value()};
    return write(ask, std::move(command), nullptr, [root, settings, path](const Outcome& outcome) {
        auto told = settings;
        const auto* error = std::get_if<Error>(&outcome);
        if (error && info(error->code).http_status >= 500) return refusal(*error);
        if (error) set_all(told, error->code == ErrorCode::forbidden ? 403 : 409);
        return answer(path, told);
    });
}

} // namespace tandem::dav
