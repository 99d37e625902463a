#pragma once
// submit(): how a visitor's command gets to the core thread, from every surface. What rests on the touch radar takes
// seconds over many accounts, so a worker looks first, and nobody else's command waits for that.

#include "server/core/backend.hpp"

namespace tandem {

// As CoreThread::submit(). What was submitted before is written before a worker looks.
void submit(Backend& backend, Submission submission, Completion done);

} // namespace tandem
