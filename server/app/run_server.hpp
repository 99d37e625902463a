#pragma once
// Runs the server on a data folder until it is told to stop. Called by `tandem serve` on the main thread.

#include "server/app/config.hpp"

namespace tandem {

// Prints "listening on http://HOST:PORT" when it is ready. Returns after an orderly stop (R20). Errors: what kept it
// from starting, in one line.
Result<void> run_server(const Config& config);

} // namespace tandem
