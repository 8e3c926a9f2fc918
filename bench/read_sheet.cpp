// Reading a million cells of .xlsx, compared in one run with what expat alone needs for the same XML.
//
//   bench_read_sheet            makes a workbook of 20,000 x 50 cells (a quarter of them texts) and reads it
//   bench_read_sheet FILE       reads this one

#include <expat.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "activity/archive.hpp"
#include "activity/sheet.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void make(const std::string& path) {
    lxw_workbook* book = workbook_new(path.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (lxw_row_t row = 0; row < 20'000; ++row)
        for (lxw_col_t column = 0; column < 50; ++column) {
            if (column % 4 == 0)
                worksheet_write_string(sheet, row, column, ("原煤 " + std::to_string(row % 997)).c_str(), nullptr);
            else
                worksheet_write_number(sheet, row, column, row * 0.37 + column, nullptr);
        }
    workbook_close(book);
}

double expat_alone(const std::string& bytes) {
    const qingdan::Archive archive(bytes);
    const auto start = Clock::now();
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetElementHandler(
        parser, [](void*, const XML_Char*, const XML_Char**) {}, [](void*, const XML_Char*) {});
    XML_SetCharacterDataHandler(parser, [](void*, const XML_Char*, int) {});
    (void)archive.read("xl/worksheets/sheet1.xml", [&](std::string_view piece) {
        return XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), XML_FALSE) == XML_STATUS_OK;
    });
    XML_ParserFree(parser);
    return seconds_since(start);
}

double whole_reader(const std::string& bytes, std::size_t& cells) {
    const auto start = Clock::now();
    qingdan::Diagnostics diagnostics;
    const auto workbook = qingdan::parse_xlsx(bytes, std::make_shared<const qingdan::Document>(), diagnostics);
    cells = workbook ? workbook->sheets.front().rows * workbook->sheets.front().columns : 0;
    return seconds_since(start);
}

long peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
    std::string path = argc > 1 ? argv[1] : "";
    if (path.empty()) {  // made by another process, so that its memory is not counted
        path = (std::filesystem::temp_directory_path() / "qingdan-million-cells.xlsx").string();
        if (!std::filesystem::exists(path)) {
            make(path);
            std::printf("made %s; run again to read it\n", path.c_str());
            return 0;
        }
    }
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::size_t cells = 0;
    double ours = 1e9, alone = 1e9;
    for (int i = 0; i < 3; ++i) ours = std::min(ours, whole_reader(bytes, cells));
    const long peak = peak_megabytes();
    for (int i = 0; i < 3; ++i) alone = std::min(alone, expat_alone(bytes));
    std::printf("%zu cells: %.2f s, expat alone %.2f s, %.2f times; peak %ld MB with %zu MB of file\n", cells, ours,
                alone, ours / alone, peak, bytes.size() / 1'000'000);
    return cells == 0;
}
