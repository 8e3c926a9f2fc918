#include "support.hpp"

#include <unistd.h>

#include <stdexcept>

#include "activity/sheet_builder.hpp"
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
    SheetBuilder builder;
    std::size_t row = 0, column = 0;
    std::string text;
    const auto finish = [&] {
        const auto number = parse_number(trim(text));
        const auto cell = text.starts_with('\'') ? text_cell(text.substr(1))
                          : number               ? number_cell(*number)
                                                 : text_cell(text);
        if (!builder.set(row, column++, cell)) throw std::runtime_error("the sheet is too large");
        text.clear();
    };
    for (const char c : rows) {
        if (c != '|' && c != '\n') {
            text += c;
            continue;
        }
        finish();
        if (c == '\n') {
            ++row;
            column = 0;
        }
    }
    if (!text.empty()) finish();
    return builder.finish(name).value();
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
