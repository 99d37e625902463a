#include "server/http/respond.hpp"

namespace tandem::http {

Respond& Respond::operator=(Respond&& other) noexcept {
    std::swap(loop_, other.loop_);
    std::swap(session_, other.session_);
    std::swap(serial_, other.serial_);
    return *this;
}

Respond::~Respond() {
    if (session_) (*this)(problem({ErrorCode::internal, {}, "the request was not answered"}));
}

void Respond::operator()(Response response) {
    auto session = std::exchange(session_, nullptr);
    if (!session) return;
    if (loop_->is_current()) {
        session->answer(serial_, std::move(response));
        return;
    }
    loop_->post([session = std::move(session), serial = serial_, response = std::move(response)]() mutable {
        session->answer(serial, std::move(response));
    });
}

} // namespace tandem::http
