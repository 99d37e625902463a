#include "calendar/engine/radar_said.hpp"

#include <algorithm>

#include "calendar/base/secret.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

constexpr std::string_view said_fields[] = {
    "when", "rrule", "rdate", "exdate", "channel", "audience_ids", "excluded_account_ids"};

std::vector<RecordPtr> of_entry(Records& records, const EntityType& type, Id entry) {
    const Records::Parameter id[] = {to_text(entry)};
    return records.select(type, "entry_id = ? ORDER BY id DESC", id);
}

bool is_same(const Entry& before, const Entry& after) {
    return std::ranges::all_of(said_fields, [&](std::string_view name) {
        const Field& field = *entry_type.find(name);
        return field.get(before) == field.get(after);
    });
}

template <class Said>
void follow(Context& context, const EntityType& type, std::string Said::* digest, Id entry, const std::string& now) {
    for (const RecordPtr& record : of_entry(context.draft.records(), type, entry)) {
        const auto said = context.draft.find<Said>(type, record->id); // who sees it may have changed along with this
        if (!said || said->holds == ((*said).*digest == now)) continue;
        auto led = std::make_shared<Said>(*said);
        led->holds = !led->holds;
        context.draft.update(type, std::move(led));
    }
}

bool is_overridden(const RadarWarning& warning, const RadarSaid& said) {
    const auto word = radar_rule_names[static_cast<std::size_t>(warning.rule)];
    const RadarOverride* one = said.overridden.get();
    return warning.rule != RadarRule::do_not_contact && one && one->holds &&
           std::ranges::find(one->rules, word) != one->rules.end() &&
           warning.accounts <= static_cast<std::size_t>(one->accounts);
}

} // namespace

RadarSaid said_about(Records& records, const Entry& entry) {
    RadarSaid said;
    for (const RecordPtr& record : of_entry(records, radar_override_type, entry.id)) {
        const auto one = std::static_pointer_cast<const RadarOverride>(record);
        if (!said.overridden || (one->holds && !said.overridden->holds)) said.overridden = one;
    }
    for (const RecordPtr& record : of_entry(records, radar_ask_type, entry.id))
        said.asks.push_back(std::static_pointer_cast<const RadarAsk>(record));
    return said;
}

IdList agreed_in(const RadarSaid& said) {
    IdList all;
    for (const auto& ask : said.asks)
        if (ask->holds && ask->status == RadarAskStatus::accepted && ask->other_entry_id)
            all.push_back(*ask->other_entry_id);
    return all;
}

std::size_t covered_accounts(const RadarWarning& warning, const RadarSaid& said) {
    return is_overridden(warning, said) ? warning.accounts : warning.agreed;
}

bool is_open(const RadarFindings& findings, const RadarWarning& warning, const RadarSaid& said) {
    if (is_overridden(warning, said)) return false;
    if (warning.rule != RadarRule::channel_slot)
        return covered_accounts(warning, said) < std::max<std::size_t>(warning.accounts, 1);
    const IdList agreed = agreed_in(said);
    return std::ranges::any_of(findings.in_its_slot(), [&](std::size_t place) {
        return std::ranges::find(agreed, findings.day().entries()[place]->id) == agreed.end();
    });
}

std::string radar_digest(const Entry& entry) {
    std::string words;
    for (const auto name : said_fields) {
        const Field& field = *entry_type.find(name);
        append_value(words, field, field.get(entry), every_id);
        words += '\n';
    }
    return hash_secret(words);
}

void follow_radar(Context& context, const Entry& before, const Entry& after) {
    if (is_same(before, after)) return;
    const std::string now = radar_digest(after);
    follow(context, radar_ask_type, &RadarAsk::asked_digest, after.id, now);
    follow(context, radar_override_type, &RadarOverride::overridden_digest, after.id, now);
}

} // namespace tandem
