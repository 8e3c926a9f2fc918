// tests/*.toml: worked examples, given -> expect.

#include "base/text.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

using Keys = std::vector<std::pair<std::string, std::string>>;

class ExampleReader {
public:
    ExampleReader(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics)
        : methodology_(methodology), document_(document), diagnostics_(diagnostics) {}

    void read() {
        TomlTableReader root(document_, document_.root, diagnostics_);
        for (const auto* node : root.tables("case")) read_case(*node);
        root.finish();
    }

private:
    void read_case(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        WorkedExample example;
        example.where = document_.where(node);
        example.name = reader.required_string("name");
        example.source = reader.required_string("source");
        example.arithmetic = reader.optional_string("arithmetic");
        example.region = reader.required_string("region");
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        if (!example.region.empty() && !regions.find(example.region))
            unknown_name("@kind-member", example.region, regions.ids(), reader.where("region"), diagnostics_);
        example.year = static_cast<int>(reader.required_number("year").value_or(0));
        for (const auto* given : reader.tables("given")) example.given.push_back(read_given(*given));
        for (const auto* own : reader.tables("factors")) example.factors.push_back(read_own(*own));
        for (const auto* expect : reader.tables("expect")) example.expect.push_back(read_expect(*expect));
        if (example.expect.empty()) diagnostics_.error("M035", example.where, {{"name", example.name}});
        reader.finish();
        methodology_.examples.push_back(std::move(example));
    }

    Keys keys(TomlTableReader& reader) {
        Keys keys;
        if (const auto* table = reader.optional_table("keys"))
            for (const auto& [name, node] : table->members) {
                const int dimension = methodology_.dimension(name);
                if (dimension < 0) {
                    unknown_name("@kind-dimension", name, ids_of(methodology_.dimensions), document_.where(node),
                                 diagnostics_, document_.picture(node));
                    continue;
                }
                const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
                if (!members.find(node.string))
                    unknown_name("@kind-member", node.string, members.ids(), document_.where(node), diagnostics_,
                                 document_.picture(node));
                else
                    keys.emplace_back(name, node.string);
            }
        return keys;
    }

    Notation notation(TomlTableReader& reader, bool has_value, const SourceRef& where) {
        const auto text = reader.optional_string("notation");
        if (text.empty() != has_value) diagnostics_.error("M036", where);
        if (text.empty()) return Notation::none;
        const auto notation = parse_notation(text);
        if (!notation) diagnostics_.error("M008", reader.where("notation"), {{"text", text}});
        return notation.value_or(Notation::none);
    }

    std::string unit(TomlTableReader& reader, bool has_value) {
        const auto text = has_value ? reader.required_string("unit") : reader.optional_string("unit");
        if (!text.empty()) (void)methodology_.units.parse(text, reader.where("unit"), diagnostics_);
        return text;
    }

    WorkedExample::Given read_given(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        WorkedExample::Given given;
        given.where = document_.where(node);
        given.variable = reader.required_string("variable");
        if (!given.variable.empty() && methodology_.variable(given.variable) < 0)
            unknown_name("@kind-variable", given.variable, ids_of(methodology_.variables), reader.where("variable"),
                         diagnostics_);
        given.keys = keys(reader);
        given.year = static_cast<int>(reader.optional_number("year").value_or(0));
        given.value = reader.optional_number("value");
        given.notation = notation(reader, given.value.has_value(), given.where);
        given.unit = unit(reader, given.value.has_value());
        reader.finish();
        return given;
    }

    WorkedExample::Own read_own(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        WorkedExample::Own own;
        own.where = document_.where(node);
        own.factor = reader.required_string("factor");
        if (!own.factor.empty() && methodology_.factor(own.factor) < 0)
            unknown_name("@kind-factor", own.factor, ids_of(methodology_.factors), reader.where("factor"),
                         diagnostics_);
        own.keys = keys(reader);
        own.value = reader.required_number("value").value_or(0.0);
        own.unit = unit(reader, true);
        reader.finish();
        return own;
    }

    WorkedExample::Expect read_expect(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        WorkedExample::Expect expect;
        expect.where = document_.where(node);
        expect.category = reader.optional_string("category");
        expect.gas = reader.optional_string("gas");
        expect.variable = reader.optional_string("variable");
        if (expect.variable.empty() == (expect.category.empty() || expect.gas.empty()))
            diagnostics_.error("M037", expect.where);
        expect.keys = keys(reader);
        expect.year = static_cast<int>(reader.optional_number("year").value_or(0));
        expect.value = reader.optional_number("value");
        expect.notation = notation(reader, expect.value.has_value(), expect.where);
        expect.unit = unit(reader, expect.value.has_value());
        expect.tolerance = reader.optional_number("tolerance").value_or(expect.tolerance);
        reader.finish();
        return expect;
    }

    Methodology& methodology_;
    const TomlDocument& document_;
    Diagnostics& diagnostics_;
};

}  // namespace

void read_examples(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics) {
    ExampleReader(methodology, document, diagnostics).read();
}

}  // namespace qingdan
