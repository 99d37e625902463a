#pragma once
// Throttle: how often one may guess (R10). Failures are counted per account, known or not, and per client address; an
// attempt is counted before its password is looked at, so that a burst gains nothing, and given back when it succeeds.
// The clock is passed in. Loop thread only.

#include <chrono>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "calendar/base/clock.hpp"
#include "server/net/address.hpp"

namespace tandem {

// Failures by key, the longest unused forgotten first when there are too many keys.
template <class Key>
class FailureTable {
public:
    struct Row {
        Key key;
        int failures = 0;
        Instant since{};         // of the first failure of this run
        Instant blocked_until{}; // no attempt before
    };

    explicit FailureTable(std::size_t most) : most_(most) {}

    Row* find(const Key& key) {
        const auto at = places_.find(key);
        return at == places_.end() ? nullptr : &*at->second;
    }
    Row& touch(const Key& key) {
        if (const auto at = places_.find(key); at != places_.end()) {
            rows_.splice(rows_.begin(), rows_, at->second);
            return rows_.front();
        }
        if (rows_.size() >= most_) {
            places_.erase(rows_.back().key);
            rows_.pop_back();
        }
        rows_.push_front(Row{key, 0, {}, {}});
        places_[key] = rows_.begin();
        return rows_.front();
    }
    void erase(const Key& key) {
        const auto at = places_.find(key);
        if (at == places_.end()) return;
        rows_.erase(at->second);
        places_.erase(at);
    }
    std::size_t size() const { return rows_.size(); }

private:
    std::size_t most_;
    std::list<Row> rows_; // newest use first
    std::unordered_map<Key, typename std::list<Row>::iterator> places_;
};

class Throttle {
public:
    struct Limits {
        int account_failures = 10;
        int address_failures = 30;
        std::chrono::seconds window{15 * 60};
        std::chrono::seconds first_delay{30}; // doubles with each further failure
        std::chrono::seconds longest_delay{15 * 60};
        std::size_t most_keys = 20'000; // of each table
    };

    Throttle() : Throttle(Limits{}) {}
    explicit Throttle(Limits limits) : limits_(limits), accounts_(limits.most_keys), addresses_(limits.most_keys) {}

    // How long to wait before the next attempt; zero: go on, and the attempt counts as a failure until succeeded().
    // An empty `account` counts by address only (a token; a browser that is known and cannot be locked out).
    std::chrono::seconds attempt(std::string_view account, const net::Address& client, Instant now);
    void succeeded(std::string_view account, const net::Address& client);
    // The attempt was not looked at after all.
    void take_back(std::string_view account, const net::Address& client);

    std::size_t size() const { return accounts_.size() + addresses_.size(); }

private:
    Limits limits_;
    FailureTable<std::string> accounts_;
    FailureTable<net::Address> addresses_;
};

} // namespace tandem
