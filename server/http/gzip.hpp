#pragma once
// Gzip (RFC 1952) of bytes that are made once and sent to many. Any thread.

#include <string>
#include <string_view>

namespace tandem::http {

// `level` 1 (fast) to 12. The result is the same for the same input, so it may carry an ETag.
std::string gzip(std::string_view bytes, int level = 6);

} // namespace tandem::http
