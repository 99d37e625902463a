// Commands as lines, a digit for the author, the name and the args: whatever they say, each is answered, a refusal says
// why, only an ack moves the number, and what members are then shown is JSON.
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "calendar/engine/engine.hpp"
#include "calendar/engine/project.hpp"
#include "calendar/engine/queries.hpp"
#include "calendar/store/migrations.hpp"
#include "tests/fuzz/property.hpp"
#include "tests/support/fake_clock.hpp"

namespace tandem {
namespace {

using fuzz::require;

// What is delivered must be encodable for whoever may see it.
struct CheckingSink final : ChangeSink {
    std::vector<Id> members;
    void deliver(const std::vector<ChangePtr>& changes) override {
        for (const ChangePtr& change : changes)
            for (const Id member : members)
                if (const auto key = projection_key(*change, member); !key.empty())
                    require(parse_json_object(encode_change(*change, key)).has_value(), "a change is JSON");
    }
};

struct Scene {
    std::filesystem::path folder;
    FakeClock clock;
    CheckingSink sink;
    std::unique_ptr<Database> writer, reader;
    std::unique_ptr<Engine> engine;
    int commands = 0;

    Scene() {
        std::string name = (std::filesystem::temp_directory_path() / "tandem-fuzz-XXXXXX").string();
        require(mkdtemp(name.data()) != nullptr, "there is room for a folder");
        folder = name;
        writer = std::make_unique<Database>(folder / "a.db", Database::Mode::writer);
        writer->execute("PRAGMA synchronous=OFF");
        migrate(*writer);
        engine = std::make_unique<Engine>(*writer, clock, sink);
        reader = std::make_unique<Database>(folder / "a.db", Database::Mode::reader);
        member(R"({"id":"0000000000000000000000000A","name":"A","email":"a@x.y","role":"admin","invited":false})");
        member(R"({"id":"0000000000000000000000000B","name":"B","email":"b@x.y","team":"marketing"})");
        member(R"({"id":"0000000000000000000000000C","name":"C","email":"c@x.y","team":"sales","role":"viewer"})");
        run(Actor::system(), "calendar.create", R"({"id":"0000000000000000000000000D","name":"D"})");
    }
    ~Scene() { std::filesystem::remove_all(folder); }

    void member(std::string_view args) {
        const Outcome outcome = run(Actor::system(), "member.create", args);
        sink.members.push_back(std::get<Ack>(outcome).id.value());
    }

    Outcome run(const Actor& actor, std::string_view name, std::string_view args) {
        const auto json = parse_json_object(args);
        if (!json) return json.error();
        const std::int64_t seq = engine->last_seq();
        const Submission one{actor, {std::to_string(++commands), std::string(name), *json, {}}};
        Outcome outcome = engine->apply({&one, 1}).front();
        const auto* error = std::get_if<Error>(&outcome);
        require(!error || !error->message.empty(), "a refusal says why");
        require(!error || error->code != ErrorCode::internal, "no command breaks a constraint of the store");
        require(engine->last_seq() <= seq + (error ? 0 : 1), "only an ack moves the number");
        return outcome;
    }

    void look() {
        Queries queries(*reader);
        const Window window = parse_window("2026-01-01", "2027-01-01").value();
        for (const Id member : sink.members) {
            const auto text = queries.snapshot(*engine->directory(), member, window, engine->epoch());
            require(parse_json_object(text).has_value(), "a snapshot is JSON");
            require(parse_json_object(queries.activity(*engine->directory(), member, {}, 20, {})).has_value(),
                    "activity is JSON");
        }
    }
};

} // namespace
} // namespace tandem

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tandem;
    static std::unique_ptr<Scene> scene;
    if (!scene || scene->commands > 500) scene = std::make_unique<Scene>(); // a new one is slow, an old one grows
    std::string_view text = fuzz::text_of(data, size);
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto space = line.find(' ');
        if (line.size() < 2 || space == std::string_view::npos) continue;
        const Id author = scene->sink.members[static_cast<unsigned char>(line[0]) % scene->sink.members.size()];
        scene->run(Actor::member(author), line.substr(1, space - 1), line.substr(space + 1));
    }
    scene->look();
    return 0;
}
