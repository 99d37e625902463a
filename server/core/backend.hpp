#pragma once
// What stands behind every surface (api, live, feed): the loop, the writer, the readers, and the engine's directory.
// Made by app; outlives all that hold it.

#include "server/core/core_thread.hpp"
#include "server/core/worker_pool.hpp"

namespace tandem {

struct Backend {
    net::Loop& loop;
    const Clock& clock;
    Engine& engine; // only directory(), epoch() and published_seq() from other threads than the core thread
    CoreThread& core;
    WorkerPool& workers;

    // The newest change that anyone may see. Any thread.
    std::int64_t published_seq() const { return engine.published_seq(); }
};

// Who is behind a request or a socket.
struct Visitor {
    Id member_id;
    std::optional<Id> session_id; // signed in with a browser
    std::optional<Id> token_id;   // or with an API token
    bool may_write = true;

    Actor actor() const { return {member_id, false, may_write, session_id, token_id}; }
};

} // namespace tandem
