// Which reader a file of the inventory goes through, and what holds for all of them.

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_map>

#include "activity/mapping.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

namespace qingdan {

namespace {

std::string extension_of(const std::string& file) {
    auto extension = std::filesystem::path(file).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

std::optional<Workbook> parse_printed_csv(std::string_view bytes, const DocumentPtr& document,
                                          Diagnostics& diagnostics) {
    const auto text = decoded_text(std::string(bytes), document, diagnostics);
    return text ? parse_csv_sheet(*text, document, diagnostics) : std::nullopt;
}

using Parser = std::optional<Workbook> (*)(std::string_view, const DocumentPtr&, Diagnostics&);
const std::map<std::string, Parser, std::less<>> parsers{{".csv", parse_printed_csv},
                                                         {".xls", parse_xls},
                                                         {".xlsx", parse_xlsx},
                                                         {".xlsm", parse_xlsx},
                                                         {".ods", parse_ods}};

struct CellKey {
    int variable, year;
    MemberId region;
    Tuple key;
    friend bool operator==(const CellKey&, const CellKey&) = default;
};

struct CellHash {
    std::size_t operator()(const CellKey& cell) const {
        std::size_t hash = static_cast<std::size_t>(cell.variable) * 1000003U + static_cast<std::size_t>(cell.year);
        hash = hash * 1000003U + static_cast<std::size_t>(cell.region);
        for (std::size_t i = 0; i < cell.key.size(); ++i)
            hash = hash * 1000003U + static_cast<std::size_t>(cell.key[i] + 1);
        return hash;
    }
};

/// Its bytes, if they are what the name says.
std::optional<FileBytes> read_bytes(const std::filesystem::path& folder, const DataFile& file,
                                    Diagnostics& diagnostics) {
    const auto extension = extension_of(file.file);
    if (!parsers.contains(extension)) {
        diagnostics.error("A015", file.where, {{"file", file.file}, {"known", ".csv, .xls, .xlsx, .ods"}});
        return std::nullopt;
    }
    auto content = read_file(folder, file.file, diagnostics);
    if (!content) return std::nullopt;
    const auto kind = content_kind(content->bytes);
    if (kind == (extension == ".xlsm" ? ".xlsx" : extension)) return content;
    diagnostics.error("A012", {content->document, {}}, {{"extension", extension}, {"actual", kind}});
    return std::nullopt;
}

void read_by_mapping(const std::filesystem::path& folder, const DataFile& file, const DataScope& scope,
                     const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    const auto bytes = read_file(folder, file.mapping, diagnostics);
    const auto document = bytes ? TomlDocument::parse(bytes->bytes, bytes->document, diagnostics) : std::nullopt;
    const auto tables = document ? read_mapping(*document, methodology, diagnostics) : std::nullopt;
    const auto workbook = read_workbook(folder, file, diagnostics);
    if (tables && workbook) read_mapped(*workbook, *tables, file, scope, methodology, data, diagnostics);
}

}  // namespace

std::optional<Workbook> read_workbook(const std::filesystem::path& folder, const DataFile& file,
                                      Diagnostics& diagnostics) {
    const auto content = read_bytes(folder, file, diagnostics);
    if (!content) return std::nullopt;
    return parsers.at(extension_of(file.file))(content->bytes, content->document, diagnostics);
}

void read_data_file(const std::filesystem::path& folder, const DataFile& file, const DataScope& scope,
                    const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    if (!file.mapping.empty()) return read_by_mapping(folder, file, scope, methodology, data, diagnostics);
    const auto* layout = methodology.layout(file.layout);
    const auto lacks_layout = [&](const char* code) {
        std::vector<std::string> known;
        for (const auto& each : methodology.layouts) known.push_back(each.id);
        diagnostics.error(code, file.where,
                          {{"file", file.file}, {"layout", file.layout}, {"known", join(known, ", ")}});
    };
    if (!layout && !file.layout.empty()) return lacks_layout("A017");
    if (!layout && extension_of(file.file) == ".csv") {
        const auto content = read_bytes(folder, file, diagnostics);
        const auto text = content ? decoded_text(content->bytes, content->document, diagnostics) : std::nullopt;
        const auto table = text ? CsvTable::parse(*text, content->document, diagnostics) : std::nullopt;
        if (table) read_tidy_csv(*table, file, scope, methodology, data, diagnostics);
        return;
    }
    const auto workbook = read_workbook(folder, file, diagnostics);
    if (!workbook) return;
    if (layout)
        read_table_layout(*workbook, *layout, file, scope, methodology, data, diagnostics);
    else if (is_form(*workbook))
        read_form(*workbook, file, scope, methodology, data, diagnostics);
    else
        lacks_layout("A016");
}

void report_duplicates(const std::vector<ActivityDatum>& data, const Methodology& methodology,
                       Diagnostics& diagnostics) {
    std::unordered_map<CellKey, const ActivityDatum*, CellHash> seen;
    seen.reserve(data.size());
    for (const auto& datum : data) {
        const auto [first, fresh] = seen.try_emplace({datum.variable, datum.year, datum.region, datum.key}, &datum);
        if (fresh) continue;
        const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
        diagnostics.error("A020", datum.where,
                          {{"variable", variable.id},
                           {"keys", methodology.key_text(variable.dimensions, datum.key)},
                           {"year", std::to_string(datum.year)},
                           {"first", first->second->where.text()}});
    }
}

}  // namespace qingdan
