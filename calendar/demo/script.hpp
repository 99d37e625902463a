#pragma once
// Script: what the demo's members did and when. Commands are noted in any order, then played in the order of their
// times on an engine whose clock shows those times.

#include <cstdint>
#include <map>
#include <vector>

#include <boost/json.hpp>

#include "calendar/engine/engine.hpp"

namespace tandem::demo {

// The same on every machine, which the distributions of <random> are not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next(); // splitmix64
    int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool one_in(int count) { return below(count) == 0; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
    }

private:
    std::uint64_t state_;
};

class Script {
public:
    Script(Instant now, std::uint64_t seed) : random(seed), now_(now) {}

    // Dropped if `at` is not yet over.
    void note(Instant at, const Actor& actor, std::string_view name, boost::json::object args);
    // Plays everything and forgets it. Throws std::logic_error if a command is refused.
    void play(Database& database);

    Id make_id(Instant at);
    Instant now() const { return now_; }

    Random random;

private:
    Instant now_;
    std::multimap<Instant, Submission> lines_; // those of one time in the order in which they were noted
};

} // namespace tandem::demo
