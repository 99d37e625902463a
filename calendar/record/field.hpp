#pragma once
// Field: the one description of one field of a record: its name in SQL, JSON, C++ and TypeScript, its type and limits,
// who may set it and who may see it. Everything that walks records (decode, encode, patch, SQL, schemas) reads this.
// A table is a constexpr array: text<&Entry::title>("title", "What it is called").required().length(1, 200)

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "calendar/record/record.hpp"
#include "calendar/record/value.hpp"

namespace tandem {

enum class FieldType : std::uint8_t {
    text,
    choice,
    boolean,
    integer,
    id,
    id_list,
    text_list,
    choice_list,
    date,
    instant,
    when
};

enum class SetBy : std::uint8_t {
    client,   // on create and update
    creation, // on create only
    server,   // never by a client
};

// How much of a record a reader sees, in rising order. A field is shown to readers at its level or above.
enum class Detail : std::uint8_t {
    none,   // not even that it exists
    busy,   // that the time is taken
    full,   // every field but what is kept aside and secrets
    log,    // nobody, but the change log keeps it for undo, and commands may say it: what only calendar apps read
    secret, // nobody: hashes; never encoded, never in the change log
};

struct Field {
    std::string_view name;
    FieldType type = FieldType::text;
    std::string_view about = {};
    Detail shown_at = Detail::full;
    SetBy by = SetBy::client;
    bool is_required = false; // must be given, and not empty, on create; cannot be cleared
    bool is_nullable = false;
    bool is_searched = false; // its words are in the search index of the kind
    bool is_place = false;    // decides which windows hold the record: who had it outside theirs needs all of it
    std::int64_t least = 0;   // length in code points, count of items, or value, by type
    std::int64_t most = 0;
    std::int64_t item_most = 0; // length in code points of each item of a text_list
    std::span<const std::string_view> choices = {};
    std::string_view refers_to = {}; // kind of record that an id names
    Value (*get)(const Record&) = nullptr;
    void (*set)(Record&, Value&&) = nullptr;

    constexpr Field required() const {
        Field f = *this;
        f.is_required = true;
        return f;
    }
    constexpr Field length(std::int64_t low, std::int64_t high) const {
        Field f = *this;
        f.least = low;
        f.most = high;
        return f;
    }
    constexpr Field range(std::int64_t low, std::int64_t high) const { return length(low, high); }
    constexpr Field items(std::int64_t high, std::int64_t each) const {
        Field f = *this;
        f.most = high;
        f.item_most = each;
        return f;
    }
    constexpr Field of(std::string_view kind) const {
        Field f = *this;
        f.refers_to = kind;
        return f;
    }
    constexpr Field set_by(SetBy who) const {
        Field f = *this;
        f.by = who;
        return f;
    }
    constexpr Field shown(Detail level) const {
        Field f = *this;
        f.shown_at = level;
        return f;
    }
    constexpr Field searched() const {
        Field f = *this;
        f.is_searched = true;
        return f;
    }
    constexpr Field place() const {
        Field f = *this;
        f.is_place = true;
        return f;
    }
    constexpr Field secret() const { return set_by(SetBy::server).shown(Detail::secret); }
};

namespace detail {

template <class T>
struct MemberPointer;
template <class C, class T>
struct MemberPointer<T C::*> {
    using Class = C;
    using Type = T;
};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
    using Inner = T;
};

template <class T>
Value to_value(const T& member) {
    if constexpr (IsOptional<T>::value)
        return member ? to_value(*member) : Value{};
    else if constexpr (std::is_enum_v<T>)
        return static_cast<std::int64_t>(member);
    else if constexpr (std::is_same_v<T, bool>)
        return member;
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::int64_t>(member);
    else
        return member;
}

template <class T>
void from_value(T& member, Value&& value) {
    if constexpr (IsOptional<T>::value) {
        if (is_null(value)) return member.reset();
        typename IsOptional<T>::Inner inner{};
        from_value(inner, std::move(value));
        member = std::move(inner);
    } else if (is_null(value)) {
        member = T{};
    } else if constexpr (std::is_enum_v<T>) {
        member = static_cast<T>(std::get<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, bool>) {
        member = std::get<bool>(value);
    } else if constexpr (std::is_integral_v<T>) {
        member = static_cast<T>(std::get<std::int64_t>(value));
    } else {
        member = std::get<T>(std::move(value));
    }
}

template <auto M>
constexpr Field field(std::string_view name, FieldType type, std::string_view about) {
    using C = typename MemberPointer<decltype(M)>::Class;
    using T = typename MemberPointer<decltype(M)>::Type;
    Field f{.name = name, .type = type, .about = about};
    f.is_nullable = IsOptional<T>::value;
    f.get = [](const Record& record) { return to_value(static_cast<const C&>(record).*M); };
    f.set = [](Record& record, Value&& value) { from_value(static_cast<C&>(record).*M, std::move(value)); };
    return f;
}

} // namespace detail

template <auto M>
constexpr Field text(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::text, about);
}
template <auto M>
constexpr Field choice(std::string_view name, std::span<const std::string_view> choices, std::string_view about) {
    Field f = detail::field<M>(name, FieldType::choice, about);
    f.choices = choices;
    return f;
}
template <auto M>
constexpr Field choice_list(std::string_view name, std::span<const std::string_view> choices, std::string_view about) {
    Field f = detail::field<M>(name, FieldType::choice_list, about);
    f.choices = choices;
    f.most = static_cast<std::int64_t>(choices.size());
    return f;
}
template <auto M>
constexpr Field boolean(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::boolean, about);
}
template <auto M>
constexpr Field integer(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::integer, about);
}
template <auto M>
constexpr Field reference(std::string_view name, std::string_view kind, std::string_view about) {
    return detail::field<M>(name, FieldType::id, about).of(kind);
}
template <auto M>
constexpr Field references(std::string_view name, std::string_view kind, std::string_view about) {
    return detail::field<M>(name, FieldType::id_list, about).of(kind).items(100, 0);
}
template <auto M>
constexpr Field text_list(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::text_list, about);
}
template <auto M>
constexpr Field date(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::date, about);
}
template <auto M>
constexpr Field instant(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::instant, about);
}
template <auto M>
constexpr Field when(std::string_view name, std::string_view about) {
    return detail::field<M>(name, FieldType::when, about);
}

} // namespace tandem
