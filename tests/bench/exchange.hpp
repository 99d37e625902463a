#pragma once
// Many requests over some connections, each of which asks again as soon as it is answered. Checks that every answer has
// the same status. For the loads of ask.cpp and put.cpp.

#include <functional>
#include <string>

#include "tests/bench/load.hpp"

namespace tandem::bench {

// `request_of(number)` for each of `load.count`, in order. Prints what it took as one line of JSON.
void run_exchange(const Load& load, const std::function<const std::string&(int)>& request_of);

// The lines of the load's own headers and cookie.
std::string header_lines(const Load& load);

} // namespace tandem::bench
