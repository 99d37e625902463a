#include <algorithm>

#include <fmt/format.h>

#include "calendar/engine/feed_ledger.hpp"
#include "calendar/engine/feed_unseen.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_shown = 100; // of an app; the others are counted

void append_line(std::string& out, const FeedUnseen::Line& line) {
    static const Field& when = *entry_type.find("when");
    fmt::format_to(std::back_inserter(out), R"({{"id":{},"title":)", line.id ? '"' + to_text(*line.id) + '"' : "null");
    append_quoted(out, line.title);
    fmt::format_to(std::back_inserter(out), R"(,"what":"{}","when":)", line.what);
    append_value(out, when, Value(line.when), every_id);
    out += '}';
}

std::string encode_fetch(const FeedFetch& fetch, const FeedUnseen::Found& unseen) {
    std::string out = R"({"app":)";
    append_quoted(out, fetch.app);
    out += R"(,"agent":)";
    append_quoted(out, fetch.agent);
    fmt::format_to(std::back_inserter(out), R"(,"fetched_at":"{}","unseen":{},"entries":[)", to_text(fetch.at),
                   unseen.lines.size());
    const std::size_t shown = std::min(unseen.lines.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) out += ',';
        append_line(out, unseen.lines[i]);
    }
    const bool cut = unseen.cut || shown < unseen.lines.size();
    return out + (cut ? R"(],"cut":true})" : R"(],"cut":false})");
}

} // namespace

Result<std::string> Queries::feed_fetches(const Directory& given, Id member, Id id, Date today) {
    const Look look(*this, given);
    const auto link = std::static_pointer_cast<const FeedLink>(records_.load(feed_link_type, id));
    if (!link || detail_for(member, feed_link_type, *link, look.directory) != Detail::full)
        return fail(ErrorCode::not_found, "no such feed link");
    const auto fetches = FeedLedger(database_).of(id);
    std::vector<std::pair<const FeedFetch*, std::string>> answers; // the log is walked once, back in time
    for (const FeedFetch& fetch : fetches) answers.emplace_back(&fetch, std::string{});
    const auto oldest = std::ranges::min_element(fetches, {}, &FeedFetch::seen_seq);
    if (oldest != fetches.end()) {
        FeedUnseen unseen(records_, *link, member, look.directory, today, oldest->seen_seq);
        std::vector<std::size_t> order(answers.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::sort(order, std::greater{}, [&](std::size_t i) { return fetches[i].seen_seq; });
        for (const std::size_t i : order)
            answers[i].second = encode_fetch(fetches[i], unseen.since(fetches[i].seen_seq));
    }
    std::string out = R"({"fetches":[)";
    for (const auto& [fetch, text] : answers) out += (out.back() == '[' ? "" : ",") + text;
    return out + "]}";
}

} // namespace tandem
