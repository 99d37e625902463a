#include "calendar/record/encode.hpp"

#include <fmt/format.h>

#include "calendar/record/derived.hpp"
#include "calendar/record/json.hpp"

namespace tandem {
namespace {

// Text that needs no escaping: ids, dates, numbers of our own making.
void append_plain(std::string& out, std::string_view text) {
    out += '"';
    out += text;
    out += '"';
}

// An id, a date or a time.
template <class T>
void append_as_text(std::string& out, T value) {
    out += '"';
    append_text(out, value);
    out += '"';
}

void append_when(std::string& out, const When& when) {
    if (when.kind == When::Kind::all_day) {
        out += "{\"starts_on\":";
        append_as_text(out, std::chrono::floor<std::chrono::days>(when.starts));
        out += ",\"ends_on\":";
        append_as_text(out, std::chrono::floor<std::chrono::days>(when.ends));
        out += '}';
        return;
    }
    out += "{\"starts_at\":";
    append_as_text(out, when.starts);
    out += ",\"ends_at\":";
    append_as_text(out, when.ends);
    if (when.kind == When::Kind::zoned) {
        out += ",\"zone\":";
        append_quoted(out, when.zone);
    }
    out += '}';
}

template <class List, class Append>
void append_list(std::string& out, const List& list, Append append) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out += ',';
        append(list[i]);
    }
    out += ']';
}

struct ValueWriter {
    std::string& out;
    const Field& field;
    const MayName& may_name;

    bool is_told(Id id) const { return field.refers_to.empty() || may_name(field, id); }

    void operator()(std::monostate) const { out += "null"; }
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(std::int64_t value) const {
        if (field.type == FieldType::choice)
            append_plain(out, field.choices[static_cast<std::size_t>(value)]);
        else
            fmt::format_to(std::back_inserter(out), "{}", value);
    }
    void operator()(const std::string& value) const { append_quoted(out, value); }
    void operator()(const TextList& list) const {
        append_list(out, list, [this](const std::string& item) { append_quoted(out, item); });
    }
    void operator()(Id id) const {
        if (is_told(id))
            append_as_text(out, id);
        else
            out += "null";
    }
    void operator()(const IdList& list) const {
        append_list(out, list, [this](Id id) { append_as_text(out, is_told(id) ? id : Id{}); });
    }
    void operator()(Date date) const { append_as_text(out, date); }
    void operator()(Instant at) const { append_as_text(out, at); }
    void operator()(const When& when) const { append_when(out, when); }
};

void append_header(std::string& out, const Record& record, Detail detail) {
    out += "{\"id\":";
    append_as_text(out, record.id);
    fmt::format_to(std::back_inserter(out), ",\"rev\":{}", record.rev);
    if (detail == Detail::busy) {
        out += ",\"busy\":true";
        return;
    }
    out += ",\"created_at\":";
    append_as_text(out, record.created_at);
    out += ",\"created_by\":";
    if (record.created_by)
        append_as_text(out, *record.created_by);
    else
        out += "null";
    out += ",\"updated_at\":";
    append_as_text(out, record.updated_at);
}

void append_member(std::string& out, const Field& field, const Value& value, const MayName& may_name) {
    append_plain(out, field.name);
    out += ':';
    append_value(out, field, value, may_name);
}

} // namespace

void append_value(std::string& out, const Field& field, const Value& value, const MayName& may_name) {
    std::visit(ValueWriter{out, field, may_name}, value);
}

void append_record(std::string& out, const EntityType& type, const Record& record, Detail detail,
                   const MayName& may_name) {
    append_header(out, record, detail);
    for (const Field& field : type.fields) {
        if (field.shown_at > detail) continue;
        out += ',';
        const bool tells = detail >= Detail::log || is_told(type, field, record, may_name);
        append_member(out, field, tells ? field.get(record) : Value{}, may_name);
    }
    out += '}';
}

void append_patch(std::string& out, const EntityType& type, const Patch& patch, Detail detail,
                  const MayName& may_name) {
    out += '{';
    bool first = true;
    for (const auto& [index, value] : patch.values) {
        const Field& field = type.fields[index];
        if (field.shown_at > detail) continue;
        if (!first) out += ',';
        first = false;
        append_member(out, field, value, may_name);
    }
    out += '}';
}

} // namespace tandem
