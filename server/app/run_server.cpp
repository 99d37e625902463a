#include "server/app/run_server.hpp"

#include <cstdio>

#include "server/app/application.hpp"
#include "server/net/loop.hpp"

namespace tandem {

Result<void> run_server(const Config& config) {
    net::ignore_broken_pipe();
    net::raise_file_limit();
    Application application(config);
    const auto address = application.listen();
    if (!address) return std::unexpected(address.error());
    std::printf("listening on %s\n", address->c_str());
    if (const auto setup = application.setup_address(); !setup.empty())
        std::printf("nobody has a password yet: make the first admin at %s\n", setup.c_str());
    std::fflush(stdout);
    application.run();
    return {};
}

} // namespace tandem
