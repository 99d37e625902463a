#include "tests/support/page_model.hpp"

#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) { return json::value_to<std::string>(value); }

json::value parse(std::string_view text) { return json::parse(json::string_view(text.data(), text.size())); }

} // namespace

PageModel PageModel::from_snapshot(std::string_view text, bool is_whole) {
    PageModel page;
    const json::value snapshot = parse(text);
    page.is_whole_ = is_whole;
    page.seq_ = snapshot.at("seq").as_int64();
    for (const LiveKind& kind : live_kinds()) {
        if (kind.list.empty()) continue;
        auto& table = page.tables_[std::string(kind.type->kind)];
        for (const auto& record : snapshot.at({kind.list.data(), kind.list.size()}).as_array()) {
            EXPECT_FALSE(table.contains(text_of(record.at("id")))) << "twice in the snapshot";
            table[text_of(record.at("id"))] = record.as_object();
        }
    }
    return page;
}

void PageModel::apply(std::string_view frame) {
    const json::value changes = parse(frame);
    for (const auto& item : changes.at("items").as_array()) apply_item(item.as_object());
    seq_ = std::max(seq_, changes.at("seq").as_int64());
}

void PageModel::apply_item(const json::object& item) {
    const std::string kind = text_of(item.at("kind")), id = text_of(item.at("id")), op = text_of(item.at("op"));
    if (kind == "session" || kind == "token") return; // asked for when needed
    auto& table = tables_[kind];
    const auto held = table.find(id);
    const std::int64_t rev = item.at("rev").as_int64();
    if (op == "put") {
        EXPECT_EQ(item.at("record").at("rev").as_int64(), rev);
        table[id] = item.at("record").as_object();
    } else if (op == "remove") {
        if (is_whole_) EXPECT_NE(held, table.end()) << "told of a " << kind << " that was never shown";
        table.erase(id);
    } else if (held != table.end() || is_whole_) {
        ASSERT_NE(held, table.end()) << "patch for a " << kind << " that is not held";
        EXPECT_EQ(held->second.at("rev").as_int64() + 1, rev);
        for (const auto& member : item.at("patch").as_object()) held->second[member.key()] = member.value();
        held->second["rev"] = rev;
    }
}

std::string PageModel::missing(const PageModel& part, const PageModel& whole, std::string_view word) {
    std::string lines;
    for (const auto& [kind, records] : part.tables_)
        for (const auto& [id, record] : records) {
            const auto& table = whole.tables_.at(kind);
            const auto at = table.find(id);
            if (at != table.end() && at->second == record) continue;
            lines.append(word).append(" ").append(kind).append(" ").append(json::serialize(record)).append("\n");
        }
    return lines;
}

std::string PageModel::differences(const PageModel& held, const PageModel& fresh) {
    return missing(held, fresh, "held ") + missing(fresh, held, "fresh");
}

} // namespace tandem
