#pragma once
// A workspace with a calendar that takes imports, and what became of them in one line.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/import_run.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

class ImportWorkspace : public Workspace {
public:
    Id calendar = add_calendar("Launch");
    Actor author = Actor::system();
    Id last_import;

    ical::Decoded decoded(const std::string& events) {
        return ical::decode("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n").value();
    }
    ImportPlan plan(const std::string& events) {
        Records records(database);
        return plan_import(decoded(events), import_target(records, calendar, clock));
    }
    ImportPlan carry_out(ImportPlan plan) {
        ImportRun import(engine, author, calendar, std::move(plan));
        while (import.step()) {
        }
        EXPECT_FALSE(import.failure());
        last_import = import.id();
        return import.plan();
    }
    ImportPlan import(const std::string& events) { return carry_out(plan(events)); }

    std::vector<std::shared_ptr<const Entry>> all(const std::string& uid) {
        Records records(database);
        return import_target(records, calendar, clock).find(uid);
    }
    std::shared_ptr<const Entry> find(const std::string& uid, const std::string& start = "") {
        for (const auto& entry : all(uid))
            if (entry->recurrence_id == start) return entry;
        return nullptr;
    }
    std::size_t count() {
        return static_cast<std::size_t>(database.query_integer("SELECT count(*) FROM entry").value());
    }
};

inline std::string counts(const ImportPlan& plan) {
    using What = ImportItem::What;
    return fmt::format("{} new {} changed {} unchanged {} skipped", plan.count(What::created),
                       plan.count(What::changed), plan.count(What::unchanged), plan.count(What::skipped));
}

} // namespace tandem
