// The promise of the live line: whoever applies the changes to an old snapshot holds what a new snapshot would give,
// whoever they are and whatever happened in between.
#include <map>

#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/engine/project.hpp"
#include "tests/support/page_model.hpp"
#include "tests/support/random_commands.hpp"
#include "tests/support/schema_check.hpp"

namespace tandem {
namespace {

struct Crowd : Workspace {
    std::vector<Id> members;
    SchemaSet schemas;
    int frames = 0;
    std::map<std::string, int> done;  // acknowledged, by command
    std::map<Id, PageModel> pages;    // up to date
    std::map<Id, PageModel> glances;  // of a few weeks only, with what came since
    std::map<Id, PageModel> sleepers; // that catch up now and then

    Crowd() {
        database.execute("PRAGMA synchronous=OFF"); // thousands of commits; no power is cut here
        const std::tuple<const char*, Team, Role> people[] = {
            {"marketer", Team::marketing, Role::member}, {"rep", Team::sales, Role::member},
            {"viewer", Team::sales, Role::viewer},       {"outsider", Team::other, Role::member},
            {"lead", Team::marketing, Role::lead},       {"admin", Team::other, Role::admin}};
        for (const auto& [name, team, role] : people) members.push_back(add_member(name, team, role));
        add_calendar("open");
        add_calendar("closed", R"(,"team":"marketing")");
        add_calendar("busy", R"(,"rights":["sales:busy"])");
        for (const Id member : members) {
            pages[member] = sleepers[member] = fresh(member);
            glances[member] = glance(member);
        }
        sink.changes.clear();
    }

    // Series that are moved again and again drift out of their year.
    PageModel fresh(Id member) { return PageModel::from_snapshot(snapshot(member, "2025-06-01", "2027-08-01")); }
    PageModel glance(Id member) {
        return PageModel::from_snapshot(snapshot(member, "2026-02-20", "2026-03-20"), false);
    }

    // As the hub does it.
    void deliver() {
        std::map<Id, bool> resync;
        for (const ChangePtr& change : sink.changes) {
            ProjectionKey shared;
            const bool is_shared = has_one_key(*change, shared);
            for (const Id member : members) {
                if (resync[member]) continue; // silent until the page has taken its new snapshot
                resync[member] = moves_rights(*change, member);
                const bool had_a_line = change->directory_before->member(member)->active;
                if (!had_a_line || !change->directory->member(member)->active) continue;
                const ProjectionKey key = projection_key(*change, member);
                if (is_shared) EXPECT_EQ(key, shared);
                if (!key.empty()) show(member, encode_change(*change, key));
            }
        }
        for (const auto& [member, is_needed] : resync)
            if (is_needed) {
                pages[member] = fresh(member);
                glances[member] = glance(member);
            }
        sink.changes.clear();
    }

    void show(Id member, const std::string& frame) {
        pages[member].apply(frame);
        glances[member].apply(frame);
        if (++frames % 50 != 0) return; // checking each would take minutes
        const auto fault = schemas.find_fault("messages/changes.json", frame);
        EXPECT_FALSE(fault) << fault->message << " " << frame;
    }

    void wake(Id member) {
        std::int64_t seq = 0;
        PageModel& page = sleepers[member];
        const auto frame = queries.catch_up(*engine.directory(), member, page.seq(), seq);
        if (!frame)
            page = fresh(member);
        else if (!frame->empty())
            page.apply(*frame);
    }

    // A page may hold more than its window, but nothing that is not so.
    void expect_fresh(Id member, int batch) {
        const PageModel whole = fresh(member);
        EXPECT_EQ(PageModel::differences(pages[member], whole), "") << "live, batch " << batch;
        EXPECT_EQ(PageModel::missing(glance(member), glances[member], "fresh"), "") << "window, batch " << batch;
        EXPECT_EQ(PageModel::missing(glances[member], whole, "held"), "") << "window, batch " << batch;
        glances[member] = glance(member); // it holds what came in the meantime no more
        expect_nothing_hidden(member, whole, batch);
    }

    // Every id that a record names is of a record that the member holds in full.
    void expect_nothing_hidden(Id member, const PageModel& page, int batch) {
        for (const auto& [kind, records] : page.tables())
            for (const auto& [id, record] : records)
                for (const Field& field : find_entity_type(kind)->fields) {
                    const auto* value =
                        record.if_contains(boost::json::string_view(field.name.data(), field.name.size()));
                    if (field.refers_to.empty() || !value || !value->is_string()) continue;
                    const auto& named = page.tables().at(std::string(field.refers_to));
                    const auto at = named.find(boost::json::value_to<std::string>(*value));
                    const bool is_seen = at != named.end() && !at->second.contains("busy");
                    EXPECT_TRUE(is_seen) << "batch " << batch << ": " << to_text(member) << " is told of "
                                         << boost::json::serialize(record);
                }
    }

    bool is_active(Id member) const { return engine.directory()->member(member)->active; }
};

void run_history(unsigned seed, int batches) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Crowd crowd;
    RandomCommands commands(crowd, crowd.members, seed);
    for (int batch = 0; batch < batches && !testing::Test::HasFailure(); ++batch) {
        std::vector<Submission> together;
        for (int i = 0; i <= batch % 4; ++i) together.push_back(commands.next());
        crowd.clock.advance(std::chrono::seconds{1});
        const auto outcomes = crowd.engine.apply(together);
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            if (std::holds_alternative<Ack>(outcomes[i])) ++crowd.done[together[i].command.name];
        crowd.deliver();
        const Id sleeper = crowd.members[static_cast<std::size_t>(batch) % crowd.members.size()];
        const bool is_due = batch % 8 < 2 && crowd.is_active(sleeper);
        if (is_due) crowd.wake(sleeper);
        for (const Id member : crowd.members) {
            if (!crowd.is_active(member) || (batch % 8 != 7 && !(is_due && member == sleeper))) continue;
            crowd.expect_fresh(member, batch);
            if (is_due && member == sleeper)
                EXPECT_EQ(PageModel::differences(crowd.sleepers[member], crowd.fresh(member)), "")
                    << "caught up, batch " << batch;
        }
    }
    for (const char* name : {"entry.create", "entry.update", "entry.delete", "undo", "touch.create", "calendar.update",
                             "member.update", "account.delete", "entry.put_series", "feed_link.revoke"})
        EXPECT_GT(crowd.done[name], 0) << name << " never succeeded: the histories prove little";
}

struct LivePages : testing::TestWithParam<unsigned> {};

TEST_P(LivePages, ChangesOnAnOldSnapshotGiveTheNewOneForEveryMember) { run_history(GetParam(), 300); }

INSTANTIATE_TEST_SUITE_P(Seeds, LivePages, testing::Range(1U, 7U));

} // namespace
} // namespace tandem
