#include "tests/bench/radar/fill.hpp"

#include <random>

#include <fmt/format.h>

#include "calendar/audience/account.hpp"
#include "calendar/audience/audience_index.hpp"
#include "calendar/entries/calendar.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/outreach/touch.hpp"
#include "calendar/people/member.hpp"
#include "calendar/store/migrations.hpp"
#include "calendar/store/records.hpp"

namespace tandem::bench {
namespace {

using namespace std::chrono;

constexpr int members = 40;
constexpr int accounts_of_a_list = 500;
constexpr std::string_view regions[] = {"DACH",  "Nordics", "Benelux", "Iberia", "France",
                                        "Italy", "Poland",  "Baltics", "UK",     "US"};

class Fill {
public:
    Fill(Database& database, const RadarShape& shape) : database_(database), records_(database), shape_(shape) {}

    void run() {
        const Transaction::Kind write = Transaction::Kind::write;
        Transaction transaction(database_, write);
        for (int i = 0; i < members; ++i) add_member(i);
        Calendar calendar;
        stamp(calendar, {2, 0});
        calendar.name = "Plan";
        records_.insert(calendar_type, calendar);
        for (int i = 0; i < shape_.accounts; ++i) add_account(i);
        for (int i = 0; i < shape_.audiences; ++i) add_audience(i);
        for (int i = 0; i < shape_.entries; ++i) add_entry(i);
        for (int i = 0; i < shape_.touches; ++i) add_touch(i);
        add_wide();
        transaction.commit();
        AudienceIndex(database_).refresh();
    }

private:
    int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

    void stamp(Record& record, Id id) const {
        record.id = id;
        record.rev = 1;
        record.created_at = record.updated_at = shape_.today - days{365};
        record.created_by = marketer();
    }

    void add_member(int number) {
        Member member;
        stamp(member, {1, static_cast<std::uint64_t>(number)});
        member.name = fmt::format("Member {}", number);
        member.email = fmt::format("member{}@example.org", number);
        member.role = number == 0 ? Role::admin : Role::member;
        member.team = number % 4 == 0 ? Team::marketing : Team::sales;
        member.zone = "Europe/Berlin";
        records_.insert(member_type, member);
    }

    void add_account(int number) {
        Account account;
        stamp(account, account_id(number));
        account.name = fmt::format("Account {} of a middling length", number);
        account.domain = fmt::format("a{}.example", number);
        account.region = regions[below(10)];
        account.employee_count = below(5'000);
        account.rating = static_cast<AccountRating>(below(5));
        account.do_not_contact = below(200) == 0;
        account.open_opportunity = below(50) == 0;
        records_.insert(account_type, account);
    }

    void add_audience(int number) {
        AudienceList audience;
        stamp(audience, {4, static_cast<std::uint64_t>(number)});
        audience.name = fmt::format("Audience {}", number);
        if (number % 5 == 0) {
            audience.kind = AudienceKind::rule;
            const int least = below(4'700);
            audience.conditions = {fmt::format("region is {}", regions[number / 5 % 10]),
                                   fmt::format("employee_count >= {}", least),
                                   fmt::format("employee_count <= {}", least + 250)};
        }
        for (int i = 0; number % 5 != 0 && i < accounts_of_a_list; ++i)
            audience.account_ids.push_back(account_id(below(shape_.accounts)));
        records_.insert(audience_type, audience);
    }

    void add_entry(int number) {
        const Date day = Date{floor<days>(shape_.today).time_since_epoch()} - days{180} + days{below(360)};
        Entry entry;
        stamp(entry, push_id(number));
        entry.calendar_id = {2, 0};
        entry.owner_id = Id{1, static_cast<std::uint64_t>(below(members))};
        entry.kind = EntryKind::push;
        entry.status = EntryStatus::planned;
        entry.title = fmt::format("Push {}", number);
        entry.is_private = below(20) == 0;
        for (int i = 0; i <= below(2); ++i)
            entry.audience_ids.push_back({4, static_cast<std::uint64_t>(below(shape_.audiences))});
        entry.when = all_day(day, day + days{1 + below(4)});
        records_.insert(entry_type, entry);
    }

    // Later than the page of the radar is asked for.
    void add_wide() {
        AudienceList audience;
        stamp(audience, {4, static_cast<std::uint64_t>(shape_.audiences)});
        audience.name = "Larger companies";
        audience.kind = AudienceKind::rule;
        audience.conditions = {"employee_count >= 2000"};
        records_.insert(audience_type, audience);
        for (int i = 0; i <= shape_.wide_pushes; ++i) {
            const bool is_daily = i == shape_.wide_pushes;
            const Date day = Date{year{2027} / 1 / 10} + days{is_daily ? 0 : 12 + i};
            Entry entry;
            stamp(entry, is_daily ? daily_push() : Id{7, static_cast<std::uint64_t>(i)});
            entry.calendar_id = {2, 0};
            entry.owner_id = Id{1, static_cast<std::uint64_t>(i)};
            entry.kind = EntryKind::push;
            entry.status = EntryStatus::planned;
            entry.title = fmt::format("Wide push {}", i);
            entry.audience_ids = {audience.id};
            if (is_daily) entry.rrule = {"FREQ=DAILY;COUNT=31"};
            entry.when = all_day(day, day + days{1});
            records_.insert(entry_type, entry);
        }
    }

    // In the order of time, as they are logged.
    void add_touch(int number) {
        Touch touch;
        const Instant at = shape_.today - days{365} +
                           milliseconds{duration_cast<milliseconds>(days{365}).count() / shape_.touches * number};
        stamp(touch, {static_cast<std::uint64_t>(duration_cast<milliseconds>(at.time_since_epoch()).count()) << 16U,
                      random_()});
        touch.account_id = account_id(below(shape_.accounts));
        touch.member_id = {1, static_cast<std::uint64_t>(below(members))};
        touch.touched_at = at;
        touch.outcome = static_cast<TouchOutcome>(below(6));
        if (below(2) == 0) touch.entry_id = push_id(below(shape_.entries));
        records_.insert(touch_type, touch);
    }

    Database& database_;
    Records records_;
    const RadarShape& shape_;
    std::mt19937_64 random_{20261122};
};

} // namespace

Id marketer() { return {1, 0}; }
Id account_id(int number) { return {3, static_cast<std::uint64_t>(number)}; }
Id wide_push() { return {7, 0}; }
Id daily_push() { return {8, 0}; }
Id push_id(int number) { return {5, static_cast<std::uint64_t>(number)}; }

void fill_radar_store(const std::filesystem::path& file, const RadarShape& shape) {
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
