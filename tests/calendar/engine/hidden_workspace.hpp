#pragma once
// Workspaces that differ only in what one of their members may not see: Mia sees all of it, Rob not what is hidden.

#include <initializer_list>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "calendar/engine/entry_links.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

struct HiddenWorkspace : Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead), rob = add_member("Rob", Team::sales, Role::lead);
    Id calendar = add_calendar("Plan"), closed = add_calendar("Closed", R"(,"team":"marketing")");

    static std::string on(std::string_view day) {
        const Date date = parse_date(day).value();
        return fmt::format(R"(,"when":{{"starts_on":"{}","ends_on":"{}"}})", day, to_text(date + std::chrono::days{1}));
    }
    static std::string naming(std::string_view field, Id id) {
        return fmt::format(R"(,"{}":"{}")", field, to_text(id));
    }
    static std::string naming_all(std::string_view field, Id id) {
        return fmt::format(R"(,"{}":["{}"])", field, to_text(id));
    }
    static std::string follows(Id id, int days) {
        return naming("follows_id", id) + fmt::format(R"(,"offset_days":{})", days);
    }
    Id make(std::string_view kind, std::string_view title, std::string_view more = "", std::optional<Id> in = {}) {
        const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"{}","title":"{}"{}}})",
                                      to_text(in.value_or(calendar)), kind, title, more);
        return acked(run(mia, "entry.create", args)).id.value();
    }
    Id hide(std::string_view kind, std::string_view more = "") { return make(kind, "Secret", more, closed); }
    Outcome edit(Id by, Id id, std::string_view more) {
        return run(by, "entry.update", fmt::format(R"({{"id":"{}"{}}})", to_text(id), more));
    }
    std::string shift(Id id, int days) {
        return said(run(rob, "entry.shift", fmt::format(R"({{"ids":["{}"],"days":{}}})", to_text(id), days)));
    }
    static std::string said(const Outcome& outcome) {
        const auto* error = std::get_if<Error>(&outcome);
        return error ? error->field + ": " + error->message : "done";
    }
    std::shared_ptr<const Entry> entry(Id id) { return load<Entry>(entry_type, id); }
    std::string day(Id id) { return to_text(start_day(*entry(id)->when)); }
};

// What `answer` says in a workspace for each of the hidden things.
template <class Hidden, class F>
std::vector<std::string> answers(std::initializer_list<Hidden> hidden, F&& answer) {
    std::vector<std::string> all;
    for (const Hidden& one : hidden) {
        HiddenWorkspace workspace;
        all.push_back(answer(workspace, one));
    }
    return all;
}
using Same = std::vector<std::string>;

} // namespace tandem
