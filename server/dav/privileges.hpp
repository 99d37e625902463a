#pragma once
// What the member may do with a resource, in the words of RFC 3744 3 and 5.4. Worker threads.

#include "server/dav/properties.hpp"

namespace tandem::dav {

inline constexpr std::size_t most_object_bytes = 10 << 20; // R4

// Within current-user-privilege-set.
void write_privileges(XmlWriter& out, const Subject& subject);

} // namespace tandem::dav
