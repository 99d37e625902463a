#pragma once
// Places: how many sockets each member may hold (R15). A place is taken before the handshake is answered and given back
// when whatever holds it goes, also a handshake that never ends. Loop thread only.

#include <cstddef>
#include <memory>
#include <unordered_map>

#include "calendar/base/id.hpp"

namespace tandem::live {

using Place = std::shared_ptr<const void>;

class Places {
public:
    explicit Places(std::size_t most) : most_(most) {}

    // Null if the member holds as many as they may.
    Place take(Id member);

private:
    using Held = std::unordered_map<Id, std::size_t>;
    std::size_t most_;
    std::shared_ptr<Held> held_ = std::make_shared<Held>();
};

} // namespace tandem::live
