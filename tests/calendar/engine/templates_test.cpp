// Templates: who changes them, a campaign saved as one, and a use of one, whole or not at all.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/ship_templates.hpp"
#include "calendar/entries/gate.hpp"
#include "calendar/entries/shipped_templates.hpp"
#include "calendar/entries/template.hpp"
#include "tests/support/workspace.hpp"

namespace tandem {
namespace {

struct TemplatesTest : testing::Test, Workspace {
    Id mia = add_member("Mia", Team::marketing, Role::lead);
    Id rob = add_member("Rob", Team::sales);
    Id eve = add_member("Eve", Team::sales);
    Id calendar = add_calendar("Plan");

    Id make(Id by, std::string_view kind, const std::string& args) {
        return acked(run(by, fmt::format("{}.create", kind), args)).id.value();
    }
    Id add_template(Id by, int days = 10) {
        return make(by, "template", fmt::format(R"({{"name":"Webinar","days":{}}})", days));
    }
    Id add_item(Id by, Id whole, std::string_view more) {
        return make(by, "template_item", fmt::format(R"({{"template_id":"{}",{}}})", to_text(whole), more));
    }
    Outcome use(Id by, Id whole, std::string_view more) { return run(use_of(by, whole, more)); }
    Submission use_of(Id by, Id whole, std::string_view more) {
        return submission(by, "template.use",
                          fmt::format(R"({{"template_id":"{}","calendar_id":"{}","title":"Spring",{}}})",
                                      to_text(whole), to_text(calendar), more));
    }
    std::vector<std::shared_ptr<const Entry>> children(Id campaign) {
        const Records::Parameter id[] = {to_text(campaign)};
        std::vector<std::shared_ptr<const Entry>> found;
        for (const auto& record : Records(database).select(entry_type, "parent_id = ? ORDER BY title", id))
            found.push_back(std::static_pointer_cast<const Entry>(record));
        return found;
    }
    std::int64_t count(std::string_view table) {
        return database.query_integer(fmt::format("SELECT count(*) FROM {}", table)).value();
    }
    static std::string first_day(const Entry& entry) { return to_text(entry.when->starts).substr(0, 10); }
};

TEST_F(TemplatesTest, AUseMakesTheCampaignAndAllItsEntriesInOneChange) {
    const Id whole = add_template(mia);
    const Id live = add_item(mia, whole,
                             R"("title":"{title}: live","kind":"event","day":7,"time":"11:00","minutes":45,)"
                             R"("owner":"role","owner_role":"Speaker","checklist":["Slides","Poll"])");
    add_item(mia, whole,
             fmt::format(R"("title":"Reminder of {{title}}","kind":"release","channel":"email","day":-2,)"
                         R"("working_days":true,"follows_id":"{}","needs_ids":["{}"])",
                         to_text(live), to_text(live)));
    const Ack made = acked(use(rob, whole,
                               fmt::format(R"("starts_on":"2026-03-02","owner_id":"{}","zone":"Europe/Berlin",)"
                                           R"("owners":[{{"role":"Speaker","member_id":"{}"}}])",
                                           to_text(rob), to_text(eve))));
    const auto campaign = load<Entry>(entry_type, made.id.value());
    EXPECT_EQ(campaign->title, "Spring");
    EXPECT_EQ(to_text(campaign->when->ends), "2026-03-12T00:00:00");
    const auto entries = children(campaign->id);
    ASSERT_EQ(entries.size(), 2u);
    const Entry &reminder = *entries[0], &event = *entries[1];
    EXPECT_EQ(event.title, "Spring: live");
    EXPECT_EQ(to_text(event.when->starts), "2026-03-09T11:00:00");
    EXPECT_EQ(event.when->zone, "Europe/Berlin");
    EXPECT_EQ(event.owner_id, eve);
    EXPECT_EQ(reminder.owner_id, rob);
    EXPECT_EQ(first_day(reminder), "2026-03-09") << "the Saturday is no working day";
    EXPECT_EQ(reminder.follows_id, event.id);
    EXPECT_EQ(reminder.offset_days, 0) << "the distance it came to have";
    EXPECT_EQ(reminder.depends_on_ids, IdList{event.id});
    EXPECT_EQ(count("checklist_item"), 2);

    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", made.seq)));
    EXPECT_EQ(count("entry"), 0);
    EXPECT_EQ(count("checklist_item"), 0);
}

TEST_F(TemplatesTest, TheLastDayMayBeGivenInsteadOfTheFirst) {
    const Id whole = add_template(mia);
    const Ack made = acked(use(rob, whole, R"("ends_on":"2026-03-11")"));
    EXPECT_EQ(first_day(*load<Entry>(entry_type, made.id.value())), "2026-03-02");
    EXPECT_EQ(refused(use(rob, whole, R"("ends_on":"2026-03-11","starts_on":"2026-03-02")")).field, "starts_on");
    EXPECT_EQ(refused(use(rob, whole, R"("zone":"Europe/Berlin")")).field, "starts_on");
}

TEST_F(TemplatesTest, WhatCannotBePlacedIsNamedAndNothingIsMade) {
    const Id whole = add_template(mia);
    add_item(mia, whole, R"("title":"Early","kind":"push","day":1)");
    add_item(mia, whole, R"("title":"Late","kind":"push","day":900)");
    const Error error = refused(use(rob, whole, R"("starts_on":"2199-01-01")"));
    EXPECT_EQ(error.field, "starts_on");
    EXPECT_EQ(error.message, "“Late” falls outside the years 1900 to 2200");
    EXPECT_EQ(count("entry"), 0);
}

TEST_F(TemplatesTest, AnEntryThatAGateKeepsRefusesTheWholeAndIsNamed) {
    const Id whole = add_template(mia);
    add_item(mia, whole, R"("title":"First calls","kind":"push","day":1)");
    make(mia, "gate", R"({"kind":"push","status":"planned","rules":["owner"]})");
    const Error error = refused(use(rob, whole, R"("starts_on":"2026-03-02")"));
    EXPECT_TRUE(error.message.starts_with("“First calls”: ")) << error.message;
    EXPECT_EQ(count("entry"), 0);
    acked(use(rob, whole, fmt::format(R"("starts_on":"2026-03-02","owner_id":"{}")", to_text(rob))));
}

TEST_F(TemplatesTest, RolesAndPlacesAreTheTemplatesOwn) {
    const Id whole = add_template(mia), other = add_template(mia);
    const Id foreign = add_item(mia, other, R"("title":"Other","kind":"push","day":1)");
    const auto item = [&](std::string_view more) {
        return refused(
            run(mia, "template_item.create",
                fmt::format(R"({{"template_id":"{}","title":"x","kind":"push",{}}})", to_text(whole), more)));
    };
    EXPECT_EQ(item(fmt::format(R"("day":1,"follows_id":"{}")", to_text(foreign))).field, "follows_id");
    EXPECT_EQ(item(R"("day":1,"time":"25:00")").field, "time");
    EXPECT_EQ(item(R"("day":1,"owner":"role")").field, "owner_role");
    EXPECT_EQ(item(R"("status":"planned")").field, "day");
    EXPECT_EQ(item(R"("day":1,"kind":"campaign")").field, "kind");
    EXPECT_EQ(refused(use(rob, whole,
                          fmt::format(R"("starts_on":"2026-03-02","owners":[{{"role":"Chef","member_id":"{}"}}])",
                                      to_text(rob))))
                  .field,
              "owners");
}

TEST_F(TemplatesTest, OfOthersOnlyLeadsChangeThem) {
    const Id hers = add_template(mia), his = add_template(rob);
    const auto rename = [&](Id by, Id whole) {
        return run(by, "template.update", fmt::format(R"({{"id":"{}","name":"New"}})", to_text(whole)));
    };
    EXPECT_EQ(refused(rename(rob, hers)).code, ErrorCode::forbidden);
    acked(rename(rob, his));
    acked(rename(mia, his));
    const Id item = add_item(rob, his, R"("title":"Call","kind":"push","day":1)");
    const auto remove = [&](Id by) {
        return run(by, "template_item.delete", fmt::format(R"({{"id":"{}"}})", to_text(item)));
    };
    EXPECT_EQ(refused(remove(eve)).code, ErrorCode::forbidden);
    acked(remove(mia));
}

TEST_F(TemplatesTest, ItsItemsGoAndComeBackWithIt) {
    const Id whole = add_template(rob);
    const Id first = add_item(rob, whole, R"("title":"Call","kind":"push","day":1)");
    add_item(rob, whole, fmt::format(R"("title":"After","kind":"push","day":1,"follows_id":"{}")", to_text(first)));
    const Ack gone = acked(run(rob, "template.delete", fmt::format(R"({{"id":"{}"}})", to_text(whole))));
    EXPECT_EQ(count("template_item"), 0);
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    EXPECT_EQ(count("template_item"), 2);
    acked(run(rob, "template_item.delete", fmt::format(R"({{"id":"{}"}})", to_text(first))));
    EXPECT_EQ(count("template_item"), 1) << "what followed it stays, and follows nothing";
}

struct SavingTest : TemplatesTest {
    Id campaign = add_entry(rob, calendar, "Spring",
                            fmt::format(R"(,"kind":"campaign","status":"confirmed","owner_id":"{}",)"
                                        R"("when":{{"starts_on":"2026-03-02","ends_on":"2026-03-16"}})",
                                        to_text(rob)));
    Id add(std::string_view title, std::string_view more) {
        return add_entry(rob, calendar, title,
                         fmt::format(R"(,"kind":"push","parent_id":"{}"{})", to_text(campaign), more));
    }
    Outcome save(Id by) {
        return run(by, "template.save", fmt::format(R"({{"entry_id":"{}","name":"Again"}})", to_text(campaign)));
    }
};

TEST_F(SavingTest, ASavedCampaignIsMadeAgainAsItWas) {
    const Id page = add("Spring: page", R"(,"status":"live","when":{"starts_on":"2026-03-04","ends_on":"2026-03-05"})");
    add("Calls",
        fmt::format(R"(,"status":"planned","owner_id":"{}","depends_on_ids":["{}"],"follows_id":"{}","offset_days":2)",
                    to_text(eve), to_text(page), to_text(page)));
    add("A thought", "");
    make(rob, "checklist_item", fmt::format(R"({{"entry_id":"{}","text":"Read it"}})", to_text(page)));
    const Ack saved = acked(save(rob));
    EXPECT_EQ(load<Template>(template_type, saved.id.value())->days, 14);
    const Ack made = acked(run(rob, "template.use",
                               fmt::format(R"({{"template_id":"{}","calendar_id":"{}","title":"Autumn",)"
                                           R"("starts_on":"2026-09-07","owner_id":"{}",)"
                                           R"("owners":[{{"role":"Sales","member_id":"{}"}}]}})",
                                           to_text(saved.id.value()), to_text(calendar), to_text(rob), to_text(eve))));
    const auto entries = children(made.id.value());
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0]->title, "A thought");
    EXPECT_FALSE(entries[0]->when);
    EXPECT_EQ(entries[1]->title, "Autumn: page") << "the title went along";
    EXPECT_EQ(first_day(*entries[1]), "2026-09-09");
    EXPECT_EQ(entries[1]->status, EntryStatus::planned) << "what was live begins anew";
    EXPECT_EQ(entries[2]->owner_id, eve);
    EXPECT_EQ(entries[2]->follows_id, entries[1]->id);
    EXPECT_EQ(first_day(*entries[2]), "2026-09-11");
    EXPECT_EQ(entries[2]->depends_on_ids, IdList{entries[1]->id});
    EXPECT_EQ(count("checklist_item"), 2);
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", saved.seq)));
    EXPECT_EQ(count("template"), 0);
    EXPECT_EQ(count("template_item"), 0);
}

// A template is everyone's: what someone may not see does not go into it.
TEST_F(SavingTest, WhatNotEveryoneSeesIsNotSaved) {
    add("Secret", R"(,"private":true)");
    add("Open", "");
    const Ack saved = acked(save(rob));
    EXPECT_EQ(count("template_item"), 1);
    EXPECT_FALSE(snapshot(eve).contains("Secret"));
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", saved.seq)));
    acked(run(rob, "entry.update", fmt::format(R"({{"id":"{}","private":true}})", to_text(campaign))));
    EXPECT_EQ(refused(save(rob)).message, "is not seen by everyone, as a template is");
    EXPECT_EQ(refused(save(mia)).code, ErrorCode::invalid_field);
}

// What the log would not take back, an undo could not bring back.
TEST_F(SavingTest, WhatDoesNotFitATemplateIsNamedAndNothingIsSaved) {
    const auto refused_for = [&](std::string_view title, std::string_view when) {
        const Id id = add(title, fmt::format(R"(,"status":"planned","when":{})", when));
        const Error error = refused(save(rob));
        acked(run(rob, "entry.delete", fmt::format(R"({{"id":"{}"}})", to_text(id))));
        return error.message;
    };
    EXPECT_EQ(refused_for("Far", R"({"starts_on":"2028-11-28","ends_on":"2028-11-29"})"),
              "holds “Far”, which no template takes: day must be from -1000 to 1000");
    EXPECT_TRUE(refused_for("Long", R"({"starts_on":"2026-03-02","ends_on":"2029-03-03"})").contains("“Long”"));
    EXPECT_TRUE(refused_for("Weeks", R"({"starts_at":"2026-03-02T09:00:00","ends_at":"2026-04-02T09:00:00",)"
                                     R"("zone":"Europe/Berlin"})")
                    .contains("minutes must be"));
    EXPECT_EQ(count("template"), 0);
    add("Last", R"(,"status":"planned","when":{"starts_on":"2028-11-26","ends_on":"2028-11-27"})");
    add("Spring " + std::string(193, 'x'), "");
    const Ack saved = acked(save(rob));
    const auto items = [&] { return Records(database).select(template_item_type, "true ORDER BY title"); };
    const Ack gone = acked(run(rob, "template.delete", fmt::format(R"({{"id":"{}"}})", to_text(saved.id.value()))));
    acked(run(rob, "undo", fmt::format(R"({{"seq":{}}})", gone.seq)));
    ASSERT_EQ(items().size(), 2U);
    EXPECT_EQ(static_cast<const TemplateItem&>(*items()[0]).day, 1'000);
    EXPECT_TRUE(static_cast<const TemplateItem&>(*items()[1]).title.starts_with("Spring "));
}

TEST_F(TemplatesTest, AWorkspaceBeginsWithThoseWeShipOnceOnly) {
    const std::int64_t before = count("template");
    ship_templates(database, clock);
    EXPECT_EQ(before, 0);
    EXPECT_EQ(count("template"), 5);
    database.execute("DELETE FROM template_item");
    database.execute("DELETE FROM template");
    ship_templates(database, clock);
    EXPECT_EQ(count("template"), 0) << "what was deleted stays so";
}

TEST_F(TemplatesTest, ActivityTellsOfATemplateOnceAndNotOfThoseWeShip) {
    ship_templates(database, clock);
    Engine after(database, clock, sink);
    const auto send = [&](std::string_view name, const std::string& args) {
        return acked(after.apply(std::vector{submission(rob, name, args)}).at(0)).id.value();
    };
    const Id whole = send("template.create", R"({"name":"Roadshow"})");
    send("template_item.create",
         fmt::format(R"({{"template_id":"{}","title":"Stop","kind":"event","day":1}})", to_text(whole)));
    const std::string told = queries.activity(*after.directory(), mia, {}, 50, {});
    EXPECT_TRUE(told.contains("Roadshow"));
    EXPECT_FALSE(told.contains("Stop")) << "its items are told of with it";
    EXPECT_FALSE(told.contains("Webinar")) << "nobody has made those";
}

TEST_F(TemplatesTest, EveryShippedTemplateMayBeUsedOnAnyDayOfAYear) {
    ship_templates(database, clock);
    Engine after(database, clock, sink); // as the server begins after it
    for (const auto& whole : Records(database).select(template_type, "true ORDER BY name"))
        for (const char* on : {"2026-03-02", "2026-12-19", "2028-02-29"}) {
            const Ack made =
                acked(after.apply(std::vector{use_of(mia, whole->id, fmt::format(R"("starts_on":"{}")", on))}).at(0));
            EXPECT_GE(children(made.id.value()).size(), 7u);
        }
}

} // namespace
} // namespace tandem
