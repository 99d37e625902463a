#include "tests/bench/store/fill.hpp"

#include <random>

#include <fmt/format.h>

#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/people/member.hpp"
#include "calendar/store/migrations.hpp"
#include "calendar/store/records.hpp"

namespace tandem::bench {
namespace {

using namespace std::chrono;

constexpr auto years_around = days{3'650};
constexpr int in_one_transaction = 100'000;

class Fill {
public:
    Fill(Database& database, const Shape& shape) : records_(database), shape_(shape) {}

    void run() {
        Transaction people(records_.database());
        add_members();
        for (int i = 0; i < shape_.calendars; ++i) add_calendar(i);
        people.commit();
        for (int from = 0; from < shape_.entries; from += in_one_transaction) {
            Transaction transaction(records_.database());
            for (int i = from; i < std::min(from + in_one_transaction, shape_.entries); ++i) add_entry(i);
            transaction.commit();
        }
        Transaction transaction(records_.database());
        OccurrenceIndex(records_.database(), horizon_at(shape_.today)).rebuild();
        transaction.commit();
    }

private:
    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

    void add_members() {
        for (const auto& [id, name, role, team] : {std::tuple{Id{1, 1}, "ada", Role::admin, Team::marketing},
                                                   std::tuple{reading_member(), "ben", Role::member, Team::sales}}) {
            Member member;
            member.id = id;
            member.rev = 1;
            member.created_at = member.updated_at = shape_.today - years_around;
            member.name = name;
            member.email = std::string(name) + "@example.org";
            member.role = role;
            member.team = team;
            records_.insert(member_type, member);
        }
    }

    void add_calendar(int number) {
        Calendar calendar;
        calendar.id = calendar_id(number);
        calendar.rev = 1;
        calendar.created_at = calendar.updated_at = shape_.today - years_around;
        calendar.name = fmt::format("Calendar {}", number);
        calendar.position = number;
        if (number == 0) calendar.team = Team::marketing;
        if (number % 5 == 4) calendar.rights = {"sales:busy"};
        records_.insert(calendar_type, calendar);
    }

    // Made in the order of time, for a day within the next quarter: a month's entries lie scattered over the table.
    void add_entry(int number) {
        const Instant made = shape_.today - years_around / 2 +
                             milliseconds{duration_cast<milliseconds>(years_around).count() / shape_.entries * number};
        Entry entry;
        entry.id = Id{static_cast<std::uint64_t>(made.time_since_epoch().count()) << 16U, random_()};
        entry.rev = 1 + below(3);
        entry.created_at = entry.updated_at = made;
        entry.created_by = entry.owner_id = Id{1, 1};
        entry.calendar_id = calendar_id(below(shape_.calendars));
        entry.kind = below(500) == 0 ? EntryKind::campaign : EntryKind::event;
        entry.status = EntryStatus::planned;
        entry.title = fmt::format("Entry {} of the autumn season", number);
        entry.summary = "What it is about, who prepares it and what is to be ready a week before it begins.";
        entry.tags = {"autumn", fmt::format("wave-{}", number % 12)};
        entry.is_private = below(33) == 0;
        place(entry, Date{floor<days>(made).time_since_epoch()} + days{below(90)});
        records_.insert(entry_type, entry);
    }

    void place(Entry& entry, Date day) {
        if (entry.kind == EntryKind::campaign) {
            entry.when = all_day(day, day + days{14 + below(60)});
            return;
        }
        const LocalTime starts = LocalTime{day} + hours{8 + below(10)};
        entry.when = below(5) < 2 ? all_day(day, day + days{1 + below(2)})
                                  : zoned(starts, starts + minutes{30 + 15 * below(5)}, "Europe/Berlin");
        if (below(10) == 0) entry.rrule = {fmt::format("FREQ=WEEKLY;COUNT={}", 4 + below(37))};
    }

    Records records_;
    const Shape& shape_;
    std::mt19937_64 random_{20261122};
};

} // namespace

Id reading_member() { return {1, 2}; }
Id calendar_id(int number) { return {2, static_cast<std::uint64_t>(number)}; }

void fill_store(const std::filesystem::path& file, const Shape& shape) {
    std::filesystem::create_directories(file.parent_path());
    const std::filesystem::path growing = file.string() + ".new";
    std::filesystem::remove(growing);
    {
        Database database(growing, Database::Mode::writer);
        // Nobody would miss a half of it.
        database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000");
        migrate(database);
        Fill(database, shape).run();
        database.execute("PRAGMA journal_mode=WAL");
    }
    std::filesystem::rename(growing, file);
}

} // namespace tandem::bench
