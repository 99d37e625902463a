#pragma once
// Config: everything that can be set, with its default. From the command line, and from the file named by --config.

#include <filesystem>
#include <string>
#include <vector>

#include "calendar/base/error.hpp"

namespace tandem {

struct Config {
    std::filesystem::path data;            // the folder that holds everything
    std::string listen = "127.0.0.1:8080"; // HOST:PORT; port 0 picks one
    std::vector<std::string> base_urls;    // addresses that the page is opened at; none: the one that was bound (R6)
    std::filesystem::path tls_certificate; // PEM chain; none: plain HTTP
    std::filesystem::path tls_key;         // PEM, mode 0600 (R21)
    bool plain_beyond_loopback = false;    // plain HTTP off this machine: behind a proxy only
    std::vector<std::string> proxies;      // networks whose X-Forwarded-For is believed
    std::filesystem::path page;            // the built page; none: beside the program, or where the package puts it
    std::size_t workers = 2;               // threads for queries and rendering
    std::size_t sockets_per_member = 10;   // R15
    std::size_t connections_per_address = 256;  // R11
    std::size_t requests_per_minute = 300;      // R11: reads of one member
    std::size_t commands_per_minute = 6'000;    // as many as a socket may send, and imports
    std::size_t visits_per_minute = 60;         // R11: of one address that is not signed in
    std::size_t messages_per_second = 20;       // R15: of one socket
    std::vector<std::string> outbound_networks; // private networks that subscriptions may lead to (R17)
    std::string smtp_host;                      // the relay that mail goes to; none: no mail
    std::size_t smtp_port = 0;                  // 0: 587, with smtp_tls "tls" 465, with "none" 25
    std::string smtp_tls = "starttls";          // or "tls", "none"
    std::string smtp_user;                      // none: without signing in
    std::filesystem::path smtp_password_file;   // its first line, mode 0600
    std::filesystem::path smtp_ca_file;         // PEM; who vouches for the relay, instead of the system's list
    std::string smtp_from;                      // the address that mail comes from
    std::size_t mail_delay_seconds = 60;        // what is told waits so long for being read in the page
    std::size_t mail_gap_seconds = 900;         // at most one mail to a member in that time
    bool demo = false;                          // fill an empty workspace with the demo plan
};

// Reads a TOML file over `config`. Errors: invalid_field naming the key.
Result<void> read_config(const std::filesystem::path& file, Config& config);

} // namespace tandem
