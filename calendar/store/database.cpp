#include "calendar/store/database.hpp"

#include <mutex>
#include <unordered_map>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace tandem {
namespace {

[[noreturn]] void raise(const SQLite::Exception& error) {
    using Kind = StoreError::Kind;
    const auto kind = [code = error.getErrorCode() & 0xff] {
        switch (code) {
        case SQLITE_FULL: return Kind::full;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY: return Kind::io;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Kind::busy;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Kind::corrupt;
        case SQLITE_CONSTRAINT: return Kind::constraint;
        default: return Kind::other;
        }
    }();
    throw StoreError(kind, error.what());
}

template <class F>
decltype(auto) guarded(F&& call) {
    try {
        return call();
    } catch (const SQLite::Exception& error) {
        raise(error);
    }
}

// Each with its reason (trust.md R1, R2).
constexpr const char* writer_pragmas = R"(
PRAGMA journal_mode=WAL;          -- readers never wait for the writer
PRAGMA synchronous=FULL;          -- an acknowledged write survives a power cut
PRAGMA wal_autocheckpoint=2000;   -- pages; only this connection checkpoints
PRAGMA foreign_keys=ON;
PRAGMA mmap_size=0;               -- SQLite before 3.51.3 can corrupt through it
PRAGMA trusted_schema=OFF;        -- a tampered file runs no functions of ours
PRAGMA temp_store=MEMORY;
PRAGMA cache_size=-65536;         -- 64 MiB
)";
constexpr const char* reader_pragmas = R"(
PRAGMA query_only=ON;
PRAGMA wal_autocheckpoint=0;
PRAGMA mmap_size=0;
PRAGMA trusted_schema=OFF;
PRAGMA temp_store=MEMORY;
PRAGMA cache_size=-32768;
)";

} // namespace

struct Statement::Impl {
    SQLite::Statement statement;
    bool lent = false;
    Impl(SQLite::Database& database, const std::string& sql) : statement(database, sql) {}
};

namespace {

// Counting what SQLite has allocated takes one lock for all connections, and nobody asks for the count. To be said
// before the library's first use; later it is refused and changes nothing.
void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] { static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0)); });
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

} // namespace

struct Database::Impl {
    std::filesystem::path file;
    SQLite::Database database;
    std::unordered_map<std::string, std::unique_ptr<Statement::Impl>, TextHash, std::equal_to<>> statements;

    Impl(const std::filesystem::path& path, Mode mode)
        : file(path),
          database(path.string(),
                   // One thread at a time, as the header says: SQLite need not lock its own structures.
                   SQLite::OPEN_NOMUTEX |
                       (mode == Mode::writer ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY),
                   5000) {
        database.exec(mode == Mode::writer ? writer_pragmas : reader_pragmas);
    }
};

Statement::Statement(Impl& impl) : impl_(&impl) { impl.lent = true; }
Statement::Statement(Statement&& other) noexcept : impl_(std::exchange(other.impl_, nullptr)) {}
Statement::~Statement() {
    if (!impl_) return;
    impl_->statement.tryReset();
    impl_->lent = false;
}

Statement& Statement::bind_null(int parameter) {
    guarded([&] { impl_->statement.bind(parameter); });
    return *this;
}
Statement& Statement::bind(int parameter, std::int64_t value) {
    guarded([&] { impl_->statement.bind(parameter, value); });
    return *this;
}
Statement& Statement::bind(int parameter, std::string_view value) {
    guarded([&] { impl_->statement.bind(parameter, std::string(value)); });
    return *this;
}

bool Statement::step() {
    return guarded([&] { return impl_->statement.executeStep(); });
}
void Statement::run() {
    while (step()) {
    }
}
bool Statement::is_null(int column) const { return impl_->statement.getColumn(column).isNull(); }
std::int64_t Statement::integer(int column) const { return impl_->statement.getColumn(column).getInt64(); }
std::string_view Statement::text(int column) const {
    const SQLite::Column value = impl_->statement.getColumn(column);
    const char* data = value.getText("");
    return {data, static_cast<std::size_t>(value.getBytes())};
}

Database::Database(const std::filesystem::path& file, Mode mode)
    : impl_(guarded([&] {
          prepare_library();
          return std::make_unique<Impl>(file, mode);
      })) {}
Database::~Database() = default;

void Database::execute(std::string_view sql) {
    guarded([&] { impl_->database.exec(std::string(sql)); });
}

Statement Database::prepare(std::string_view sql) {
    auto found = impl_->statements.find(sql);
    if (found == impl_->statements.end()) {
        std::string key(sql);
        auto made = guarded([&] { return std::make_unique<Statement::Impl>(impl_->database, key); });
        if (impl_->statements.size() >= most_statements)
            std::erase_if(impl_->statements, [](const auto& kept) { return !kept.second->lent; });
        found = impl_->statements.emplace(std::move(key), std::move(made)).first;
    }
    if (found->second->lent) throw std::logic_error("statement in use twice: " + std::string(sql));
    return Statement(*found->second);
}

std::size_t Database::kept_statements() const { return impl_->statements.size(); }

std::optional<std::int64_t> Database::query_integer(std::string_view sql) {
    Statement statement = prepare(sql);
    if (!statement.step() || statement.is_null(0)) return std::nullopt;
    return statement.integer(0);
}

std::optional<std::string> Database::query_text(std::string_view sql) {
    Statement statement = prepare(sql);
    if (!statement.step() || statement.is_null(0)) return std::nullopt;
    return std::string(statement.text(0));
}

void Database::checkpoint(bool truncate) {
    execute(truncate ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)");
}

void Database::copy_to(const std::filesystem::path& file) {
    const std::string name = file.string();
    execute("PRAGMA query_only=OFF"); // it forbids writing the copy, too; a reader's file stays opened read-only
    prepare("VACUUM INTO ?").bind(1, name).run();
}

std::string Database::check_integrity() {
    std::string answer = query_text("PRAGMA integrity_check").value_or("no answer");
    if (answer == "ok" && query_text("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1"))
        answer = "a foreign key leads nowhere";
    return answer;
}

bool Database::keeps_references() const {
    int unresolved = 0, unused = 0;
    sqlite3_db_status(impl_->database.getHandle(), SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &unused, 0);
    return unresolved == 0;
}

const std::filesystem::path& Database::file() const { return impl_->file; }

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    database_.prepare(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN").run();
}
Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.prepare("ROLLBACK").run();
    } catch (const StoreError&) {
        // SQLite has rolled back by itself after some faults (full disk): there is nothing left to end.
    }
}
void Transaction::commit() {
    database_.prepare("COMMIT").run();
    open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) { database_.prepare("SAVEPOINT part").run(); }
Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        roll_back();
    } catch (const StoreError&) {
        // As above.
    }
}
void Savepoint::release() {
    if (!database_.keeps_references()) throw StoreError(StoreError::Kind::constraint, "a reference leads nowhere");
    database_.prepare("RELEASE part").run();
    open_ = false;
}
void Savepoint::roll_back() {
    open_ = false;
    database_.prepare("ROLLBACK TO part").run();
    database_.prepare("RELEASE part").run();
}

} // namespace tandem
