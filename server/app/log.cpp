#include "server/app/log.hpp"

#include <string>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "calendar/record/json.hpp"

namespace tandem::log {
namespace {

spdlog::logger& logger() {
    static const auto shared = [] {
        auto made = spdlog::stderr_logger_mt("tandem");
        made->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
        made->flush_on(spdlog::level::warn);
        // A log that cannot be written must not stop the server.
        made->set_error_handler([](const std::string&) {});
        return made;
    }();
    return *shared;
}

void write(spdlog::level::level_enum level, std::string_view event, Fields fields) {
    std::string line = "\"event\":";
    append_quoted(line, event);
    for (const auto& [name, value] : fields) {
        line += ',';
        append_quoted(line, name);
        line += ':';
        if (const auto* text = std::get_if<std::string_view>(&value))
            append_quoted(line, *text);
        else
            line += std::to_string(std::get<std::int64_t>(value));
    }
    logger().log(level, "{}", line);
}

} // namespace

void info(std::string_view event, Fields fields) { write(spdlog::level::info, event, fields); }
void warning(std::string_view event, Fields fields) { write(spdlog::level::warn, event, fields); }
void error(std::string_view event, Fields fields) { write(spdlog::level::err, event, fields); }

} // namespace tandem::log
