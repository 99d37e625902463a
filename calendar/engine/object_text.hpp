#pragma once
// The text that a calendar app gave an object, kept while nothing else has changed the object, so that the app gets
// back what it wrote. Written on the core thread with the app's command, read on workers. Borrowed Database, same
// thread.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/base/id.hpp"
#include "calendar/store/records.hpp"

namespace tandem {

// Longer texts are written anew for each reader.
inline constexpr std::size_t most_kept_bytes = 64 * 1'024;

// UTF-8 that can be told within XML, not too long.
bool may_be_kept(std::string_view text);

// In the transaction of the command that made the entry say so. The tag that the object now has, if the text is kept.
std::optional<std::string> keep_object_text(Records& records, Id entry, const std::string& text);

// Of the object as it was when it had that tag.
std::optional<std::string> find_object_text(Database& database, Id entry, const std::string& tag);

} // namespace tandem
