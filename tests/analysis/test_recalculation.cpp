// Recalculations: formulas worked out again from their text, and differences of the example province taken apart.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "analysis/recalculation.hpp"
#include "analysis/recalculation_formula.hpp"
#include "inventory/inventory.hpp"
#include "inventory/settings.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path source_root = QINGDAN_SOURCE_DIR;

class GivenValues final : public ReplayInputs {
public:
    std::map<FormulaName, std::vector<ReplayValue>> values;
    std::size_t sum_cells = 0;
    [[nodiscard]] ReplayValue value(const FormulaName& name, std::size_t cell) const override {
        return values.at(name).at(cell);
    }
    [[nodiscard]] std::size_t cells(int) const override { return sum_cells; }
};

ReplayValue number(double value) { return {value, {}}; }
ReplayValue key(Notation notation) { return {0.0, {notation, false}}; }

ReplayValue worked_out(const std::string& text, const GivenValues& given) {
    const auto formula = ReplayFormula::read(text);
    REQUIRE(formula);
    return formula->evaluate(given);
}

const Inventory& province() {
    static const Inventory inventory = [] {
        Diagnostics diagnostics;
        const auto folder = source_root / "inputs/example-province";
        auto settings = read_settings(folder, diagnostics);
        return *compile_inventory(folder, *settings, source_root / "methodologies", diagnostics);
    }();
    return inventory;
}

Inventory changed_province(const std::string& variable, int year, double by) {
    auto data = province().data;
    std::size_t changed = 0;
    for (auto& datum : data) {
        const auto& id = province().methodology->variables[static_cast<std::size_t>(datum.variable)].id;
        if (id != variable || datum.year != year || datum.notation != Notation::none) continue;
        datum.value *= by;
        ++changed;
    }
    REQUIRE(changed > 0);
    Diagnostics diagnostics;
    return *compile_inventory(province().settings, province().methodology, std::move(data), diagnostics);
}

const FigureChange* find(const Recalculations& found, const std::string& category, const std::string& gas, int year) {
    for (const auto& change : found.changes)
        if (change.category == category && change.gas == gas && change.year == year) return &change;
    return nullptr;
}

}  // namespace

TEST_CASE("a formula is worked out again from its text") {
    GivenValues given;
    given.values[{"a", -1, false}] = {number(6)};
    given.values[{"b", -1, false}] = {number(1.5)};
    given.values[{"last", -1, true}] = {key(Notation::NE)};
    CHECK(worked_out("(a + 2) * -b / 4", given).number == Approx(-3.0));
    CHECK(worked_out("if(a > b, max(a, 7, b), 0 [t])", given).number == 7.0);
    CHECK(worked_out("clamp(a, 0, 5) ^ 2", given).number == 25.0);
    CHECK(worked_out("previous(last, a) + b", given).number == 7.5);
    CHECK(worked_out("a / (b - 1.5)", given).status.notation == Notation::NE);
    given.values[{"last", -1, true}] = {number(2)};
    CHECK(worked_out("previous(last, a) + b", given).number == 3.5);
}

TEST_CASE("sums run over their own cells, and keys follow the rules of sums and products") {
    GivenValues given;
    given.sum_cells = 3;
    given.values[{"x", 0, false}] = {number(1), number(2), key(Notation::NO)};
    given.values[{"y", 0, false}] = {number(10), number(100), key(Notation::NE)};
    given.values[{"z", -1, false}] = {number(3)};
    CHECK(worked_out("sum(x * y over k) * z", given).number == 630.0);
    CHECK_FALSE(worked_out("sum(x * y over k) * z", given).status.incomplete);
    given.values[{"x", 0, false}][2] = number(1);
    CHECK(worked_out("sum(x * y over k)", given).status.incomplete);
}

TEST_CASE("what cannot be worked out again is not") {
    CHECK_FALSE(ReplayFormula::read("a +"));
    CHECK_FALSE(ReplayFormula::read("unheard(a)"));
    CHECK_FALSE(ReplayFormula::read("sum(sum(a over k) * b over l)"));
    CHECK(ReplayFormula::read("-a * b / 2")->products_only());
    CHECK_FALSE(ReplayFormula::read("a + b")->products_only());
}

TEST_CASE("an inventory does not differ from itself") {
    const InventorySide side(province());
    const auto found = compare_compiled(side, side);
    CHECK(found.compared == province().estimates.size());
    CHECK(found.changes.empty());
}

TEST_CASE("a changed datum explains every figure that it changes, in later years too") {
    for (const auto& variable : {"waste_landfilled", "livestock_population", "energy_balance", "crop_yield"}) {
        const auto changed = changed_province(variable, 2010, 1.07);
        const auto found = compare_compiled(InventorySide(province()), InventorySide(changed));
        REQUIRE_FALSE(found.changes.empty());
        for (const auto& change : found.changes) {
            CAPTURE(variable, change.category, change.gas, change.year);
            CHECK(change.residual == 0.0);
            CHECK(change.of(ChangeCause::activity) == Approx(change.difference()).epsilon(1e-9));
            for (const auto& part : change.parts) {
                CHECK(part.cause == ChangeCause::activity);
                for (const auto& input : part.inputs) {
                    CHECK(input.id == variable);
                    CHECK(input.year == 2010);
                }
            }
        }
    }
}

TEST_CASE("waste that is landfilled in one year is found behind the methane of the next") {
    const auto changed = changed_province("waste_landfilled", 2010, 1.07);
    const auto found = compare_compiled(InventorySide(province()), InventorySide(changed));
    const auto* methane = find(found, "5.1", "CH4", 2015);
    REQUIRE(methane);
    CHECK(methane->parts.size() == 2);  // two kinds of site
    CHECK_FALSE(find(found, "5.1", "CH4", 2009));
}

TEST_CASE("data first, then factors, and the gas before its potential") {
    Diagnostics diagnostics;
    auto settings = province().settings;
    settings.gwp_set = "AR5";
    auto methodology = *province().methodology;
    const int factor = methodology.factor("net_calorific_value");
    for (auto& row : methodology.factor_rows)
        if (row.factor == factor && row.value) *row.value *= 1.1;
    auto data = changed_province("energy_balance", 2010, 1.5).data;
    const auto changed = compile_inventory(settings, std::make_shared<const Methodology>(std::move(methodology)),
                                           std::move(data), diagnostics);
    REQUIRE(changed);
    const auto found = compare_compiled(InventorySide(province()), InventorySide(*changed));
    const auto* households = find(found, "1.1.5", "CO2", 2010);
    REQUIRE(households);
    // Every product grows by half, then by a tenth of that.
    CHECK(households->of(ChangeCause::activity) == Approx(*households->old_value * 0.5));
    CHECK(households->of(ChangeCause::factor) == Approx(*households->old_value * 1.5 * 0.1));
    const auto* total = find(found, "total-with-land", "CO2e", 2010);
    REQUIRE(total);
    CHECK(total->of(ChangeCause::activity) + total->of(ChangeCause::factor) + total->of(ChangeCause::gwp) ==
          Approx(total->difference()));
    CHECK(total->of(ChangeCause::gwp) != 0.0);
    CHECK(total->residual == 0.0);
}
