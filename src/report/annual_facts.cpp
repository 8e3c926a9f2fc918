#include "report/annual_facts.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace qingdan {

AnnualFacts::AnnualFacts(const Inventory& inventory, const AnalysisResults& results, const Words& words,
                         Diagnostics& diagnostics)
    : inventory_(inventory), results_(results), words_(words), diagnostics_(diagnostics) {
    const auto add = [this](const char* word, ReportFigure (AnnualFacts::*found)(const ReportSelector&) const) {
        words_of_figures_[word] = [this, found](const ReportSelector& selector) { return (this->*found)(selector); };
    };
    add("value", &AnnualFacts::value);
    add("share", &AnnualFacts::share);
    add("gas-share", &AnnualFacts::gas_share);
    add("change", &AnnualFacts::change);
    add("difference", &AnnualFacts::difference);
    add("indicator", &AnnualFacts::indicator);
    add("indicator-change", &AnnualFacts::indicator_change);
    add("uncertainty", &AnnualFacts::uncertainty);
    add("effect", &AnnualFacts::effect);
    add("count", &AnnualFacts::count);
    add("provisional-share", &AnnualFacts::provisional_share);
}

ReportFigure AnnualFacts::figure(const ReportSelector& selector) const {
    return words_of_figures_.at(selector.word)(selector);
}

void AnnualFacts::not_found(const ReportSelector& selector, const std::string& name,
                            const std::vector<std::string>& known) const {
    // A loop comes by the same place again and again: once is enough.
    if (!said_.emplace(selector.where.text(), name).second) return;
    diagnostics_.error("R041", selector.where,
                       {{"selector", selector.text()}, {"name", name}, {"near", join(nearest(name, known), ", ")}});
}

bool AnnualFacts::usage(const ReportSelector& selector, std::size_t least, std::size_t most, const char* words) const {
    if (selector.plain.size() >= least && selector.plain.size() <= most) return true;
    diagnostics_.error("R042", selector.where, {{"selector", selector.text()}, {"usage", words}});
    return false;
}

int AnnualFacts::digits(const ReportSelector& selector, std::size_t at, int otherwise) {
    if (at >= selector.plain.size()) return otherwise;
    const auto number = parse_number(selector.plain[at]);
    return number && *number >= 0.0 && *number <= 12.0 ? static_cast<int>(*number) : otherwise;
}

int AnnualFacts::category(const ReportSelector& selector, const std::string& code) const {
    const auto& methodology = *inventory_.methodology;
    if (const int found = methodology.category(code); found >= 0) return found;
    if (code == "main") {  // the first total; without totals, the first category that is added up
        if (!methodology.totals.empty()) return static_cast<int>(methodology.categories.size());
        for (std::size_t c = 0; c < methodology.categories.size(); ++c)
            if (methodology.categories[c].parent < 0 && !methodology.categories[c].memo) return static_cast<int>(c);
    }
    std::vector<std::string> known;
    for (const auto& each : methodology.categories) known.push_back(each.code);
    for (std::size_t t = 0; t < methodology.totals.size(); ++t) {
        if (methodology.totals[t].id == code) return static_cast<int>(methodology.categories.size() + t);
        known.push_back(methodology.totals[t].id);
    }
    not_found(selector, code, known);
    return -1;
}

int AnnualFacts::year(const ReportSelector& selector, const std::string& text) const {
    const auto& years = inventory_.settings.years;
    if (text == "last") return years.back();
    if (text == "first") return years.front();
    if (text == "previous" && years.size() > 1) return years[years.size() - 2];
    const auto number = parse_number(text);
    for (const int each : years)
        if (number && *number == each) return each;
    not_found(selector, text, {"first", "last", "previous"});
    return 0;
}

std::string AnnualFacts::unit_words(const Unit& unit) const {
    return words_.unit(inventory_.methodology->units.describe(unit));
}

std::optional<Unit> AnnualFacts::unit(const ReportSelector& selector, const std::string& text, bool gas) const {
    const auto unit = inventory_.methodology->units.parse(text);
    const bool fits = unit && (gas || unit->converts_to(inventory_.co2e_unit));
    if (fits) return unit;
    diagnostics_.error("R043", selector.where, {{"selector", selector.text()}, {"unit", text}});
    return std::nullopt;
}

bool AnnualFacts::has(int category, const std::string& gas) const {
    const auto& methodology = *inventory_.methodology;
    if (category < 0) return false;
    for (int g = 0; g <= static_cast<int>(methodology.gases.size()); ++g)
        if (inventory_.gas_id(g) == gas || (g < static_cast<int>(methodology.gases.size()) &&
                                            methodology.gases[static_cast<std::size_t>(g)].group == gas))
            if (const auto* estimate = inventory_.estimate(inventory_.settings.years.back(), category, g);
                estimate && estimate->status.is_number())
                return true;
    return false;
}

std::optional<double> AnnualFacts::co2e(int category, int year) const {
    const auto* estimate = inventory_.estimate(year, category, static_cast<int>(inventory_.methodology->gases.size()));
    if (!estimate || !estimate->status.is_number()) return std::nullopt;
    return estimate->value;
}

ReportFigure AnnualFacts::quantity(const ReportSelector& selector, int category, const std::string& gas, int year,
                                   const std::optional<Unit>& unit) const {
    const auto& methodology = *inventory_.methodology;
    const auto gases = static_cast<int>(methodology.gases.size());
    ReportFigure figure;
    if (category < 0 || year == 0) return figure;
    Status status;
    std::uint8_t mask = 0;
    double sum = 0.0;
    bool any = false;
    for (int g = 0; g <= gases; ++g) {
        const bool alone = inventory_.gas_id(g) == gas;
        const bool grouped = !alone && g < gases && methodology.gas(gas) < 0 &&
                             methodology.gases[static_cast<std::size_t>(g)].group == gas;
        const auto* estimate = alone || grouped ? inventory_.estimate(year, category, g) : nullptr;
        if (!estimate) continue;
        const auto& own = grouped ? inventory_.co2e_unit : inventory_.gas_unit(g);
        const auto& shown = unit ? *unit : own;
        if (!own.converts_to(shown)) {
            diagnostics_.error("R043", selector.where, {{"selector", selector.text()}, {"unit", shown.text}});
            return figure;
        }
        const auto part =
            grouped ? inventory_.graph.nodes[static_cast<std::size_t>(estimate->co2e_node)].status : estimate->status;
        if (part.is_number()) sum += (grouped ? estimate->co2e_kt : estimate->value) * conversion_factor(own, shown);
        status = any ? combine_in_sum(status, part) : part;
        mask |= estimate->mask;
        figure.unit = unit_words(shown);
        any = true;
    }
    if (!any) {
        std::vector<std::string> known;
        for (int g = 0; g <= gases; ++g) known.push_back(inventory_.gas_id(g));
        not_found(selector, gas, known);
        return figure;
    }
    if (status.is_number()) figure.number = sum;
    figure.instead = notation_text(status.notation);
    figure.incomplete = status.incomplete;
    figure.provisional = (mask & rests_on_provisional) != 0;
    return figure;
}

ReportFigure AnnualFacts::value(const ReportSelector& selector) const {
    if (!usage(selector, 4, 5, "value CATEGORY GAS YEAR \"UNIT\" [DIGITS]")) return {};
    const auto shown = unit(selector, selector.plain[3], true);
    if (!shown) return {};
    auto figure = quantity(selector, category(selector, selector.plain[0]), selector.plain[1],
                           year(selector, selector.plain[2]), shown);
    figure.digits = digits(selector, 4, 1);
    return figure;
}

/// A part over a whole, in per cent.
static ReportFigure ratio(const ReportFigure& part, const ReportFigure& whole) {
    ReportFigure figure;
    figure.unit = "%";
    figure.incomplete = part.incomplete || whole.incomplete;
    figure.provisional = part.provisional || whole.provisional;
    figure.instead = part.number ? (whole.number ? "–" : whole.instead) : part.instead;
    if (part.number && whole.number && *whole.number != 0.0) figure.number = 100.0 * *part.number / *whole.number;
    return figure;
}

ReportFigure AnnualFacts::share(const ReportSelector& selector) const {
    if (!usage(selector, 4, 5, "share PART WHOLE GAS YEAR [DIGITS]")) return {};
    const int in = year(selector, selector.plain[3]);
    auto figure = ratio(quantity(selector, category(selector, selector.plain[0]), selector.plain[2], in, std::nullopt),
                        quantity(selector, category(selector, selector.plain[1]), selector.plain[2], in, std::nullopt));
    figure.digits = digits(selector, 4, 1);
    return figure;
}

ReportFigure AnnualFacts::gas_share(const ReportSelector& selector) const {
    if (!usage(selector, 3, 4, "gas-share CATEGORY GAS YEAR [DIGITS]")) return {};
    const int of = category(selector, selector.plain[0]), in = year(selector, selector.plain[2]);
    if (of < 0 || in == 0) return {};
    const auto& methodology = *inventory_.methodology;
    const auto gases = static_cast<int>(methodology.gases.size());
    ReportFigure part;
    bool any = false;
    for (int g = 0; g < gases; ++g) {
        if (methodology.gases[static_cast<std::size_t>(g)].id != selector.plain[1] &&
            methodology.gases[static_cast<std::size_t>(g)].group != selector.plain[1])
            continue;
        const auto* estimate = inventory_.estimate(in, of, g);
        if (!estimate) continue;
        any = true;
        if (estimate->status.is_number()) part.number = part.number.value_or(0.0) + estimate->co2e_kt;
        part.instead = notation_text(estimate->status.notation);
        part.incomplete = part.incomplete || estimate->status.incomplete;
        part.provisional = part.provisional || (estimate->mask & rests_on_provisional) != 0;
    }
    if (!any) not_found(selector, selector.plain[1]);
    auto figure = ratio(part, quantity(selector, of, inventory_.gas_id(gases), in, std::nullopt));
    figure.digits = digits(selector, 3, 1);
    return figure;
}

ReportFigure AnnualFacts::change(const ReportSelector& selector) const {
    if (!usage(selector, 4, 5, "change CATEGORY GAS FROM TO [DIGITS]")) return {};
    const int of = category(selector, selector.plain[0]);
    const auto before = quantity(selector, of, selector.plain[1], year(selector, selector.plain[2]), std::nullopt);
    const auto after = quantity(selector, of, selector.plain[1], year(selector, selector.plain[3]), std::nullopt);
    auto figure = ratio(after, before);
    if (figure.number && *before.number < 0.0) {  // of a removal: the change of its size says the wrong direction
        figure.number.reset();
        figure.instead = "–";
    }
    if (figure.number) *figure.number -= 100.0;
    figure.change = true;
    figure.digits = digits(selector, 4, 1);
    return figure;
}

ReportFigure AnnualFacts::difference(const ReportSelector& selector) const {
    if (!usage(selector, 5, 6, "difference CATEGORY GAS FROM TO \"UNIT\" [DIGITS]")) return {};
    const int of = category(selector, selector.plain[0]);
    const auto shown = unit(selector, selector.plain[4], true);
    if (!shown) return {};
    const auto before = quantity(selector, of, selector.plain[1], year(selector, selector.plain[2]), shown);
    auto figure = quantity(selector, of, selector.plain[1], year(selector, selector.plain[3]), shown);
    if (figure.number && before.number)
        *figure.number -= *before.number;
    else if (figure.number) {
        figure.number.reset();
        figure.instead = before.instead;
    }
    figure.change = true;
    figure.digits = digits(selector, 5, 1);
    return figure;
}

}  // namespace qingdan
