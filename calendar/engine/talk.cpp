#include "calendar/engine/talk.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "calendar/base/limits.hpp"
#include "calendar/engine/listing.hpp"
#include "calendar/engine/parts.hpp"
#include "calendar/people/preference.hpp"
#include "calendar/talk/comment.hpp"
#include "calendar/talk/reaction.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_comments = 300; // of one thing in one answer

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

Result<void> check_one_subject(std::initializer_list<const std::optional<Id>*> subjects) {
    const auto given = std::ranges::count_if(subjects, [](const auto* id) { return id->has_value(); });
    if (given == 1) return {};
    return fail_field("entry_id", "must be given, or one of the others that say what it is about, and one only");
}

void erase_reactions(Context& context, std::string_view field, Id id) {
    const Records::Parameter parameters[] = {to_text(id)};
    for (const auto& one :
         context.draft.records().select(reaction_type, fmt::format("{} = ? ORDER BY id", field), parameters))
        context.draft.erase(reaction_type, one->id);
}

// What a reaction is given to, as the column that names it and the id there.
std::pair<std::string_view, Id> subject_of(const Reaction& reaction) {
    if (reaction.comment_id) return {"comment_id", *reaction.comment_id};
    if (reaction.entry_id) return {"comment_id IS NULL AND entry_id", *reaction.entry_id};
    if (reaction.offer_id) return {"comment_id IS NULL AND offer_id", *reaction.offer_id};
    return {"comment_id IS NULL AND account_id", *reaction.account_id};
}

Result<void> check_first_of_its_kind(Context& context, const Reaction& reaction) {
    const auto [field, id] = subject_of(reaction);
    const Records::Parameter parameters[] = {to_text(id), to_text(reaction.created_by.value_or(Id{})),
                                             std::string(reaction_kinds[static_cast<std::size_t>(reaction.kind)])};
    const auto same = context.draft.records().select(
        reaction_type, fmt::format("{} = ? AND created_by = ? AND kind = ? LIMIT 1", field), parameters);
    return same.empty() || same.front()->id == reaction.id ? Result<void>{} : fail_field("kind", "is there already");
}

} // namespace

Result<void> may_write_said(const Context& context, const Record& record) {
    if (auto ok = may_write_shared(context, record); !ok || context.is_lead()) return ok;
    if (record.created_by == context.member->id) return {};
    return fail(ErrorCode::forbidden, "someone else said this");
}

Result<void> complete_comment(Context& context, const Record* record_before, Record& record) {
    auto& comment = static_cast<Comment&>(record);
    const auto* before = static_cast<const Comment*>(record_before);
    if (auto ok = check_one_subject({&comment.entry_id, &comment.offer_id, &comment.account_id}); !ok) return ok;
    if (is_blank(comment.text)) return fail_field("text", "must say something");
    const bool is_edit = before && (before->text != comment.text || before->mention_ids != comment.mention_ids);
    if (is_edit && !context.is_system() && comment.created_by != context.member->id)
        return fail(ErrorCode::forbidden, "only who said it changes its words");
    // An undo brings the old time back.
    if (is_edit && before->edited_at == comment.edited_at) comment.edited_at = context.now;
    follow_entry(context, comment);
    return {};
}

Result<void> before_delete_comment(Context& context, const Record& before) {
    erase_reactions(context, "comment_id", before.id);
    release(context, comment_type, before.id);
    return {};
}

Result<void> complete_reaction(Context& context, const Record*, Record& record) {
    auto& reaction = static_cast<Reaction&>(record);
    if (reaction.comment_id) {
        const auto comment = context.draft.find<Comment>(comment_type, *reaction.comment_id);
        if (!comment) return fail_field("comment_id", "names nothing that is there", ErrorCode::invalid_reference);
        reaction.entry_id = comment->entry_id;
        reaction.offer_id = comment->offer_id;
        reaction.account_id = comment->account_id;
    }
    if (auto ok = check_one_subject({&reaction.entry_id, &reaction.offer_id, &reaction.account_id}); !ok) return ok;
    follow_entry(context, reaction);
    return check_first_of_its_kind(context, reaction);
}

Result<void> complete_preference(Context& context, const Record* before, Record& record) {
    if (before) return {};
    const Records::Parameter owner[] = {to_text(record.created_by.value_or(Id{}))};
    if (context.draft.records().select(preference_type, "created_by = ?", owner).empty()) return {};
    return fail_field("id", "is not needed: yours are there already; change those");
}

void erase_talk(Context& context, std::string_view field, Id id) {
    const Records::Parameter parameters[] = {to_text(id)};
    const auto comments =
        context.draft.records().select(comment_type, fmt::format("{} = ? ORDER BY id", field), parameters);
    for (const auto& comment : comments) (void)before_delete_comment(context, *comment);
    for (const auto& comment : comments) context.draft.erase(comment_type, comment->id);
    erase_reactions(context, field, id);
}

Result<std::string> talk_about(Queries& queries, const Directory& given, Id member, const EntityType& of, Id id) {
    const Transaction transaction(queries.database(), Transaction::Kind::read);
    const DirectoryPtr own = given.seq() < queries.last_seq() ? Directory::load(queries.records()) : nullptr;
    const Directory& directory = own ? *own : given;
    Records& records = queries.records();
    Reader reader(member, directory, records);
    if (reader.detail(of, records.load(of, id)) != Detail::full)
        return fail(ErrorCode::not_found, fmt::format("no such {}", of.kind));
    const std::string field = fmt::format("{}_id", of.kind);
    const Records::Parameter newest[] = {to_text(id), static_cast<std::int64_t>(most_comments + 1)};
    auto comments =
        records.select(comment_type, fmt::format("{} = ? ORDER BY created_at DESC, id DESC LIMIT ?", field), newest);
    const bool more = comments.size() > most_comments;
    if (more) comments.pop_back();
    const Records::Parameter all[] = {to_text(id), static_cast<std::int64_t>(limits::snapshot_records)};
    const auto reactions = records.select(reaction_type, fmt::format("{} = ? ORDER BY id LIMIT ?", field), all);
    std::string out = "{";
    append_records(out, "comments", comment_type, comments, reader);
    out += ',';
    append_records(out, "reactions", reaction_type, reactions, reader);
    return out + (more ? R"(,"more":true})" : R"(,"more":false})");
}

} // namespace tandem
