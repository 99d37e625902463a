// What a record names unseen can be neither guessed nor lost, and refuses nothing that comes back. As hidden_ties_test.
#include <gtest/gtest.h>

#include "tests/calendar/engine/hidden_workspace.hpp"

namespace tandem {
namespace {

TEST(HiddenReferences, AnIdThatIsHiddenIsNotToldFromAnotherByTryingIt) {
    for (const bool is_list : {false, true})
        for (const std::string_view field : {"parent_id", "landing_page_id", "follows_id", "depends_on_ids"}) {
            if (is_list != (field == "depends_on_ids")) continue;
            const auto tried = answers({true, false}, [&](HiddenWorkspace& w, bool is_held) {
                const auto name = [&](Id id) { return is_list ? w.naming_all(field, id) : w.naming(field, id); };
                const Id hidden = w.hide("campaign");
                const Id push = w.make("push", "Push", is_held ? name(hidden) : "");
                return HiddenWorkspace::said(w.edit(w.rob, push, name(hidden)));
            });
            EXPECT_EQ(tried, Same(2, fmt::format("{}: names nothing that is there", field)));
        }
}

TEST(HiddenReferences, OfAListOneChangesWhatOneSees) {
    const std::string zero = to_text(Id{});
    for (const int zeros : {0, 1, 2}) {
        HiddenWorkspace w;
        const Id hidden = w.hide("push"), shown = w.make("push", "Shown"), other = w.make("push", "Other");
        const Id push =
            w.make("push", "Push", fmt::format(R"(,"depends_on_ids":["{}","{}"])", to_text(hidden), to_text(shown)));
        std::string list = fmt::format(R"("{}")", to_text(other));
        for (int i = 0; i < zeros; ++i) list.insert(0, fmt::format(R"("{}",)", zero));
        const auto outcome = w.edit(w.rob, push, fmt::format(R"(,"depends_on_ids":[{}])", list));
        if (zeros > 1) {
            EXPECT_EQ(HiddenWorkspace::said(outcome), "depends_on_ids: names nothing that is there");
            continue;
        }
        EXPECT_EQ(HiddenWorkspace::said(outcome), "done");
        EXPECT_EQ(w.entry(push)->depends_on_ids, zeros == 1 ? IdList({hidden, other}) : IdList({other, hidden}));
        acked(w.edit(w.mia, push, R"(,"depends_on_ids":[])"));
        EXPECT_TRUE(w.entry(push)->depends_on_ids.empty()) << "who sees it lets go of it";
    }
}

TEST(HiddenReferences, WhatOthersDoToTheHiddenRestOfAListRefusesNoUndo) {
    const auto undone = answers({"nothing", "one more", "one less"}, [](HiddenWorkspace& w, std::string_view what) {
        const Id hidden = w.hide("push"), more = w.hide("push"), shown = w.make("push", "Shown");
        const auto needing = [&](std::initializer_list<Id> ids) {
            std::string list;
            for (const Id id : ids) list += fmt::format(R"({}"{}")", list.empty() ? "" : ",", to_text(id));
            return fmt::format(R"(,"depends_on_ids":[{}])", list);
        };
        const Id push = w.make("push", "Push", needing({hidden}));
        const auto added = acked(w.edit(w.rob, push, needing({shown})));
        EXPECT_EQ(w.entry(push)->depends_on_ids, IdList({shown, hidden}));
        if (what == "one more") acked(w.edit(w.mia, push, needing({shown, hidden, more})));
        if (what == "one less") acked(w.edit(w.mia, push, needing({shown})));
        const auto said = HiddenWorkspace::said(w.run(w.rob, "undo", fmt::format(R"({{"seq":{}}})", added.seq)));
        EXPECT_EQ(w.entry(push)->depends_on_ids, what == "one more"   ? IdList({hidden, more})
                                                 : what == "one less" ? IdList{}
                                                                      : IdList{hidden});
        return said;
    });
    EXPECT_EQ(undone, Same(3, "done"));
}

TEST(HiddenReferences, WhatBecameOfAHiddenEntryRefusesNothingThatComesBack) {
    for (const std::string_view way : {"undo", "entry.restore"}) {
        const auto back = answers({"nothing", "push", "far"}, [&](HiddenWorkspace& w, std::string_view what) {
            const Id campaign = w.hide("campaign"), hidden = w.hide("push", w.on("2190-05-05"));
            const Id push = w.make("push", "Push", w.follows(hidden, 500) + w.naming("parent_id", campaign));
            const auto day = w.day(push);
            const auto id = fmt::format(R"({{"id":"{}"}})", to_text(push));
            const auto gone = acked(w.run(w.rob, "entry.delete", id));
            if (what == "push") acked(w.edit(w.mia, campaign, R"(,"kind":"push")"));
            if (what == "far") acked(w.edit(w.mia, hidden, w.on("2200-06-05")));
            const auto said = HiddenWorkspace::said(
                way == "undo" ? w.run(w.rob, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)) : w.run(w.rob, way, id));
            if (!w.entry(push)) return said;
            EXPECT_EQ(w.day(push), day);
            EXPECT_EQ(w.entry(push)->follows_id, hidden);
            EXPECT_EQ(w.entry(push)->parent_id, what == "push" ? std::nullopt : std::optional(campaign));
            return said;
        });
        EXPECT_EQ(back, Same(3, "done")) << way;
    }
}

TEST(HiddenReferences, AnUndoIsNotRefusedByWhatWasHungOnItUnseen) {
    const auto undone = answers({"none", "parent_id", "follows_id"}, [](HiddenWorkspace& w, std::string_view tie) {
        const auto args = fmt::format(R"({{"calendar_id":"{}","kind":"campaign","title":"Own"{}}})",
                                      to_text(w.calendar), w.on("2026-05-04"));
        const auto made = acked(w.run(w.rob, "entry.create", args));
        const Id hidden = w.hide("push", tie == "none" ? "" : w.naming(tie, made.id.value()));
        const auto said = HiddenWorkspace::said(w.run(w.rob, "undo", fmt::format(R"({{"seq":{}}})", made.seq)));
        EXPECT_EQ(w.entry(hidden)->title, "Secret");
        EXPECT_FALSE(w.entry(hidden)->parent_id || w.entry(hidden)->follows_id);
        return said;
    });
    EXPECT_EQ(undone, Same(3, "done"));
}

TEST(HiddenReferences, AnOccurrenceTakesOverWhatItsSeriesNamesUnseen) {
    const auto done = answers({true, false}, [](HiddenWorkspace& w, bool is_tied) {
        const Id hidden = w.hide("campaign");
        const Id series =
            w.make("event", "Weekly",
                   w.on("2026-05-04") + R"(,"rrule":["FREQ=WEEKLY"])" + (is_tied ? w.naming("parent_id", hidden) : ""));
        std::string all;
        for (const std::string_view scope : {"this", "following"})
            all +=
                HiddenWorkspace::said(w.edit(w.rob, series,
                                             fmt::format(R"(,"title":"Other","occurrence":"2026-05-{}","scope":"{}")",
                                                         scope == "this" ? 11 : 18, scope)));
        return all;
    });
    EXPECT_EQ(done, Same(2, "donedone"));
}

} // namespace
} // namespace tandem
