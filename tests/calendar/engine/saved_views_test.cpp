// Views with a name: one's own, and everyone's.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/project.hpp"
#include "calendar/feeds/saved_view.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct SavedViewsTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing);
    Id rob = add_member("Rob", Team::sales);
    Id lea = add_member("Lea", Team::sales, Role::lead);
    Id ann = add_member("Ann", Team::other, Role::viewer);
    Id closed = add_calendar("Closed", R"(,"team":"marketing")");

    Id save(Id author, std::string_view more = "") {
        return acked(run(author, "saved_view.create", fmt::format(R"({{"name":"Launch"{}}})", more))).id.value();
    }
    Outcome edit(Id author, Id view, std::string_view fields) {
        return run(author, "saved_view.update", fmt::format(R"({{"id":"{}",{}}})", to_text(view), fields));
    }
    ErrorCode refusal(const Outcome& outcome) { return refused(outcome).code; }
    std::string told(Id member) { // of the newest change
        const Change& change = *sink.changes.back();
        return encode_change(change, projection_key(change, member));
    }
    // As the page gets it at its beginning; null if it does not.
    boost::json::value seen(Id member, Id view) {
        const auto whole = boost::json::parse(snapshot(member));
        for (const auto& one : whole.at("saved_views").as_array())
            if (one.at("id").as_string() == to_text(view)) return one;
        return nullptr;
    }
};

TEST_F(SavedViewsTest, WhatIsNotSharedIsSeenByItsAuthorAlone) {
    const Id view = save(mia);
    EXPECT_FALSE(seen(mia, view).is_null());
    EXPECT_TRUE(seen(rob, view).is_null());
    EXPECT_TRUE(seen(lea, view).is_null());
    EXPECT_EQ(refusal(edit(lea, view, R"("name":"x")")), ErrorCode::not_found);
}

TEST_F(SavedViewsTest, SharingShowsItToEveryoneAtOnceAndEndingThatTakesItAway) {
    const Id view = save(mia);
    acked(edit(mia, view, R"("shared":true)"));
    EXPECT_EQ(seen(ann, view).at("name").as_string(), "Launch");
    EXPECT_NE(told(rob).find(R"("op":"put")"), std::string::npos);
    acked(edit(mia, view, R"("shared":false)"));
    EXPECT_TRUE(seen(ann, view).is_null());
    EXPECT_NE(told(rob).find(R"("op":"remove")"), std::string::npos);
}

TEST_F(SavedViewsTest, WhatIsSharedIsChangedByItsAuthorAndByLeads) {
    const Id view = save(mia, R"(,"shared":true)");
    EXPECT_EQ(refusal(edit(rob, view, R"("name":"x")")), ErrorCode::forbidden);
    EXPECT_EQ(refusal(run(rob, "saved_view.delete", fmt::format(R"({{"id":"{}"}})", to_text(view)))),
              ErrorCode::forbidden);
    acked(edit(lea, view, R"("name":"Spring launch")"));
    EXPECT_EQ(load<SavedView>(saved_view_type, view)->name, "Spring launch");
    EXPECT_EQ(refusal(edit(lea, view, R"("shared":false)")), ErrorCode::forbidden); // into a drawer that is not theirs
}

TEST_F(SavedViewsTest, ViewersKeepTheirViewsToThemselves) {
    const Id view = save(ann);
    EXPECT_FALSE(seen(ann, view).is_null());
    const Error error = refused(edit(ann, view, R"("shared":true)"));
    EXPECT_EQ(error.code, ErrorCode::forbidden);
    EXPECT_EQ(error.field, "shared");
}

// A zero keeps the place of what may not be told: the view must not look wider than it is.
TEST_F(SavedViewsTest, ASharedViewNamesNoCalendarThatItsReaderMayNotSee) {
    const Id view = save(mia, fmt::format(R"(,"shared":true,"calendar_ids":["{}"])", to_text(closed)));
    const std::string all = boost::json::serialize(seen(rob, view));
    EXPECT_EQ(all.find(to_text(closed)), std::string::npos);
    EXPECT_EQ(seen(rob, view).at("calendar_ids").as_array().size(), 1U);
    EXPECT_EQ(seen(mia, view).at("calendar_ids").at(0).as_string(), to_text(closed));
}

TEST_F(SavedViewsTest, DeletingItIsTakenBackInOneUndo) {
    const Id view = save(mia, R"(,"shared":true,"tags":["launch"],"unowned":true)");
    const auto gone = acked(run(mia, "saved_view.delete", fmt::format(R"({{"id":"{}"}})", to_text(view))));
    EXPECT_TRUE(seen(rob, view).is_null());
    acked(run(mia, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_EQ(seen(rob, view).at("tags").at(0).as_string(), "launch");
    EXPECT_TRUE(seen(rob, view).at("unowned").as_bool());
}

TEST_F(SavedViewsTest, AMemberHasAHundred) {
    for (int i = 0; i < 100; ++i) save(rob);
    EXPECT_EQ(refusal(run(rob, "saved_view.create", R"({"name":"One more"})")), ErrorCode::too_large);
    save(mia);
}

TEST_F(SavedViewsTest, TheyAreNoDeedsInTheActivityList) {
    save(mia, R"(,"shared":true)");
    EXPECT_EQ(queries.activity(*engine.directory(), mia, {}, 50, {}).find("saved_view"), std::string::npos);
}

} // namespace
} // namespace tandem
