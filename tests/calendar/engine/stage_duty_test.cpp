// Who answers for a stage of the journey: leads say so, once for each.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/audience/stage_duty.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct StageDutyTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);

    Outcome make(Id by, std::string_view stage) {
        return run(by, "stage_duty.create", fmt::format(R"({{"stage":"{}","team":"sales","role":"member"}})", stage));
    }
};

TEST_F(StageDutyTest, LeadsSaySoOnceForEachStage) {
    const Id id = acked(make(mia, "interest")).id.value();
    EXPECT_EQ(refused(make(mia, "interest")).field, "stage");
    EXPECT_EQ(refused(make(mia, "")).field, "stage");
    acked(make(mia, "purchase"));
    EXPECT_EQ(refused(make(rob, "loyalty")).code, ErrorCode::forbidden);
    const auto change = fmt::format(R"({{"id":"{}","team":"marketing"}})", to_text(id));
    EXPECT_EQ(refused(run(rob, "stage_duty.update", change)).code, ErrorCode::forbidden);
    acked(run(mia, "stage_duty.update", change));
    EXPECT_EQ(load<StageDuty>(stage_duty_type, id)->team, Team::marketing);
}

TEST_F(StageDutyTest, EveryoneReadsIt) {
    acked(make(mia, "interest"));
    EXPECT_TRUE(snapshot(rob).contains(R"("stage":"interest")"));
}

TEST_F(StageDutyTest, AnUndoDoesNotBringASecondOne) {
    const Id id = acked(make(mia, "interest")).id.value();
    const Ack gone = acked(run(mia, "stage_duty.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
    acked(make(mia, "interest"));
    refused(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
}

} // namespace
} // namespace tandem
