#pragma once
// PageModel: what a page holds, kept as a page keeps it: a snapshot, then `changes` frames. Any frame that a correct
// page could not apply, or that tells of what the member never saw, is a failure of the test. For tests.

#include <map>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace tandem {

class PageModel {
public:
    // `is_whole` is false for a window that leaves records out: of those, patches and removals are passed over.
    static PageModel from_snapshot(std::string_view text, bool is_whole = true);

    void apply(std::string_view frame);
    std::int64_t seq() const { return seq_; }

    // Records by kind and id. Equal for two pages that show the same.
    using Tables = std::map<std::string, std::map<std::string, boost::json::object>>;
    const Tables& tables() const { return tables_; }

    // One line per record that differs; empty if none does.
    static std::string differences(const PageModel& held, const PageModel& fresh);
    // One line per record of `part` that `whole` does not hold in the same way.
    static std::string missing(const PageModel& part, const PageModel& whole, std::string_view word);

private:
    void apply_item(const boost::json::object& item);

    bool is_whole_ = true;
    std::int64_t seq_ = 0;
    Tables tables_;
};

} // namespace tandem
