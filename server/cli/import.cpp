#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "calendar/engine/import_run.hpp"
#include "calendar/store/records.hpp"
#include "server/cli/command_line.hpp"
#include "server/cli/workspace.hpp"

namespace tandem::cli {
namespace {

constexpr std::size_t most_skipped_shown = 50;

struct Options {
    std::string data, file, calendar;
    bool preview = false;
};

int fail_with(Terminal& terminal, std::string_view line, int code = failed) {
    terminal.err << "tandem: " << line << '\n';
    return code;
}

std::expected<ical::Decoded, std::string> read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::unexpected(path + " cannot be read");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto decoded = ical::decode(text);
    if (!decoded) return std::unexpected(path + ": " + decoded.error().message);
    return std::move(*decoded);
}

std::expected<Id, std::string> find_calendar(const Directory& directory, std::string_view name) {
    std::optional<Id> found;
    bool is_unique = true;
    directory.each_calendar([&](const Calendar& calendar) {
        if (calendar.name != name) return;
        if (found) is_unique = false;
        found = calendar.id;
    });
    if (!found) return std::unexpected(fmt::format("there is no calendar called \"{}\"", name));
    if (!is_unique) return std::unexpected(fmt::format("there are several calendars called \"{}\"", name));
    return *found;
}

void print(const ImportPlan& plan, bool preview, Terminal& terminal) {
    using What = ImportItem::What;
    std::size_t skipped = 0;
    for (const ImportItem& item : plan.items) {
        if (item.what != What::skipped)
            for (const auto& warning : item.warnings)
                terminal.out << fmt::format("line {}: {}: {}\n", item.line, item.title, warning);
        else if (++skipped <= most_skipped_shown)
            terminal.out << fmt::format("line {}: skipped {}: {}\n", item.line,
                                        item.title.empty() ? "an item" : item.title, item.reason);
    }
    if (skipped > most_skipped_shown)
        terminal.out << fmt::format("and {} more skipped\n", skipped - most_skipped_shown);
    terminal.out << fmt::format("{}{} new, {} changed, {} unchanged, {} skipped\n", preview ? "would import: " : "",
                                plan.count(What::created), plan.count(What::changed), plan.count(What::unchanged),
                                skipped);
}

int run_import(const Options& options, Terminal& terminal) {
    const auto decoded = read(options.file);
    if (!decoded) return fail_with(terminal, decoded.error());
    auto workspace = Workspace::open(options.data);
    if (!workspace) return fail_with(terminal, workspace.error());
    const auto calendar = find_calendar(*(*workspace)->engine().directory(), options.calendar);
    if (!calendar) return fail_with(terminal, calendar.error(), misused);
    Records records((*workspace)->database());
    const Clock& clock = (*workspace)->clock();
    ImportPlan plan = plan_import(*decoded, import_target(records, *calendar, clock));
    if (options.preview) {
        print(plan, true, terminal);
        return 0;
    }
    ImportRun import((*workspace)->engine(), Actor::system(), *calendar, std::move(plan));
    while (import.step()) {
    }
    if (import.failure()) return fail_with(terminal, describe(*import.failure()));
    print(import.plan(), false, terminal);
    return 0;
}

} // namespace

void add_import(CLI::App& app, Run& run) {
    CLI::App* command = app.add_subcommand("import", "Import a calendar file; again, to bring changes over");
    const auto options = std::make_shared<Options>();
    command->add_option("--data", options->data, "The data folder; no server may be running on it")->required();
    command->add_option("--calendar", options->calendar, "The name of the calendar that takes the entries")->required();
    command->add_flag("--preview,--dry-run", options->preview, "Only say what would be done");
    command->add_option("FILE", options->file, "An iCalendar file (.ics)")->required();
    command->callback(
        [options, &run] { run = [options](Terminal& terminal) { return run_import(*options, terminal); }; });
}

} // namespace tandem::cli
