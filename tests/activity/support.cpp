#include "support.hpp"

#include <unistd.h>

#include <stdexcept>

#include "base/text.hpp"
#include "methodology/load.hpp"

namespace qingdan::test {

namespace {

Methodology loaded(const std::string& folder, const std::string& id) {
    Diagnostics diagnostics;
    auto methodology = load_methodology(folder, id, diagnostics);
    if (!methodology) throw std::runtime_error(id + " cannot be loaded: " + diagnostics.all().front().code);
    return std::move(*methodology);
}

}  // namespace

const Methodology& mini() {
    // A package stands beside those that it requires.
    static const Methodology package = [] {
        namespace fs = std::filesystem;
        const fs::path source = QINGDAN_SOURCE_DIR;
        const fs::path folder = fs::temp_directory_path() / ("qingdan-activity-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        fs::copy(source / "methodologies/common", folder / "common",
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        fs::copy(source / "tests/fixtures/mini", folder / "mini",
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        auto methodology = loaded(folder, "mini");
        fs::remove_all(folder);
        return methodology;
    }();
    return package;
}

const Methodology& common() {
    static const Methodology package = loaded(QINGDAN_SOURCE_DIR "/methodologies", "common");
    return package;
}

MemberId region(const Methodology& methodology, const std::string& id) {
    return methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)].find(id).value();
}

DataScope scope(const Methodology& methodology, const std::string& id, int from, int to) {
    return {region(methodology, id), from, to};
}

Sheet sheet(const std::string& name, const std::string& rows) {
    std::vector<std::vector<SheetCell>> lines(1);
    std::string text;
    const auto finish = [&] {
        SheetCell cell;
        cell.text = text;
        if (text.starts_with('\'')) {
            cell.kind = SheetCell::Kind::text;
            cell.text.erase(0, 1);
        } else if (const auto number = parse_number(trim(text))) {
            cell = {SheetCell::Kind::number, *number, {}};
        } else if (!trim(text).empty()) {
            cell.kind = SheetCell::Kind::text;
        }
        lines.back().push_back(cell);
        text.clear();
    };
    for (const char c : rows) {
        if (c != '|' && c != '\n') {
            text += c;
            continue;
        }
        finish();
        if (c == '\n') lines.emplace_back();
    }
    if (!text.empty()) finish();
    Sheet made;
    made.name = name;
    made.rows = lines.size();
    for (const auto& line : lines) made.columns = std::max(made.columns, line.size());
    for (auto& line : lines) {
        line.resize(made.columns);
        made.cells.insert(made.cells.end(), line.begin(), line.end());
    }
    return made;
}

Workbook workbook(std::vector<Sheet> sheets) {
    return {std::make_shared<const Document>(Document{"table.xls", "0"}), std::move(sheets)};
}

std::vector<std::string> codes(const Diagnostics& diagnostics) {
    std::vector<std::string> lines;
    for (const auto& diagnostic : diagnostics.all()) lines.push_back(diagnostic.code + " " + diagnostic.where.text());
    return lines;
}

std::string argument(const Diagnostics& diagnostics, const std::string& code, const std::string& name) {
    for (const auto& diagnostic : diagnostics.all())
        if (diagnostic.code == code)
            for (const auto& [key, value] : diagnostic.arguments)
                if (key == name) return value;
    return "(none)";
}

std::string refusal(Parser parse, const std::string& bytes) {
    Diagnostics diagnostics;
    if (parse(bytes, std::make_shared<const Document>(Document{"x", ""}), diagnostics)) return "read";
    return diagnostics.all().size() == 1 ? diagnostics.all().front().code : "not one complaint";
}

std::vector<ActivityDatum> tidy(const std::string& text, const DataScope& scope, const Methodology& methodology,
                                Diagnostics& diagnostics, const DataFile& file) {
    std::vector<ActivityDatum> data;
    const auto table = CsvTable::parse(text, std::make_shared<const Document>(Document{"data.csv", "0"}), diagnostics);
    if (table) read_tidy_csv(*table, file, scope, methodology, data, diagnostics);
    return data;
}

}  // namespace qingdan::test
