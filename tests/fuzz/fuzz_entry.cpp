// The arguments of a command: whatever JSON comes in, decoding names the field at fault, and what it accepts, an entry
// writes and reads back the same.
#include "calendar/base/clock.hpp"
#include "calendar/entries/entry.hpp"
#include "calendar/record/decode.hpp"
#include "calendar/record/encode.hpp"
#include "tests/fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    const auto json = parse_json_object(fuzz::text_of(data, size));
    if (!json) return 0;
    const auto patch = decode_patch(entry_type, *json, DecodeFor::update);
    if (!patch) {
        fuzz::require(!patch.error().message.empty(), "an error says which rule was broken");
        return 0;
    }
    std::string written;
    append_patch(written, entry_type, *patch, Detail::log, every_id);
    const auto again = parse_json_object(written);
    fuzz::require(again.has_value(), "a patch is written as JSON");
    const auto read = decode_patch(entry_type, *again, DecodeFor::update);
    fuzz::require(read.has_value() && read->values == patch->values, "decode(encode(patch)) == patch");
    return 0;
}
