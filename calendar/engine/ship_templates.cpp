#include "calendar/engine/ship_templates.hpp"

#include <algorithm>
#include <ranges>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "calendar/engine/engine.hpp"
#include "calendar/entries/shipped_templates.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

struct Silent final : ChangeSink { // nobody is connected
    void deliver(const std::vector<ChangePtr>&) override {}
};

json::string text(std::string_view view) { return json::string(view.data(), view.size()); }

json::array lines(std::string_view all) {
    json::array out;
    for (const auto line : std::views::split(all, '\n'))
        if (!line.empty()) out.emplace_back(text(std::string_view(line.begin(), line.end())));
    return out;
}

class Shipping {
public:
    explicit Shipping(const Clock& clock) : clock_(clock) {}

    // The template and its items, which are made in one batch.
    std::vector<Submission> of(const ShippedTemplate& shipped) {
        const Id whole = new_id(clock_.now());
        std::vector<Submission> batch{
            command("template.create", {{"id", to_text(whole)},
                                        {"name", text(shipped.name)},
                                        {"about", text(shipped.about)},
                                        {"days", shipped.days},
                                        {"channel", text(channels[static_cast<std::size_t>(shipped.channel)])}})};
        std::vector<std::string> ids;
        for (const ShippedItem& item : shipped.items) {
            ids.push_back(to_text(new_id(clock_.now())));
            json::object fields = fields_of(item);
            fields["id"] = ids.back();
            fields["template_id"] = to_text(whole);
            fields["position"] = static_cast<std::int64_t>(ids.size());
            if (item.follows) fields["follows_id"] = ids.at(static_cast<std::size_t>(item.follows - 1));
            if (item.needs) fields["needs_ids"] = json::array{text(ids.at(static_cast<std::size_t>(item.needs - 1)))};
            batch.push_back(command("template_item.create", std::move(fields)));
        }
        return batch;
    }

private:
    static json::object fields_of(const ShippedItem& item) {
        json::object fields{{"title", text(item.title)},
                            {"kind", text(entry_kinds[static_cast<std::size_t>(item.kind)])},
                            {"channel", text(channels[static_cast<std::size_t>(item.channel)])},
                            {"status", "planned"},
                            {"day", item.day},
                            {"days", item.days},
                            {"time", text(item.time)},
                            {"minutes", item.minutes},
                            {"working_days", item.working_days},
                            {"checklist", lines(item.checklist)},
                            {"owner", item.role.empty() ? "campaign_owner" : "role"}};
        if (!item.role.empty()) fields["owner_role"] = text(item.role);
        return fields;
    }

    Submission command(std::string_view name, json::object args) const {
        return {Actor::system(),
                {to_text(new_id(clock_.now())), std::string(name), std::make_shared<const json::value>(std::move(args)),
                 std::nullopt}};
    }

    const Clock& clock_;
};

} // namespace

void ship_templates(Database& database, const Clock& clock) {
    if (database.query_text("SELECT value FROM meta WHERE name = 'templates_shipped'")) return;
    Silent sink;
    Engine engine(database, clock, sink);
    Shipping shipping(clock);
    const auto there = engine.records().select(template_type, "true ORDER BY id");
    for (const ShippedTemplate& shipped : shipped_templates()) {
        const auto is_same = [&](const RecordPtr& one) {
            return static_cast<const Template&>(*one).name == shipped.name;
        };
        if (std::ranges::any_of(there, is_same)) continue; // of a start that was cut short
        for (const Outcome& outcome : engine.apply(shipping.of(shipped)))
            if (std::holds_alternative<Error>(outcome)) return; // the disk is full: again at the next start
    }
    database.execute("INSERT INTO meta (name, value) VALUES ('templates_shipped', 'yes')");
}

} // namespace tandem
