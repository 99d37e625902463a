#pragma once
// Directory: members, calendars, sessions and tokens as they are after the newest change. An immutable value: the
// engine makes the next one, every thread may read one it holds. Everything that asks "who may" asks here.

#include <memory>
#include <string>
#include <unordered_map>

#include "calendar/entries/calendar.hpp"
#include "calendar/entries/occurrence_index.hpp"
#include "calendar/people/member.hpp"
#include "calendar/people/session.hpp"

namespace tandem {

class Records;
class Directory;
using DirectoryPtr = std::shared_ptr<const Directory>;

class Directory {
public:
    static DirectoryPtr load(Records& records);

    // The directory after a record was put (after != null) or deleted; `this` if the kind does not belong here.
    DirectoryPtr with(const EntityType& type, Id id, const RecordPtr& after) const;

    // The same, known to hold everything up to that change; the engine says so when it publishes.
    DirectoryPtr as_of(std::int64_t seq) const;
    std::int64_t seq() const { return seq_; }

    // For which days the occurrences of what repeats are shown.
    const Horizon& horizon() const { return horizon_; }

    const Member* member(Id id) const;
    const Member* member_by_email(std::string_view email) const; // lower case
    const Member* member_by_invitation(std::string_view hash) const;
    const Calendar* calendar(Id id) const;
    const Session* session(Id id) const;
    const Token* token(Id id) const;
    const Session* session_by_hash(std::string_view hash) const;
    const Token* token_by_hash(std::string_view hash) const;

    // Level::none for an unknown calendar or an inactive member.
    Level level(Id calendar_id, Id member_id) const;
    // True if every active member may read all of it: then one encoding serves everyone.
    bool is_open(Id calendar_id) const;

    template <class F>
    void each_member(F&& f) const {
        for (const auto& [id, m] : *members_) f(*m);
    }
    template <class F>
    void each_calendar(F&& f) const {
        for (const auto& [id, c] : *calendars_) f(*c);
    }
    template <class F>
    void each_session(F&& f) const {
        for (const auto& [id, s] : *sessions_) f(*s);
    }
    template <class F>
    void each_token(F&& f) const {
        for (const auto& [id, t] : *tokens_) f(*t);
    }

private:
    std::int64_t seq_ = 0;
    Horizon horizon_;
    template <class T>
    using ById = std::unordered_map<Id, std::shared_ptr<const T>>;
    template <class T>
    using ByHash = std::unordered_map<std::string, std::shared_ptr<const T>>;

    std::shared_ptr<const ById<Member>> members_ = std::make_shared<ById<Member>>();
    std::shared_ptr<const ById<Calendar>> calendars_ = std::make_shared<ById<Calendar>>();
    std::shared_ptr<const ById<Session>> sessions_ = std::make_shared<ById<Session>>();
    std::shared_ptr<const ById<Token>> tokens_ = std::make_shared<ById<Token>>();
    std::shared_ptr<const ByHash<Session>> session_hashes_ = std::make_shared<ByHash<Session>>();
    std::shared_ptr<const ByHash<Token>> token_hashes_ = std::make_shared<ByHash<Token>>();
};

} // namespace tandem
