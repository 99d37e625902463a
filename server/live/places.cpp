#include "server/live/places.hpp"

#include <utility>

namespace tandem::live {
namespace {

class Taken {
public:
    Taken(std::shared_ptr<std::unordered_map<Id, std::size_t>> held, Id member)
        : held_(std::move(held)), member_(member) {
        ++(*held_)[member_];
    }
    Taken(const Taken&) = delete;
    Taken& operator=(const Taken&) = delete;
    ~Taken() {
        if (--(*held_)[member_] == 0) held_->erase(member_);
    }

private:
    std::shared_ptr<std::unordered_map<Id, std::size_t>> held_;
    Id member_;
};

} // namespace

Place Places::take(Id member) {
    const auto at = held_->find(member);
    if (at != held_->end() && at->second >= most_) return nullptr;
    return std::make_shared<const Taken>(held_, member);
}

} // namespace tandem::live
