// The load client of `./dev bench`: one kind of load against a server on this machine, one line of JSON out.
#include "tests/bench/load.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    using namespace tandem::bench;
    Load load;
    CLI::App app("Load for a server on 127.0.0.1, bounded in count and time.");
    app.require_subcommand(1);
    const auto add = [&](const char* name, const char* about, void (*run)(const Load&)) {
        auto* command = app.add_subcommand(name, about);
        command->add_option("--port", load.target.port)->required();
        command->add_option("--pid", load.target.pid)->required();
        command->add_option("--cookie", load.target.cookie);
        command->add_option("--connections", load.connections)->check(CLI::Range(1, 10'000));
        command->add_option("--in-flight", load.in_flight)->check(CLI::Range(1, 1'024));
        command->add_option("--count", load.count)->check(CLI::Range(1, 1'000'000));
        command->add_option("--calendar", load.calendar_id);
        command->add_option("--entry", load.entries);
        command->add_option("--path", load.path);
        command->add_option("--header", load.headers);
        command->add_option("--method", load.method);
        command->add_option("--body", load.body)->check(CLI::ExistingFile);
        command->add_option("--label", load.label);
        command->callback([&load, run] { run(load); });
    };
    add("fan-out", "changes to many subscribers", run_fan_out);
    add("commands", "acknowledged commands of one connection", run_commands);
    add("idle", "memory of connections that do nothing", run_idle);
    add("ask", "the same request again and again", run_ask);
    add("put", "new calendar objects over CalDAV", run_put);
    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_load: %s\n", error.what());
        return 1;
    }
}
