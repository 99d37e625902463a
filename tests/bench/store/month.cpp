// bench_store: the month of one calendar in a store of a million entries, read as a calendar-query reads it, in the
// engine. One line of JSON out.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <random>
#include <vector>

#include <CLI/CLI.hpp>

#include "calendar/engine/object_reader.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/bench/store/fill.hpp"

namespace tandem::bench {
namespace {

using namespace std::chrono;

struct Taken {
    double wall_ms = 0, cpu_ms = 0;
};

double thread_cpu_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class F>
Taken take(F&& what) {
    const auto begin = steady_clock::now();
    const double cpu = thread_cpu_ms();
    what();
    return {duration<double, std::milli>(steady_clock::now() - begin).count(), thread_cpu_ms() - cpu};
}

double middle(std::vector<Taken>& all, double Taken::* of) {
    std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), {}, of);
    return all[all.size() / 2].*of;
}

// A calendar and a month of the two years ahead and the one before, for each of `count` readings.
struct Months {
    int calendars, number = 0;
    std::mt19937 random{7};
    std::pair<int, year_month> next() {
        return {1 + number++ % (calendars - 1), year{2025} / 12 + months{static_cast<int>(random() % 36U)}};
    }
};

void run(const std::filesystem::path& file, int count, int again_count) {
    const Shape shape;
    Taken filled;
    if (!std::filesystem::exists(file)) filled = take([&] { fill_store(file, shape); });
    Database database(file, Database::Mode::reader);
    Queries queries(database);
    const DirectoryPtr directory = Directory::load(queries.records());
    std::vector<Taken> first, again;
    std::size_t objects = 0;
    Months all{shape.calendars};
    for (int i = 0; i < count; ++i) {
        const auto [calendar, month] = all.next();
        const Instant from = sys_days{month / 1}, to = sys_days{(month + months{1}) / 1};
        const auto read = [&, number = calendar] {
            ObjectReader reader(queries, directory, reading_member());
            objects += reader.between(calendar_id(number), from, to).size();
        };
        first.push_back(take(read));
        for (int once_more = 0; once_more < again_count; ++once_more) again.push_back(take(read));
    }
    const auto entries = database.query_integer("SELECT count(*) FROM entry").value_or(0);
    const auto occurrences = database.query_integer("SELECT count(*) FROM occurrence").value_or(0);
    std::printf(R"({"entries":%lld,"occurrences":%lld,"fill_s":%.1f,"found":%zu,"first_cpu_ms":%f,"first_ms":%f,)"
                R"("again_cpu_ms":%f,"again_ms":%f})"
                "\n",
                static_cast<long long>(entries), static_cast<long long>(occurrences), filled.wall_ms / 1e3,
                objects / (static_cast<std::size_t>(count) * static_cast<std::size_t>(again_count + 1)),
                middle(first, &Taken::cpu_ms), middle(first, &Taken::wall_ms), middle(again, &Taken::cpu_ms),
                middle(again, &Taken::wall_ms));
}

} // namespace
} // namespace tandem::bench

int main(int argc, char** argv) {
    using namespace tandem;
    const auto name =
        "store-" + std::to_string(migrations().back().version) + "-" + std::to_string(bench::fill_version);
    std::filesystem::path folder = ".";
    int count = 200, again = 10;
    bool only_name = false;
    CLI::App app(
        "Reads months of one calendar from a large store, which is made if the folder has none of this version.");
    app.add_option("--folder", folder, "where the store is kept");
    app.add_option("--count", count, "months to read")->check(CLI::Range(1, 10'000));
    app.add_option("--again", again, "how often each is read once more")->check(CLI::Range(1, 10'000));
    app.add_flag("--name", only_name, "prints what the store of this version is called, and ends");
    CLI11_PARSE(app, argc, argv);
    try {
        if (only_name)
            std::printf("%s\n", name.c_str());
        else
            bench::run(folder / (name + ".db"), count, again);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_store: %s\n", error.what());
        return 1;
    }
}
