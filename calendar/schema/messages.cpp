// Frames of /ws. Each is one JSON object in one text message; "type" tells them apart.
#include "calendar/schema/parts.hpp"

#include "calendar/base/error.hpp"
#include "calendar/engine/entities.hpp"

namespace tandem::schema {
namespace {

Json kind() {
    boost::json::array kinds;
    for (const EntityType* type : entity_types()) kinds.emplace_back(std::string(type->kind));
    return Object{{"enum", std::move(kinds)}};
}

Json any_record() {
    boost::json::array all;
    for (const EntityType* type : entity_types())
        all.push_back(reference("records/" + std::string(type->kind) + ".json"));
    all.push_back(reference("records/entry_busy.json"));
    return Object{{"anyOf", std::move(all)}};
}

Json error_code() {
    boost::json::array codes;
    for (int i = 0; i <= static_cast<int>(ErrorCode::storage_full); ++i) {
        const std::string_view code = info(static_cast<ErrorCode>(i)).code;
        codes.emplace_back(boost::json::string_view(code.data(), code.size()));
    }
    return Object{{"enum", std::move(codes)}};
}

// `by` stands on an item only where changes were gathered while catching up.
Json put_item() {
    return object({{"op", constant("put")},
                   {"kind", kind()},
                   {"id", id()},
                   {"rev", integer(1)},
                   maybe("by", or_null(id())),
                   {"record", any_record()}});
}
Json patch_item() {
    return object(
        {{"op", constant("patch")}, {"kind", kind()}, {"id", id()}, {"rev", integer(2)}, {"patch", map(anything())}});
}
Json remove_item() {
    return object(
        {{"op", constant("remove")}, {"kind", kind()}, {"id", id()}, {"rev", integer(1)}, maybe("by", or_null(id()))});
}

Json secrets() { return object({maybe("token", text()), maybe("url", text())}); }

// Of import.undo: what was changed since stays, and the first of it is named.
Json taken_back() {
    const Json kept = object({{"id", id()}, {"title", text()}, {"reason", text()}});
    return object({{"entries", integer(0)}, {"kept_count", integer(0)}, {"kept", list(kept)}});
}

void emit_outcomes(const Emit& emit) {
    emit("messages/ack.json", "server: the command is done and durable",
         object({{"type", constant("ack")},
                 {"command_id", text()},
                 {"seq", integer(0)},
                 maybe("id", id()),
                 maybe("secrets", secrets()),
                 maybe("taken_back", taken_back())}));
    emit("messages/refused.json", "server: the command was refused; nothing was written",
         object({{"type", constant("refused")},
                 {"command_id", text()},
                 {"code", error_code()},
                 {"field", text()},
                 {"message", text()}}));
    const Json field = object({{"base", anything()}, {"theirs", anything()}, {"mine", anything()}});
    emit("messages/conflict.json", "server: someone else changed the same fields; nothing was written",
         object({{"type", constant("conflict")},
                 {"command_id", text()},
                 {"id", id()},
                 {"rev", integer(1)},
                 {"by", or_null(id())},
                 {"at", instant()},
                 {"fields", map(field)}}));
}

void emit_client_messages(const Emit& emit) {
    emit("messages/client_hello.json", "client: first frame after a snapshot",
         object({{"type", constant("hello")}, {"epoch", bounded(1, 64)}, {"since", integer(0)}}));
    emit("messages/command.json", "client: a command",
         object({maybe("type", constant("command")),
                 {"command_id", id()},
                 {"name", bounded(1, 64)},
                 {"args", map(anything())},
                 maybe("base_rev", integer(0))}));
    emit("messages/client_presence.json", "client: what it has open",
         object({{"type", constant("presence")}, maybe("open", or_null(id())), maybe("dragging", or_null(id()))}));
}

} // namespace

void emit_messages(const Emit& emit) {
    emit_client_messages(emit);
    emit("messages/hello.json", "server: the line is live",
         object({{"type", constant("hello")}, {"epoch", text()}, {"seq", integer(0)}, {"me", id()}}));
    emit("messages/changes.json", "server: one committed change, or all that were missed",
         object({{"type", constant("changes")},
                 {"seq", integer(1)},
                 {"at", instant()},
                 {"by", or_null(id())},
                 {"command_id", text()},
                 {"items", list(any_of({put_item(), patch_item(), remove_item()}))}}));
    emit_outcomes(emit);
    const Json present = object({{"id", id()}, {"open", or_null(id())}, maybe("dragging", or_null(id()))});
    emit("messages/presence.json", "server: who is here",
         object({{"type", constant("presence")}, {"members", list(present)}}));
    constexpr std::string_view reasons[] = {"too_far_behind", "other_epoch", "overflow", "rights_changed"};
    emit("messages/resync.json", "server: take a new snapshot",
         object({{"type", constant("resync")}, {"reason", one_of_words(reasons)}}));
    emit("messages/error.json", "server: a frame could not be read",
         object({{"type", constant("error")}, {"code", error_code()}, maybe("field", text()), {"message", text()}}));
    emit("messages/tick.json", "server: the line is alive", object({{"type", constant("tick")}, {"at", instant()}}));
}

} // namespace tandem::schema
