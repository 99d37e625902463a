#include "server/outbound/smtp_client.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>

namespace tandem::outbound {
namespace {

using Of = SmtpFailure::Of;

struct EasyEnds {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListEnds {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyEnds>;
using List = std::unique_ptr<curl_slist, ListEnds>;

// One mail on its way, as curl's callbacks see it.
struct Passage {
    std::string_view left; // of the message
    const std::atomic<bool>& stopping;
    int looks_since_stop = 0;  // curl looks about once a second while it waits
    bool named_reader = false; // the relay has been told for whom it is: from here on its "no" is about this mail
};

std::size_t give_message(char* to, std::size_t size, std::size_t count, void* given) {
    auto& passage = *static_cast<Passage*>(given);
    const std::size_t taken = std::min(size * count, passage.left.size());
    std::memcpy(to, passage.left.data(), taken);
    passage.left.remove_prefix(taken);
    return taken;
}

// Of what curl says to the relay only this is looked at; nothing is kept, for the password goes by here, too.
int watch(CURL*, curl_infotype type, char* bytes, std::size_t size, void* given) {
    if (type == CURLINFO_HEADER_OUT && std::string_view(bytes, size).starts_with("RCPT TO:"))
        static_cast<Passage*>(given)->named_reader = true;
    return 0;
}

// Once all of it was given the relay may have taken it over, and breaking off would send it twice: so it gets a few
// seconds, which the stop has.
int look_whether_to_go_on(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& passage = *static_cast<Passage*>(given);
    if (!passage.stopping) return 0;
    return !passage.left.empty() || ++passage.looks_since_stop > 3 ? 1 : 0;
}

void set_up(CURL* easy, const SmtpRelay& relay, const SmtpMail& mail, Passage& passage, curl_slist* readers) {
    const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
    const bool is_literal = relay.host.contains(':');
    set(CURLOPT_URL, fmt::format("{}://{}{}{}:{}", relay.tls == SmtpTls::tls ? "smtps" : "smtp", is_literal ? "[" : "",
                                 relay.host, is_literal ? "]" : "", relay.port)
                         .c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_USE_SSL, static_cast<long>(relay.tls == SmtpTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!relay.ca_file.empty()) {
        set(CURLOPT_CAINFO, relay.ca_file.c_str());
        set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!relay.user.empty()) {
        set(CURLOPT_USERNAME, relay.user.c_str());
        set(CURLOPT_PASSWORD, relay.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, fmt::format("<{}>", mail.from).c_str());
    set(CURLOPT_MAIL_RCPT, readers);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &give_message);
    set(CURLOPT_READDATA, &passage);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(relay.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(relay.total.count()));
    set(CURLOPT_XFERINFOFUNCTION, &look_whether_to_go_on);
    set(CURLOPT_XFERINFODATA, &passage);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_DEBUGFUNCTION, &watch);
    set(CURLOPT_DEBUGDATA, &passage);
    set(CURLOPT_VERBOSE, 1L); // to `watch` alone
}

// curl compares the names itself, once OpenSSL has nothing to say against the certificate and before it notes so.
std::string_view reason_for_mistrust(CURL* easy) {
    constexpr long good = 0, not_noted = 1, outdated = 10; // X509_V_OK, _ERR_UNSPECIFIED, _ERR_CERT_HAS_EXPIRED
    long verdict = good;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict == good || verdict == not_noted) return "The mail server's certificate is that of another server.";
    if (verdict == outdated) return "The mail server's certificate has expired.";
    return "The mail server's certificate cannot be trusted: nobody known here vouches for it.";
}

SmtpFailure failure_of(CURL* easy, CURLcode code, const Passage& passage) {
    long answer = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer);
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return {Of::relay, "There is no mail server of that name."};
    case CURLE_COULDNT_CONNECT: return {Of::relay, "The mail server does not take connections."};
    case CURLE_OPERATION_TIMEDOUT: return {Of::relay, "The mail server did not answer in time."};
    case CURLE_LOGIN_DENIED: return {Of::relay, "The mail server does not take the user and the password."};
    case CURLE_PEER_FAILED_VERIFICATION: return {Of::relay, std::string(reason_for_mistrust(easy))};
    case CURLE_SSL_CACERT_BADFILE: return {Of::relay, "The file of smtp_ca_file holds no certificates."};
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR: return {Of::relay, "No secure connection to the mail server could be made."};
    case CURLE_ABORTED_BY_CALLBACK: return {Of::relay, "The server is stopping."};
    default: break;
    }
    if (answer >= 500 && passage.named_reader)
        return {Of::mail, fmt::format("The mail server refused it ({}).", answer)};
    if (answer >= 500) return {Of::relay, fmt::format("The mail server refuses our mail ({}).", answer)};
    if (answer >= 400 && passage.named_reader)
        return {Of::later, fmt::format("The mail server could not take it yet ({}).", answer)};
    if (answer >= 400) return {Of::relay, fmt::format("The mail server takes no mail now ({}).", answer)};
    return {Of::relay, "The connection to the mail server broke off."};
}

} // namespace

SmtpClient::SmtpClient(SmtpRelay relay) : relay_(std::move(relay)) {
    [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
}

std::expected<void, SmtpFailure> SmtpClient::send(const SmtpMail& mail, const std::atomic<bool>& stopping) const {
    const Easy easy(curl_easy_init());
    const List readers(curl_slist_append(nullptr, fmt::format("<{}>", mail.to).c_str()));
    if (!easy || !readers) return std::unexpected(SmtpFailure{Of::relay, "There is no memory left to send with."});
    Passage passage{mail.message, stopping};
    set_up(easy.get(), relay_, mail, passage, readers.get());
    const CURLcode code = curl_easy_perform(easy.get());
    if (code == CURLE_OK) return {};
    return std::unexpected(failure_of(easy.get(), code, passage));
}

} // namespace tandem::outbound
