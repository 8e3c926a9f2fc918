#pragma once
// TOML files as a tree whose every value knows its place, with tables in the order they were written
// (the order of `let` lines matters). The TOML library stays inside toml.cpp.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

struct TomlNode {
    enum class Kind { string, integer, real, boolean, date, array, table };
    Kind kind = Kind::table;
    std::string string;   ///< text; for a date its ISO form
    double number = 0.0;  ///< integer and real
    bool boolean = false;
    std::vector<TomlNode> items;                            ///< array
    std::vector<std::pair<std::string, TomlNode>> members;  ///< table, in written order
    int line = 0, column = 0;                               ///< 1-based, column in characters, of the value
    int end_column = 0;  ///< one past the value's last character; 0 when it ends on another line

    [[nodiscard]] const TomlNode* find(std::string_view key) const;
};

struct TomlDocument {
    DocumentPtr document;
    std::vector<std::string> lines;  ///< for pictures
    TomlNode root;

    /// Syntax errors and duplicate keys are reported as B010 with place.
    static std::optional<TomlDocument> parse(std::string_view bytes, DocumentPtr document, Diagnostics& diagnostics);
    [[nodiscard]] SourceRef where(const TomlNode& node) const;
    [[nodiscard]] std::string picture(const TomlNode& node) const;  ///< the line, caret at the value
};

/// A row of the catalogue that names the kind: `@kind-table`, an argument of B011 (`expected`) and B012 (`expected`,
/// `found`).
std::string kind_word(TomlNode::Kind kind);

/// Reads one table key by key and complains about what is missing (B011), of the wrong kind (B012)
/// or, at `finish`, unknown (B013, with the nearest known names).
class TomlTableReader {
public:
    TomlTableReader(const TomlDocument& document, const TomlNode& table, Diagnostics& diagnostics);
    std::string required_string(std::string_view key);
    std::string optional_string(std::string_view key, std::string fallback = {});
    std::optional<double> optional_number(std::string_view key);
    std::optional<double> required_number(std::string_view key);
    bool optional_boolean(std::string_view key, bool fallback);
    /// A string or an array of strings.
    std::vector<std::string> optional_strings(std::string_view key);
    std::vector<std::string> required_strings(std::string_view key);
    const TomlNode* optional_table(std::string_view key);
    const TomlNode* required_table(std::string_view key);
    /// An array of tables; empty when missing.
    std::vector<const TomlNode*> tables(std::string_view key);
    const TomlNode* any(std::string_view key);  ///< takes a key of any kind
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] SourceRef where(std::string_view key) const;  ///< of the value, or of the table
    void finish();

private:
    const TomlNode* take(std::string_view key, TomlNode::Kind kind, bool required);
    void wrong_kind(std::string_view key, const TomlNode& node, std::string expected);
    const TomlDocument& document_;
    const TomlNode& table_;
    Diagnostics& diagnostics_;
    std::vector<std::string> known_;
};

}  // namespace qingdan
