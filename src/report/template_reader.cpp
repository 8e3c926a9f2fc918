#include "report/template_reader.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t longest_sheet_name = 31;  // of the file format

const std::map<std::string, SheetTemplate::Kind> kinds{{"cover", SheetTemplate::Kind::cover},
                                                       {"categories", SheetTemplate::Kind::categories},
                                                       {"trend", SheetTemplate::Kind::trend},
                                                       {"composition", SheetTemplate::Kind::composition},
                                                       {"gas-trend", SheetTemplate::Kind::gas_trend},
                                                       {"largest", SheetTemplate::Kind::largest},
                                                       {"calculations", SheetTemplate::Kind::calculations},
                                                       {"uncertainty", SheetTemplate::Kind::uncertainty},
                                                       {"key-summary", SheetTemplate::Kind::key_summary},
                                                       {"sensitivity", SheetTemplate::Kind::sensitivity},
                                                       {"intervals", SheetTemplate::Kind::intervals},
                                                       {"notations", SheetTemplate::Kind::notations},
                                                       {"matrix", SheetTemplate::Kind::matrix},
                                                       {"methods", SheetTemplate::Kind::methods},
                                                       {"indicators", SheetTemplate::Kind::indicators},
                                                       {"key-categories", SheetTemplate::Kind::key_categories},
                                                       {"recalculations", SheetTemplate::Kind::recalculations},
                                                       {"comparisons", SheetTemplate::Kind::comparisons},
                                                       {"findings", SheetTemplate::Kind::findings},
                                                       {"provenance", SheetTemplate::Kind::provenance}};

class TemplateReader {
public:
    TemplateReader(const TomlDocument& document, const Methodology& methodology, std::shared_ptr<const ReportTree> tree,
                   const TablesOf& tables, Diagnostics& diagnostics)
        : document_(document),
          methodology_(methodology),
          tree_(std::move(tree)),
          tables_(tables),
          diagnostics_(diagnostics) {}

    WorkbookTemplate read() {
        WorkbookTemplate workbook;
        TomlTableReader root(document_, document_.root, diagnostics_);
        workbook.font = root.optional_string("font");
        for (const auto* node : root.tables("sheet")) {
            TomlTableReader reader(document_, *node, diagnostics_);
            const auto kind = reader.required_string("kind");
            if (kind == "tables" && tables_) {
                const auto package = reader.required_string("package");
                reader.finish();
                for (auto& sheet : tables_(package, reader.where("package")))
                    workbook.sheets.push_back(std::move(sheet));
            } else if (auto sheet = read_sheet(kind, reader)) {
                workbook.sheets.push_back(std::move(*sheet));
            }
        }
        root.finish();
        return workbook;
    }

private:
    std::optional<SheetTemplate> read_sheet(const std::string& kind, TomlTableReader& reader) {
        SheetTemplate sheet;
        sheet.tree = tree_;
        const auto known = kinds.find(kind);
        if (known == kinds.end()) {
            std::vector<std::string> names;
            for (const auto& [name, value] : kinds) names.push_back(name);
            diagnostics_.error("R001", reader.where("kind"), {{"kind", kind}, {"known", join(names, ", ")}});
            return std::nullopt;
        }
        sheet.kind = known->second;
        sheet.name = title(reader.required_table("name"));
        sheet.title = title(reader.required_table("title"));
        for (const auto& name : {sheet.name.zh, sheet.name.en})
            if (name.empty() || code_points(name).size() > longest_sheet_name ||
                name.find_first_of("[]:*?/\\'") != std::string::npos)
                diagnostics_.error("R004", reader.where("name"),
                                   {{"name", name}, {"limit", std::to_string(longest_sheet_name)}});
        read_content(reader, sheet);
        for (const auto* note : reader.tables("notes")) sheet.notes.push_back(title(note));
        for (const auto* chart : reader.tables("chart")) read_chart(*chart, sheet);
        reader.finish();
        return sheet;
    }

    /// What the kind of sheet asks for.
    void read_content(TomlTableReader& reader, SheetTemplate& sheet) {
        using Kind = SheetTemplate::Kind;
        switch (sheet.kind) {
            case Kind::categories:
            case Kind::composition:
            case Kind::gas_trend:
                read_rows(reader, sheet);
                for (const auto* column : reader.tables("columns"))
                    if (auto read = read_column(*column, sheet)) sheet.columns.push_back(std::move(*read));
                break;
            case Kind::trend:
            case Kind::largest:
            case Kind::sensitivity:
            case Kind::intervals:
                read_rows(reader, sheet);
                read_quantity(reader, sheet);
                break;
            case Kind::matrix:
                read_quantity(reader, sheet);
                read_matrix(reader, sheet);
                break;
            case Kind::calculations:
                read_within(reader, sheet);
                read_gases(reader, sheet);
                break;
            default: break;
        }
    }

    Title title(const TomlNode* node) {
        if (!node) return {};
        TomlTableReader reader(document_, *node, diagnostics_);
        Title read{reader.required_string("zh"), reader.required_string("en")};
        reader.finish();
        return read;
    }

    int category(const std::string& code, const SourceRef& where) {
        if (const int found = tree_->find(code); found >= 0) return found;
        std::vector<std::string> known;
        for (const auto& each : tree_->categories) known.push_back(each.code);
        for (const auto& total : tree_->totals) known.push_back(total.id);
        unknown("@kind-category", code, known, where);
        return -1;
    }

    void unknown(const char* kind, const std::string& name, const std::vector<std::string>& known,
                 const SourceRef& where) {
        diagnostics_.error("M024", where, {{"kind", kind}, {"name", name}, {"near", join(nearest(name, known), ", ")}});
    }

    /// `rows = ["1", "total"]`, or "all"; `depth` levels below each, memo items and totals where they are named.
    /// Behind them the `sections`, which may have a heading, a depth of their own, or be one row of a notation key.
    void read_rows(TomlTableReader& reader, SheetTemplate& sheet) {
        if (reader.has("rows") || !reader.has("sections")) add_named_rows(reader, sheet);
        for (const auto* node : reader.tables("sections")) {
            TomlTableReader section(document_, *node, diagnostics_);
            const auto* name = section.optional_table("name");
            const Notation fixed = notation(section);
            if (name) {
                sheet.inserted.push_back({title(name), fixed});
                sheet.rows.push_back(-static_cast<int>(sheet.inserted.size()));
            }
            if (fixed == Notation::none) add_named_rows(section, sheet);
            section.finish();
        }
        if (sheet.rows.empty()) diagnostics_.error("R005", reader.where("rows"));
    }

    void add_named_rows(TomlTableReader& reader, SheetTemplate& sheet) {
        const auto depth = static_cast<int>(reader.optional_number("depth").value_or(99));
        const bool memo = reader.optional_boolean("memo", false);
        for (const auto& code : reader.required_strings("rows")) {
            if (code == "all") {
                for (std::size_t c = 0; c < tree_->categories.size(); ++c)
                    if (tree_->categories[c].parent < 0) add_rows(static_cast<int>(c), depth, true, sheet.rows);
                for (std::size_t t = 0; t < tree_->totals.size(); ++t)
                    sheet.rows.push_back(static_cast<int>(tree_->categories.size() + t));
            } else if (const int found = category(code, reader.where("rows")); found >= 0) {
                add_rows(found, depth, memo, sheet.rows);
            }
        }
    }

    void add_rows(int index, int depth, bool memo, std::vector<int>& rows) {
        rows.push_back(index);
        if (tree_->is_total(index) || depth == 0) return;
        for (const int child : tree_->categories[static_cast<std::size_t>(index)].children)
            if (memo || !tree_->categories[static_cast<std::size_t>(child)].memo)
                add_rows(child, depth - 1, memo, rows);
    }

    /// `notation = "NE"`, if there is one.
    Notation notation(TomlTableReader& reader) {
        const auto text = reader.optional_string("notation");
        if (text.empty()) return Notation::none;
        const auto read = parse_notation(text);
        if (!read) diagnostics_.error("R010", reader.where("notation"), {{"notation", text}});
        return read.value_or(Notation::NE);
    }

    std::optional<GasColumn> read_column(const TomlNode& node, const SheetTemplate& sheet) {
        TomlTableReader reader(document_, node, diagnostics_);
        GasColumn column;
        column.fixed = notation(reader);
        const bool fixed = column.fixed != Notation::none;
        if (const auto* name = fixed ? reader.required_table("name") : reader.optional_table("name"))
            column.name = title(name);
        if (reader.has("share")) return read_share(reader, std::move(column), sheet);
        column.uncertainty = reader.has("uncertainty");
        column.gas = reader.optional_string(column.uncertainty ? "uncertainty" : "gas");
        column.groups = reader.optional_strings("group");
        const auto text = column.uncertainty ? std::string() : reader.required_string("unit");
        reader.finish();
        column.unit_text = text;
        if (fixed) return column;
        return checked(std::move(column), text, reader.where(column.uncertainty ? "uncertainty" : "unit"));
    }

    /// `{ share = "CO2e", of = "total" }`: of a column before it, in a row of the same sheet.
    std::optional<GasColumn> read_share(TomlTableReader& reader, GasColumn column, const SheetTemplate& sheet) {
        const auto what = reader.required_string("share"), of = reader.required_string("of");
        reader.finish();
        for (std::size_t c = 0; c < sheet.columns.size(); ++c)
            if (sheet.columns[c].is_figure() && sheet.columns[c].is(what)) column.share_of_column = static_cast<int>(c);
        column.share_of_row = category(of, reader.where("of"));
        const bool shown = std::find(sheet.rows.begin(), sheet.rows.end(), column.share_of_row) != sheet.rows.end();
        if (column.share_of_column >= 0 && shown) return column;
        diagnostics_.error("R011", reader.where("share"), {{"gas", what}, {"row", of}});
        return std::nullopt;
    }

    std::optional<GasColumn> checked(GasColumn column, const std::string& text, const SourceRef& where) {
        std::vector<std::string> gases{"CO2e"}, groups;
        for (const auto& gas : methodology_.gases) {
            gases.push_back(gas.id);
            groups.push_back(gas.group);
        }
        const bool by_gas = column.groups.empty();
        const auto& known = by_gas ? gases : groups;
        for (const auto& name : by_gas ? std::vector{column.gas} : column.groups)
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                unknown("@kind-gas", name, known, where);
                return std::nullopt;
            }
        if (column.uncertainty) return column;
        const auto unit = methodology_.units.parse(text, where, diagnostics_);
        if (!unit) return std::nullopt;
        const int gas = by_gas ? methodology_.gas(column.gas) : -1;
        const auto wanted = gas >= 0 ? std::optional(methodology_.gases[static_cast<std::size_t>(gas)].report_unit)
                                     : methodology_.units.parse("kt CO2e");
        if (!wanted || !unit->converts_to(*wanted)) {
            diagnostics_.error("R002", where,
                               {{"unit", text}, {"gas", by_gas ? column.gas : join(column.groups, ", ")}});
            return std::nullopt;
        }
        column.unit = *unit;
        return column;
    }

    void read_quantity(TomlTableReader& reader, SheetTemplate& sheet) {
        if (reader.has("variable")) {
            const auto id = reader.required_string("variable");
            sheet.variable = methodology_.variable(id);
            std::vector<std::string> known;
            for (const auto& variable : methodology_.variables) known.push_back(variable.id);
            if (sheet.variable < 0) unknown("@kind-variable", id, known, reader.where("variable"));
            if (const auto name = reader.optional_string("factor"); !name.empty()) {
                sheet.factor = methodology_.factor(name);
                known.clear();
                for (const auto& factor : methodology_.factors) known.push_back(factor.id);
                if (sheet.factor < 0) unknown("@kind-factor", name, known, reader.where("factor"));
            }
            for (const auto& text : reader.optional_strings("units"))
                if (const auto unit = methodology_.units.parse(text, reader.where("units"), diagnostics_))
                    sheet.units.push_back(*unit);
            return;
        }
        GasColumn column;
        column.groups = reader.optional_strings("group");
        if (column.groups.empty()) column.gas = reader.required_string("gas");
        const auto unit = reader.required_string("unit");
        if (auto read = checked(std::move(column), unit, reader.where("unit")))
            sheet.columns.push_back(std::move(*read));
    }

    void read_matrix(TomlTableReader& reader, SheetTemplate& sheet) {
        for (const auto& [key, target] :
             {std::pair{"rows", &sheet.row_dimension}, std::pair{"columns", &sheet.column_dimension}}) {
            const auto name = reader.required_string(key);
            *target = methodology_.dimension(name);
            std::vector<std::string> known;
            for (const auto& dimension : methodology_.dimensions) known.push_back(dimension.id);
            if (*target < 0) unknown("@kind-dimension", name, known, reader.where(key));
        }
        read_within(reader, sheet);
    }

    void read_within(TomlTableReader& reader, SheetTemplate& sheet) {
        for (const auto& code : reader.optional_strings("within"))
            if (const int found = category(code, reader.where("within")); found >= 0)
                add_rows(found, 99, true, sheet.within);
    }

    void read_gases(TomlTableReader& reader, SheetTemplate& sheet) {
        std::vector<std::string> known;
        for (const auto& gas : methodology_.gases) known.push_back(gas.id);
        for (const auto& id : reader.optional_strings("gases")) {
            sheet.gases.push_back(methodology_.gas(id));
            if (sheet.gases.back() < 0) unknown("@kind-gas", id, known, reader.where("gases"));
        }
    }

    void read_chart(const TomlNode& node, SheetTemplate& sheet) {
        TomlTableReader reader(document_, node, diagnostics_);
        ChartTemplate chart;
        chart.type = reader.required_string("type");
        chart.title = title(reader.required_table("title"));
        chart.rows = reader.required_strings("rows");
        const auto wanted = reader.optional_string("column");
        for (std::size_t c = 0; c < sheet.columns.size(); ++c)
            if (sheet.columns[c].is_figure() && sheet.columns[c].is(wanted)) chart.column = static_cast<int>(c);
        // Two charts belong to one kind of sheet each, and each of these has no other.
        const bool drawn =
            sheet.kind == SheetTemplate::Kind::sensitivity ? chart.type == "tornado"
            : sheet.kind == SheetTemplate::Kind::intervals
                ? chart.type == "fan"
                : chart.type == "pie" || chart.type == "column" || chart.type == "bar" || chart.type == "line";
        std::vector<int> rows;
        for (const auto& code : chart.rows) rows.push_back(category(code, reader.where("rows")));
        const bool shown = std::all_of(rows.begin(), rows.end(), [&](int row) {
            return std::find(sheet.rows.begin(), sheet.rows.end(), row) != sheet.rows.end();
        });
        if (!drawn || !shown) diagnostics_.error("R003", reader.where("type"), {{"type", chart.type}});
        reader.finish();
        sheet.charts.push_back(std::move(chart));
    }

    const TomlDocument& document_;
    const Methodology& methodology_;
    std::shared_ptr<const ReportTree> tree_;
    const TablesOf& tables_;
    Diagnostics& diagnostics_;
};

}  // namespace

WorkbookTemplate read_template(const TomlDocument& document, const Methodology& methodology,
                               std::shared_ptr<const ReportTree> tree, const TablesOf& tables,
                               Diagnostics& diagnostics) {
    return TemplateReader(document, methodology, std::move(tree), tables, diagnostics).read();
}

}  // namespace qingdan
