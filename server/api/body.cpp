#include "server/api/body.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace tandem::api {
namespace {

bool is_json(std::string_view content_type) {
    const auto type = content_type.substr(0, content_type.find(';'));
    return http::equal_without_case(type.substr(0, type.find(' ')), "application/json");
}

} // namespace

Result<Body> Body::read(const http::Request& request, std::initializer_list<std::string_view> known) {
    if (!is_json(request.headers.get("Content-Type")))
        return fail(ErrorCode::unsupported_media_type, "the body must be application/json");
    auto json = parse_json_object(request.body);
    if (!json) return std::unexpected(json.error());
    for (const auto& member : (*json)->get_object()) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::ranges::find(known, name) == known.end())
            return fail_field(name.substr(0, 64), "is not a field here", ErrorCode::unknown_field);
    }
    return Body(std::move(*json));
}

bool Body::has(std::string_view name) const { return json_->get_object().contains({name.data(), name.size()}); }

Result<std::string> Body::text(std::string_view name) const {
    const auto* value = json_->get_object().if_contains({name.data(), name.size()});
    if (!value) return fail_field(name, "must be given");
    if (!value->is_string()) return fail_field(name, "must be a text");
    return std::string(value->get_string().data(), value->get_string().size());
}

Result<bool> Body::flag(std::string_view name) const {
    const auto* value = json_->get_object().if_contains({name.data(), name.size()});
    if (!value) return false;
    if (!value->is_bool()) return fail_field(name, "must be true or false");
    return value->get_bool();
}

} // namespace tandem::api
