#pragma once
// A stream's callbacks as things a coroutine can wait for. Included by session.cpp only: it brings Asio along.

#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/net/stream.hpp"

namespace tandem::http {

using Ready = net::Stream::Ready;

// Hands `start` what resumes the coroutine; gives what that is called with.
inline boost::asio::awaitable<bool> when(std::move_only_function<void(Ready)> start) {
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void(bool)>(
        [](auto handler, std::move_only_function<void(Ready)> begin) { begin(Ready(std::move(handler))); },
        boost::asio::use_awaitable, std::move(start));
}

// False if the wait was cancelled.
inline boost::asio::awaitable<bool> readable(net::Stream& stream) {
    return when([&stream](Ready ready) { stream.when_readable(std::move(ready)); });
}

inline boost::asio::awaitable<bool> writable(net::Stream& stream) {
    return when([&stream](Ready ready) { stream.when_writable(std::move(ready)); });
}

} // namespace tandem::http
