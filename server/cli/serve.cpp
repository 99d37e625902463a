#include <iostream>

#include <CLI/CLI.hpp>

#include "calendar/store/data_folder.hpp"
#include "server/app/run_server.hpp"
#include "server/cli/command_line.hpp"
#include "server/net/address.hpp"

namespace tandem::cli {
namespace {

struct Options {
    std::string config, data, listen, page;
    bool demo = false;
};

Result<Config> read(const Options& options) {
    Config config;
    if (!options.config.empty())
        if (auto ok = read_config(options.config, config); !ok) return std::unexpected(ok.error());
    if (!options.data.empty()) config.data = options.data;
    if (!options.listen.empty()) config.listen = options.listen;
    if (!options.page.empty()) config.page = options.page;
    config.demo = config.demo || options.demo;
    if (config.data.empty()) return fail_field("--data", "is needed: the folder that holds everything");
    if (const auto endpoint = net::parse_endpoint(config.listen); !endpoint)
        return fail_field("--listen", "must be HOST:PORT");
    return config;
}

int serve(const Options& options, Terminal& terminal) {
    const auto config = read(options);
    if (!config) {
        terminal.err << "tandem: " << config.error().field << ' ' << config.error().message << '\n';
        return misused;
    }
    const auto folder = DataFolder::open(config->data);
    if (!folder) {
        terminal.err << "tandem: " << folder.error() << '\n';
        return failed;
    }
    if (const auto ran = run_server(*config); !ran) {
        terminal.err << "tandem: " << ran.error().message << '\n';
        return failed;
    }
    return 0;
}

} // namespace

void add_serve(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("serve", "Serve a workspace until told to stop");
    const auto options = std::make_shared<Options>();
    command->add_option("--data", options->data, "The folder that holds everything; made if it is missing");
    command->add_option("--listen", options->listen, "HOST:PORT; port 0 picks one (127.0.0.1:8080)");
    command->add_option("--config", options->config, "A TOML file with settings; the command line goes before it");
    command->add_option("--page", options->page, "The folder of the built page");
    command->add_flag("--demo", options->demo, "Fill an empty workspace with a demo plan; on this machine only");
    command->callback([options, &run] { run = [options](Terminal& terminal) { return serve(*options, terminal); }; });
}

} // namespace tandem::cli
