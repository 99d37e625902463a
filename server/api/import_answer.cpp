#include "server/api/import_answer.hpp"

#include <fmt/format.h>

#include "calendar/record/encode.hpp"
#include "calendar/record/json.hpp"

namespace tandem::api {
namespace {

using What = ImportItem::What;

template <class List, class Append>
void append_list(std::string& out, std::string_view name, const List& list, Append&& append) {
    out.append("\"").append(name).append("\":[");
    bool first = true;
    for (const auto& one : list) {
        if (!first) out += ',';
        first = false;
        append(one);
    }
    out += ']';
}

void append_texts(std::string& out, std::string_view name, const auto& texts) {
    append_list(out, name, texts, [&](std::string_view text) { append_quoted(out, text); });
}

// The opening of an item, without its closing brace.
void append_head(std::string& out, const ImportItem& item) {
    fmt::format_to(std::back_inserter(out), R"({{"line":{},"title":)", item.line);
    append_quoted(out, item.title);
}

void append_reason(std::string& out, const ImportItem& item) {
    out += ",\"reason\":";
    append_quoted(out, item.reason);
}

void append_item(std::string& out, const ImportItem& item) {
    append_head(out, item);
    out += ",\"when\":";
    append_value(out, *entry_type.find("when"), item.when ? Value{*item.when} : Value{}, every_id);
    out.append(",\"what\":\"").append(import_words[static_cast<std::size_t>(item.what)]).append("\",");
    append_texts(out, "warnings", item.warnings);
    if (item.what == What::changed) {
        out += ',';
        append_texts(out, "fields", item.fields);
    }
    if (item.what == What::skipped) append_reason(out, item);
    out += '}';
}

void append_counts(std::string& out, const ImportPlan& plan) {
    fmt::format_to(std::back_inserter(out), R"("created":{},"changed":{},"unchanged":{},)", plan.count(What::created),
                   plan.count(What::changed), plan.count(What::unchanged));
}

} // namespace

std::string encode_preview(const ImportPlan& plan, std::span<const std::string> warnings) {
    std::string out = "{";
    append_counts(out, plan);
    fmt::format_to(std::back_inserter(out), "\"skipped\":{},", plan.count(What::skipped));
    const std::span shown(plan.items.data(), std::min(plan.items.size(), import_items_shown));
    append_list(out, "items", shown, [&](const ImportItem& item) { append_item(out, item); });
    out.append(R"(,"cut":)").append(plan.items.size() > shown.size() ? "true," : "false,");
    append_texts(out, "warnings", warnings);
    return out + '}';
}

std::string encode_imported(Id import_id, const ImportPlan& plan, std::span<const std::string> warnings) {
    std::string out = "{\"import_id\":\"" + to_text(import_id) + "\",";
    append_counts(out, plan);
    std::vector<const ImportItem*> skipped;
    for (const ImportItem& item : plan.items)
        if (item.what == What::skipped && skipped.size() <= import_items_shown) skipped.push_back(&item);
    const bool cut = skipped.size() > import_items_shown;
    if (cut) skipped.pop_back();
    append_list(out, "skipped", skipped, [&](const ImportItem* item) {
        append_head(out, *item);
        append_reason(out, *item);
        out += '}';
    });
    out.append(R"(,"cut":)").append(cut ? "true," : "false,");
    append_texts(out, "warnings", warnings);
    return out + '}';
}

} // namespace tandem::api
