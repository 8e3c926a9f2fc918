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
    RowInserter(SQLite::Database& database, std::string_view table, int columns)
        : database_(database), table_(table), columns_(columns), one_(database, text(1)) {}

    /// All values of one row: integers, numbers, texts, or nothing.
    template <typename... Values>
    void add(const Values&... values) {
        (keep(values), ...);
        if (values_.size() == batch * static_cast<std::size_t>(columns_)) write_batch();
    }

    /// Writes what still waits; call at the end.
    void finish() {
        for (std::size_t at = 0; at < values_.size(); at += static_cast<std::size_t>(columns_))
            write(one_, at, static_cast<std::size_t>(columns_));
        clear();
    }

private:
    static constexpr std::size_t batch = 20;  ///< more gain little, and longer statements take longer to prepare

    struct Text {
        std::size_t index;
    };
    using Value = std::variant<std::monostate, std::int64_t, double, Text>;

    void keep(std::monostate) { values_.emplace_back(); }
    void keep(int number) { values_.emplace_back(std::int64_t{number}); }
    void keep(double number) { values_.emplace_back(number); }
    void keep(std::string_view text) {
        if (texts_used_ == texts_.size()) texts_.emplace_back();
        texts_[texts_used_].assign(text);
        values_.emplace_back(Text{texts_used_++});
    }
    template <typename Number>
    void keep(const std::optional<Number>& number) {
        if (number)
            keep(*number);
        else
            values_.emplace_back();
    }

    void clear() {
        values_.clear();
        texts_used_ = 0;
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
        clear();
    }

    void write(SQLite::Statement& statement, std::size_t from, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) bind(statement, static_cast<int>(i + 1), values_[from + i]);
        statement.exec();
        statement.reset();
    }

    void bind(SQLite::Statement& statement, int column, const Value& value) const {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            statement.bind(column, *number);
        else if (const auto* real = std::get_if<double>(&value))
            statement.bind(column, *real);
        else if (const auto* text = std::get_if<Text>(&value))
            statement.bindNoCopy(column, texts_[text->index]);
        else
            statement.bind(column);
    }

    SQLite::Database& database_;
    std::string table_;
    int columns_;
    SQLite::Statement one_;
    std::optional<SQLite::Statement> many_;
    std::vector<Value> values_;
    std::vector<std::string> texts_;  ///< kept from batch to batch, for their memory
    std::size_t texts_used_ = 0;
};

}  // namespace qingdan
