// Bodies of HTTP requests and answers under /api. Commands and their outcomes are the frames of messages/.
#include "calendar/schema/parts.hpp"

#include "calendar/engine/change.hpp"
#include "calendar/engine/entities.hpp"
#include "calendar/engine/import_plan.hpp"
#include "calendar/offers/say.hpp"

namespace tandem::schema {
namespace {

Json records(std::string_view kind) { return list(reference("records/" + std::string(kind) + ".json")); }

Json entries() { return list(any_of({reference("records/entry.json"), reference("records/entry_busy.json")})); }

// Who changed what and when: the opening of a line in a list of changes, followed by `more`.
Json change_line(std::initializer_list<Member> more) {
    Json line = object({{"seq", integer(1)}, {"at", instant()}, {"by", or_null(id())}, {"command", bounded(1, 64)}});
    for (const Member& member : more) {
        const boost::json::string_view name(member.name.data(), member.name.size());
        line.get_object()["properties"].get_object()[name] = member.schema;
        line.get_object()["required"].get_array().emplace_back(name);
    }
    return line;
}

Json op() { return one_of_words(op_names); }

// Which apps fetched a feed link, and what each has not seen.
void emit_fetches(const Emit& emit) {
    static constexpr std::string_view what[] = {"new", "changed", "gone"};
    const Json entry =
        object({{"id", or_null(id())}, {"title", text()}, {"what", one_of_words(what)}, {"when", when()}});
    const Json fetch = object({{"app", bounded(1, 40)},
                               {"agent", bounded(0, 200)},
                               {"fetched_at", instant()},
                               {"unseen", integer(0)},
                               {"entries", list(entry)},
                               {"cut", boolean()}});
    emit("api/feed_fetches.json", "GET /api/feed-links/ID/fetches", object({{"fetches", list(fetch)}}));
}

void emit_lists(const Emit& emit) {
    Json snapshot = object({{"epoch", text()},
                            {"seq", integer(0)},
                            {"me", id()},
                            maybe("server_time", instant()),
                            {"zone_version", text()},
                            {"window", object({{"from", date()}, {"to", date()}})},
                            {"truncated", boolean()}});
    for (const LiveKind& kind : live_kinds()) {
        if (kind.list.empty()) continue;
        const boost::json::string_view name(kind.list.data(), kind.list.size());
        snapshot.get_object()["properties"].get_object()[name] =
            kind.type == &entry_type ? entries() : records(kind.type->kind);
        snapshot.get_object()["required"].get_array().emplace_back(name);
    }
    emit("api/snapshot.json", "GET /api/snapshot", std::move(snapshot));
    const Json missing = object({{"rule", bounded(1, 32)}, {"what", text()}});
    emit("api/gates.json", "GET /api/entries/ID/gates",
         object({{"statuses", list(object({{"status", one_of_words(entry_statuses)}, {"missing", list(missing)}}))},
                 {"landing_page_hidden", boolean()},
                 {"checklist_items", records("checklist_item")}}));
    emit("api/entries.json", "GET /api/entries",
         object({{"seq", integer(0)}, {"truncated", boolean()}, {"entries", entries()}}));
    emit("api/search.json", "GET /api/search",
         object({{"entries", records("entry")}, {"accounts", records("account")}}));
    emit("api/touches.json", "GET /api/touches", object({{"touches", records("touch")}}));
    emit("api/talk.json", "GET /api/talk",
         object({{"comments", records("comment")}, {"reactions", records("reaction")}, {"more", boolean()}}));
    emit("api/sessions.json", "GET /api/sessions", object({{"sessions", records("session")}}));
    emit("api/tokens.json", "GET /api/tokens", object({{"tokens", records("token")}}));
    emit("api/subscriptions.json", "GET /api/subscriptions", object({{"subscriptions", records("subscription")}}));
    emit("api/subscription_address.json", "GET /api/subscriptions/ID/address", object({{"url", text()}}));
    emit("api/feed_links.json", "GET /api/feed_links", object({{"feed_links", records("feed_link")}}));
    emit_fetches(emit);
}

void emit_changes(const Emit& emit) {
    const Json values = map(anything());
    emit(
        "api/history.json", "GET /api/entries/ID/history, GET /api/offers/ID/history",
        object({{"changes",
                 list(change_line(
                     {{"op", op()}, {"rev", integer(1)}, {"old", values}, {"new", values}, {"undone", boolean()}}))}}));
    const Json item = object({{"kind", bounded(1, 32)},
                              {"id", id()},
                              {"op", op()},
                              {"title", text()},
                              {"entry_id", or_null(id())},
                              {"fields", list(text())}});
    emit("api/activity.json", "GET /api/activity",
         object({{"changes", list(change_line({{"items", list(item)}, {"more_items", integer(0)}}))},
                 {"before", integer(0)},
                 {"more", boolean()}}));
    const Json deleted = object(
        {{"seq", integer(1)}, {"at", instant()}, {"by", or_null(id())}, {"entry", reference("records/entry.json")}});
    emit("api/trash.json", "GET /api/trash",
         object({{"entries", list(deleted)}, {"before", integer(0)}, {"more", boolean()}}));
    emit("api/plan.json", "GET /api/plan?on=DATE&from=DATE&to=DATE",
         object({{"at", instant()},
                 {"seq", integer(0)},
                 {"truncated", boolean()},
                 {"entries", records("entry")},
                 {"gone", list(id())},
                 {"untold", list(id())}}));
}

void emit_imports(const Emit& emit) {
    const Json counts = integer(0), warnings = list(text());
    const Json when = or_null(field_value(*entry_type.find("when")));
    const Json item = object({{"line", integer(1)},
                              {"title", text()},
                              {"when", when},
                              {"what", one_of_words(import_words)},
                              {"warnings", warnings},
                              maybe("fields", list(text())),
                              maybe("reason", text())});
    emit("api/import_preview.json", "POST /api/import?calendar=ID&preview=true",
         object({{"created", counts},
                 {"changed", counts},
                 {"unchanged", counts},
                 {"skipped", counts},
                 {"items", list(item)},
                 {"cut", boolean()},
                 {"warnings", warnings}}));
    const Json skipped = object({{"line", integer(1)}, {"title", text()}, {"reason", text()}});
    emit("api/imported.json", "POST /api/import?calendar=ID",
         object({{"import_id", id()},
                 {"created", counts},
                 {"changed", counts},
                 {"unchanged", counts},
                 {"skipped", list(skipped)},
                 {"cut", boolean()},
                 {"warnings", warnings}}));
}

void emit_people(const Emit& emit) {
    const Json password = bounded(10, 1024), name = bounded(1, 80), email = bounded(3, 254);
    emit("api/sign_in.json", "POST /api/sign-in", object({{"email", email}, {"password", bounded(1, 1024)}}));
    emit("api/password.json", "POST /api/password", object({{"current", bounded(1, 1024)}, {"new", password}}));
    emit("api/setup_state.json", "GET /api/setup", object({{"needed", boolean()}}));
    emit("api/setup.json", "POST /api/setup",
         object({{"token", text()},
                 {"name", name},
                 {"email", email},
                 {"password", password},
                 maybe("zone", bounded(1, 64)),
                 maybe("team", one_of_words(teams))}));
    emit("api/invitation_made.json", "POST /api/members/ID/invitation",
         object({{"url", text()}, {"expires_at", instant()}}));
    emit("api/invitation.json", "GET /api/invitations/TOKEN", object({{"name", name}, {"email", email}}));
    emit("api/invitation_taken.json", "POST /api/invitations/TOKEN",
         object({{"password", password}, maybe("name", name)}));
}

} // namespace

void emit_answers(const Emit& emit) {
    emit_lists(emit);
    emit_changes(emit);
    emit_imports(emit);
    emit_people(emit);
    emit("api/problem.json", "any refusal, as application/problem+json (RFC 9457)",
         object({{"type", text()},
                 {"title", text()},
                 {"status", integer(400)},
                 {"code", text()},
                 {"field", text()},
                 {"message", text()}}));
}

} // namespace tandem::schema
