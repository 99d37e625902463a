#include <iostream>

#include <CLI/CLI.hpp>

#include "server/auth/invitation.hpp"
#include "server/auth/password.hpp"
#include "server/cli/command_line.hpp"
#include "server/cli/workspace.hpp"

namespace tandem::cli {
namespace {

struct Options {
    std::string data, name, email, team, role = "member", zone = "Etc/UTC";
    bool password_stdin = false;
};

std::vector<std::string> words(std::span<const std::string_view> choices) { return {choices.begin(), choices.end()}; }

int fail_with(Terminal& terminal, std::string_view line, int code = failed) {
    terminal.err << "tandem: " << line << '\n';
    return code;
}

int add(const Options& options, Terminal& terminal) {
    boost::json::object fields{{"name", options.name},
                               {"email", options.email},
                               {"team", options.team},
                               {"role", options.role},
                               {"zone", options.zone}};
    std::string password;
    if (options.password_stdin) {
        std::getline(terminal.in, password);
        if (const auto ok = check_password(password); !ok)
            return fail_with(terminal, "password: " + ok.error().message, misused);
    }
    auto workspace = Workspace::open(options.data);
    if (!workspace) return fail_with(terminal, workspace.error());
    std::string invitation;
    if (options.password_stdin) {
        fields["password_hash"] = hash_password(password, {});
        fields["invited"] = false;
    } else {
        NewInvitation made = make_invitation((*workspace)->clock().now());
        fields["invitation_hash"] = made.hash;
        fields["invitation_expires_at"] = to_text(made.shown.expires_at);
        invitation = std::move(made.shown.path);
    }
    const Outcome outcome = (*workspace)->apply("member.create", std::move(fields));
    if (const auto* error = std::get_if<Error>(&outcome))
        return fail_with(terminal, describe(*error), info(error->code).http_status == 422 ? misused : failed);
    if (invitation.empty())
        terminal.out << options.name << " can sign in as " << options.email << '\n';
    else
        terminal.out << "give " << options.name << " this link below the server's address; it works for 14 days:\n"
                     << invitation << '\n';
    return 0;
}

} // namespace

void add_member(CLI::App& app, Run& run) {
    CLI::App* member = app.add_subcommand("member", "Add members from the console");
    member->require_subcommand(1);
    CLI::App* command = member->add_subcommand("add", "Add a member; prints an invitation unless a password is given");
    const auto options = std::make_shared<Options>();
    command->add_option("--data", options->data, "The data folder; no server may be running on it")->required();
    command->add_option("--name", options->name, "What they are called")->required();
    command->add_option("--email", options->email, "Their e-mail address, for signing in")->required();
    command->add_option("--team", options->team, "marketing, sales or other")
        ->required()
        ->check(CLI::IsMember(words(teams)));
    command->add_option("--role", options->role, "admin, lead, member or viewer")
        ->capture_default_str()
        ->check(CLI::IsMember(words(roles)));
    command->add_option("--zone", options->zone, "Their time zone")->capture_default_str();
    command->add_flag("--password-stdin", options->password_stdin, "Read the password from the first line of input");
    command->callback([options, &run] { run = [options](Terminal& terminal) { return add(*options, terminal); }; });
}

} // namespace tandem::cli
