// compare: one inventory compiled by its own package and by another, category by category.

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "analysis/recalculation_packages.hpp"
#include "app/commands.hpp"
#include "app/compare_page.hpp"
#include "app/inventory_run.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "inventory/recalculation_translate.hpp"
#include "methodology/load.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

/// Two packages whose categories have the same codes: one builds on the other.
bool same_categories(const Methodology& a, const Methodology& b) {
    const auto builds_on = [](const Methodology& upper, const Methodology& lower) {
        return std::find(upper.required.begin(), upper.required.end(), lower.id) != upper.required.end();
    };
    return a.id == b.id || builds_on(a, b) || builds_on(b, a);
}

struct TwoPackages {
    Inventory own, other;
    std::optional<CategoryMapping> mapping;  ///< where the categories have other codes
    std::vector<UnusedInput> unused;
};

std::optional<TwoPackages> compile_both(const Session& session, const CompareOptions& options,
                                        Diagnostics& diagnostics) {
    CompileOptions compile;
    compile.inventory = options.inventory;
    compile.years = options.years;
    auto own = open_inventory(session, compile, diagnostics);
    auto package = load_methodology(session.home.methodologies, options.package, diagnostics, false);
    if (!own || !package) return std::nullopt;
    std::optional<CategoryMapping> mapping;
    if (!same_categories(*own->methodology, *package)) {
        mapping = load_mapping(session.home.methodologies, *own->methodology, diagnostics);
        if (!mapping || !mapping->leads_to(*package)) {
            diagnostics.error("P030", own->settings.package_where,
                              {{"package", own->settings.package},
                               {"other", package->id},
                               {"terminology", mapping ? mapping->terminology : std::string()}});
            return std::nullopt;
        }
    }
    auto translated = translate_inputs(*own, *package, mapping ? &*mapping : nullptr);
    package->factor_rows.insert(package->factor_rows.end(), translated.factors.begin(), translated.factors.end());
    translated.settings.gwp_set = options.gwp_set;
    auto other =
        compile_inventory(std::move(translated.settings), std::make_shared<const Methodology>(std::move(*package)),
                          std::move(translated.data), diagnostics);
    if (!other) return std::nullopt;
    if (!options.gwp_set.empty()) {
        auto settings = own->settings;
        settings.gwp_set = options.gwp_set;
        own = compile_inventory(std::move(settings), own->methodology, std::move(own->data), diagnostics);
        if (!own) return std::nullopt;
    }
    return TwoPackages{std::move(*own), std::move(*other), std::move(mapping), std::move(translated.unused)};
}

std::string rows_csv(const std::vector<PackageRow>& rows) {
    std::string text = "year,category,own_categories,own,other,unit,difference,reason,part,within\n";
    const auto side = [](const std::optional<double>& value, const std::string& notation) {
        return value ? number_text(*value) : notation;
    };
    for (const auto& row : rows) {
        const auto line = [&](std::string_view reason, const std::string& part) {
            text += std::to_string(row.year) + "," + csv_field(row.category) + "," +
                    csv_field(join(row.own_categories, ";")) + "," + side(row.own, row.own_notation) + "," +
                    side(row.other, row.other_notation) + ",kt CO2e," +
                    (row.within.empty() ? number_text(row.difference()) : std::string()) + "," + std::string(reason) +
                    "," + part + "," + csv_field(row.within) + "\n";
        };
        for (const auto& [reason, amount] : row.reasons) line(reason_text(reason), number_text(amount));
        if (row.reasons.empty()) line({}, {});
    }
    return text;
}

std::string rows_json(const TwoPackages& both, const std::vector<PackageRow>& rows) {
    using Json = nlohmann::ordered_json;
    const auto side = [](const std::optional<double>& value, const std::string& notation) {
        return value ? Json(*value) : notation.empty() ? Json() : Json(notation);
    };
    auto list = Json::array(), unused = Json::array();
    for (const auto& row : rows) {
        auto reasons = Json::object();
        for (const auto& [reason, amount] : row.reasons) reasons[std::string(reason_text(reason))] = amount;
        list.push_back({{"year", row.year},
                        {"category", row.category},
                        {"own_categories", row.own_categories},
                        {"own", side(row.own, row.own_notation)},
                        {"other", side(row.other, row.other_notation)},
                        {"difference", row.within.empty() ? Json(row.difference()) : Json()},
                        {"within", row.within},
                        {"reasons", reasons}});
    }
    for (const auto& each : both.unused)
        unused.push_back({{"kind", each.factor ? "factor" : "variable"},
                          {"id", each.id},
                          {"member", each.member},
                          {"rows", each.rows}});
    return Json{{"own", both.own.methodology->id},
                {"other", both.other.methodology->id},
                {"unit", "kt CO2e"},
                {"rows", list},
                {"unused", unused}}
        .dump(1);
}

}  // namespace

int compare_command(const Session& session, const CompareOptions& options) {
    Diagnostics diagnostics;
    const auto both = compile_both(session, options, diagnostics);
    const auto words = Words::load(session.home.templates, {}, session.language, diagnostics);
    if (session.report(diagnostics) != exit_done || !both) return exit_refused;
    const auto rows = compare_packages(both->own, both->other, both->mapping ? &*both->mapping : nullptr);
    if (!options.csv.empty()) {
        std::ofstream file(options.csv, std::ios::binary | std::ios::trunc);
        file << rows_csv(rows);
        file.close();
        if (!file) throw std::runtime_error("cannot write " + options.csv.string());
    }
    if (session.json)
        session.out << rows_json(*both, rows) << "\n";
    else if (!session.quiet)
        print_compare_page(session, both->own, both->other, rows, both->unused, !options.years.empty(), words);
    return exit_done;
}

}  // namespace qingdan
