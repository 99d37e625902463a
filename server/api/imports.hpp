#pragma once
// Imports by the page, one after the other: a file is read and planned on a worker, carried out in pieces on the core
// thread. So no two imports plan against the same entries, and one worker at most is taken from the queries. Its own
// functions on the loop's thread; the work is where it says.

#include <deque>

#include "calendar/engine/csv_plan.hpp"
#include "calendar/engine/import_run.hpp"
#include "server/core/backend.hpp"
#include "server/http/respond.hpp"

namespace tandem::api {

class Imports {
public:
    explicit Imports(Backend& backend) : backend_(backend) {}

    struct Order {
        Visitor visitor;
        Id calendar_id; // none: of what belongs to no calendar
        std::string text;
        bool is_preview = false;
        http::Respond respond;
        std::optional<CsvOrder> csv = {}; // a table; nothing: a calendar file
    };
    // Answers `unavailable` when too many wait already: each holds its file in memory.
    void take(Order order);

    static constexpr std::size_t most_waiting = 4;

private:
    // Whoever holds it is the one import that is under way; the next begins when it goes, in whatever way.
    struct Turn {
        Imports& imports;
        explicit Turn(Imports& owner) : imports(owner) {}
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn();
    };
    struct Job {
        Order order;
        std::unique_ptr<Turn> turn;
        std::vector<std::string> warnings = {}; // about the file
    };
    void start_next();
    void plan(Job job, Queries& queries);
    void plan_table(Job job, Queries& queries);
    void carry_out(Job job, ImportPlan plan);

    Backend& backend_;
    std::deque<Order> waiting_;
    bool busy_ = false;
};

} // namespace tandem::api
