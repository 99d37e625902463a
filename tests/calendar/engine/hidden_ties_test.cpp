// What an author may not see decides no refusal: neither whether there is one nor its words. Each test gives the same
// command in workspaces that differ only in what is hidden from its author.
#include <gtest/gtest.h>

#include "calendar/engine/plan_queries.hpp"
#include "tests/calendar/engine/hidden_workspace.hpp"

namespace tandem {
namespace {

TEST(HiddenTies, HowFarAHiddenEntryFollowsDecidesNoMove) {
    const auto moved = answers({1, 500, 40'000, -60'000}, [](HiddenWorkspace& w, int days) {
        const Id push = w.make("push", "Push", w.on("2074-05-04"));
        const Id hidden = w.hide("push", w.follows(push, days));
        const auto before = w.day(hidden);
        const auto far = HiddenWorkspace::said(w.edit(w.rob, push, w.on("2199-12-01")));
        acked(w.edit(w.rob, push, w.on("2074-05-04")));
        EXPECT_EQ(w.day(hidden), before) << "it stands again where it was";
        return far;
    });
    EXPECT_EQ(moved, Same(4, "done"));
}

TEST(HiddenTies, WhatFollowsAHiddenEntryMovesAlsoWhereThatStays) {
    const auto moved = answers({1, 500}, [](HiddenWorkspace& w, int days) {
        const Id push = w.make("push", "Push", w.on("2190-05-04"));
        const Id hidden = w.hide("push", w.follows(push, days));
        const Id shown = w.make("push", "Shown", w.follows(hidden, -days));
        acked(w.edit(w.rob, push, w.on("2199-12-01")));
        return w.day(shown);
    });
    EXPECT_EQ(moved, Same(2, "2199-12-01"));
}

TEST(HiddenTies, HowFarAHiddenEntryFollowsDecidesNoShiftNorItsPreview) {
    const auto shifted = answers({1, 500}, [](HiddenWorkspace& w, int days) {
        const Id push = w.make("push", "Push", w.on("2197-12-01"));
        w.hide("push", w.follows(push, days));
        const auto shown = shift_preview(w.queries, *w.engine.directory(), w.rob, {{push}, 700, false, false});
        EXPECT_TRUE(shown.value().contains(R"("hidden":1)"));
        EXPECT_FALSE(shown.value().contains("Secret"));
        return w.shift(push, 700);
    });
    EXPECT_EQ(shifted, Same(2, "done"));
    EXPECT_EQ(answers({15},
                      [](HiddenWorkspace& w, int days) {
                          const Id push = w.make("push", "Push", w.on("2200-12-01"));
                          w.make("push", "Shown", w.follows(push, days));
                          return w.shift(push, 20);
                      }),
              Same{"days: would take “Shown” out of the calendar"})
        << "what is seen refuses";
}

TEST(HiddenTies, HowManyHiddenEntriesFollowDecidesNothing) {
    const auto tied = answers({0U, 1U, 19U}, [](HiddenWorkspace& w, unsigned in_chain) {
        const Id first = w.make("push", "First", w.on("2026-05-04")), last = w.make("push", "Last", w.on("2026-05-05"));
        Id end = last;
        for (unsigned i = 0; i < in_chain; ++i) end = w.hide("push", w.follows(end, 1));
        Id above = first;
        for (int i = 0; i < 3; ++i) above = w.make("push", "Step", w.follows(above, 1));
        return HiddenWorkspace::said(w.edit(w.rob, last, w.follows(above, 1)));
    });
    EXPECT_EQ(tied, Same(3, "done"));
    const auto followed = answers({most_followers, most_followers - 1}, [](HiddenWorkspace& w, std::size_t count) {
        const Id first = w.make("push", "First", w.on("2026-05-04")), last = w.make("push", "Last", w.on("2026-05-05"));
        for (std::size_t i = 0; i < count; ++i) w.hide("push", w.follows(first, 1));
        return HiddenWorkspace::said(w.edit(w.rob, last, w.follows(first, 1)));
    });
    EXPECT_EQ(followed, Same(2, "done"));
}

TEST(HiddenTies, ACircleByWayOfAHiddenEntryIsNotToldByRefusingIt) {
    const auto followed = answers({true, false}, [](HiddenWorkspace& w, bool is_circle) {
        const Id text = w.make("push", "Text", w.on("2026-05-04")), page = w.make("push", "Page", w.on("2026-05-05"));
        const Id hidden = w.hide("push", is_circle ? w.follows(text, 1) : w.on("2026-05-05"));
        acked(w.edit(w.mia, page, w.follows(hidden, 1)));
        return HiddenWorkspace::said(w.edit(w.rob, text, w.follows(page, 1)));
    });
    EXPECT_EQ(followed, Same(2, "done"));
    const auto needed = answers({true, false}, [](HiddenWorkspace& w, bool is_circle) {
        const Id text = w.make("push", "Text"), page = w.make("push", "Page");
        const Id hidden = w.hide("push", is_circle ? w.naming_all("depends_on_ids", text) : "");
        acked(w.edit(w.mia, page, w.naming_all("depends_on_ids", hidden)));
        return HiddenWorkspace::said(w.edit(w.rob, text, w.naming_all("depends_on_ids", page)));
    });
    EXPECT_EQ(needed, Same(2, "done"));
}

TEST(HiddenTies, WhatFollowsAHiddenEntryBehavesAsIfItFollowedNothing) {
    for (const std::string_view more : {R"(,"when":null)", R"(,"rrule":["FREQ=WEEKLY"])", R"(,"offset_days":7)"}) {
        const auto done = answers({true, false}, [&](HiddenWorkspace& w, bool is_tied) {
            const Id hidden = w.hide("push", w.on("2026-05-05"));
            const Id page = w.make("push", "Page", is_tied ? w.follows(hidden, 1) : w.on("2026-05-06"));
            return HiddenWorkspace::said(w.edit(w.rob, page, more));
        });
        EXPECT_EQ(done, Same(2, "done")) << more;
    }
}

TEST(HiddenTies, HiddenChildrenKeepACampaignWhatItIsForNobodyElse) {
    const auto turned = answers({true, false}, [](HiddenWorkspace& w, bool has_child) {
        const Id campaign = w.make("campaign", "Spring");
        const Id hidden = w.hide("push", has_child ? w.naming("parent_id", campaign) : "");
        const Outcome outcome = w.edit(w.rob, campaign, R"(,"kind":"push")");
        EXPECT_EQ(w.entry(hidden)->parent_id, std::nullopt);
        acked(w.run(w.rob, "undo", fmt::format(R"({{"seq":{}}})", acked(outcome).seq)));
        EXPECT_EQ(w.entry(hidden)->parent_id.has_value(), has_child) << "undo brings it back";
        return HiddenWorkspace::said(outcome);
    });
    EXPECT_EQ(turned, Same(2, "done"));
    HiddenWorkspace w;
    const Id campaign = w.make("campaign", "Spring");
    w.make("push", "Push", w.naming("parent_id", campaign));
    EXPECT_EQ(HiddenWorkspace::said(w.edit(w.rob, campaign, R"(,"kind":"push")")),
              "kind: must stay campaign while entries belong to it");
}

TEST(HiddenTies, HiddenCampaignsKeepNoneFromATheme) {
    const auto below = answers({true, false}, [](HiddenWorkspace& w, bool has_child) {
        const Id campaign = w.make("campaign", "Spring"), theme = w.make("campaign", "Year");
        const Id hidden = w.hide("campaign", has_child ? w.naming("parent_id", campaign) : "");
        const Outcome outcome = w.edit(w.rob, campaign, w.naming("parent_id", theme));
        EXPECT_EQ(w.entry(hidden)->parent_id, std::nullopt);
        acked(w.run(w.rob, "undo", fmt::format(R"({{"seq":{}}})", acked(outcome).seq)));
        EXPECT_EQ(w.entry(hidden)->parent_id.has_value(), has_child);
        return HiddenWorkspace::said(outcome);
    });
    EXPECT_EQ(below, Same(2, "done"));
    const auto above = answers({true, false}, [](HiddenWorkspace& w, bool has_theme) {
        const Id theme = w.hide("campaign");
        const Id hidden = w.hide("campaign", has_theme ? w.naming("parent_id", theme) : "");
        const Id push = w.make("push", "Push", w.naming("parent_id", hidden));
        return HiddenWorkspace::said(w.edit(w.rob, push, R"(,"kind":"campaign")"));
    });
    EXPECT_EQ(above, Same(2, "done"));
}

struct HiddenGate : HiddenWorkspace {
    explicit HiddenGate(std::string_view rule) {
        acked(run(mia, "gate.create", fmt::format(R"({{"kind":"push","status":"confirmed","rules":["{}"]}})", rule)));
    }
    std::string confirm(Id by, Id id) { return said(edit(by, id, R"(,"status":"confirmed")")); }
};

TEST(HiddenTies, AGateDoesNotTellHowFarAHiddenEntryIs) {
    for (const bool is_page : {true, false})
        for (const std::string_view status : {"planned", "live", "cancelled"}) {
            HiddenGate w(is_page ? "landing_page" : "dependencies");
            const Id hidden = w.hide("release", w.on("2026-05-04") + fmt::format(R"(,"status":"{}")", status));
            const Id push = w.make("push", "Push",
                                   w.on("2026-05-04") + (is_page ? w.naming("landing_page_id", hidden)
                                                                 : w.naming_all("depends_on_ids", hidden)));
            EXPECT_EQ(
                w.confirm(w.rob, push),
                is_page ? "status: cannot be confirmed yet: it needs its landing page live (ask someone who may see it)"
                        : "status: cannot be confirmed yet: it needs one entry that it depends on live (ask someone "
                          "who may see it)");
            EXPECT_EQ(w.confirm(w.mia, push) == "done", status == "live");
        }
}

TEST(HiddenTies, AGateDoesNotTellWhatAHiddenCampaignSays) {
    for (const bool says : {true, false}) {
        HiddenGate w("audience");
        const Id hidden = w.hide("campaign", says ? R"(,"audience":"All")" : "");
        const Id push = w.make("push", "Push", w.on("2026-05-04") + w.naming("parent_id", hidden));
        EXPECT_EQ(w.confirm(w.rob, push), "status: cannot be confirmed yet: it needs an audience");
        EXPECT_EQ(w.confirm(w.mia, push) == "done", says);
    }
}

} // namespace
} // namespace tandem
