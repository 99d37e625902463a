#include "calendar/demo/script.hpp"

#include <deque>
#include <stdexcept>

#include <fmt/format.h>

#include "calendar/base/limits.hpp"

namespace tandem::demo {
namespace {

// Shows the next line's time each time it is asked; the engine asks once per command.
class ScriptClock final : public Clock {
public:
    explicit ScriptClock(Instant begins) : last_(begins) {}
    void add(Instant at) { times_.push_back(at); }
    Instant now() const override {
        if (!times_.empty()) {
            last_ = times_.front();
            times_.pop_front();
        }
        return last_;
    }

private:
    mutable std::deque<Instant> times_;
    mutable Instant last_;
};

struct Silent final : ChangeSink { // nobody is connected
    void deliver(const std::vector<ChangePtr>&) override {}
};

void require_ack(const Outcome& outcome, const Command& command) {
    if (std::holds_alternative<Ack>(outcome)) return;
    const auto* error = std::get_if<Error>(&outcome);
    throw std::logic_error(fmt::format("the demo's {} was refused: {} {} {}", command.name, error ? error->field : "",
                                       error ? error->message : "conflict",
                                       boost::json::serialize(*command.args).substr(0, 300)));
}

} // namespace

std::uint64_t Random::next() {
    std::uint64_t mixed = (state_ += 0x9e3779b97f4a7c15ULL);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

Id Script::make_id(Instant at) {
    const auto millis = static_cast<std::uint64_t>(at.time_since_epoch().count());
    return {millis << 16 | (random.next() & 0xffff), random.next()};
}

void Script::note(Instant at, const Actor& actor, std::string_view name, boost::json::object args) {
    if (at >= now_) return;
    lines_.emplace(at, Submission{actor,
                                  {to_text(make_id(at)), std::string(name),
                                   std::make_shared<const boost::json::value>(std::move(args)), std::nullopt}});
}

void Script::play(Database& database) {
    if (lines_.empty()) return;
    ScriptClock clock(lines_.begin()->first);
    Silent silent;
    Engine engine(database, clock, silent);
    std::vector<Submission> batch;
    const auto apply = [&] {
        const auto outcomes = engine.apply(batch);
        for (std::size_t i = 0; i < batch.size(); ++i) require_ack(outcomes[i], batch[i].command);
        batch.clear();
    };
    for (auto& [at, submission] : lines_) {
        clock.add(at);
        batch.push_back(std::move(submission));
        if (batch.size() == limits::batch_commands) apply();
    }
    apply();
    lines_.clear();
}

} // namespace tandem::demo
