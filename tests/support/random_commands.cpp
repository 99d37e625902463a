#include "tests/support/random_commands.hpp"

#include <fmt/format.h>

#include "calendar/entries/repeat.hpp"

namespace tandem {

RandomCommands::RandomCommands(Workspace& workspace, std::vector<Id> members, unsigned seed)
    : workspace_(workspace), members_(std::move(members)), random_(seed) {}

std::string RandomCommands::any_id(std::string_view kind) {
    if (rarely(30)) return to_text(Id{1, static_cast<std::uint64_t>(number(100))});
    const auto count = workspace_.database.query_integer(fmt::format("SELECT count(*) FROM {}", kind)).value_or(0);
    if (count == 0) return to_text(Id{1, 1});
    auto row = workspace_.database.prepare(fmt::format("SELECT id FROM {} ORDER BY id LIMIT 1 OFFSET ?", kind));
    row.bind(1, number(count));
    row.step();
    return std::string(row.text(0));
}

std::optional<std::int64_t> RandomCommands::some_rev(std::string_view kind, const std::string& id) {
    if (rarely(2)) return std::nullopt;
    auto row = workspace_.database.prepare(fmt::format("SELECT rev FROM {} WHERE id = ?", kind));
    row.bind(1, id);
    return row.step() ? std::max<std::int64_t>(1, row.integer(0) - number(3)) : 1;
}

std::string RandomCommands::when() {
    const std::int64_t month = 1 + number(12), day = 1 + number(27);
    switch (number(4)) {
    case 0: return "null";
    case 1:
        return fmt::format(R"({{"starts_on":"2026-{0:02}-{1:02}","ends_on":"2026-{0:02}-{2:02}"}})", month, day,
                           day + 1);
    case 2:
        return fmt::format(R"({{"starts_at":"2026-{0:02}-{1:02}T09:00:00","ends_at":"2026-{0:02}-{1:02}T10:30:00"}})",
                           month, day);
    default:
        return fmt::format(R"({{"starts_at":"2026-{0:02}-{1:02}T09:00:00","ends_at":"2026-{0:02}-{1:02}T10:30:00",)"
                           R"("zone":"America/New_York"}})",
                           month, day);
    }
}

std::string RandomCommands::entry_fields() {
    std::string out;
    const auto add = [&](std::string_view name, const std::string& value) {
        out += fmt::format(R"(,"{}":{})", name, value);
    };
    const auto id_or_null = [&](std::string_view kind) { return rarely(3) ? "null" : '"' + any_id(kind) + '"'; };
    if (rarely(2)) add("title", fmt::format("\"title {}\"", number(5)));
    if (rarely(3)) add("when", when());
    if (rarely(4)) add("private", rarely(2) ? "true" : "false");
    if (rarely(5)) add("calendar_id", '"' + any_id("calendar") + '"');
    if (rarely(4)) add("owner_id", id_or_null("member"));
    if (rarely(6)) add("backup_owner_id", id_or_null("member"));
    if (rarely(4)) add("parent_id", id_or_null("entry"));
    if (rarely(6)) add("follows_id", id_or_null("entry"));
    if (rarely(9)) add("offset_days", rarely(4) ? "null" : std::to_string(number(40) - 20));
    if (rarely(6)) add("status", pick<std::string>({"\"idea\"", "\"planned\"", "\"cancelled\"", "null"}));
    if (rarely(6)) add("tags", pick<std::string>({"[]", "[\"a\"]", "[\"a\",\"b\"]", "null"}));
    if (rarely(9)) add("kind", pick<std::string>({"\"campaign\"", "\"push\""}));
    if (rarely(6)) add("summary", fmt::format("\"summary {}\"", number(4)));
    return out;
}

std::string RandomCommands::calendar_fields() {
    std::string out;
    if (rarely(2)) out += fmt::format(R"(,"name":"Calendar {}")", number(9));
    if (rarely(3)) out += R"(,"team":)" + pick<std::string>({"null", "\"marketing\"", "\"sales\""});
    if (rarely(2))
        out += fmt::format(R"(,"rights":["{}:{}","{}:{}"])", pick<std::string>({"marketing", "sales", "other"}),
                           pick<std::string>({"none", "busy", "read", "write"}), any_id("member"),
                           pick<std::string>({"none", "busy", "read", "write"}));
    return out;
}

std::string RandomCommands::touch_fields() {
    std::string out;
    if (rarely(2)) out += fmt::format(R"(,"note":"note {}")", number(9));
    if (rarely(2)) out += R"(,"entry_id":)" + (rarely(4) ? "null" : '"' + any_id("entry") + '"');
    if (rarely(2)) out += fmt::format(R"(,"touched_at":"2026-{:02}-11T09:00:00Z")", 1 + number(3));
    return out;
}

std::pair<std::string, std::string> RandomCommands::entry_command() {
    switch (number(6)) {
    case 0:
    case 1:
        return {"entry.create", fmt::format(R"({{"calendar_id":"{}","kind":"{}","title":"new"{}}})", any_id("calendar"),
                                            pick<std::string>({"campaign", "push", "event"}), entry_fields())};
    case 2: return {"entry.delete", fmt::format(R"({{"id":"{}"}})", any_id("entry"))};
    default: return {"entry.update", fmt::format(R"({{"id":"{}"{}}})", any_id("entry"), entry_fields())};
    }
}

// One occurrence of a random series, by its start; nothing if there is no series.
std::optional<std::pair<std::string, std::string>> RandomCommands::any_occurrence() {
    const auto series = Records(workspace_.database).select(entry_type, "rrule <> '[]' ORDER BY id");
    if (series.empty()) return std::nullopt;
    const auto& entry =
        static_cast<const Entry&>(*series[static_cast<std::size_t>(number(static_cast<std::int64_t>(series.size())))]);
    const auto found = occurrences_of(entry, entry.when->starts, entry.when->starts + std::chrono::days{200}, {12});
    if (found.occurrences.empty()) return std::nullopt;
    const auto at = static_cast<std::size_t>(number(static_cast<std::int64_t>(found.occurrences.size())));
    return std::pair{to_text(entry.id), start_text(entry.when->kind, found.occurrences[at].starts)};
}

std::pair<std::string, std::string> RandomCommands::series_command() {
    const auto at = rarely(4) ? std::nullopt : any_occurrence();
    if (!at)
        return {"entry.create",
                fmt::format(
                    R"({{"calendar_id":"{}","kind":"review","title":"series","rrule":["{}"]{}}})", any_id("calendar"),
                    pick<std::string>({"FREQ=WEEKLY;COUNT=9", "FREQ=DAILY;BYDAY=MO,WE;COUNT=12", "FREQ=MONTHLY"}),
                    std::string(R"(,"when":)") +
                        (rarely(2) ? R"({"starts_on":"2026-03-02","ends_on":"2026-03-03"})"
                                   : R"({"starts_at":"2026-03-02T09:00:00","ends_at":"2026-03-02T10:00:00",)"
                                     R"("zone":"Europe/Berlin"})"))};
    const std::string head = fmt::format(R"({{"id":"{}","occurrence":"{}","scope":"{}")", at->first, at->second,
                                         pick<std::string>({"this", "following", "all"}));
    if (rarely(4)) return {"entry.delete", head + "}"};
    if (rarely(4))
        return {"entry.put_series",
                fmt::format(R"({{"series":{{"id":"{}"{}}},"overrides":[{}]}})", at->first, entry_fields(),
                            rarely(3) ? "" : fmt::format(R"({{"recurrence_id":"{}"{}}})", at->second, entry_fields()))};
    return {"entry.update", head + entry_fields() + "}"};
}

std::pair<std::string, std::string> RandomCommands::people_command() {
    switch (number(9)) {
    case 0: return {"calendar.create", fmt::format(R"({{"name":"c"{}}})", calendar_fields())};
    case 1:
    case 2: return {"calendar.update", fmt::format(R"({{"id":"{}"{}}})", any_id("calendar"), calendar_fields())};
    case 3: return {"calendar.delete", fmt::format(R"({{"id":"{}"}})", any_id("calendar"))};
    case 4:
        return {"member.update", fmt::format(R"({{"id":"{}","team":"{}","active":{},"name":"Name {}"}})",
                                             any_id("member"), pick<std::string>({"marketing", "sales", "other"}),
                                             rarely(4) ? "false" : "true", number(9))};
    case 5:
        return {"feed_link.create", fmt::format(R"({{"name":"link {}","tags":["x"],"calendar_ids":{}}})", number(9),
                                                rarely(2) ? "[]" : "[\"" + any_id("calendar") + "\"]")};
    case 6:
        return {"subscription.create",
                fmt::format(R"({{"url":"https://a.example/","name":"s"{}}})", rarely(2) ? R"(,"team":"sales")" : "")};
    case 7:
        return {"subscription.delete", fmt::format(R"({{"id":"{}","keep_entries":{}}})", any_id("subscription"),
                                                   rarely(2) ? "true" : "false")};
    default: return {"feed_link.revoke", fmt::format(R"({{"id":"{}"}})", any_id("feed_link"))};
    }
}

std::pair<std::string, std::string> RandomCommands::outreach_command() {
    switch (number(8)) {
    case 0: return {"account.create", fmt::format(R"({{"name":"company {}"}})", number(99))};
    case 1: return {"account.update", fmt::format(R"({{"id":"{}","city":"Kiel {}"}})", any_id("account"), number(9))};
    case 2:
        return !rarely(3) ? std::pair{std::string("account.delete"), fmt::format(R"({{"id":"{}"}})", any_id("account"))}
                          : std::pair{std::string("touch.delete"), fmt::format(R"({{"id":"{}"}})", any_id("touch"))};
    case 3:
    case 4:
    case 5: return {"touch.update", fmt::format(R"({{"id":"{}"{}}})", any_id("touch"), touch_fields())};
    default:
        return {"touch.create",
                fmt::format(R"({{"account_id":"{}","outcome":"reached"{}}})", any_id("account"), touch_fields())};
    }
}

std::string RandomCommands::undo_args(Id author) {
    auto row = workspace_.database.prepare(
        "SELECT seq FROM (SELECT seq FROM change WHERE by_id = ? ORDER BY seq DESC LIMIT 6) LIMIT 1 OFFSET ?");
    row.bind(1, to_text(author)).bind(2, number(6));
    return fmt::format(R"({{"seq":{}}})", row.step() ? row.integer(0) : 1);
}

Submission RandomCommands::next() {
    const Id author = pick(members_);
    const std::int64_t what = number(20);
    if (what < 3) return workspace_.submission(author, "undo", undo_args(author));
    const auto [name, args] = what < 9    ? entry_command()
                              : what < 12 ? series_command()
                              : what < 16 ? outreach_command()
                                          : people_command();
    std::optional<std::int64_t> base;
    if (name == "entry.update" || name == "entry.delete") base = some_rev("entry", args.substr(7, 26));
    if (!name.ends_with(".create")) return workspace_.submission(author, name, args, base);
    // The ids too are those of the seed: later commands choose among them.
    const std::string id = to_text(Id{0x100 + random_(), random_()});
    return workspace_.submission(author, name, fmt::format(R"({{"id":"{}",{})", id, args.substr(1)), base);
}

} // namespace tandem
