#pragma once
// What the load client can do; each takes a running server and prints one line of JSON that bench.py reads.

#include <string>
#include <vector>

#include "tests/bench/ws_client.hpp"

namespace tandem::bench {

struct Load {
    Target target;
    int connections = 1;
    int in_flight = 1;
    int count = 1000;                 // changes, commands or requests; the load ends after them
    std::string calendar_id;          // commands: where new entries go,
    std::vector<std::string> entries; // or which entries are changed, in turn
    std::string path;                 // ask: what is asked for; put: the collection, with its last slash
    std::vector<std::string> headers; // ask, put: "Name: value"
    std::string method = "GET";       // ask
    std::string body;                 // ask: a file
    std::string label = "load";       // put: what the names of the objects begin with
};

void run_fan_out(const Load& load);  // `connections` subscribers, `count` changes, `in_flight` of them at once
void run_commands(const Load& load); // `count` commands over one connection, `in_flight` of them at once
void run_idle(const Load& load);     // memory for `connections` signed-in connections that do nothing
void run_ask(const Load& load);      // the same request `count` times over `connections` connections
void run_put(const Load& load);      // `count` new events, one PUT each, over `connections` connections

} // namespace tandem::bench
