#include <CLI/CLI.hpp>

#include "calendar/mail/message.hpp"
#include "server/app/mail_setup.hpp"
#include "server/cli/command_line.hpp"

namespace tandem::cli {
namespace {

struct Options {
    std::string config, to;
};

int misuse(Terminal& terminal, const Error& error) {
    terminal.err << "tandem: " << error.field << ' ' << error.message << '\n';
    return misused;
}

// Needs neither the data nor a running server: it tries the settings, and says what the relay made of them.
int test(const Options& options, Terminal& terminal) {
    Config config;
    if (auto ok = read_config(options.config, config); !ok) return misuse(terminal, ok.error());
    const auto setup = read_mail_setup(config);
    if (!setup) return misuse(terminal, setup.error());
    if (!*setup) return misuse(terminal, {ErrorCode::invalid_field, "smtp_host", "is not set: no mail is sent"});
    if (!is_mail_address(options.to))
        return misuse(terminal, {ErrorCode::invalid_field, "--to", "must be an e-mail address"});
    const Instant now = SystemClock().now();
    const Mail mail{
        new_id(now), now, options.to, "", "Mail from Tandem reaches you", "This is a test of the settings.\n"};
    const std::atomic<bool> stopping = false;
    const auto sent = outbound::SmtpClient((*setup)->relay)
                          .send({(*setup)->from, options.to, to_message(mail, {(*setup)->from, ""})}, stopping);
    if (!sent) {
        terminal.err << "tandem: " << sent.error().reason << '\n';
        return failed;
    }
    terminal.out << "the mail server has taken it\n";
    return 0;
}

} // namespace

void add_mail(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("mail", "Send a test mail with the settings of a config file");
    const auto options = std::make_shared<Options>();
    command->add_option("--config", options->config, "The TOML file with the settings")->required();
    command->add_option("--to", options->to, "The address that it goes to")->required();
    command->callback([options, &run] { run = [options](Terminal& terminal) { return test(*options, terminal); }; });
}

} // namespace tandem::cli
