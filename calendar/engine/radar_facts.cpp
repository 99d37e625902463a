#include "calendar/engine/radar_facts.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/engine/look.hpp"
#include "calendar/engine/radar_said.hpp"
#include "calendar/engine/reader.hpp"

namespace tandem {
namespace {

constexpr std::string_view ask_command = "radar_ask.create";
constexpr std::string_view override_command = "radar_override.create";

RadarQuestion as_it_stands(const Entry& entry, const Directory& directory, Date today) {
    RadarQuestion question = question_of(entry, directory, {}, today);
    question.wants_free_day = false; // it is not told
    return question;
}

// Both are on one channel at one time.
std::optional<Date> day_of_slot(const RadarFindings& findings, Id other) {
    for (const Date day : findings.question().days)
        for (const std::size_t place : findings.day().taken_on(day))
            if (findings.day().entries()[place]->id == other) return day;
    return {};
}

std::shared_ptr<const Entry> seen_by(Reader& reader, Records& records, const Command& command, std::string_view name) {
    const auto& args = command.args->get_object();
    const auto* given = args.if_contains({name.data(), name.size()});
    const auto id = given && given->is_string() ? parse_id(std::string_view(given->get_string())) : std::nullopt;
    auto entry = id ? std::static_pointer_cast<const Entry>(records.load(entry_type, *id)) : nullptr;
    return reader.detail(entry_type, entry) == Detail::full ? entry : nullptr;
}

} // namespace

bool rests_on_radar(std::string_view command) { return command == ask_command || command == override_command; }

RadarFacts facts_of_ask(Records& records, const Directory& directory, Date today, const Entry& entry,
                        const Entry& other) {
    const RadarFindings findings(records, directory, as_it_stands(entry, directory, today), today);
    RadarFacts facts{radar_digest(entry), radar_digest(other)};
    const auto cause = std::ranges::find_if(
        findings.causes(), [&](const RadarCause& one) { return findings.entries()[one.entry]->id == other.id; });
    if (cause == findings.causes().end()) {
        facts.collides_on = day_of_slot(findings, other.id);
        return facts;
    }
    facts.accounts = static_cast<std::int64_t>(cause->accounts);
    facts.collides_on = cause->on;
    return facts;
}

RadarFacts facts_of_override(Records& records, const Directory& directory, Date today, const Entry& entry) {
    const RadarFindings findings(records, directory, as_it_stands(entry, directory, today), today);
    RadarFacts facts{radar_digest(entry), {}};
    for (const RadarWarning& warning : findings.warnings()) {
        if (warning.rule == RadarRule::do_not_contact) {
            facts.reaches_forbidden = true;
            continue;
        }
        facts.rules.emplace_back(radar_rule_names[static_cast<std::size_t>(warning.rule)]);
        facts.collides_on = std::min(facts.collides_on.value_or(*warning.on), *warning.on);
    }
    facts.accounts = static_cast<std::int64_t>(findings.overridable());
    return facts;
}

std::shared_ptr<const RadarFacts> find_radar_facts(Queries& queries, const Directory& given,
                                                   const Submission& submission, Instant now) {
    const auto nothing = std::make_shared<const RadarFacts>();
    const Actor& actor = submission.actor;
    if (!actor.member_id || !actor.may_write || !submission.command.args->is_object()) return nothing;
    const Look look(queries, given);
    Records& records = queries.records();
    Reader reader(*actor.member_id, look.directory, records);
    const Date today = today_of(look.directory.member(*actor.member_id), now);
    const auto entry = seen_by(reader, records, submission.command, "entry_id");
    if (!entry) return nothing;
    if (submission.command.name == override_command)
        return std::make_shared<const RadarFacts>(facts_of_override(records, look.directory, today, *entry));
    const auto other = seen_by(reader, records, submission.command, "other_entry_id");
    if (!other) return nothing;
    return std::make_shared<const RadarFacts>(facts_of_ask(records, look.directory, today, *entry, *other));
}

} // namespace tandem
