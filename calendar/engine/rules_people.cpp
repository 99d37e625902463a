#include <algorithm>

#include "calendar/base/limits.hpp"
#include "calendar/base/secret.hpp"
#include "calendar/engine/rules.hpp"
#include "calendar/feeds/feed_link.hpp"
#include "calendar/people/notification.hpp"
#include "calendar/people/preference.hpp"

namespace tandem {
namespace {

bool is_last_admin(const Context& context, const Member& member) {
    bool other = false;
    context.directory.each_member([&](const Member& m) {
        other = other || (m.id != member.id && m.active && m.role == Role::admin && !m.invited);
    });
    return !other;
}

// What members may change of themselves; the rest is for admins.
Result<void> check_own_change(const Member& before, const Member& after) {
    const auto only_admins = [](std::string_view field) {
        return fail_field(field, "is changed by an admin", ErrorCode::forbidden);
    };
    if (before.role != after.role) return only_admins("role");
    if (before.team != after.team) return only_admins("team");
    if (before.active != after.active) return only_admins("active");
    if (before.email != after.email) return only_admins("email");
    return {};
}

// Who is shut out is shut out everywhere and stays so when they come back; a new password ends what the old one opened.
void end_what_is_lost(Context& context, const Member& before, Member& member) {
    const bool is_new_password = before.password_hash != member.password_hash && !context.keeps_password;
    const bool is_shut_out = before.active && !member.active;
    if (!is_new_password && !is_shut_out) return;
    end_sessions_and_tokens(context, member.id);
    member.invitation_hash.clear();
    member.invitation_expires_at.reset();
}

} // namespace

void end_sessions_and_tokens(Context& context, Id member_id) {
    context.directory.each_session([&](const Session& session) {
        if (session.member_id == member_id) context.draft.erase(session_type, session.id);
    });
    context.directory.each_token([&](const Token& token) {
        if (token.member_id == member_id) context.draft.erase(token_type, token.id);
    });
}

Result<void> may_write_member(const Context& context, const Record& record) {
    if (context.is_admin() || (context.member && context.member->id == record.id)) return {};
    return fail(ErrorCode::forbidden, "only admins change other members");
}

Result<void> complete_member(Context& context, const Record* before, Record& record) {
    auto& member = static_cast<Member&>(record);
    const auto* old = static_cast<const Member*>(before);
    for (char& c : member.email) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (auto ok = check_member(member); !ok) return ok;
    const Member* same = context.directory.member_by_email(member.email);
    if (same && same->id != member.id) return fail_field("email", "belongs to another member");
    if (!old && !context.is_admin()) return fail(ErrorCode::forbidden, "only admins add members");
    if (old && !context.is_admin())
        if (auto ok = check_own_change(*old, member); !ok) return ok;
    const bool stays_admin = member.active && member.role == Role::admin;
    if (old && old->active && old->role == Role::admin && !stays_admin && is_last_admin(context, member))
        return fail_field("role", "the last admin must stay one");
    if (old) end_what_is_lost(context, *old, member);
    return {};
}

Result<void> may_write_own(const Context& context, const Record& record) {
    if (context.is_system()) return {};
    if (!context.member) return fail(ErrorCode::forbidden, "only members do this");
    const Member& member = *context.member;
    if (const auto* session = dynamic_cast<const Session*>(&record); session && session->member_id == member.id)
        return {};
    if (const auto* token = dynamic_cast<const Token*>(&record);
        token && (!token->member_id || token->member_id == member.id))
        return {};
    if (const auto* told = dynamic_cast<const Notification*>(&record); told && told->member_id == member.id) return {};
    if (dynamic_cast<const Preference*>(&record) && record.created_by == member.id) return {};
    if (dynamic_cast<const FeedLink*>(&record) && (record.created_by == member.id || member.role == Role::admin))
        return {};
    return fail(ErrorCode::forbidden, "this belongs to someone else");
}

Result<void> complete_feed_link(Context& context, const Record* before, Record& record) {
    auto& link = static_cast<FeedLink&>(record);
    if (before && !static_cast<const FeedLink*>(before)->active)
        return fail(ErrorCode::gone, "this link was revoked; make a new one");
    if (!before) {
        const Records::Parameter own[] = {to_text(record.created_by.value_or(Id{})),
                                          static_cast<std::int64_t>(limits::links_of_member)};
        const auto links =
            context.draft.records().select(feed_link_type, "created_by = ? AND active = 1 ORDER BY id LIMIT ?", own);
        if (links.size() == limits::links_of_member)
            return fail(ErrorCode::too_large, "you have 100 feed links; revoke one first");
        link.active = true;
        std::string token = make_secret();
        link.token_hash = hash_secret(token);
        context.secrets.emplace_back("token", std::move(token));
    }
    return {};
}

namespace {

// Every place that looks up sign-ins holds all of them: the one that was opened first makes room.
void end_oldest_session(Context& context, Id member_id) {
    const Session* oldest = nullptr;
    std::size_t count = 0;
    context.directory.each_session([&](const Session& session) {
        if (session.member_id != member_id) return;
        ++count;
        if (!oldest || session.id < oldest->id) oldest = &session;
    });
    if (count >= limits::sessions_of_member) context.draft.erase(session_type, oldest->id);
}

} // namespace

Result<void> complete_session(Context& context, const Record* before, Record& record) {
    auto& session = static_cast<Session&>(record);
    if (before) return {};
    const auto member = context.draft.find<Member>(member_type, session.member_id);
    if (!member || !member->active)
        return fail_field("member_id", "must be a member who can sign in", ErrorCode::invalid_reference);
    session.last_seen_at = context.now;
    end_oldest_session(context, session.member_id);
    return {};
}

Result<void> complete_token(Context& context, const Record* before, Record& record) {
    auto& token = static_cast<Token&>(record);
    if (before) return {};
    if (context.member) token.member_id = context.member->id;
    std::string secret = "tandem_" + make_secret();
    token.token_hash = hash_secret(secret);
    context.secrets.emplace_back("token", std::move(secret));
    return {};
}

} // namespace tandem
