#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include "base/toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"

namespace qingdan {

namespace {

std::vector<std::string> split_lines(std::string_view bytes) {
    std::vector<std::string> lines;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        std::string_view line = bytes.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.emplace_back(line);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

// Columns of the TOML library count characters; pictures are cut by bytes.
std::size_t byte_offset(std::string_view line, int column) {
    std::size_t at = 0;
    for (int passed = 1; passed < column && at < line.size(); ++passed) {
        ++at;
        while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
}

std::string picture_of(const std::vector<std::string>& lines, int line, int column, int end_column) {
    if (line < 1 || static_cast<std::size_t>(line) > lines.size()) return {};
    const std::string& text = lines[static_cast<std::size_t>(line) - 1];
    const std::size_t from = byte_offset(text, column);
    return caret_picture(text, from, end_column > column ? byte_offset(text, end_column) : from + 1);
}

template <class Value>
std::string iso_text(const Value& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

TomlNode convert(const toml::node& node);

void convert_table(const toml::table& table, TomlNode& out) {
    std::vector<std::pair<const toml::key*, const toml::node*>> written;
    for (auto&& [key, value] : table) written.emplace_back(&key, &value);
    // The library keeps tables sorted by key; the order of the file is found again by position.
    std::stable_sort(written.begin(), written.end(), [](const auto& a, const auto& b) {
        const auto left = a.first->source().begin, right = b.first->source().begin;
        return left.line != right.line ? left.line < right.line : left.column < right.column;
    });
    for (const auto& [key, value] : written) out.members.emplace_back(std::string(key->str()), convert(*value));
}

void convert_value(const toml::node& node, TomlNode& out) {
    if (const auto* text = node.as_string()) {
        out.kind = TomlNode::Kind::string;
        out.string = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = TomlNode::Kind::integer;
        out.number = static_cast<double>(integer->get());
    } else if (const auto* real = node.as_floating_point()) {
        out.kind = TomlNode::Kind::real;
        out.number = real->get();
    } else if (const auto* boolean = node.as_boolean()) {
        out.kind = TomlNode::Kind::boolean;
        out.boolean = boolean->get();
    } else {
        out.kind = TomlNode::Kind::date;
        if (const auto* date = node.as_date()) out.string = iso_text(date->get());
        if (const auto* time = node.as_time()) out.string = iso_text(time->get());
        if (const auto* both = node.as_date_time()) out.string = iso_text(both->get());
    }
}

TomlNode convert(const toml::node& node) {
    TomlNode out;
    const toml::source_region& source = node.source();
    out.line = static_cast<int>(source.begin.line);
    out.column = static_cast<int>(source.begin.column);
    if (source.end.line == source.begin.line) out.end_column = static_cast<int>(source.end.column);
    if (const auto* table = node.as_table()) {
        convert_table(*table, out);
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlNode::Kind::array;
        for (auto&& item : *array) out.items.push_back(convert(item));
    } else {
        convert_value(node, out);
    }
    return out;
}

}  // namespace

std::string kind_word(TomlNode::Kind kind) {
    switch (kind) {
        case TomlNode::Kind::string: return "@kind-string";
        case TomlNode::Kind::integer:
        case TomlNode::Kind::real: return "@kind-number";
        case TomlNode::Kind::boolean: return "@kind-boolean";
        case TomlNode::Kind::date: return "@kind-date";
        case TomlNode::Kind::array: return "@kind-array";
        case TomlNode::Kind::table: break;
    }
    return "@kind-table";
}

const TomlNode* TomlNode::find(std::string_view key) const {
    for (const auto& [name, value] : members)
        if (name == key) return &value;
    return nullptr;
}

std::optional<TomlDocument> TomlDocument::parse(std::string_view bytes, DocumentPtr document,
                                                Diagnostics& diagnostics) {
    TomlDocument out;
    out.document = std::move(document);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    out.lines = split_lines(bytes);
    try {
        out.root = convert(toml::parse(bytes));
    } catch (const toml::parse_error& error) {
        const auto line = static_cast<int>(error.source().begin.line);
        const auto column = static_cast<int>(error.source().begin.column);
        const SourceRef where{out.document, std::to_string(line) + ":" + std::to_string(column)};
        diagnostics.error("B010", where, {{"problem", std::string(error.description())}},
                          picture_of(out.lines, line, column, 0));
        return std::nullopt;
    }
    return out;
}

SourceRef TomlDocument::where(const TomlNode& node) const {
    if (node.line == 0) return {document, ""};
    return {document, std::to_string(node.line) + ":" + std::to_string(node.column)};
}

std::string TomlDocument::picture(const TomlNode& node) const {
    return picture_of(lines, node.line, node.column, node.end_column);
}

TomlTableReader::TomlTableReader(const TomlDocument& document, const TomlNode& table, Diagnostics& diagnostics)
    : document_(document), table_(table), diagnostics_(diagnostics) {}

const TomlNode* TomlTableReader::any(std::string_view key) {
    known_.emplace_back(key);
    return table_.find(key);
}

bool TomlTableReader::has(std::string_view key) const { return table_.find(key) != nullptr; }

SourceRef TomlTableReader::where(std::string_view key) const {
    const TomlNode* node = table_.find(key);
    return document_.where(node ? *node : table_);
}

const TomlNode* TomlTableReader::take(std::string_view key, TomlNode::Kind kind, bool required) {
    const TomlNode* node = any(key);
    if (!node) {
        if (required)
            diagnostics_.error("B011", document_.where(table_),
                               {{"key", std::string(key)}, {"expected", kind_word(kind)}});
        return nullptr;
    }
    const bool number = kind == TomlNode::Kind::real && node->kind == TomlNode::Kind::integer;
    if (node->kind == kind || number) return node;
    wrong_kind(key, *node, kind_word(kind));
    return nullptr;
}

void TomlTableReader::wrong_kind(std::string_view key, const TomlNode& node, std::string expected) {
    diagnostics_.error("B012", document_.where(node),
                       {{"key", std::string(key)}, {"expected", std::move(expected)}, {"found", kind_word(node.kind)}},
                       document_.picture(node));
}

std::string TomlTableReader::required_string(std::string_view key) {
    const TomlNode* node = take(key, TomlNode::Kind::string, true);
    return node ? node->string : std::string();
}

std::string TomlTableReader::optional_string(std::string_view key, std::string fallback) {
    const TomlNode* node = take(key, TomlNode::Kind::string, false);
    return node ? node->string : fallback;
}

std::optional<double> TomlTableReader::optional_number(std::string_view key) {
    const TomlNode* node = take(key, TomlNode::Kind::real, false);
    return node ? std::optional(node->number) : std::nullopt;
}

std::optional<double> TomlTableReader::required_number(std::string_view key) {
    const TomlNode* node = take(key, TomlNode::Kind::real, true);
    return node ? std::optional(node->number) : std::nullopt;
}

bool TomlTableReader::optional_boolean(std::string_view key, bool fallback) {
    const TomlNode* node = take(key, TomlNode::Kind::boolean, false);
    return node ? node->boolean : fallback;
}

std::vector<std::string> TomlTableReader::optional_strings(std::string_view key) {
    const TomlNode* node = any(key);
    if (!node) return {};
    if (node->kind == TomlNode::Kind::string) return {node->string};
    if (node->kind != TomlNode::Kind::array) {
        wrong_kind(key, *node, "@kind-strings");
        return {};
    }
    std::vector<std::string> out;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::string)
            out.push_back(item.string);
        else
            wrong_kind(key, item, "@kind-string");
    }
    return out;
}

std::vector<std::string> TomlTableReader::required_strings(std::string_view key) {
    if (!has(key))
        diagnostics_.error("B011", document_.where(table_), {{"key", std::string(key)}, {"expected", "@kind-strings"}});
    return optional_strings(key);
}

const TomlNode* TomlTableReader::optional_table(std::string_view key) {
    return take(key, TomlNode::Kind::table, false);
}

const TomlNode* TomlTableReader::required_table(std::string_view key) { return take(key, TomlNode::Kind::table, true); }

std::vector<const TomlNode*> TomlTableReader::tables(std::string_view key) {
    const TomlNode* node = take(key, TomlNode::Kind::array, false);
    std::vector<const TomlNode*> out;
    if (!node) return out;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::table)
            out.push_back(&item);
        else
            wrong_kind(key, item, "@kind-table");
    }
    return out;
}

void TomlTableReader::finish() {
    for (const auto& [name, value] : table_.members) {
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        diagnostics_.error("B013", document_.where(value),
                           {{"key", name}, {"nearest", join(nearest(name, known_), ", ")}}, document_.picture(value));
    }
}

}  // namespace qingdan
