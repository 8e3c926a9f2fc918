// mapping.toml as it is written (docs/mapping.md).

#include "activity/mapping.hpp"

#include <algorithm>
#include <array>

#include "activity/cell_value.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

namespace qingdan {

namespace {

constexpr std::array plain_fields{"variable", "year", "unit", "notation", "source", "note"};

class MappingReader {
public:
    MappingReader(const TomlDocument& document, const Methodology& methodology, Diagnostics& diagnostics)
        : document_(document), methodology_(methodology), diagnostics_(diagnostics) {}

    std::vector<MappedTable> read() {
        TomlTableReader root(document_, document_.root, diagnostics_);
        std::vector<MappedTable> tables;
        for (const auto* node : root.tables("table")) tables.push_back(table(*node));
        root.finish();
        if (tables.empty())
            diagnostics_.error("B011", {document_.document, {}}, {{"key", "table"}, {"expected", "@kind-array"}});
        return tables;
    }

private:
    MappedTable table(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        MappedTable table;
        table.where = document_.where(node);
        table.sheet = reader.optional_string("sheet");
        table.header_rows = static_cast<int>(reader.optional_number("header_rows").value_or(1));
        if (table.header_rows < 1 || table.header_rows > 9)
            diagnostics_.error("A060", reader.where("header_rows"), {{"text", "header_rows"}});
        if (const auto* year = node.find("year"); year && year->kind == TomlNode::Kind::string) {
            table.year_in_sheet_name = reader.optional_string("year") == "sheet";
            if (!table.year_in_sheet_name) diagnostics_.error("A060", reader.where("year"), {{"text", year->string}});
        }
        table.facts = facts(reader, !table.year_in_sheet_name);
        if (const auto* columns = reader.optional_table("columns"))
            for (const auto& [header, field] : columns->members) {
                if (field.kind == TomlNode::Kind::string) known_field(field);
                table.columns[header] = field.string;
            }
        table.across = reader.optional_string("across");
        if (const auto* across = node.find("across")) known_field(*across);
        for (const auto* value : reader.tables("value")) {
            TomlTableReader column(document_, *value, diagnostics_);
            MappedColumn mapped{column.required_string("column"), facts(column, true), document_.where(*value)};
            column.finish();
            table.values.push_back(std::move(mapped));
        }
        table.ignore = reader.optional_strings("ignore");
        reader.finish();
        if (table.across.empty() == table.values.empty())
            diagnostics_.error("A060", table.where, {{"text", "across, [[table.value]]"}});
        return table;
    }

    MappedFacts facts(TomlTableReader& reader, bool with_year) {
        MappedFacts facts;
        facts.variable = reader.optional_string("variable");
        if (!facts.variable.empty() && methodology_.variable(facts.variable) < 0)
            diagnostics_.error("A001", reader.where("variable"),
                               {{"name", facts.variable}, {"near", near(facts.variable)}});
        facts.unit = reader.optional_string("unit");
        if (!facts.unit.empty()) (void)methodology_.units.parse(facts.unit, reader.where("unit"), diagnostics_);
        if (with_year)
            if (const auto year = reader.optional_number("year")) facts.year = static_cast<int>(*year);
        if (const auto* keys = reader.optional_table("keys"))
            for (const auto& [name, member] : keys->members) {
                const int dimension = methodology_.dimension(name);
                const auto where = document_.where(member);
                if (dimension < 0) {
                    diagnostics_.error("A060", where, {{"text", name}}, document_.picture(member));
                    continue;
                }
                const auto& known = methodology_.dimensions[static_cast<std::size_t>(dimension)];
                if (!known.recognise(member.string)) unknown_member(known, member.string, where, diagnostics_);
                facts.keys[name] = member.string;
            }
        return facts;
    }

    void known_field(const TomlNode& node) {
        const bool plain = std::find(plain_fields.begin(), plain_fields.end(), node.string) != plain_fields.end();
        if (plain || methodology_.dimension(node.string) >= 0) return;
        diagnostics_.error("A060", document_.where(node), {{"text", node.string}}, document_.picture(node));
    }

    [[nodiscard]] std::string near(const std::string& name) const {
        std::vector<std::string> known;
        for (const auto& variable : methodology_.variables) known.push_back(variable.id);
        return join(nearest(name, known), ", ");
    }

    const TomlDocument& document_;
    const Methodology& methodology_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::optional<std::vector<MappedTable>> read_mapping(const TomlDocument& document, const Methodology& methodology,
                                                     Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    auto tables = MappingReader(document, methodology, diagnostics).read();
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return tables;
}

}  // namespace qingdan
