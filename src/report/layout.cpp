#include "report/layout.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "report/print_pages.hpp"
#include "report/subscripts.hpp"

namespace qingdan {

namespace {

constexpr const char* figure_format = "#,##0.00##";
// A page stands upright where the table is narrow and longer than a page across.
constexpr double widest_upright = 150.0;
constexpr int longest_across = 30;

}  // namespace

WorkbookModel WorkbookLayout::lay_out() {
    model_.title = inventory_.settings.title.in(words_.language());
    model_.font = template_.font;
    model_.footer = words_.in("page-footer");
    if (inventory_.settings.illustrative) model_.illustrative = words_.in("illustrative");
    for (const auto& sheet : template_.sheets) {
        const bool over_years = sheet.kind == SheetTemplate::Kind::trend ||
                                sheet.kind == SheetTemplate::Kind::gas_trend ||
                                sheet.kind == SheetTemplate::Kind::intervals;
        if (over_years && inventory_.settings.years.size() < 2) continue;
        if (sheet.kind == SheetTemplate::Kind::recalculations && !results_.recalculations) continue;
        shown_.push_back(&sheet);
    }
    for (const auto* sheet : shown_) lay_out_sheet(*sheet);
    // Last, because every other sheet has said by now which figures it shows; it may stand anywhere.
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        if (shown_[i]->kind != SheetTemplate::Kind::provenance) continue;
        const int row = begin(model_.sheets[i], *shown_[i], 6);
        link_provenance(i, provenance_.lay_out(model_.sheets[i], row));
    }
    print_formulas();
    for (auto& sheet : model_.sheets) {
        say_provisional(sheet);
        sheet.fit_heights();
        const double width = std::accumulate(sheet.widths.begin(), sheet.widths.end(), 0.0);
        int rows = sheet.rows;
        for (const auto& chart : sheet.charts) rows += chart.rows();
        if (width <= widest_upright && rows >= longest_across) sheet.landscape = false;
        // A chart over columns that every page repeats would be drawn on every page.
        const int repeated = print_pages(sheet).repeated_columns;
        for (auto& chart : sheet.charts) chart.column = std::max(chart.column, repeated);
    }
    return std::move(model_);
}

/// Between the title and the table, where a figure of the sheet rests on such factors.
void WorkbookLayout::say_provisional(SheetModel& sheet) const {
    const bool any = std::any_of(sheet.cells.begin(), sheet.cells.end(),
                                 [](const ModelCell& cell) { return cell.style.provisional; });
    if (any)
        sheet.text(model_.illustrative.empty() ? 1 : 2, 0, words_.in("about-provisional"),
                   {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
}

/// Gases the way people print them, wherever there is text.
void WorkbookLayout::print_formulas() {
    const Subscripts subscripts(*inventory_.methodology);
    for (auto& sheet : model_.sheets) {
        for (auto& cell : sheet.cells)
            if (cell.kind == ModelCell::Kind::text)
                cell.text = subscripts.in_text(cell.text);
            else if (!cell.style.format.empty())
                cell.style.format = subscripts.in_text(cell.style.format);  // a unit behind the number
        for (auto& chart : sheet.charts) {
            chart.title = subscripts.in_text(chart.title);
            chart.unit = subscripts.in_text(chart.unit);
            for (auto& series : chart.series) series.name = subscripts.in_text(series.name);
        }
    }
}

void WorkbookLayout::lay_out_sheet(const SheetTemplate& layout) {
    SheetModel sheet;
    sheet.name = layout.name.in(words_.language());
    const bool mapped = layout.tree && layout.tree->mapped;
    figures_ = mapped ? &mapped_.try_emplace(layout.tree.get(), inventory_, layout.tree).first->second : &own_;
    switch (layout.kind) {
        case SheetTemplate::Kind::cover: cover(sheet, layout); break;
        case SheetTemplate::Kind::categories: categories(sheet, layout); break;
        case SheetTemplate::Kind::trend: trend(sheet, layout); break;
        case SheetTemplate::Kind::composition:
        case SheetTemplate::Kind::gas_trend: composition(sheet, layout); break;
        case SheetTemplate::Kind::largest: largest(sheet, layout); break;
        case SheetTemplate::Kind::calculations: calculations(sheet, layout); break;
        case SheetTemplate::Kind::uncertainty: uncertainty_table(sheet, layout); break;
        case SheetTemplate::Kind::key_summary: key_summary(sheet, layout); break;
        case SheetTemplate::Kind::sensitivity: sensitivity(sheet, layout); break;
        case SheetTemplate::Kind::intervals: intervals(sheet, layout); break;
        case SheetTemplate::Kind::notations: notations(sheet, layout); break;
        case SheetTemplate::Kind::matrix: matrix(sheet, layout); break;
        case SheetTemplate::Kind::methods: methods(sheet, layout); break;
        case SheetTemplate::Kind::indicators: indicators(sheet, layout); break;
        case SheetTemplate::Kind::key_categories: key_categories(sheet, layout); break;
        case SheetTemplate::Kind::recalculations: recalculations(sheet, layout); break;
        case SheetTemplate::Kind::comparisons: comparisons(sheet, layout); break;
        case SheetTemplate::Kind::findings: findings(sheet, layout); break;
        case SheetTemplate::Kind::provenance: break;
    }
    model_.sheets.push_back(std::move(sheet));
}

std::string WorkbookLayout::filled_title(const Title& title) const {
    const auto& regions =
        inventory_.methodology->dimensions[static_cast<std::size_t>(inventory_.methodology->region_dimension)];
    const auto& years = inventory_.settings.years;
    auto region = regions.members[static_cast<std::size_t>(inventory_.region)].title.in(words_.language());
    if (inventory_.settings.illustrative) region = words_.in("illustrative-region", {{"region", region}});
    // A span of one year is that year.
    const auto first = std::to_string(years.front()), last = std::to_string(years.back());
    auto text = title.in(words_.language());
    if (const auto span = text.find("{first}–{last}"); years.size() == 1 && span != std::string::npos)
        text.replace(span, std::string_view("{first}–{last}").size(), "{last}");
    return filled(text,
                  {{"region", region}, {"year", last}, {"first", first}, {"last", last}, {"gwp", inventory_.gwp->id}});
}

int WorkbookLayout::begin(SheetModel& sheet, const SheetTemplate& layout, int columns) const {
    int row = 0;
    sheet.text(row, 0, filled_title(layout.title), {CellRole::title, RowStyle::plain, 0, false, false, false, {}})
        .last_column = columns - 1;
    sheet.heights.emplace_back(row++, 26.0);
    if (!model_.illustrative.empty())
        sheet.text(row++, 0, model_.illustrative, {CellRole::warning, RowStyle::plain, 0, false, false, false, {}})
            .last_column = columns - 1;
    return row + 1;
}

RowStyle WorkbookLayout::row_style(int category) const {
    const auto& tree = figures_->tree();
    if (tree.is_total(category)) return RowStyle::total;
    for (int above = category; above >= 0; above = tree.categories[static_cast<std::size_t>(above)].parent)
        if (tree.categories[static_cast<std::size_t>(above)].memo) return RowStyle::memo;
    return tree.categories[static_cast<std::size_t>(category)].parent < 0 ? RowStyle::section : RowStyle::plain;
}

int WorkbookLayout::level(int category) const {
    int levels = 0;
    const auto& tree = figures_->tree();
    while (category >= 0 && !tree.is_total(category) &&
           tree.categories[static_cast<std::size_t>(category)].parent >= 0) {
        category = tree.categories[static_cast<std::size_t>(category)].parent;
        ++levels;
    }
    return levels;
}

std::string WorkbookLayout::category_name(int category) const {
    const auto& tree = figures_->tree();
    const auto& title = tree.title(category).in(words_.language());
    return tree.is_total(category) ? title : tree.code(category) + "  " + title;
}

void WorkbookLayout::label(SheetModel& sheet, int row, int category, RowStyle style, int top_level) const {
    sheet.text(row, 0, category_name(category),
               {CellRole::label,
                style,
                static_cast<std::uint8_t>(std::max(0, level(category) - top_level)),
                false,
                false,
                false,
                {}});
}

/// One figure: a number with its link and marks, a notation key, or a dash where the category has no such gas.
void WorkbookLayout::figure(SheetModel& sheet, int row, int column, int year, int category, const GasColumn& shown,
                            RowStyle style) {
    const auto& methodology = *inventory_.methodology;
    CellStyle look{CellRole::value, style, 0, false, false, false, figure_format};
    double value = 0.0;
    Status status;
    std::uint8_t mask = 0;
    std::vector<int> shown_gases, with_numbers;
    const bool by_group = !shown.groups.empty();
    for (int gas = 0; gas <= static_cast<int>(methodology.gases.size()); ++gas) {
        const bool all_gases = gas == static_cast<int>(methodology.gases.size());
        const bool wanted = by_group
                                ? !all_gases && std::count(shown.groups.begin(), shown.groups.end(),
                                                           methodology.gases[static_cast<std::size_t>(gas)].group) > 0
                                : inventory_.gas_id(gas) == shown.gas;
        const auto found = wanted ? figures_->find(year, category, gas) : std::nullopt;
        if (!found) continue;
        const Status part = by_group ? found->co2e_status : found->status;
        const auto& unit = by_group ? inventory_.co2e_unit : inventory_.gas_unit(gas);
        if (part.is_number()) value += (by_group ? found->co2e_kt : found->value) * conversion_factor(unit, shown.unit);
        status = shown_gases.empty() ? part : combine_in_sum(status, part);
        mask |= found->mask;
        shown_gases.push_back(gas);
        if (found->status.is_number()) with_numbers.push_back(gas);
    }
    const bool any = !shown_gases.empty();
    int entry = -1;
    if (with_numbers.size() > 1)
        entry = provenance_.entry(leaf_nodes(year, category, with_numbers));
    else if (any)
        entry = provenance_.entry(*figures_, year, category,
                                  with_numbers.empty() ? shown_gases.front() : with_numbers.front());
    look.provisional = (mask & rests_on_provisional) != 0;
    look.incomplete = status.incomplete;
    if (any && status.is_number()) {
        sheet.number(row, column, value, look).provenance = entry;
        return;
    }
    look.centred = true;
    sheet.text(row, column, any ? std::string(notation_text(status.notation)) : "–", look).provenance = entry;
}

std::vector<NodeId> WorkbookLayout::leaf_nodes(int year, int category, const std::vector<int>& gases) const {
    std::vector<NodeId> nodes;
    for (const int gas : gases)
        for (const auto* leaf : figures_->leaves(year, category, gas)) nodes.push_back(leaf->node);
    return nodes;
}

void WorkbookLayout::notation(SheetModel& sheet, int row, int column, Notation notation, RowStyle style) const {
    sheet.text(row, column, std::string(notation_text(notation)), {CellRole::value, style, 0, false, false, true, {}});
}

void WorkbookLayout::link_provenance(std::size_t sheet, const std::vector<int>& rows) {
    for (auto& each : model_.sheets)
        for (auto& cell : each.cells)
            if (cell.provenance >= 0)
                cell.link = {static_cast<int>(sheet), rows[static_cast<std::size_t>(cell.provenance)]};
}

}  // namespace qingdan
