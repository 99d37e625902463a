#pragma once
// A workspace with an entry that gates may keep back, and members who sign it off.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/entries/gate.hpp"
#include "calendar/people/notification.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {

struct GatesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id sam = add_member("Sam", Team::sales, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id calendar = add_calendar("Plan");
    Id entry = add_entry(mia, calendar, "Webinar",
                         R"(,"status":"planned","when":{"starts_on":"2026-03-30","ends_on":"2026-03-31"})");

    Id make(Id by, std::string_view kind, const std::string& args) {
        return acked(run(by, fmt::format("{}.create", kind), args)).id.value();
    }
    Id add_gate(std::string_view more) {
        return make(mia, "gate", fmt::format(R"({{"kind":"campaign","status":"confirmed",{}}})", more));
    }
    Outcome edit(Id by, std::string_view more) {
        return run(by, "entry.update", fmt::format(R"({{"id":"{}",{}}})", to_text(entry), more));
    }
    std::string why_not(std::string_view more = R"("status":"confirmed")") {
        const Outcome outcome = edit(mia, more);
        const auto* error = std::get_if<Error>(&outcome);
        return error ? error->field + ": " + error->message : "";
    }
    Id ask(Id member) {
        return make(mia, "sign_off",
                    fmt::format(R"({{"entry_id":"{}","member_id":"{}"}})", to_text(entry), to_text(member)));
    }
    Outcome say(Id by, Id sign_off, std::string_view state) {
        return run(by, "sign_off.update", fmt::format(R"({{"id":"{}","state":"{}"}})", to_text(sign_off), state));
    }
    SignOffState state(Id sign_off) { return load<SignOff>(sign_off_type, sign_off)->state; }
    std::vector<NotificationKind> inbox(Id member) {
        std::vector<NotificationKind> kinds;
        const Records::Parameter id[] = {to_text(member)};
        for (const auto& told : Records(database).select(notification_type, "member_id = ? ORDER BY id", id))
            kinds.push_back(static_cast<const Notification&>(*told).kind);
        return kinds;
    }
};

} // namespace tandem
