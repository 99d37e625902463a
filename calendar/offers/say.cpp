#include "calendar/offers/say.hpp"

#include <algorithm>
#include <utility>

namespace tandem {
namespace {

template <class T>
SayDays days_of(const T& record) {
    return {record.valid_from, record.valid_until, record.embargo_until};
}

// A point of an offer is told only while the offer is.
SayDays both(const SayDays& a, const SayDays& b) {
    const auto later = [](const auto& x, const auto& y) { return x && y ? std::max(x, y) : x ? x : y; };
    const auto earlier = [](const auto& x, const auto& y) { return x && y ? std::min(x, y) : x ? x : y; };
    return {later(a.from, b.from), earlier(a.until, b.until), later(a.embargo_until, b.embargo_until)};
}

using Points = std::vector<std::shared_ptr<const TalkingPoint>>;

void add_points(Points points, const SaidPoint& like, Date on, std::vector<SaidPoint>& out) {
    std::ranges::sort(points, {}, [](const auto& point) { return std::pair(point->position, point->id); });
    for (const auto& point : points) {
        SaidPoint said = like;
        said.id = point->id;
        said.text = point->text;
        said.approved = point->approved_by_id.has_value();
        said.days = both(like.days, days_of(*point));
        said.telling = telling_on(said.days, on);
        out.push_back(std::move(said));
    }
}

// The lines of the entry's text, but for those that are points already.
void add_lines(const SayEntry& of, const SaidPoint& like, std::vector<SaidPoint>& out) {
    std::string_view rest = of.entry->talking_points;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = trim_line(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool is_point = std::ranges::any_of(of.points, [&](const auto& point) { return point->text == line; });
        if (line.empty() || is_point) continue;
        out.push_back(like);
        out.back().text = line;
    }
}

const SayOffer* find_offer(std::span<const SayOffer> offers, Id id) {
    const auto at = std::ranges::find_if(offers, [&](const SayOffer& one) { return one.offer->id == id; });
    return at == offers.end() ? nullptr : &*at;
}

void add_offer_text(const SayEntry& of, std::vector<SaidOffer>& out) {
    if (of.entry->offer.empty()) return;
    out.push_back({std::nullopt, {}, of.entry->offer, {}, of.source, of.entry->id, false, {}, Telling::now});
}

// What may be told first, then what is approved; else as they stand.
template <class T>
void put_in_order(std::vector<T>& said) {
    std::vector<T> ordered;
    for (const bool is_now : {true, false})
        for (const bool is_approved : {true, false})
            for (T& one : said)
                if ((one.telling == Telling::now) == is_now && one.approved == is_approved)
                    ordered.push_back(std::move(one));
    said = std::move(ordered);
}

// The same words are said once, where they come first.
void drop_repeats(std::vector<SaidPoint>& said) {
    std::vector<SaidPoint> once;
    for (SaidPoint& one : said)
        if (std::ranges::find(once, one.text, &SaidPoint::text) == once.end()) once.push_back(std::move(one));
    said = std::move(once);
}

} // namespace

std::string_view trim_line(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

Telling telling_on(const SayDays& days, Date on) {
    if (days.until && *days.until < on) return Telling::over;
    if (days.embargo_until && on < *days.embargo_until) return Telling::embargo;
    return days.from && on < *days.from ? Telling::not_yet : Telling::now;
}

std::vector<std::pair<Id, SaySource>> offers_of(std::span<const SayEntry> chain) {
    std::vector<std::pair<Id, SaySource>> found;
    for (const SayEntry& of : chain)
        for (const Id id : of.entry->offer_ids)
            if (std::ranges::find(found, id, &std::pair<Id, SaySource>::first) == found.end())
                found.emplace_back(id, of.source);
    return found;
}

Say say(Date on, std::span<const SayEntry> chain, std::span<const SayOffer> offers) {
    Say all;
    for (const SayEntry& of : chain) {
        const SaidPoint like{{}, {}, of.source, of.entry->id, false, {}, Telling::now};
        add_points(of.points, like, on, all.points);
        add_lines(of, like, all.points);
    }
    for (const auto& [id, source] : offers_of(chain)) {
        const SayOffer* of = find_offer(offers, id);
        if (!of) continue;
        const Offer& offer = *of->offer;
        const SayDays days = days_of(offer);
        add_points(of->points, {{}, {}, SaySource::offer, id, false, days, Telling::now}, on, all.points);
        const auto named = std::ranges::find(chain, source, &SayEntry::source);
        all.offers.push_back({id, offer.name, offer.summary, offer.terms_link, source, named->entry->id,
                              offer.approved_by_id.has_value(), days, telling_on(days, on)});
    }
    for (const SayEntry& of : chain) add_offer_text(of, all.offers);
    put_in_order(all.points);
    drop_repeats(all.points);
    put_in_order(all.offers);
    return all;
}

std::string say_card(const Say& said) {
    std::string card;
    const auto add = [&](const std::string& line) { card += (card.empty() ? "" : "\n") + line; };
    std::size_t held = 0;
    std::optional<Date> first;
    const auto holds = [&](const auto& one) {
        if (one.telling != Telling::embargo) return;
        ++held;
        if (!first || *one.days.embargo_until < *first) first = one.days.embargo_until;
    };
    for (const SaidOffer& offer : said.offers) {
        holds(offer);
        if (offer.telling != Telling::now) continue;
        const std::string& words = offer.summary.empty() ? offer.name : offer.summary;
        add("Offer: " + words + (offer.days.until ? " (until " + to_text(*offer.days.until) + ")" : "") +
            (offer.terms_link.empty() ? "" : " " + offer.terms_link));
    }
    bool has_heading = false;
    for (const SaidPoint& point : said.points) {
        holds(point);
        if (point.telling != Telling::now) continue;
        if (!std::exchange(has_heading, true)) add("Talking points:");
        add("- " + point.text + (point.approved ? "" : " (not approved)"));
    }
    if (held > 0) add("Not before " + to_text(*first) + ": " + std::to_string(held) + " more, under embargo");
    return card;
}

Date day_to_say(const When& when, bool repeats, Date today) {
    using std::chrono::days;
    const Date first = std::chrono::floor<days>(when.starts);
    const Date last = std::chrono::floor<days>(std::max(when.starts, when.ends - std::chrono::seconds{1}));
    if (today < first) return first;
    return repeats ? today : std::min(today, last);
}

} // namespace tandem
