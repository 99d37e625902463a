#pragma once
// Entries of the plan, and the life they have led until today: noted as an idea, planned, confirmed, live, done; some
// moved, some edited by others, a few cancelled.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/demo/cast.hpp"

namespace tandem::demo {

// One entry as its author has it in mind. Dates are inclusive; a time of day makes it timed.
struct Item {
    Sheet sheet = campaigns;
    const char* kind = "campaign";
    std::string title;
    Person owner = clara;
    Date first{};
    int days = 1;
    int at_minute = -1; // of the day in Berlin; -1: all day
    int minutes = 60;
    const char* channel = "";
    const char* stage = "";
    std::optional<Id> parent = {};
    std::string summary = {}, audience = {}, location = {}, talking_points = {}, offer = {};
    std::vector<std::string> tags = {}, links = {};
    bool is_private = false;
    bool is_cancelled = false;
    bool is_idea = false;               // without a date
    bool is_routine = false;            // planned once and done: no history of its own
    int budget = 0;                     // 0: none
    std::vector<Segment> segments = {}; // whom it reaches,
    std::vector<Id> left_out = {};      // but for those
    const char* rrule = nullptr;        // one that repeats has no life of its own either: it goes on
};

// A push or campaign that touches can belong to, and what is signed before it is live.
struct Effort {
    Id id;
    Date first, last; // inclusive
    Person owner;
    bool is_push;
};

// What may be said about an entry, one message a line, and what it offers.
struct Saying {
    Id entry;
    Instant at; // when the entry was noted
    Person owner;
    Date first, last; // inclusive
    std::string points, offer;
};

// What others may say something about.
struct Talkable {
    Id id;
    Instant at; // when it was noted
    Person owner;
    std::string_view kind;
    Date first;
    bool is_idea;
};

struct Plan {
    World& world;
    std::vector<Effort> efforts = {};
    std::vector<Saying> sayings = {};
    std::vector<Talkable> talkables = {};

    Id add(const Item& item, Instant not_before = {});
    // One occurrence of what repeats takes place at another time.
    void move_one(Id id, const Item& item, Date from, Date to);
    Instant created_at(Id id) const; // from the id itself
};

void plan_campaigns(Plan& plan); // the campaigns with everything that they hold
void plan_rhythm(Plan& plan);    // what returns each week or month
void plan_extras(Plan& plan);    // fairs, private entries, ideas
void plan_sayings(Plan& plan);   // offers and talking points of what was planned, and who approved them
void plan_talk(Plan& plan);      // what was said about it
void plan_gates(Plan& plan);     // what campaigns need before they are live, and who has signed

} // namespace tandem::demo
