// Ids and times of entries: what is read is written as one text, and that text reads the same.
#include "calendar/base/id.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/encode.hpp"
#include "tests/fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto id = parse_id(text)) fuzz::require(parse_id(to_text(*id)) == id, "an id is read back");
    const auto json = parse_json(text);
    if (!json) return 0;
    const Field& field = *entry_type.find("when");
    const auto when = decode_value(field, **json);
    if (!when) {
        fuzz::require(when.error().field == "when", "the fault names its field");
        return 0;
    }
    std::string written;
    append_value(written, field, *when, every_id);
    const auto again = parse_json(written);
    const auto read = again ? decode_value(field, **again) : std::unexpected(again.error());
    fuzz::require(read && *read == *when, "decode(encode(when)) == when");
    if (const auto* time = std::get_if<When>(&*when))
        fuzz::require(utc_span(*time).from <= utc_span(*time).to, "no time ends before it starts");
    return 0;
}
