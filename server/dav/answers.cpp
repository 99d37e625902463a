#include "server/dav/answers.hpp"

#include "server/dav/names.hpp"

namespace tandem::dav {

http::Response xml_response(int status, XmlWriter&& body) {
    return http::text_response(status, "application/xml; charset=utf-8", body.take());
}

http::Response precondition(int status, const Name& name, std::string_view description, std::string_view href) {
    XmlWriter out(d("error"));
    if (href.empty()) {
        out.empty(name);
    } else {
        out.open(name);
        out.leaf(d("href"), href);
        out.close();
    }
    if (!description.empty()) out.leaf(d("responsedescription"), description);
    return xml_response(status, std::move(out));
}

http::Response refusal(const Error& error) {
    switch (error.code) {
    case ErrorCode::changed_since:
    case ErrorCode::conflict: return http::empty_response(412);
    case ErrorCode::forbidden: return precondition(403, d("need-privileges"), error.message);
    case ErrorCode::storage_full: return precondition(507, d("sufficient-disk-space"), error.message);
    default: return http::problem(error);
    }
}

} // namespace tandem::dav
