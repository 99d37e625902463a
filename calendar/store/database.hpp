#pragma once
// Database: the small interface to SQL that everything else sees. SQLite through SQLiteCpp stands behind it; only
// calendar/store/ knows. One Database is one connection and belongs to one thread at a time.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tandem {

// A fault of the machine or of our SQL: never the client's.
class StoreError : public std::runtime_error {
public:
    enum class Kind : std::uint8_t { full, io, busy, corrupt, constraint, other };
    StoreError(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

// A prepared statement, lent by Database::prepare and reset when this handle goes. Parameters count from 1,
// columns from 0.
class Statement {
public:
    struct Impl;
    explicit Statement(Impl& impl);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind_null(int parameter);
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view value);

    bool step(); // true while there is a row
    void run();  // a statement that gives no rows
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const; // valid until the next step

private:
    Impl* impl_;
};

class Database {
public:
    enum class Mode : std::uint8_t { writer, reader };

    // The writer creates the file if it is missing; a reader refuses to write (R1, R2). Throws StoreError.
    Database(const std::filesystem::path& file, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(std::string_view sql);      // one or more statements without parameters
    Statement prepare(std::string_view sql); // cached by its text; one handle of the same text at a time
    // An update names the fields that it changes, and clients choose those: there are more texts than memory.
    static constexpr std::size_t most_statements = 256;
    std::size_t kept_statements() const;
    std::optional<std::int64_t> query_integer(std::string_view sql);
    std::optional<std::string> query_text(std::string_view sql);

    void checkpoint(bool truncate);                  // only the writer
    void copy_to(const std::filesystem::path& file); // VACUUM INTO: a consistent copy while others write
    std::string check_integrity();                   // "ok", or what is wrong

    bool keeps_references() const; // of the open transaction: foreign keys are looked at by COMMIT

    const std::filesystem::path& file() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// BEGIN … COMMIT; rolls back when it goes without commit. Savepoints nest inside.
class Transaction {
public:
    enum class Kind : std::uint8_t { write, read };
    explicit Transaction(Database& database, Kind kind = Kind::write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

// A part of an open transaction that can be taken back alone. Released or rolled back once; the latter when it goes.
class Savepoint {
public:
    explicit Savepoint(Database& database);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void release(); // throws `constraint` if a reference leads nowhere, which COMMIT would tell of all parts together
    void roll_back();

private:
    Database& database_;
    bool open_ = true;
};

} // namespace tandem
