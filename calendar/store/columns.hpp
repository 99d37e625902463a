#pragma once
// How the fields of a record lie in the columns of its table. Used by Records only.

#include <string>
#include <vector>

#include "calendar/record/entity.hpp"
#include "calendar/store/database.hpp"

namespace tandem {

// The columns of one field: its name, but for `when`, which has seven.
std::vector<std::string> columns_of(const Field& field);

// Binds the value to the columns of the field, from `parameter` on; returns the next free parameter.
int bind_value(Statement& statement, int parameter, const Field& field, const Value& value);

// Reads the value back from the columns, from `column` on; `column` moves behind them. Throws StoreError (corrupt)
// for text that cannot have been written by bind_value.
Value read_value(const Statement& statement, int& column, const Field& field);

} // namespace tandem
