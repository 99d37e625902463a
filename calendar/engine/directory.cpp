#include "calendar/engine/directory.hpp"

#include <algorithm>

#include "calendar/store/change_log.hpp"
#include "calendar/store/records.hpp"

namespace tandem {
namespace {

template <class Map, class T>
std::shared_ptr<const Map> with_id(const Map& map, Id id, const std::shared_ptr<const T>& after) {
    auto next = std::make_shared<Map>(map);
    if (after)
        (*next)[id] = after;
    else
        next->erase(id);
    return next;
}

// Keyed by a hash that can change or vanish: the old key goes first.
template <class Map, class T>
std::shared_ptr<const Map> with_hash(const Map& map, const T* before, const std::shared_ptr<const T>& after) {
    auto next = std::make_shared<Map>(map);
    if (before) next->erase(before->token_hash);
    if (after) (*next)[after->token_hash] = after;
    return next;
}

template <class T>
std::shared_ptr<const T> as(const RecordPtr& record) {
    return std::static_pointer_cast<const T>(record);
}

template <class Map>
auto* found(const Map& map, const typename Map::key_type& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : at->second.get();
}

} // namespace

DirectoryPtr Directory::load(Records& records) {
    auto members = std::make_shared<ById<Member>>();
    auto calendars = std::make_shared<ById<Calendar>>();
    auto sessions = std::make_shared<ById<Session>>();
    auto tokens = std::make_shared<ById<Token>>();
    auto session_hashes = std::make_shared<ByHash<Session>>();
    auto token_hashes = std::make_shared<ByHash<Token>>();
    for (const auto& record : records.select(member_type, "true")) members->emplace(record->id, as<Member>(record));
    for (const auto& record : records.select(calendar_type, "true"))
        calendars->emplace(record->id, as<Calendar>(record));
    for (const auto& record : records.select(session_type, "true")) sessions->emplace(record->id, as<Session>(record));
    for (const auto& record : records.select(token_type, "true")) tokens->emplace(record->id, as<Token>(record));
    for (const auto& [id, session] : *sessions) session_hashes->emplace(session->token_hash, session);
    for (const auto& [id, token] : *tokens) token_hashes->emplace(token->token_hash, token);
    auto directory = std::make_shared<Directory>();
    directory->members_ = std::move(members);
    directory->calendars_ = std::move(calendars);
    directory->sessions_ = std::move(sessions);
    directory->tokens_ = std::move(tokens);
    directory->session_hashes_ = std::move(session_hashes);
    directory->token_hashes_ = std::move(token_hashes);
    directory->horizon_ = load_horizon(records.database());
    directory->seq_ = ChangeLog(records.database()).last_seq();
    return directory;
}

DirectoryPtr Directory::with(const EntityType& type, Id id, const RecordPtr& after) const {
    auto next = std::make_shared<Directory>(*this);
    if (&type == &member_type) next->members_ = with_id(*members_, id, as<Member>(after));
    if (&type == &calendar_type) next->calendars_ = with_id(*calendars_, id, as<Calendar>(after));
    if (&type == &session_type) {
        next->session_hashes_ = with_hash(*session_hashes_, session(id), as<Session>(after));
        next->sessions_ = with_id(*sessions_, id, as<Session>(after));
    }
    if (&type == &token_type) {
        next->token_hashes_ = with_hash(*token_hashes_, token(id), as<Token>(after));
        next->tokens_ = with_id(*tokens_, id, as<Token>(after));
    }
    return next;
}

DirectoryPtr Directory::as_of(std::int64_t seq) const {
    auto next = std::make_shared<Directory>(*this);
    next->seq_ = seq;
    return next;
}

const Member* Directory::member(Id id) const { return found(*members_, id); }
const Calendar* Directory::calendar(Id id) const { return found(*calendars_, id); }
const Session* Directory::session(Id id) const { return found(*sessions_, id); }
const Token* Directory::token(Id id) const { return found(*tokens_, id); }
const Session* Directory::session_by_hash(std::string_view hash) const {
    return found(*session_hashes_, std::string(hash));
}
const Token* Directory::token_by_hash(std::string_view hash) const { return found(*token_hashes_, std::string(hash)); }

const Member* Directory::member_by_email(std::string_view email) const {
    for (const auto& [id, member] : *members_)
        if (member->email == email) return member.get();
    return nullptr;
}

const Member* Directory::member_by_invitation(std::string_view hash) const {
    if (hash.empty()) return nullptr;
    for (const auto& [id, member] : *members_)
        if (member->invitation_hash == hash) return member.get();
    return nullptr;
}

Level Directory::level(Id calendar_id, Id member_id) const {
    const Calendar* calendar_found = calendar(calendar_id);
    const Member* member_found = member(member_id);
    if (!calendar_found || !member_found || !member_found->active) return Level::none;
    return level_on(*calendar_found, *member_found);
}

bool Directory::is_open(Id calendar_id) const {
    const Calendar* found_calendar = calendar(calendar_id);
    if (!found_calendar || found_calendar->team || found_calendar->source == CalendarSource::closing) return false;
    return std::ranges::none_of(found_calendar->rights, [](const std::string& right) {
        return right.ends_with(":none") || right.ends_with(":busy");
    });
}

} // namespace tandem
