#include "server/live/message.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "calendar/record/decode.hpp"
#include "calendar/record/json.hpp"

namespace tandem::live {
namespace {

using Object = boost::json::object;

std::string_view text_of(const boost::json::value& value) {
    return {value.get_string().data(), value.get_string().size()};
}

Result<void> check_keys(const Object& object, std::initializer_list<std::string_view> known) {
    for (const auto& member : object) {
        const std::string_view key(member.key().data(), member.key().size());
        if (std::ranges::find(known, key) == known.end())
            return fail_field(shortened(key), "is not a field here", ErrorCode::unknown_field);
    }
    return {};
}

Result<std::string> decode_text(const Object& object, std::string_view key, std::size_t most) {
    const auto* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    if (!value || !value->is_string() || value->get_string().empty() || value->get_string().size() > most)
        return fail_field(key, "must be a text");
    return std::string(text_of(*value));
}

Result<std::int64_t> decode_number(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    if (!value || !value->is_int64() || value->get_int64() < 0)
        return fail_field(key, "must be a whole number from 0 up");
    return value->get_int64();
}

Result<std::optional<Id>> decode_id(const Object& object, std::string_view key) {
    const auto* value = object.if_contains(boost::json::string_view(key.data(), key.size()));
    if (!value || value->is_null()) return std::optional<Id>{};
    const auto id = value->is_string() ? parse_id(text_of(*value)) : std::nullopt;
    if (!id) return fail_field(key, "must be an id of 26 characters, or null");
    return id;
}

Result<Message> decode_hello(const Object& object) {
    if (auto ok = check_keys(object, {"type", "epoch", "since"}); !ok) return std::unexpected(ok.error());
    auto epoch = decode_text(object, "epoch", 64);
    if (!epoch) return std::unexpected(epoch.error());
    const auto since = decode_number(object, "since");
    if (!since) return std::unexpected(since.error());
    return Hello{std::move(*epoch), *since};
}

Result<Message> decode_presence(const Object& object) {
    if (auto ok = check_keys(object, {"type", "open", "dragging"}); !ok) return std::unexpected(ok.error());
    const auto open = decode_id(object, "open"), dragging = decode_id(object, "dragging");
    if (!open) return std::unexpected(open.error());
    if (!dragging) return std::unexpected(dragging.error());
    return Presence{*open, *dragging};
}

Result<Command> decode_command_of(const Object& object) {
    if (auto ok = check_keys(object, {"type", "command_id", "name", "args", "base_rev"}); !ok)
        return std::unexpected(ok.error());
    Command command;
    auto command_id = decode_text(object, "command_id", 64);
    if (!command_id) return std::unexpected(command_id.error());
    if (!parse_id(*command_id)) return fail_field("command_id", "must be an id of 26 characters");
    auto name = decode_text(object, "name", 64);
    if (!name) return std::unexpected(name.error());
    const auto* args = object.if_contains("args");
    if (!args || !args->is_object()) return fail_field("args", "must be an object");
    if (const auto* base = object.if_contains("base_rev"); base && !base->is_null()) {
        const auto rev = decode_number(object, "base_rev");
        if (!rev) return std::unexpected(rev.error());
        command.base_rev = *rev;
    }
    command.command_id = std::move(*command_id);
    command.name = std::move(*name);
    command.args = std::make_shared<const boost::json::value>(*args);
    return command;
}

void append_conflict(std::string& out, const Conflict& conflict) {
    out += ",\"id\":\"" + to_text(conflict.id) + "\",\"rev\":" + std::to_string(conflict.rev);
    out += ",\"by\":" + (conflict.by ? '"' + to_text(*conflict.by) + '"' : "null");
    out += ",\"at\":\"" + to_text(conflict.at) + "\",\"fields\":{";
    bool first = true;
    for (const ConflictField& field : conflict.fields) {
        if (!first) out += ',';
        first = false;
        append_quoted(out, field.name);
        out += ":{\"base\":" + field.base + ",\"theirs\":" + field.theirs + ",\"mine\":" + field.mine + '}';
    }
    out += '}';
}

void append_taken_back(std::string& out, const TakenBack& back) {
    out += ",\"taken_back\":{\"entries\":" + std::to_string(back.entries);
    out += ",\"kept_count\":" + std::to_string(back.kept_count) + ",\"kept\":[";
    for (std::size_t i = 0; i < back.kept.size(); ++i) {
        out.append(i > 0 ? "," : "").append(R"({"id":")").append(to_text(back.kept[i].id)).append(R"(","title":)");
        append_quoted(out, back.kept[i].title);
        out += ",\"reason\":";
        append_quoted(out, back.kept[i].reason);
        out += '}';
    }
    out += "]}";
}

void append_ack(std::string& out, const Ack& ack) {
    out += ",\"seq\":" + std::to_string(ack.seq);
    if (ack.id) out += ",\"id\":\"" + to_text(*ack.id) + '"';
    if (ack.taken_back) append_taken_back(out, *ack.taken_back);
    if (ack.secrets.empty()) return;
    out += ",\"secrets\":{";
    for (std::size_t i = 0; i < ack.secrets.size(); ++i) {
        if (i > 0) out += ',';
        append_quoted(out, ack.secrets[i].first);
        out += ':';
        append_quoted(out, ack.secrets[i].second);
    }
    out += '}';
}

void append_error(std::string& out, const Error& error) {
    out.append(",\"code\":\"").append(info(error.code).code).append("\",\"field\":");
    append_quoted(out, error.field);
    out += ",\"message\":";
    append_quoted(out, error.message);
}

} // namespace

Result<Message> decode_message(std::string_view text) {
    const auto json = parse_json_object(text);
    if (!json) return std::unexpected(json.error());
    const Object& object = (*json)->get_object();
    const auto type = decode_text(object, "type", 32);
    if (!type) return std::unexpected(type.error());
    if (*type == "hello") return decode_hello(object);
    if (*type == "presence") return decode_presence(object);
    if (*type != "command") return fail_field("type", "must be hello, command or presence");
    auto command = decode_command_of(object);
    if (!command) return std::unexpected(command.error());
    return std::move(*command);
}

Result<Command> decode_command(std::string_view text) {
    const auto json = parse_json_object(text);
    if (!json) return std::unexpected(json.error());
    return decode_command_of((*json)->get_object());
}

std::string command_id_of(std::string_view text) {
    const auto json = parse_json_object(text);
    if (!json) return {};
    const auto id = decode_text((*json)->get_object(), "command_id", 64);
    return id && parse_id(*id) ? *id : std::string{};
}

std::string encode_hello(std::string_view epoch, std::int64_t seq, Id me) {
    std::string out = R"({"type":"hello","epoch":)";
    append_quoted(out, epoch);
    return out + ",\"seq\":" + std::to_string(seq) + ",\"me\":\"" + to_text(me) + "\"}";
}

std::string encode_outcome(std::string_view command_id, const Outcome& outcome) {
    constexpr std::string_view types[] = {"ack", "refused", "conflict"};
    std::string out = "{\"type\":\"";
    out.append(types[outcome.index()]).append("\",\"command_id\":");
    append_quoted(out, command_id);
    if (const auto* ack = std::get_if<Ack>(&outcome)) append_ack(out, *ack);
    if (const auto* error = std::get_if<Error>(&outcome)) append_error(out, *error);
    if (const auto* conflict = std::get_if<Conflict>(&outcome)) append_conflict(out, *conflict);
    return out + '}';
}

std::string encode_error(const Error& error) {
    std::string out = "{\"type\":\"error\"";
    append_error(out, error);
    return out + '}';
}

std::string encode_resync(std::string_view reason) {
    return "{\"type\":\"resync\",\"reason\":\"" + std::string(reason) + "\"}";
}

std::string encode_tick(Instant at) { return "{\"type\":\"tick\",\"at\":\"" + to_text(at) + "\"}"; }

} // namespace tandem::live
