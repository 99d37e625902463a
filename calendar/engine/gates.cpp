#include "calendar/engine/gates.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "calendar/base/secret.hpp"
#include "calendar/engine/visibility.hpp"
#include "calendar/offers/offer.hpp"
#include "calendar/offers/say.hpp"
#include "calendar/offers/talking_point.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

std::vector<RecordPtr> of_entry(Records& records, const EntityType& type, Id entry) {
    const Records::Parameter id[] = {to_text(entry)};
    return records.select(type, "entry_id = ? ORDER BY id", id);
}

std::shared_ptr<const Entry> load_entry(Records& records, const std::optional<Id>& id) {
    return id ? std::static_pointer_cast<const Entry>(records.load(entry_type, *id)) : nullptr;
}

bool is_out(EntryStatus status) { return status == EntryStatus::live || status == EntryStatus::done; }

// How far something is that the member may not see is told by no gate: for them it is shut.
constexpr std::string_view of_unseen = " (ask someone who may see it)";

// The words for what one rule misses; nothing if it is kept. What the member may not see does not keep it.
class Look {
public:
    Look(const Entry& entry, Records& records, const Directory& directory, const std::optional<Id>& member)
        : entry_(entry), records_(records), directory_(directory), member_(member), line_(with_campaigns()) {}

    std::optional<std::string> missing(GateRule rule) {
        switch (rule) {
        case GateRule::date: return unless(entry_.when.has_value(), "a date");
        case GateRule::owner: return unless(entry_.owner_id.has_value(), "an owner");
        case GateRule::audience:
            return unless(any([](const Entry& e) { return !e.audience.empty() || !e.audience_ids.empty(); }),
                          "an audience");
        case GateRule::offer: return missing_offer();
        case GateRule::talking_points: return unless(has_talking_points(), "talking points");
        case GateRule::checklist: return missing_items();
        case GateRule::links: return unless(!entry_.links.empty(), "a link to its material");
        case GateRule::landing_page: return missing_landing_page();
        case GateRule::dependencies: return missing_dependencies();
        }
        return std::nullopt;
    }

private:
    static std::optional<std::string> unless(bool kept, std::string what) {
        return kept ? std::nullopt : std::optional(std::move(what));
    }
    template <class F>
    bool any(F&& holds) const {
        return std::ranges::any_of(line_, holds);
    }

    // The entry, its campaign and that one's theme, as far as they are seen: what they say holds for it, too.
    std::vector<Entry> with_campaigns() const {
        std::vector<Entry> all{entry_};
        for (auto up = load_entry(records_, entry_.parent_id); up && is_seen(*up) && all.size() < 3;
             up = load_entry(records_, up->parent_id))
            all.push_back(*up);
        return all;
    }

    bool is_seen(const Entry& one) const {
        return !member_ || detail_for(*member_, entry_type, one, directory_) == Detail::full;
    }

    std::optional<std::string> missing_offer() {
        if (!entry_.when) return "a date on which its offer is valid";
        const Date on = std::chrono::floor<std::chrono::days>(entry_.when->starts);
        bool has_any = any([](const Entry& e) { return !e.offer.empty(); });
        for (const Entry& one : line_)
            for (const Id id : one.offer_ids) {
                const auto offer = std::static_pointer_cast<const Offer>(records_.load(offer_type, id));
                if (!offer) continue;
                has_any = true;
                const auto telling = telling_on({offer->valid_from, offer->valid_until, offer->embargo_until}, on);
                if (telling == Telling::now) continue;
                return fmt::format("the offer “{}” to be {} on its date", offer->name,
                                   telling == Telling::embargo ? "out of embargo" : "valid");
            }
        return unless(has_any, "an offer");
    }
    bool has_talking_points() {
        return any([](const Entry& e) { return !e.talking_points.empty(); }) ||
               std::ranges::any_of(
                   line_, [&](const Entry& e) { return !of_entry(records_, talking_point_type, e.id).empty(); });
    }
    std::optional<std::string> missing_items() {
        const auto items = of_entry(records_, checklist_item_type, entry_.id);
        const auto open = std::ranges::count_if(
            items, [](const RecordPtr& item) { return !static_cast<const ChecklistItem&>(*item).done; });
        if (open == 0) return std::nullopt;
        return open == 1 ? "one thing of its checklist done" : fmt::format("{} things of its checklist done", open);
    }
    std::optional<std::string> missing_landing_page() {
        const auto page = load_entry(records_, entry_.landing_page_id);
        if (!page) return "a landing page";
        if (!is_seen(*page)) return fmt::format("its landing page live{}", of_unseen);
        return unless(is_out(page->status), "its landing page live");
    }
    std::optional<std::string> missing_dependencies() {
        std::size_t open = 0;
        bool all_seen = true;
        for (const Id id : entry_.depends_on_ids)
            if (const auto needed = load_entry(records_, id)) {
                all_seen = all_seen && is_seen(*needed);
                open += is_seen(*needed) && is_out(needed->status) ? 0 : 1;
            }
        if (open == 0) return std::nullopt;
        return fmt::format("{} that it depends on live{}",
                           open == 1 ? std::string("one entry") : fmt::format("{} entries", open),
                           all_seen ? "" : of_unseen);
    }

    const Entry& entry_;
    Records& records_;
    const Directory& directory_;
    std::optional<Id> member_;
    std::vector<Entry> line_;
};

bool may_sign(const Member& member, const Gate& gate) {
    const bool has_role = !gate.sign_off_role || member.role == *gate.sign_off_role ||
                          (*gate.sign_off_role == Role::lead && member.role == Role::admin);
    return member.active && has_role && (!gate.sign_off_team || member.team == *gate.sign_off_team);
}

std::string signers(const Gate& gate) {
    constexpr std::string_view plural[] = {"admins", "leads", "members", "viewers"};
    std::string text =
        gate.sign_off_role ? std::string(plural[static_cast<std::size_t>(*gate.sign_off_role)]) : "members";
    if (gate.sign_off_team) text.append(" of ").append(teams[static_cast<std::size_t>(*gate.sign_off_team)]);
    return text;
}

std::optional<Missing> missing_sign_offs(const Entry& entry, const Gate& gate, Records& records,
                                         const Directory& directory) {
    if (gate.sign_offs == 0) return std::nullopt;
    std::set<Id> given;
    for (const RecordPtr& record : of_entry(records, sign_off_type, entry.id)) {
        const auto& sign_off = static_cast<const SignOff&>(*record);
        const Member* member = directory.member(sign_off.member_id);
        if (sign_off.state == SignOffState::given && member && may_sign(*member, gate)) given.insert(member->id);
    }
    const auto left = gate.sign_offs - static_cast<std::int64_t>(given.size());
    if (left <= 0) return std::nullopt;
    return Missing{"sign_offs", fmt::format("{} sign-off{} by {}", left == 1 ? std::string("a") : std::to_string(left),
                                            left == 1 ? "" : "s", signers(gate))};
}

constexpr std::string_view signed_fields[] = {"title",           "summary",   "when",           "rrule",
                                              "channel",         "audience",  "audience_ids",   "excluded_account_ids",
                                              "offer",           "offer_ids", "talking_points", "links",
                                              "landing_page_id", "location",  "budget"};

} // namespace

std::vector<Missing> missing_for(const Entry& entry, EntryStatus from, EntryStatus to, Records& records,
                                 const Directory& directory, const std::optional<Id>& member) {
    std::vector<Missing> missing;
    if (to == EntryStatus::cancelled) return missing;
    const EntryStatus begin = from == EntryStatus::cancelled ? EntryStatus::idea : from;
    const Records::Parameter kind[] = {std::string(entry_kinds[static_cast<std::size_t>(entry.kind)])};
    const auto add = [&](Missing one) {
        if (std::ranges::find(missing, one.what, &Missing::what) == missing.end()) missing.push_back(std::move(one));
    };
    std::optional<Look> look;
    for (const RecordPtr& record : records.select(gate_type, "kind = ? ORDER BY id", kind)) {
        const auto& gate = static_cast<const Gate&>(*record);
        if (gate.status <= begin || gate.status > to) continue;
        if (!look) look.emplace(entry, records, directory, member);
        for (std::size_t rule = 0; rule < std::size(gate_rules); ++rule)
            if (std::ranges::find(gate.rules, gate_rules[rule]) != gate.rules.end())
                if (auto what = look->missing(static_cast<GateRule>(rule))) add({gate_rules[rule], std::move(*what)});
        if (auto what = missing_sign_offs(entry, gate, records, directory)) add(std::move(*what));
    }
    return missing;
}

Result<void> check_gates(const Context& context, const Record* record_before, const Record& record_after) {
    const auto* entry = dynamic_cast<const Entry*>(&record_after);
    if (!entry) return {};
    const auto* before = static_cast<const Entry*>(record_before);
    const Entry& after = *entry;
    const bool is_same_kind = before && before->kind == after.kind; // those of another it has not passed
    const EntryStatus from = is_same_kind ? before->status : EntryStatus::idea;
    if (context.is_system() || context.actor.import_id || from == after.status) return {};
    const auto missing =
        missing_for(after, from, after.status, context.draft.records(), context.directory, context.actor.member_id);
    if (missing.empty()) return {};
    std::vector<std::string_view> words;
    for (const Missing& one : missing) words.push_back(one.what);
    const auto status = entry_statuses[static_cast<std::size_t>(after.status)];
    if (before && !is_same_kind && before->status == after.status)
        return fail_field("kind", fmt::format("cannot be {} while it is {}: it needs {}",
                                              entry_kinds[static_cast<std::size_t>(after.kind)], status,
                                              fmt::join(words, "; ")));
    return fail_field("status", fmt::format("cannot be {} yet: it needs {}", status, fmt::join(words, "; ")));
}

std::string signed_digest(const Entry& entry) {
    std::string words;
    for (const auto name : signed_fields) {
        const Field& field = *entry_type.find(name);
        append_value(words, field, field.get(entry), every_id);
        words += '\n';
    }
    return hash_secret(words);
}

void follow_signed(Context& context, const Entry& before, const Entry& after) {
    const std::string now = signed_digest(after);
    if (now == signed_digest(before)) return;
    for (const RecordPtr& record : of_entry(context.draft.records(), sign_off_type, after.id)) {
        const auto staged = context.draft.find<SignOff>(sign_off_type, record->id); // as who sees it was led along
        if (!staged) continue;
        auto sign_off = std::make_shared<SignOff>(*staged);
        const bool holds = sign_off->signed_digest == now;
        const SignOffState lost = holds ? SignOffState::withdrawn : SignOffState::given;
        if (sign_off->state != lost) continue;
        sign_off->state = holds ? SignOffState::given : SignOffState::withdrawn;
        sign_off->decided_at = context.now;
        context.draft.update(sign_off_type, std::move(sign_off));
    }
}

} // namespace tandem
