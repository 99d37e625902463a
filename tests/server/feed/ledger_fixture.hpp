#pragma once
// A feed whose fetches are noted, and what the ledger tells of them in one line.

#include <boost/json.hpp>

#include "tests/server/feed/feed_fixture.hpp"

namespace tandem {

class LedgerWorkspace : public FeedWorkspace {
public:
    void fetch(const std::string& token, const char* agent = "Google-Calendar-Importer") {
        clock.advance(std::chrono::minutes{1});
        get(token, {{"User-Agent", agent}});
    }
    void change(Id entry, std::string_view fields, std::string_view name = "entry.update") {
        acked(run(marketer, name, fmt::format(R"({{"id":"{}"{}}})", to_text(entry), fields)));
    }
    std::string answer(std::optional<Id> member = {}) {
        const Date today{std::chrono::floor<std::chrono::days>(clock.now()).time_since_epoch()};
        return queries.feed_fetches(*engine.directory(), member.value_or(marketer), link, today).value();
    }
    boost::json::array fetches() { return boost::json::parse(answer()).at("fetches").as_array(); }
    // Of the app that fetched last: "changed Launch, gone Fair +", with a plus if it is cut.
    std::string unseen(std::optional<Id> member = {}) {
        const boost::json::value fetch = boost::json::parse(answer(member)).at("fetches").at(0);
        std::string text;
        for (const auto& entry : fetch.at("entries").as_array())
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", std::string_view(entry.at("what").as_string()),
                                std::string_view(entry.at("title").as_string()));
        return text + (fetch.at("cut").as_bool() ? " +" : "");
    }
};

} // namespace tandem
