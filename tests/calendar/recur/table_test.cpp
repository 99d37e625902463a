// The table of libical (tests/data/rrule/README.md): rule, start, expected instances.
#include <algorithm>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/recur/cursor.hpp"
#include "calendar/recur/series.hpp"
#include "tests/calendar/recur/local.hpp"

namespace tandem {
namespace {

struct Row {
    int line = 0;
    std::string rule, start, instances;
};

// Rows that do not bind us: by their line, what RFC 5545 says instead.
const std::map<int, std::string> other_instances = {
    // libical refuses this one. 3.3.10: BYMONTH and BYMONTHDAY limit the days of the weeks, so it is every 30 December
    // that lies in week 1.
    {405, "20241230,20251230,20301230,20311230"},
    // 3.8.5.3: "The recurrence set generated with a "DTSTART" property value not synchronized with the recurrence rule
    // is undefined." 3 January 2027 is no Thursday. It lies in week 53 of 2026, so years are counted from there, as
    // libical does itself where the start fits the rule (line 725).
    {681, "20321230T000000"},
    {686, "20711231T000000"},
};

std::vector<Row> read_rows() {
    std::ifstream file(TANDEM_SOURCE_DIR "/tests/data/rrule/libical-icalrecur.txt");
    std::vector<Row> rows;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.starts_with("RRULE:")) rows.push_back({number, line.substr(6), {}, {}});
        if (line.starts_with("DTSTART:")) rows.back().start = line.substr(8);
        if (line.starts_with("INSTANCES:")) rows.back().instances = line.substr(10);
    }
    for (Row& row : rows) {
        std::erase(row.instances, 'Z');
        if (const auto other = other_instances.find(row.line); other != other_instances.end())
            row.instances = other->second;
    }
    return rows;
}

std::string instances_of(const Row& row) {
    const auto rule = parse_rule(row.rule);
    if (!rule) return "*** " + rule.error().message;
    const bool is_date = row.start.size() == 8;
    const LocalTime start = local(row.start);
    const When first = is_date ? all_day(std::chrono::floor<std::chrono::days>(start),
                                         std::chrono::floor<std::chrono::days>(start) + std::chrono::days{1})
                               : floating(start, start);
    RuleCursor cursor(*rule, start, is_date, last_start(*rule, first), 1'000'000);
    std::string found;
    while (const auto time = cursor.next()) found += (found.empty() ? "" : ",") + compact(*time, is_date);
    return cursor.was_cut() ? found + " cut" : found;
}

TEST(RuleTable, EveryRowOfLibicalAgrees) {
    const auto rows = read_rows();
    ASSERT_GT(rows.size(), 140u);
    for (const Row& row : rows) EXPECT_EQ(instances_of(row), row.instances) << "line " << row.line << ": " << row.rule;
}

} // namespace
} // namespace tandem
