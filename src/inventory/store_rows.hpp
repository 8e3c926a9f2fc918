#pragma once
// Rows of one table, many to a statement: that costs half of what as many statements cost.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qingdan {

class RowInserter {
public:
    using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

    RowInserter(SQLite::Database& database, std::string_view table, int columns)
        : database_(database), table_(table), columns_(columns), one_(database, text(1)) {}

    /// All values of one row: integers, numbers, texts, or nothing.
    template <typename... Values>
    void add(const Values&... values) {
        (values_.push_back(value(values)), ...);
        if (values_.size() == batch * static_cast<std::size_t>(columns_)) write_batch();
    }

    /// Writes what still waits; call at the end.
    void finish() {
        for (std::size_t at = 0; at < values_.size(); at += static_cast<std::size_t>(columns_))
            write(one_, at, static_cast<std::size_t>(columns_));
        values_.clear();
    }

private:
    static constexpr std::size_t batch = 20;  ///< more gain little, and longer statements take longer to prepare

    static Value value(std::monostate) { return {}; }
    static Value value(int number) { return std::int64_t{number}; }
    static Value value(double number) { return number; }
    static Value value(const std::string& text) { return text; }
    static Value value(std::string_view text) { return std::string(text); }
    static Value value(const char* text) { return std::string(text); }
    template <typename Number>
    static Value value(const std::optional<Number>& number) {
        return number ? value(*number) : Value();
    }

    [[nodiscard]] std::string text(std::size_t rows) const {
        std::string row = "(?";
        for (int i = 1; i < columns_; ++i) row += ",?";
        row += ')';
        std::string sql = "INSERT INTO " + table_ + " VALUES" + row;
        for (std::size_t i = 1; i < rows; ++i) sql += "," + row;
        return sql;
    }

    void write_batch() {
        if (!many_) many_.emplace(database_, text(batch));
        write(*many_, 0, values_.size());
        values_.clear();
    }

    void write(SQLite::Statement& statement, std::size_t from, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) bind(statement, static_cast<int>(i + 1), values_[from + i]);
        statement.exec();
        statement.reset();
    }

    static void bind(SQLite::Statement& statement, int column, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            statement.bind(column, *number);
        else if (const auto* real = std::get_if<double>(&value))
            statement.bind(column, *real);
        else if (const auto* string = std::get_if<std::string>(&value))
            statement.bindNoCopy(column, *string);
        else
            statement.bind(column);
    }

    SQLite::Database& database_;
    std::string table_;
    int columns_;
    SQLite::Statement one_;
    std::optional<SQLite::Statement> many_;
    std::vector<Value> values_;
};

}  // namespace qingdan
