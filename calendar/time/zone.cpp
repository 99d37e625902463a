#include "calendar/time/zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <vector>

namespace tandem {
namespace {

using std::chrono::local_seconds;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr const char* zone_directory = "/usr/share/zoneinfo/";

// The text between the last two line feeds of a TZif file (RFC 8536 3.3).
std::optional<ZoneRule> read_rule(const std::string& name) {
    std::ifstream file(zone_directory + name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.size() < 2 || bytes.back() != '\n') return std::nullopt;
    const auto start = bytes.rfind('\n', bytes.size() - 2);
    if (start == std::string::npos) return std::nullopt;
    return parse_zone_rule(std::string_view(bytes).substr(start + 1, bytes.size() - start - 2));
}

class Zone {
public:
    explicit Zone(const date::time_zone* zone) : zone_(zone) {}

    const std::optional<ZoneRule>& rule() const {
        std::call_once(rule_read_, [this] { rule_ = read_rule(zone_->name()); });
        return rule_;
    }

    seconds offset(sys_seconds at) const {
        const auto info = zone_->get_info(date::sys_seconds{at.time_since_epoch()});
        // The library stops at the last switch listed in the file (2037 for most zones); the rule goes on from there.
        if (info.end.time_since_epoch() > endless && rule() && rule()->switches) return offset_at(*rule(), at);
        return info.offset;
    }

    sys_seconds to_utc(local_seconds time) const {
        // Offsets lie between -12 h and +14 h. When nothing switches around `time`, both are the same.
        const sys_seconds as_utc{time.time_since_epoch()};
        const seconds before = offset(as_utc - std::chrono::hours{15});
        const seconds after = offset(as_utc + std::chrono::hours{13});
        if (before == after || offset(as_utc - before) == before) return as_utc - before; // plain, or first of a fold
        if (offset(as_utc - after) == after) return as_utc - after;
        return as_utc - before; // gap
    }

private:
    static constexpr seconds endless = date::sys_days{date::year{3000} / 1 / 1}.time_since_epoch();

    const date::time_zone* zone_;
    mutable std::once_flag rule_read_;
    mutable std::optional<ZoneRule> rule_;
};

// Debian's zoneinfo folder also lists the machine's own zone and a placeholder; neither is a zone people share.
bool is_shared_zone(const std::string& name) {
    return name != "localtime" && name != "posixrules" && name != "Factory";
}

struct Zones {
    std::vector<std::string> names;           // sorted
    std::vector<std::unique_ptr<Zone>> zones; // by the index of the name
    std::string version;

    Zones() {
        for (const auto& zone : date::get_tzdb().zones)
            if (is_shared_zone(zone.name())) names.push_back(zone.name());
        std::ranges::sort(names);
        for (const auto& name : names) zones.push_back(std::make_unique<Zone>(date::locate_zone(name)));
        // Debian ships no +VERSION file; the compact source beside the zones begins with "# version 2025b".
        std::ifstream file(std::string(zone_directory) + "tzdata.zi");
        std::string line;
        std::getline(file, line);
        version = line.starts_with("# version ") ? line.substr(10) : date::get_tzdb().version;
    }

    const Zone* find(std::string_view name) const {
        const auto at = std::ranges::lower_bound(names, name);
        if (at == names.end() || *at != name) return nullptr;
        return zones[static_cast<std::size_t>(at - names.begin())].get();
    }
};

const Zones& all() {
    static const Zones zones;
    return zones;
}

} // namespace

bool is_known_zone(std::string_view zone) { return all().find(zone) != nullptr; }

std::span<const std::string> zone_names() { return all().names; }

const std::string& zone_version() { return all().version; }

Instant to_instant(LocalTime time, std::string_view zone) {
    const Zone* found = all().find(zone);
    return found ? found->to_utc(time) : sys_seconds{time.time_since_epoch()};
}

LocalTime to_local(Instant at, std::string_view zone) {
    const auto whole = std::chrono::floor<seconds>(at);
    return LocalTime{(whole + utc_offset(whole, zone)).time_since_epoch()};
}

seconds utc_offset(Instant at, std::string_view zone) {
    const Zone* found = all().find(zone);
    return found ? found->offset(std::chrono::floor<seconds>(at)) : seconds{0};
}

std::optional<ZoneRule> zone_rule(std::string_view zone) {
    const Zone* found = all().find(zone);
    return found ? found->rule() : std::nullopt;
}

} // namespace tandem
