#include "server/app/config.hpp"

#include <functional>
#include <map>

#include <toml++/toml.h>

namespace tandem {
namespace {

using Node = toml::node;
using Setter = std::function<bool(const Node&, Config&)>;

Setter text(std::string Config::* member) {
    return [member](const Node& node, Config& config) {
        if (!node.is_string()) return false;
        config.*member = *node.value<std::string>();
        return true;
    };
}
Setter path(std::filesystem::path Config::* member) {
    return [member](const Node& node, Config& config) {
        if (!node.is_string()) return false;
        config.*member = *node.value<std::string>();
        return true;
    };
}
Setter flag(bool Config::* member) {
    return [member](const Node& node, Config& config) {
        if (!node.is_boolean()) return false;
        config.*member = *node.value<bool>();
        return true;
    };
}
Setter count(std::size_t Config::* member) {
    return [member](const Node& node, Config& config) {
        if (!node.is_integer() || *node.value<std::int64_t>() < 1) return false;
        config.*member = static_cast<std::size_t>(*node.value<std::int64_t>());
        return true;
    };
}
Setter texts(std::vector<std::string> Config::* member) {
    return [member](const Node& node, Config& config) {
        const auto* array = node.as_array();
        if (!array || !array->is_homogeneous(toml::node_type::string)) return false;
        (config.*member).clear();
        for (const auto& item : *array) (config.*member).push_back(*item.value<std::string>());
        return true;
    };
}

const std::map<std::string, Setter, std::less<>>& setters() {
    static const std::map<std::string, Setter, std::less<>> table = {
        {"data", path(&Config::data)},
        {"listen", text(&Config::listen)},
        {"base_urls", texts(&Config::base_urls)},
        {"tls_certificate", path(&Config::tls_certificate)},
        {"tls_key", path(&Config::tls_key)},
        {"plain_beyond_loopback", flag(&Config::plain_beyond_loopback)},
        {"proxies", texts(&Config::proxies)},
        {"page", path(&Config::page)},
        {"workers", count(&Config::workers)},
        {"sockets_per_member", count(&Config::sockets_per_member)},
        {"connections_per_address", count(&Config::connections_per_address)},
        {"requests_per_minute", count(&Config::requests_per_minute)},
        {"commands_per_minute", count(&Config::commands_per_minute)},
        {"visits_per_minute", count(&Config::visits_per_minute)},
        {"messages_per_second", count(&Config::messages_per_second)},
        {"outbound_networks", texts(&Config::outbound_networks)},
        {"smtp_host", text(&Config::smtp_host)},
        {"smtp_port", count(&Config::smtp_port)},
        {"smtp_tls", text(&Config::smtp_tls)},
        {"smtp_user", text(&Config::smtp_user)},
        {"smtp_password_file", path(&Config::smtp_password_file)},
        {"smtp_ca_file", path(&Config::smtp_ca_file)},
        {"smtp_from", text(&Config::smtp_from)},
        {"mail_delay_seconds", count(&Config::mail_delay_seconds)},
        {"mail_gap_seconds", count(&Config::mail_gap_seconds)},
        {"demo", flag(&Config::demo)},
    };
    return table;
}

} // namespace

Result<void> read_config(const std::filesystem::path& file, Config& config) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::invalid_field, "cannot read " + file.string() + ": " + std::string(error.description()));
    }
    for (const auto& [key, node] : table) {
        const auto setter = setters().find(key.str());
        if (setter == setters().end()) return fail_field(key.str(), "is not a setting", ErrorCode::unknown_field);
        if (!setter->second(node, config)) return fail_field(key.str(), "has a value of the wrong type");
    }
    return {};
}

} // namespace tandem
