// docs/diagnostics.md is made from templates/diagnostics/*.csv; this keeps it in step (scripts/approve rewrites it).

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "source_tree.hpp"

namespace {

/// `[[…]]` marks a part that is left out when its argument is empty; `*`, `_`, `<` would be formatting.
std::string for_people(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "[[") == 0 || text.compare(i, 2, "]]") == 0) {
            ++i;
            continue;
        }
        if (std::string("*_<|`\\").find(text[i]) != std::string::npos) out += '\\';
        out += text[i];
    }
    return out;
}

std::string page() {
    // By the code's letter, whichever file a row stands in.
    std::map<std::string, Row> rows;
    for (const auto& file : files_below(project_root() / "templates/diagnostics", ".csv"))
        for (Row& row : read_csv(file))
            if (std::isupper(static_cast<unsigned char>(row.at("code")[0])) != 0 && row.at("code").size() == 4)
                rows.emplace(row.at("code"), row);
    std::string text =
        "# Diagnostics · 诊断信息\n\n"
        "Made from `templates/diagnostics/*.csv` by `scripts/approve`; do not edit. `{…}` is filled in by the "
        "program.\n"
        "Each message names its place: `energy.xls:Sheet1!D17`, or file, line and column (in CSV: line and cell).\n\n"
        "本页由 `scripts/approve` 根据 `templates/diagnostics/*.csv` 生成，请勿手工修改；`{…}` "
        "由程序填入。每条信息都带位置。\n";
    for (const auto& [code, row] : rows) {
        text += "\n### " + code + "\n";
        text += for_people(row.at("zh")) + "\n";
        if (!row.at("hint_zh").empty()) text += "→ " + for_people(row.at("hint_zh")) + "\n";
        text += "\n" + for_people(row.at("en")) + "\n";
        if (!row.at("hint_en").empty()) text += "→ " + for_people(row.at("hint_en")) + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("docs/diagnostics.md is what the catalogue says") {
    const auto file = project_root() / "docs/diagnostics.md";
    const std::string wanted = page();
    if (std::getenv("QINGDAN_APPROVE") != nullptr) std::ofstream(file, std::ios::binary) << wanted;
    const bool same = std::filesystem::exists(file) && read_text(file) == wanted;
    INFO("run scripts/approve");
    CHECK(same);
}
