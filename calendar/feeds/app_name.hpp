#pragma once
// What people call the program that a user agent belongs to. Pure; any thread.

#include <string>
#include <string_view>

namespace tandem {

// "Google Calendar" for "Google-Calendar-Importer". A program that is not known is called what it calls itself up to
// its version, cut short; "an unnamed program" if it says nothing.
std::string app_name(std::string_view user_agent);

} // namespace tandem
