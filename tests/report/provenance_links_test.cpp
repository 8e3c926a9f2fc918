// From any number to its input cell: a link to the row of the provenance sheet that names it, and there the place.

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "analysis/finding.hpp"
#include "analysis/indicators.hpp"
#include "example_inventory.hpp"
#include "report/layout.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Kind = SheetTemplate::Kind;

namespace {

/// Sheets that are themselves what others link to, or name the places of their figures in words.
bool source_sheet(Kind kind) {
    return kind == Kind::provenance || kind == Kind::methods || kind == Kind::findings || kind == Kind::cover;
}

/// Uncertainties, shares and differences are worked out from the figure of their row, which has the link.
bool derived_beside_figure(Kind kind, const ModelCell& cell) {
    constexpr int per_cent = 4;  // of a comparison's two figures
    return kind == Kind::uncertainty || kind == Kind::key_categories || kind == Kind::sensitivity ||
           kind == Kind::intervals || kind == Kind::recalculations ||
           (kind == Kind::comparisons && cell.column == per_cent);
}

const ModelCell* at(const SheetModel& sheet, int row, int column) {
    for (const auto& cell : sheet.cells)
        if (cell.row == row && cell.column == column) return &cell;
    return nullptr;
}

/// The provenance sheet by entry: an entry goes from its heading up to the next one.
class Entries {
public:
    explicit Entries(const WorkbookModel& workbook) {
        for (const auto& sheet : workbook.sheets)
            for (const auto& cell : sheet.cells)
                if (cell.link.sheet >= 0) sheet_ = static_cast<std::size_t>(cell.link.sheet);
        for (const auto& cell : workbook.sheets[sheet_].cells)
            if (cell.column == 0 && cell.style.role == CellRole::label && cell.style.row == RowStyle::section)
                starts_.insert(cell.row);
        for (const auto& cell : workbook.sheets[sheet_].cells) {
            const int entry = *std::prev(starts_.upper_bound(std::max(cell.row, *starts_.begin())));
            if ((cell.column == data || cell.column == factors) && cell.text.find(':') != std::string::npos)
                with_places_.insert(entry);
            if (cell.link.sheet >= 0) links_.emplace(entry, cell.link.row);
        }
    }
    [[nodiscard]] bool names_places(int entry) const { return with_places_.contains(entry); }
    /// Every link from there leads to an entry that names places; a sum that is told beside its leaves may lead to
    /// them.
    [[nodiscard]] bool leads_to_places(int entry) const {
        const auto [from, to] = links_.equal_range(entry);
        return std::any_of(from, to, [&](const auto& link) { return names_places(link.second); }) &&
               std::all_of(from, to,
                           [&](const auto& link) { return names_places(link.second) || leads_to_places(link.second); });
    }

private:
    static constexpr int data = 7, factors = 8;
    std::size_t sheet_ = 0;
    std::set<int> starts_, with_places_;
    std::multimap<int, int> links_;
};

}  // namespace

TEST_CASE("every number of the workbooks leads to its cells and clauses in at most two clicks") {
    for (const std::string name : {"henan-2007", "example-province"}) {
        const auto& inventory = example_inventory(name);
        Diagnostics diagnostics;
        const auto layout =
            load_template(root / "templates", *inventory.methodology, root / "methodologies", diagnostics);
        REQUIRE(layout);
        const auto words = Words::load(root / "templates", {layout->folder}, "en", diagnostics);
        const UncertaintyAnalysis analysis(inventory);
        Inventory grown = inventory;
        const AnalysisResults results{
            {}, indicator_values(inventory, grown), {uncertainty_report(inventory, analysis, 0)}, {},
            {}, comparisons(inventory, grown)};
        const auto workbook = WorkbookLayout(inventory, results, *layout, words, &analysis).lay_out();
        std::map<std::string, Kind> kinds;
        for (const auto& sheet : layout->sheets) kinds[sheet.name.in("en")] = sheet.kind;
        const Entries entries(workbook);
        std::size_t linked_inputs = 0;
        for (const auto& sheet : workbook.sheets) {
            const auto kind = kinds.at(sheet.name);
            std::set<int> linked_rows;
            for (const auto& cell : sheet.cells)
                if (cell.link.sheet >= 0) linked_rows.insert(cell.row);
            for (const auto& cell : sheet.cells) {
                if (cell.kind != ModelCell::Kind::number || source_sheet(kind)) continue;
                INFO(name << " " << sheet.name << " " << cell_name(cell.row, cell.column));
                const bool here = cell.link.sheet >= 0;
                CHECK((here || (derived_beside_figure(kind, cell) && linked_rows.contains(cell.row))));
                if (here) CHECK((entries.names_places(cell.link.row) || entries.leads_to_places(cell.link.row)));
                if (!here || (kind != Kind::calculations && kind != Kind::matrix)) continue;
                // Of an input: data or factors with their places; of an estimate: its heading, with lines below.
                const auto& target = workbook.sheets[static_cast<std::size_t>(cell.link.sheet)];
                const auto* heading = at(target, cell.link.row, 0);
                const bool several = heading->last_column > heading->column;
                const int first = cell.link.row + (several ? 1 : 0);
                const auto *data = at(target, first, 7), *factors = at(target, first, 8);
                if (!data && !factors) continue;
                INFO(heading->text);
                const auto places = (data ? data->text : "") + (factors ? factors->text : "");
                CHECK(places.find(':') != std::string::npos);
                ++linked_inputs;
            }
        }
        CHECK(linked_inputs > 100);
    }
}
