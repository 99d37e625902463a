#include "server/dav/privileges.hpp"

#include "server/dav/names.hpp"

namespace tandem::dav {
namespace {

void privilege(XmlWriter& out, std::string_view name) {
    out.open(d("privilege"));
    out.empty(d(name));
    out.close();
}

} // namespace

void write_privileges(XmlWriter& out, const Subject& subject) {
    const ObjectReader& reader = subject.ask.reader;
    privilege(out, "read");
    privilege(out, "read-current-user-privilege-set");
    if (!subject.calendar) return;
    const bool may_write =
        reader.level(*subject.calendar) == Level::write && (!subject.object || subject.object->detail == Detail::full);
    const bool may_describe = !subject.object && reader.may_describe(*subject.calendar);
    if (may_write) {
        privilege(out, "write-content");
        privilege(out, "bind");
        privilege(out, "unbind");
    }
    if (may_describe) privilege(out, "write-properties");
    if (may_write && may_describe) privilege(out, "write");
}

} // namespace tandem::dav
