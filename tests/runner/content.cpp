// Looking into CSV, JSON and workbooks.

#include <Poco/Delegate.h>
#include <Poco/Zip/Decompress.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "world.hpp"

namespace fs = std::filesystem;

namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

Cells parse_cells(const std::string& text) {
    Cells cells;
    for (const std::string& part : split_at(text, "; ")) {
        const auto equals = part.find('=');
        if (equals == std::string::npos) throw StepFailed("'" + part + "' is not column=value");
        cells.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
    return cells;
}

std::size_t column(const qingdan::CsvTable& table, const std::string& name) {
    const auto found = table.column(name);
    if (!found) throw StepFailed("there is no column '" + name + "'");
    return *found;
}

/// `1.25~1e-9` compares numbers with a relative tolerance (absolute for 0), anything else text.
bool equals(const std::string& actual, const std::string& wanted) {
    const auto tilde = wanted.find('~');
    if (tilde == std::string::npos) return actual == wanted;
    char* end = nullptr;
    const double number = std::strtod(actual.c_str(), &end);
    if (actual.empty() || *end != '\0') return false;
    const double expected = std::stod(wanted.substr(0, tilde)), tolerance = std::stod(wanted.substr(tilde + 1));
    return std::abs(number - expected) <= tolerance * (expected == 0.0 ? 1.0 : std::abs(expected));
}

}  // namespace

void check_row(const std::string& csv, const std::string& wanted) {
    qingdan::Diagnostics diagnostics;
    const auto table = qingdan::CsvTable::parse(csv, nullptr, diagnostics);
    if (!table || diagnostics.has_errors()) throw StepFailed("this is not a CSV table");
    const auto [where, gives] = two_parts(wanted, "gives");
    const qingdan::CsvRow* found = nullptr;
    for (const auto& row : table->rows()) {
        bool fits = true;
        for (const auto& [name, value] : parse_cells(where))
            fits = fits && table->at(row, column(*table, name)) == value;
        if (!fits) continue;
        if (found != nullptr) throw StepFailed("more than one row is like this");
        found = &row;
    }
    if (found == nullptr) throw StepFailed("no row is like this");
    for (const auto& [name, value] : parse_cells(gives)) {
        const std::string& actual = table->at(*found, column(*table, name));
        if (!equals(actual, value)) throw StepFailed("'" + name + "' is '" + actual + "'");
    }
}

void check_json(const std::string& json, const std::string& wanted) {
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (document.is_discarded()) throw StepFailed("this is not JSON");
    if (wanted.empty()) return;
    const auto equals_sign = wanted.find(" = ");
    const nlohmann::json::json_pointer pointer(wanted.substr(0, equals_sign));
    if (!document.contains(pointer)) throw StepFailed("it has no such place");
    if (equals_sign == std::string::npos) return;
    const auto& value = document[pointer];
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (text != wanted.substr(equals_sign + 3)) throw StepFailed("there stands '" + text + "'");
}

void unpack_workbook(const fs::path& workbook, const fs::path& folder) {
    std::ifstream in(workbook, std::ios::binary);
    if (!in) throw StepFailed("cannot read " + workbook.string());
    fs::create_directories(folder);
    Poco::Zip::Decompress(in, Poco::Path(folder.string()).makeDirectory()).decompressAllFiles();
    for (const auto& [name, bytes] : read_tree(folder)) {
        if (name.find(".xml") == std::string::npos && name.find(".rels") == std::string::npos) continue;
        std::string lines;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            lines += bytes[i];
            if (bytes[i] == '>' && i + 1 < bytes.size() && bytes[i + 1] == '<') lines += '\n';
        }
        write_bytes(folder / name, lines);
    }
}
