#pragma once
// A route whose answer is a query: it runs on a worker, and what it says goes out as it is. For all routes that read.

#include <functional>

#include "server/api/guard.hpp"

namespace tandem::api {

// Answers JSON, or an error.
using Query = std::function<Result<std::string>(Queries&, const Directory&, const http::Request&, Id member)>;

SignedInHandler query_handler(Backend& backend, Query query);

// Of the address, after the question mark; empty if it is not there.
std::string value_of(const http::Request& request, std::string_view name);

// {id} of the address. Errors: not_found.
Result<Id> id_of(const http::Request& request);

Error busy();

} // namespace tandem::api
