#pragma once
// One timer for all connections: each tick asks every session whether a deadline has passed. Cheaper than a timer each
// (16,384 idle connections cost one walk a second). Loop thread.

#include <boost/intrusive/list.hpp>

#include "server/net/loop.hpp"

namespace tandem::net {

// Leaves the sweep when destroyed. sweep() must not destroy sessions; it cancels or posts.
class Swept : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    virtual ~Swept() = default;
    virtual void sweep(SteadyTime now) = 0;
};

class Sweep {
public:
    Sweep(Loop& loop, std::chrono::milliseconds tick) : timer_(loop.every(tick, [this] { run(); })) {}
    ~Sweep() { members_.clear(); }

    void add(Swept& member) { members_.push_back(member); }
    bool empty() const { return members_.empty(); }

    template <class Visit>
    void for_each(Visit visit) {
        for (auto at = members_.begin(); at != members_.end();) visit(*at++);
    }

private:
    void run() {
        const auto now = Loop::now();
        for_each([now](Swept& member) { member.sweep(now); });
    }

    boost::intrusive::list<Swept, boost::intrusive::constant_time_size<false>> members_;
    Timer timer_;
};

} // namespace tandem::net
