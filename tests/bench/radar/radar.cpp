// bench_radar: the touch radar over 100,000 accounts and a million touches, asked in the engine as workers ask it. One
// line of JSON out: CPU and wall time, in the middle of all.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "calendar/engine/audience_queries.hpp"
#include "calendar/engine/engine.hpp"
#include "calendar/engine/radar.hpp"
#include "calendar/engine/radar_board.hpp"
#include "calendar/engine/radar_facts.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/bench/radar/fill.hpp"

namespace tandem::bench {
namespace {

using namespace std::chrono;

double thread_cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double middle(std::vector<double> all) {
    std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
    return all[all.size() / 2];
}

class StillClock final : public Clock {
public:
    Instant now() const override { return RadarShape{}.today + hours{10}; }
};

class NoSink final : public ChangeSink {
public:
    void deliver(const std::vector<ChangePtr>&) override {}
};

class Measuring {
public:
    explicit Measuring(const std::filesystem::path& file)
        : writer_(file, Database::Mode::writer), engine_(writer_, clock_, sink_), reader_(file, Database::Mode::reader),
          queries_(reader_) {}

    void run(int count) {
        const Window month{Date{floor<days>(RadarShape{}.today).time_since_epoch()},
                           Date{floor<days>(RadarShape{}.today).time_since_epoch()} + days{31}};
        measure("push", count, [&](int i) { return ask_push(next_push(i)); });
        RadarBoard board;
        const auto look = [&](std::size_t offset) {
            return board.answer(queries_, *engine_.directory(), marketer(), {month, {}, {}, offset, 50}, clock_.now())
                .value()
                .size();
        };
        measure("board_warmed", 1, [&](int) { return board.warm(queries_, *engine_.directory(), clock_.now()), 1U; });
        measure("board_first", 1, [&](int) { return look(0); });
        measure("board_scrolled", count, [&](int i) { return look(static_cast<std::size_t>(i) * 50); });
        measure("board_after_touch", count, [&](int) { return look(0); }, [&](int i) { log(i); });
        measure("board_after_account", count, [&](int) { return look(0); }, [&](int i) { change_account(i); });
        measure("rule", count, [&](int i) { return ask_rule(i); });
        measure("wide", 3, [&](int) { return ask_entry(wide_push()); });
        measure("override_found", 3, [&](int) { return look_for_override(); });
        measure("override", 5, [&](int) { return apply(overriding_), 1U; }, [&](int) { look_for_override(); });
        measure("account", count, [&](int i) { return change_account(i), 1U; });
        std::puts(fmt::format("{{{}}}", out_).c_str());
    }

private:
    // `before` is not part of what is measured.
    template <class What, class Before>
    void measure(std::string_view name, int count, What&& what, Before&& before) {
        std::vector<double> cpu, wall;
        for (int i = 0; i < count; ++i) {
            before(i);
            const auto begin = steady_clock::now();
            const double used = thread_cpu_ms();
            answered_ += what(i);
            cpu.push_back(thread_cpu_ms() - used);
            wall.push_back(duration<double, std::milli>(steady_clock::now() - begin).count());
        }
        out_ += fmt::format(R"({}"{}":{{"cpu_ms":{:.3f},"wall_ms":{:.3f}}})", out_.empty() ? "" : ",", name,
                            middle(cpu), middle(wall));
    }
    template <class What>
    void measure(std::string_view name, int count, What&& what) {
        measure(name, count, what, [](int) {});
    }

    // A push that is ahead and has one audience of 500.
    int next_push(int) {
        while (true) {
            const Id id = push_id(at_++ % RadarShape{}.entries);
            const auto entry = std::static_pointer_cast<const Entry>(queries_.records().load(entry_type, id));
            const bool is_meant = entry->audience_ids.size() == 1 && entry->audience_ids.front().low % 5 != 0 &&
                                  entry->when->starts.time_since_epoch() > clock_.now().time_since_epoch();
            if (is_meant) return static_cast<int>(id.low);
        }
    }
    std::size_t ask_push(int number) { return ask_entry(push_id(number)); }
    std::size_t ask_entry(Id id) {
        return radar_of_entry(queries_, *engine_.directory(), marketer(), id, {}, clock_.now()).value().size();
    }
    std::size_t ask_rule(int i) {
        const TextList rule = {"region is DACH or Nordics", fmt::format("employee_count >= {}", 200 + i)};
        return accounts_of_rule(queries_, *engine_.directory(), rule).value().size();
    }
    void log(int i) {
        run("touch.create", fmt::format(R"({{"account_id":"{}","outcome":"reached"}})", to_text(account_id(i))));
    }
    void change_account(int i) {
        run("account.update",
            fmt::format(R"({{"id":"{}","employee_count":{}}})", to_text(account_id(i)), ++changes_ % 5'000));
    }
    // By a worker, before the writer is asked.
    std::size_t look_for_override() {
        overriding_ = submission("radar_override.create",
                                 fmt::format(R"({{"entry_id":"{}","reason":"Agreed"}})", to_text(daily_push())));
        overriding_.radar = find_radar_facts(queries_, *engine_.directory(), overriding_, clock_.now());
        return static_cast<std::size_t>(overriding_.radar->accounts);
    }
    Submission submission(std::string_view name, const std::string& args) {
        return {Actor::member(marketer()),
                {fmt::format("bench-{}-{}", steady_clock::now().time_since_epoch().count(), ++commands_),
                 std::string(name),
                 parse_json_object(args).value(),
                 {}}};
    }
    void run(std::string_view name, const std::string& args) { apply(submission(name, args)); }
    void apply(const Submission& submission) {
        const Outcome outcome = engine_.apply({&submission, 1}).front();
        if (const auto* error = std::get_if<Error>(&outcome)) throw std::runtime_error(error->message);
    }

    StillClock clock_;
    NoSink sink_;
    Database writer_;
    Engine engine_;
    Database reader_;
    Queries queries_;
    int at_ = 0, changes_ = 0, commands_ = 0;
    std::size_t answered_ = 0;
    Submission overriding_;
    std::string out_;
};

} // namespace
} // namespace tandem::bench

int main(int argc, char** argv) {
    using namespace tandem;
    const auto name = fmt::format("radar-{}-{}", migrations().back().version, bench::radar_fill_version);
    std::filesystem::path folder = ".";
    int count = 50;
    bool only_name = false;
    CLI::App app("Asks the touch radar of a large store, which is made if the folder has none of this version.");
    app.add_option("--folder", folder, "where the store is kept");
    app.add_option("--count", count, "how often each is asked")->check(CLI::Range(1, 10'000));
    app.add_flag("--name", only_name, "prints what the store of this version is called, and ends");
    CLI11_PARSE(app, argc, argv);
    try {
        if (only_name) {
            std::printf("%s\n", name.c_str());
            return 0;
        }
        const auto file = folder / (name + ".db");
        if (!std::filesystem::exists(file)) bench::fill_radar_store(file, {});
        bench::Measuring(file).run(count);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_radar: %s\n", error.what());
        return 1;
    }
}
