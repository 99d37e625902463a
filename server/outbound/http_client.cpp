#include "server/outbound/http_client.hpp"

#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tandem::outbound {
namespace {

// Office 365 refuses agents that do not look like a browser (feeds.md D-8).
constexpr const char* user_agent = "Mozilla/5.0 (compatible; Tandem calendar subscription)";
constexpr const char* accept = "Accept: text/calendar,text/plain;q=0.8,*/*;q=0.5";

struct EasyEnds {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListEnds {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyEnds>;
using HeaderList = std::unique_ptr<curl_slist, ListEnds>;

// One transfer, as its callbacks see it.
struct Transfer {
    const Guard& guard;
    const FetchLimits& limits;
    const std::atomic<bool>& stopping;
    std::string body;
    std::size_t header_bytes = 0;
    bool was_refused = false, is_too_large = false;
};

std::uint16_t port_of(const sockaddr& raw) {
    if (raw.sa_family == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in&>(raw).sin_port);
    return ntohs(reinterpret_cast<const sockaddr_in6&>(raw).sin6_port);
}

// Called for each address that curl is about to connect to, after names were resolved and redirects followed.
curl_socket_t open_socket(void* given, curlsocktype, curl_sockaddr* to) {
    auto& transfer = *static_cast<Transfer*>(given);
    const bool is_ip = to->family == AF_INET || to->family == AF_INET6;
    if (!is_ip || !transfer.guard.permits(net::address_of(to->addr), port_of(to->addr))) {
        transfer.was_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* given) {
    auto& transfer = *static_cast<Transfer*>(given);
    transfer.is_too_large = transfer.is_too_large || transfer.body.size() + size * count > transfer.limits.body_bytes;
    if (transfer.is_too_large) return 0; // anything but the count ends the transfer
    transfer.body.append(bytes, size * count);
    return size * count;
}

std::size_t take_header(char*, std::size_t size, std::size_t count, void* given) {
    auto& transfer = *static_cast<Transfer*>(given);
    transfer.header_bytes += size * count;
    transfer.is_too_large = transfer.is_too_large || transfer.header_bytes > transfer.limits.header_bytes;
    return transfer.is_too_large ? 0 : size * count;
}

int look_whether_to_go_on(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(given)->stopping ? 1 : 0;
}

HeaderList headers_for(const Fetch& fetch) {
    HeaderList list(curl_slist_append(nullptr, accept));
    const auto add = [&](std::string_view name, const std::string& value) {
        if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
        if (auto* longer = curl_slist_append(list.get(), fmt::format("{}: {}", name, value).c_str())) {
            static_cast<void>(list.release());
            list.reset(longer);
        }
    };
    add("If-None-Match", fetch.etag);
    add("If-Modified-Since", fetch.last_modified);
    return list;
}

void set_up(CURL* easy, const Fetch& fetch, Transfer& transfer, curl_slist* headers) {
    const FetchLimits& limits = transfer.limits;
    const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
    set(CURLOPT_URL, fetch.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, fetch.url.starts_with("https:") ? "https" : "http,https"); // never to less
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_PROXY, ""); // a proxy of the environment would be asked past the guard
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.body_bytes));
    set(CURLOPT_ACCEPT_ENCODING, "gzip");
    set(CURLOPT_USERAGENT, user_agent);
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_XFERINFOFUNCTION, &look_whether_to_go_on);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
}

// Of the last answer, where redirects led to it.
std::string header_of(CURL* easy, const char* name) {
    curl_header* found = nullptr;
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
    return found->value;
}

std::string reason_of(CURLcode code, const Transfer& transfer) {
    if (transfer.was_refused) return "The address leads to a network that is not asked from here.";
    if (transfer.is_too_large || code == CURLE_FILESIZE_EXCEEDED)
        return fmt::format("The answer is larger than {} MB.",
                           std::max<std::size_t>(1, transfer.limits.body_bytes >> 20));
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "There is no server of that name.";
    case CURLE_COULDNT_CONNECT: return "The server does not take connections.";
    case CURLE_OPERATION_TIMEDOUT: return "The server did not answer in time.";
    case CURLE_TOO_MANY_REDIRECTS: return "The address leads on to others without end.";
    case CURLE_UNSUPPORTED_PROTOCOL: return "The address leads on to one that is not read.";
    case CURLE_PEER_FAILED_VERIFICATION: return "The server's certificate cannot be trusted.";
    case CURLE_SSL_CONNECT_ERROR: return "No secure connection could be made.";
    case CURLE_URL_MALFORMAT: return "The address cannot be read.";
    case CURLE_ABORTED_BY_CALLBACK: return "The server is stopping.";
    default: return "The connection broke off, or the answer cannot be read.";
    }
}

FetchAnswer answer_of(CURL* easy, Transfer& transfer) {
    FetchAnswer answer;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    if (answer.status == 200) answer.body = std::move(transfer.body);
    answer.etag = header_of(easy, "ETag");
    answer.last_modified = header_of(easy, "Last-Modified");
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK && seconds > 0)
        answer.retry_after = std::chrono::seconds{seconds};
    return answer;
}

} // namespace

HttpClient::HttpClient(Guard guard, FetchLimits limits) : guard_(std::move(guard)), limits_(limits) {
    [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
}

std::expected<FetchAnswer, std::string> HttpClient::get(const Fetch& fetch, const std::atomic<bool>& stopping) const {
    const Easy easy(curl_easy_init());
    if (!easy) return std::unexpected("There is no memory left to ask with.");
    Transfer transfer{guard_, limits_, stopping, {}, 0, false, false};
    const HeaderList headers = headers_for(fetch);
    set_up(easy.get(), fetch, transfer, headers.get());
    const CURLcode code = curl_easy_perform(easy.get());
    if (code != CURLE_OK) return std::unexpected(reason_of(code, transfer));
    return answer_of(easy.get(), transfer);
}

} // namespace tandem::outbound
