#include <fstream>
#include <iterator>

#include "tests/bench/exchange.hpp"
#include "tests/bench/http_client.hpp"

namespace tandem::bench {

void run_ask(const Load& load) {
    std::string body;
    if (!load.body.empty()) {
        std::ifstream file(load.body, std::ios::binary);
        body.assign(std::istreambuf_iterator<char>(file), {});
    }
    const std::string text = make_request(load.target.port, load.method, load.path, header_lines(load), body);
    run_exchange(load, [&](int) -> const std::string& { return text; });
}

} // namespace tandem::bench
