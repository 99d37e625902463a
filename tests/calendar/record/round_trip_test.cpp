// parse(serialize(x)) == x for every kind, and nothing secret is serialised.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "calendar/engine/entities.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/encode.hpp"
#include "tests/support/random_records.hpp"

namespace tandem {
namespace {

template <class F>
void each_random_record(F&& test) {
    std::mt19937 random(7);
    for (const EntityType* type : entity_types())
        for (int i = 0; i < 200 && !testing::Test::HasFailure(); ++i) test(*type, *random_record(*type, random));
}

TEST(RoundTrip, RecordIsReadBackAsItWas) {
    each_random_record([](const EntityType& type, const Record& record) {
        std::string json;
        append_record(json, type, record, Detail::log, every_id);
        const auto patch = decode_patch(type, parse_json_object(json).value(), DecodeFor::log);
        ASSERT_TRUE(patch) << json;
        auto copy = type.copy(record);
        for (const Field& field : type.fields)
            if (field.shown_at != Detail::secret) field.set(*copy, Value{});
        apply(type, *patch, *copy);
        EXPECT_TRUE(difference(type, record, *copy).empty()) << json;
    });
}

TEST(RoundTrip, DifferenceTurnsOneRecordIntoTheOther) {
    std::mt19937 random(8);
    each_random_record([&](const EntityType& type, const Record& record) {
        const auto other = random_record(type, random);
        auto changed = type.copy(record);
        const Patch patch = difference(type, record, *other);
        const Patch back = current_values(type, record, patch);
        apply(type, patch, *changed);
        EXPECT_TRUE(difference(type, *changed, *other).empty());
        apply(type, back, *changed);
        EXPECT_TRUE(difference(type, *changed, record).empty());
    });
}

TEST(RoundTrip, SecretFieldsAreNeverWritten) {
    each_random_record([](const EntityType& type, const Record& record) {
        std::string whole_text, patch_text, busy_text;
        append_record(whole_text, type, record, Detail::log, every_id);
        append_patch(patch_text, type, whole(type, record), Detail::log, every_id);
        append_record(busy_text, type, record, Detail::busy, every_id);
        for (const Field& field : type.fields) {
            const std::string key = '"' + std::string(field.name) + "\":";
            EXPECT_EQ(whole_text.contains(key), field.shown_at != Detail::secret) << key;
            EXPECT_EQ(patch_text.contains(key), field.shown_at != Detail::secret) << key;
            if (field.shown_at > Detail::busy) EXPECT_FALSE(busy_text.contains(key)) << key;
        }
    });
}

} // namespace
} // namespace tandem
