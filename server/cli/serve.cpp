#include <iostream>

#include <CLI/CLI.hpp>

#include "calendar/demo/demo.hpp"
#include "calendar/engine/move_texts.hpp"
#include "calendar/engine/ship_templates.hpp"
#include "calendar/store/data_folder.hpp"
#include "calendar/store/migrations.hpp"
#include "server/app/run_server.hpp"
#include "server/auth/password.hpp"
#include "server/cli/command_line.hpp"
#include "server/net/address.hpp"

namespace tandem::cli {
namespace {

// Known to everyone who has read this: a workspace that has it is served on loopback only.
constexpr std::string_view demo_password = "one calendar for both";

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

bool is_on_loopback(const Config& config) { return net::parse_endpoint(config.listen)->host.is_loopback(); }

// Fills an empty workspace when asked to, and says who can sign in. The error is a line for people.
std::expected<void, std::string> prepare_demo(const Config& config, const std::filesystem::path& file,
                                              Terminal& terminal) {
    Database database(file, Database::Mode::writer);
    migrate(database);
    move_texts(database, SystemClock());
    if (config.demo && is_empty_workspace(database))
        fill_demo(database, SystemClock().now(), hash_password(demo_password, {}));
    ship_templates(database, SystemClock());
    if (!is_demo(database)) {
        if (config.demo) return std::unexpected("this workspace holds real data: start without --demo");
        return {};
    }
    if (!is_on_loopback(config))
        return std::unexpected("a demo workspace has a password that everybody knows: listen on 127.0.0.1 only");
    terminal.out << "demo sign-ins, all with the password \"" << demo_password << "\":\n";
    for (const DemoSignIn& sign_in : demo_sign_ins())
        terminal.out << "  " << sign_in.email << "  " << sign_in.about << '\n';
    terminal.out.flush();
    return {};
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
    if (const auto ready = prepare_demo(*config, folder->database(), terminal); !ready) {
        terminal.err << "tandem: " << ready.error() << '\n';
        return failed;
    }
    if (const auto ran = run_server(*config); !ran) {
        const Error& error = ran.error();
        terminal.err << "tandem: " << error.field << (error.field.empty() ? "" : " ") << error.message << '\n';
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
