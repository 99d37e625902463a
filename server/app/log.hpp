#pragma once
// The log: JSON lines on standard error, one object each, without secrets (R25). Any thread.

#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace tandem::log {

using Value = std::variant<std::string_view, std::int64_t>;
using Fields = std::initializer_list<std::pair<std::string_view, Value>>;

void info(std::string_view event, Fields fields = {});
void warning(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

} // namespace tandem::log
