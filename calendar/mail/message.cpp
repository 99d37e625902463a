#include "calendar/mail/message.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/base/utf8.hpp"

namespace tandem {
namespace {

constexpr std::string_view hex = "0123456789ABCDEF";
constexpr std::size_t longest_word =
    54; // bytes, without its frame of twelve: with "Subject: " a line of 76 (RFC 2047 2)
constexpr std::size_t longest_line = 76; // RFC 2045 6.7 (5)

bool is_visible(char c) { return c > ' ' && c < 0x7f; }
bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void append_hex(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '=';
    out += hex[byte >> 4];
    out += hex[byte & 15];
}

// One code point of a header in the Q encoding (RFC 2047 4.2); a control, or what is no UTF-8, is a space.
std::string q_encoded(std::string_view point) {
    std::string out;
    const auto first = static_cast<unsigned char>(point[0]);
    if (first <= ' ' || first == 0x7f || !is_utf8(point)) return "_";
    for (const char c : point)
        if (is_letter_or_digit(c))
            out += c;
        else
            append_hex(out, c);
    return out;
}

// Always encoded: then it is nothing but words, whatever was written (RFC 2047 2, 5).
std::string header_text(std::string_view text) {
    std::string out, word;
    const auto flush = [&] {
        if (!word.empty()) out += fmt::format("{}=?utf-8?Q?{}?=", out.empty() ? "" : "\r\n ", word);
        word.clear();
    };
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, leading_code_point(text));
        const std::string point = q_encoded(text.substr(0, length));
        if (word.size() + point.size() > longest_word) flush();
        word += point;
        text.remove_prefix(length);
    }
    flush();
    return out;
}

// One line in quoted-printable (RFC 2045 6.7), with soft breaks.
void append_line(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        const bool is_plain = (is_visible(c) && c != '=') || (c == ' ' && at + 1 < line.size());
        const std::size_t width = is_plain ? 1 : 3;
        if (column + width > longest_line - 1) {
            out += "=\r\n";
            column = 0;
        }
        if (is_plain)
            out += c;
        else
            append_hex(out, c);
        column += width;
    }
    out += "\r\n";
}

std::string body_of(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        append_line(out, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

// "Mon, 02 Mar 2026 09:00:00 +0000" (RFC 5322 3.3).
std::string header_date(Instant at) {
    using namespace std::chrono;
    constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(at - day));
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", days[weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

bool is_plain_url(std::string_view url) {
    return std::ranges::all_of(url, [](char c) { return is_visible(c) && c != '<' && c != '>'; });
}

} // namespace

bool is_mail_address(std::string_view address) {
    const auto at = address.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < address.size() && address.size() <= 254 &&
           address.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(address, is_visible) &&
           address.find_first_of("<>()[]\\,;:\"") == std::string_view::npos;
}

std::string to_message(const Mail& mail, const MailSender& sender) {
    const auto domain = sender.address.substr(sender.address.find('@') + 1);
    std::string out = fmt::format("From: Tandem <{}>\r\n", sender.address);
    out += fmt::format("To: {}{}<{}>\r\n", header_text(mail.to_name), mail.to_name.empty() ? "" : "\r\n ", mail.to);
    out += fmt::format("Subject: {}\r\n", header_text(mail.subject));
    out += fmt::format("Date: {}\r\nMessage-ID: <{}@{}>\r\n", header_date(mail.at), to_text(mail.id), domain);
    if (!sender.settings_url.empty() && is_plain_url(sender.settings_url))
        out += fmt::format("List-Unsubscribe: <{}>\r\n", sender.settings_url);
    out += "Auto-Submitted: auto-generated\r\n" // RFC 3834 5: nobody's "out of office" answers it
           "X-Auto-Response-Suppress: All\r\n"  // the same for Exchange
           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    return out + body_of(mail.text);
}

} // namespace tandem
