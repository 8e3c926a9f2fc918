// Which reader a file of the inventory goes through, and what holds for all of them.

#include <algorithm>
#include <cctype>
#include <map>
#include <unordered_map>

#include "activity/readers.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

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

}  // namespace

void read_data_file(const std::filesystem::path& folder, const DataFile& file, const DataScope& scope,
                    const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    const auto extension = extension_of(file.file);
    if (!parsers.contains(extension)) {
        diagnostics.error("A015", file.where, {{"file", file.file}, {"known", ".csv, .xls, .xlsx, .ods"}});
        return;
    }
    const auto* layout = methodology.layout(file.layout);
    const auto lacks_layout = [&](const char* code) {
        std::vector<std::string> known;
        for (const auto& each : methodology.layouts) known.push_back(each.id);
        diagnostics.error(code, file.where,
                          {{"file", file.file}, {"layout", file.layout}, {"known", join(known, ", ")}});
    };
    if (!layout && !file.layout.empty()) return lacks_layout("A017");
    const auto content = read_file(folder, file.file, diagnostics);
    if (!content) return;
    const auto kind = content_kind(content->bytes);
    if (kind != (extension == ".xlsm" ? ".xlsx" : extension)) {
        diagnostics.error("A012", {content->document, {}}, {{"extension", extension}, {"actual", kind}});
        return;
    }
    if (layout || extension != ".csv") {
        const auto workbook = parsers.at(extension)(content->bytes, content->document, diagnostics);
        if (!workbook) return;
        if (layout)
            read_table_layout(*workbook, *layout, file, scope, methodology, data, diagnostics);
        else if (is_form(*workbook))
            read_form(*workbook, file, scope, methodology, data, diagnostics);
        else
            lacks_layout("A016");
    } else if (const auto text = decoded_text(content->bytes, content->document, diagnostics)) {
        if (const auto table = CsvTable::parse(*text, content->document, diagnostics))
            read_tidy_csv(*table, file, scope, methodology, data, diagnostics);
    }
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
