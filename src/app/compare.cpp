// compare: one inventory compiled by its own package and by another, category by category.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "analysis/recalculation_packages.hpp"
#include "app/commands.hpp"
#include "app/inventory_run.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "inventory/recalculation_translate.hpp"
#include "methodology/load.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

constexpr int digits = 6;

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
        if (!mapping || !mapping->leads_to(package->id)) {
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

std::string printed(const std::optional<double>& value, const std::string& notation) {
    return value ? number_text(*value, digits) : notation.empty() ? "–" : notation;
}

std::string with_sign(double value, int significant) {
    return (value > 0.0 ? "+" : "") + number_text(value, significant);
}

std::string head(const PackageRow& row, const Words& words) {
    const auto own = join(row.own_categories, " ");
    std::string line = (row.category.empty() ? own + " → –" : row.category) + " " + row.title.in(words.language()) +
                       " · " + std::to_string(row.year) + words.colon() + printed(row.own, row.own_notation) + " → " +
                       printed(row.other, row.other_notation) + " " + words.unit("kt CO2e");
    if (!row.own && !row.other) return line;
    line += words.comma() + with_sign(row.difference(), digits);
    if (row.own && *row.own != 0.0)
        line += words.bracketed(with_sign(row.difference() / std::abs(*row.own) * 100.0, 3) + " %");
    if (!row.category.empty() && !own.empty() && own != row.category) line += words.bracketed("← " + own);
    return line;
}

std::string unused_text(const UnusedInput& unused, const Words& words) {
    constexpr const char* whys[] = {"unused-name", "unused-keys", "unused-member", "unused-unit"};
    return unused.title.in(words.language()) + " [" + unused.id + "]" + words.colon() +
           words.in(whys[static_cast<int>(unused.why)], {{"member", unused.member}}) +
           words.bracketed(words.in("rows", {{"count", std::to_string(unused.rows)}}));
}

void print_page(const Session& session, const TwoPackages& both, const std::vector<PackageRow>& rows, bool all_years,
                const Words& words) {
    const auto package = [&](const Inventory& inventory) {
        return inventory.methodology->title.in(session.language) +
               words.bracketed(inventory.methodology->id + " " + inventory.methodology->version + words.comma() +
                               inventory.gwp->id);
    };
    session.out << both.own.settings.title.in(session.language) << "\n  " << package(both.own) << "\n→ "
                << package(both.other) << "\n";
    for (const auto& row : rows) {
        if (!all_years && row.year != both.own.settings.years.back()) continue;
        if (!row.own && !row.other && row.own_notation == row.other_notation) continue;
        session.out << "\n" << head(row, words) << "\n";
        for (const auto& [reason, amount] : row.reasons)
            session.out << "    " << words.in("reason-" + std::string(reason_text(reason))) << words.colon()
                        << with_sign(amount, digits) << "\n";
    }
    if (both.unused.empty()) return;
    session.out << "\n" << words.in("not-used-by", {{"package", both.other.methodology->id}}) << "\n";
    for (const auto& unused : both.unused) session.out << "  " << unused_text(unused, words) << "\n";
}

std::string rows_csv(const std::vector<PackageRow>& rows) {
    std::string text = "year,category,own_categories,own,other,unit,difference,reason,part\n";
    const auto side = [](const std::optional<double>& value, const std::string& notation) {
        return value ? number_text(*value) : notation;
    };
    for (const auto& row : rows) {
        const auto line = [&](std::string_view reason, const std::string& part) {
            text += std::to_string(row.year) + "," + csv_field(row.category) + "," +
                    csv_field(join(row.own_categories, ";")) + "," + side(row.own, row.own_notation) + "," +
                    side(row.other, row.other_notation) + ",kt CO2e," + number_text(row.difference()) + "," +
                    std::string(reason) + "," + part + "\n";
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
                        {"difference", row.difference()},
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
        print_page(session, *both, rows, !options.years.empty(), words);
    return exit_done;
}

}  // namespace qingdan
