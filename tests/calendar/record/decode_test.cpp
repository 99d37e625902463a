// What clients may send is held to the field table, for every field of every kind.
#include "calendar/record/decode.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/people/member.hpp"
#include "calendar/people/session.hpp"
#include "calendar/record/encode.hpp"

namespace tandem {
namespace {

std::string repeated(std::string_view text, std::int64_t times) {
    std::string all;
    for (std::int64_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string in_quotes(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

// The error of `json` as the field's value; empty if it is taken.
std::string fault(const Field& field, const std::string& json) {
    const auto parsed = parse_json(json);
    if (!parsed) return "not JSON";
    const auto value = decode_value(field, **parsed);
    if (value) return {};
    EXPECT_EQ(value.error().field, field.name);
    return value.error().message;
}

template <class F>
void each_field(F&& test) {
    for (const EntityType* type : entity_types())
        for (const Field& field : type->fields) {
            SCOPED_TRACE(std::string(type->kind) + "." + std::string(field.name));
            test(*type, field);
        }
}

Error refused(const EntityType& type, const std::string& json, DecodeFor purpose) {
    const auto patch = decode_patch(type, parse_json_object(json).value(), purpose);
    if (!patch) return patch.error();
    ADD_FAILURE() << "was taken: " << json;
    return {};
}

TEST(Decode, TextIsHeldToItsLengthInCodePoints) {
    each_field([](const EntityType&, const Field& field) {
        if (field.type != FieldType::text) return;
        EXPECT_EQ(fault(field, in_quotes(repeated("ü", field.most))), "");
        EXPECT_NE(fault(field, in_quotes(repeated("x", field.most + 1))), "");
        if (field.least > 0) EXPECT_NE(fault(field, in_quotes(repeated("x", field.least - 1))), "");
        EXPECT_EQ(fault(field, in_quotes(repeated("x", field.least))), "");
    });
}

TEST(Decode, NumbersAndListsAreHeldToTheirLimits) {
    each_field([](const EntityType&, const Field& field) {
        if (field.type == FieldType::integer) {
            EXPECT_EQ(fault(field, std::to_string(field.most)), "");
            EXPECT_NE(fault(field, std::to_string(field.most + 1)), "");
            EXPECT_NE(fault(field, std::to_string(field.least - 1)), "");
            EXPECT_NE(fault(field, "1.5"), "");
        }
        if (field.type != FieldType::text_list) return;
        const std::string item = in_quotes(repeated("x", field.item_most));
        const auto list = [&](std::int64_t count) {
            const std::string all = repeated(item + ",", count);
            return "[" + all.substr(0, all.size() - 1) + "]";
        };
        EXPECT_EQ(fault(field, list(field.most)), "");
        EXPECT_NE(fault(field, list(field.most + 1)), "");
        EXPECT_NE(fault(field, "[" + in_quotes(repeated("x", field.item_most + 1)) + "]"), "");
        EXPECT_NE(fault(field, "[\"\"]"), "");
    });
}

TEST(Decode, EveryTypeRefusesTheOthers) {
    each_field([](const EntityType&, const Field& field) {
        EXPECT_NE(fault(field, "{\"a\":1}"), "");
        EXPECT_NE(fault(field, "-1.5e300"), "");
        if (field.type != FieldType::boolean) EXPECT_NE(fault(field, "true"), "");
        if (field.type != FieldType::text) EXPECT_NE(fault(field, "\"certainly no value\""), "");
    });
}

TEST(Decode, NullClearsOnlyWhatMayBeEmpty) {
    each_field([](const EntityType& type, const Field& field) {
        EXPECT_EQ(fault(field, "null").empty(), takes_null(field));
        auto record = type.make();
        field.set(*record, Value{});
        if (takes_null(field) && !field.is_nullable) EXPECT_TRUE(check_value(field, field.get(*record)));
    });
    EXPECT_NE(fault(*member_type.find("role"), "null"), "") << "null would be its first word, admin";
    EXPECT_NE(fault(*member_type.find("active"), "null"), "") << "null is not false";
    EXPECT_NE(fault(*entry_type.find("private"), "null"), "");
    EXPECT_NE(fault(*session_type.find("expires_at"), "null"), "") << "no instant is not 1970";
    EXPECT_EQ(fault(*entry_type.find("channel"), "null"), "");
    EXPECT_EQ(fault(*entry_type.find("when"), "null"), "");
}

TEST(Decode, ControlCharactersAreRefused) {
    each_field([](const EntityType&, const Field& field) {
        if (field.type != FieldType::text || field.most < 3) return;
        const std::string fill = repeated("x", std::max<std::int64_t>(0, field.least - 1));
        for (const char* control : {"\\u0000", "\\u0007", "\\u001b", "\\r", "\\u007f"})
            EXPECT_NE(fault(field, "\"" + fill + control + "\""), "");
        EXPECT_NE(fault(field, "\"\\ud800\""), "") << "half a surrogate pair";
        EXPECT_EQ(fault(field, "\"" + fill + "\\n\""), "");
    });
}

TEST(Decode, FieldsOfTheServerAreNotForClients) {
    each_field([](const EntityType& type, const Field& field) {
        const std::string json = fmt::format(R"({{"{}":null}})", field.name);
        if (field.by == SetBy::server)
            for (const DecodeFor purpose : {DecodeFor::create, DecodeFor::update})
                EXPECT_EQ(refused(type, json, purpose).message, "is set by the server");
        if (field.by == SetBy::creation)
            EXPECT_EQ(refused(type, json, DecodeFor::update).message, "cannot be changed later");
    });
}

TEST(Decode, MissingRequiredFieldIsNamed) {
    each_field([](const EntityType& type, const Field& field) {
        if (!field.is_required) return;
        const Error error = refused(type, "{}", DecodeFor::create);
        EXPECT_TRUE(type.find(error.field)->is_required);
        EXPECT_NE(fault(field, "null"), "");
    });
}

TEST(Decode, UnknownFieldIsNamedWithoutCuttingACharacter) {
    const std::string name = repeated("ü", 40);
    const Error error = refused(entry_type, "{\"" + name + "\":1}", DecodeFor::create);
    EXPECT_EQ(error.code, ErrorCode::unknown_field);
    EXPECT_EQ(error.field, repeated("ü", 32));
    EXPECT_EQ(refused(entry_type, R"({"titel":"x"})", DecodeFor::update).field, "titel");
}

TEST(Decode, WhenTakesItsThreeShapesOnly) {
    const Field& field = *entry_type.find("when");
    for (const char* good : {R"({"starts_on":"2026-03-30","ends_on":"2026-03-31"})",
                             R"({"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T09:00:00"})",
                             R"({"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T10:00:00","zone":"Etc/UTC"})"})
        EXPECT_EQ(fault(field, good), "") << good;
    for (const char* bad : {R"({"starts_on":"2026-03-30","ends_on":"2026-03-30"})", R"({"starts_on":"2026-03-30"})",
                            R"({"starts_on":"2026-03-30","ends_on":"2026-03-31","zone":"Etc/UTC"})",
                            R"({"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T08:00:00"})",
                            R"({"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T10:00:00","zone":"Mars/Base"})",
                            R"({"starts_at":"2026-03-30T09:00:00","ends_at":"2026-03-30T10:00:00","zone":null})",
                            R"({"starts_at":"2026-03-30T09:00:00Z","ends_at":"2026-03-30T10:00:00Z"})", "[]", "\"\""})
        EXPECT_NE(fault(field, bad), "") << bad;
}

TEST(Json, IsReadOnlyWholeAndNotTooDeep) {
    const auto nested = [](std::int64_t depth) { return repeated("[", depth) + repeated("]", depth); };
    EXPECT_TRUE(parse_json(nested(64)));
    EXPECT_FALSE(parse_json(nested(66)));
    for (const char* bad : {"", "{", "{} {}", "\xef\xbb\xbf{}", "\"\xff\"", "{'a':1}", "[1,]"})
        EXPECT_FALSE(parse_json(bad)) << bad;
    EXPECT_FALSE(parse_json_object("[]"));
}

TEST(Json, QuotedTextIsReadBackAsItWas) {
    for (int byte = 0; byte < 0x80; ++byte) {
        const std::string text = std::string("a") + static_cast<char>(byte) + "ü𝄞";
        EXPECT_EQ(boost::json::value_to<std::string>(*parse_json(in_quotes(text)).value()), text);
    }
}

} // namespace
} // namespace tandem
