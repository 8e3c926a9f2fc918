#include "support.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/csv.hpp"

namespace formula_test {
namespace {

constexpr const char* unit_rows =
    "symbol,kind,value,definition,title_zh,title_en,aliases,source\n"
    "t,unit,1000,kg,吨,tonne,,\n"
    "kg,base,,,千克,kilogram,,\n"
    "g,unit,0.001,kg,克,gram,,\n"
    "kt,unit,1000,t,千吨,kilotonne,,\n"
    "TJ,unit,1000000000,kJ,太焦,terajoule,,\n"
    "GJ,unit,1000000,kJ,吉焦,gigajoule,,\n"
    "MJ,unit,1000,kJ,兆焦,megajoule,,\n"
    "kJ,base,,,千焦,kilojoule,,\n"
    "m3,base,,,立方米,cubic metre,,\n"
    "m2,base,,,平方米,square metre,,\n"
    "hm2,unit,10000,m2,公顷,hectare,,\n"
    "yr,base,,,年,year,,\n"
    "head,base,,,头,head,,\n"
    "%,unit,0.01,1,百分比,per cent,,\n"
    "C,substance,,,碳,carbon,,\n"
    "CO2,substance,,,二氧化碳,carbon dioxide,,\n"
    "CH4,substance,,,甲烷,methane,,\n";

/// Whether an argument was left unfilled: `{name}` with a plain name, unless an argument brought it along.
bool unfilled(const std::string& text, const qingdan::Diagnostic& diagnostic) {
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) return false;
        const std::string found = text.substr(open, close - open + 1);
        const bool plain =
            found.size() > 2 && found.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1) == found.size() - 1;
        const bool brought =
            std::any_of(diagnostic.arguments.begin(), diagnostic.arguments.end(), [&](const auto& argument) {
                return argument.second.find(found) != std::string::npos || found == "{" + argument.second + "}";
            });
        if (plain && !brought) return true;
    }
    return text.find("[[") != std::string::npos || text.find('@') != std::string::npos;
}

Key projected(const Key& cell, const std::vector<std::string>& from, const std::vector<std::string>& to) {
    Key key;
    for (const std::string& name : to)
        key.push_back(cell[static_cast<std::size_t>(std::find(from.begin(), from.end(), name) - from.begin())]);
    return key;
}

}  // namespace

const qingdan::UnitTable& units() {
    static const qingdan::UnitTable table = [] {
        Diagnostics diagnostics;
        qingdan::UnitTable made;
        const auto rows = qingdan::CsvTable::parse(unit_rows, nullptr, diagnostics);
        made.add(rows.value(), diagnostics);
        made.add_placeholder("fuel");
        made.add_placeholder("gas");
        REQUIRE_FALSE(diagnostics.has_errors());
        return made;
    }();
    return table;
}

Unit unit(const std::string& text) {
    const auto found = units().parse(text);
    INFO("unit " << text);
    REQUIRE(found);
    return *found;
}

FormulaInput input(const std::string& name, const std::string& unit_text, std::vector<std::string> keys) {
    return {name, unit(unit_text), std::move(keys)};
}

FormulaText let(const std::string& name, const std::string& text, const std::string& unit_text) {
    FormulaText made{name, text, std::nullopt, {nullptr, "let." + name}};
    if (!unit_text.empty()) made.unit = unit(unit_text);
    return made;
}

FormulaSource formula(const std::string& text, const std::string& unit_text, std::vector<FormulaInput> inputs,
                      std::vector<std::string> keys, std::vector<FormulaText> lets) {
    FormulaSource source;
    source.keys = std::move(keys);
    source.inputs = std::move(inputs);
    source.lets = std::move(lets);
    source.result = {{}, text, std::nullopt, {nullptr, "formula"}};
    if (!unit_text.empty()) source.result.unit = unit(unit_text);
    return source;
}

FormulaSource check(const std::string& text, std::vector<FormulaInput> inputs) {
    FormulaSource source = formula(text, {}, std::move(inputs));
    source.logical = true;
    return source;
}

Program compiled(const FormulaSource& source) {
    Diagnostics diagnostics;
    auto program = qingdan::compile_formula(source, units(), diagnostics);
    for (const auto& diagnostic : diagnostics.all()) UNSCOPED_INFO(words(diagnostic, "en"));
    REQUIRE(program);
    REQUIRE(diagnostics.all().empty());
    return *program;
}

std::string words(const qingdan::Diagnostic& diagnostic, const std::string& language) {
    static const std::string folder = std::string(QINGDAN_SOURCE_DIR) + "/templates/diagnostics";
    static const auto zh = qingdan::DiagnosticCatalogue::load(folder, "zh");
    static const auto en = qingdan::DiagnosticCatalogue::load(folder, "en");
    return (language == "zh" ? zh : en).render(diagnostic);
}

std::string complaints(const FormulaSource& source) {
    Diagnostics diagnostics;
    const auto program = qingdan::compile_formula(source, units(), diagnostics);
    CHECK(program.has_value() == diagnostics.all().empty());
    std::string codes;
    for (const auto& diagnostic : diagnostics.all()) {
        codes += (codes.empty() ? "" : " ") + diagnostic.code;
        CHECK_FALSE(diagnostic.where.text().empty());
        CHECK(diagnostic.picture.find('^') != std::string::npos);
        for (const char* language : {"zh", "en"}) {
            const std::string text = words(diagnostic, language);
            INFO(text);
            const std::string without_picture =
                text.substr(0, text.find("\n  | ")) + text.substr(std::min(text.size(), text.rfind("\n  ")));
            CHECK_FALSE(unfilled(without_picture, diagnostic));
        }
    }
    return codes;
}

qingdan::Diagnostic complaint(const FormulaSource& source) {
    Diagnostics diagnostics;
    qingdan::compile_formula(source, units(), diagnostics);
    REQUIRE_FALSE(diagnostics.all().empty());
    return diagnostics.all().front();
}

std::pair<std::size_t, std::size_t> carets(const std::string& picture) {
    const std::string line = picture.substr(picture.rfind('\n') + 1);
    return {line.find('^'), static_cast<std::size_t>(std::count(line.begin(), line.end(), '^'))};
}

void Runner::bind(const qingdan::Load& load, std::vector<double>& lanes, std::vector<Status>& statuses) const {
    const auto domain = static_cast<std::size_t>(load.domain);
    for (const Key& cell : cells[domain]) {
        std::vector<double> numbers(trials, 0.0);
        Status status;
        if (load.input >= 0) {
            const FormulaInput& wanted = source_.inputs[static_cast<std::size_t>(load.input)];
            const auto& year = load.previous ? before : now;
            const Values& values = year.count(wanted.name) > 0 ? year.at(wanted.name) : Values{};
            const Key key = projected(cell, program_.domains[domain].keys, wanted.keys);
            if (const auto number = values.numbers.find(key); number != values.numbers.end()) {
                numbers = number->second;
            } else {
                const auto notation = values.notations.find(key);
                status.notation = notation == values.notations.end() ? Notation::NE : notation->second;
            }
        } else {
            const std::string& name = program_.named[static_cast<std::size_t>(load.let)].name;
            const auto results = results_before.find(name);
            status.notation = Notation::NE;
            if (results != results_before.end() && results->second.count(cell) > 0) {
                numbers.assign(trials, results->second.at(cell).value);
                status = results->second.at(cell).status;
            }
        }
        REQUIRE(numbers.size() == trials);
        lanes.insert(lanes.end(), numbers.begin(), numbers.end());
        statuses.push_back(status);
    }
}

void Runner::run() {
    REQUIRE(cells.size() == program_.domains.size());
    qingdan::Run run;
    run.trials = trials;
    for (std::size_t d = 0; d < cells.size(); ++d) {
        qingdan::DomainShape shape;
        shape.cells = cells[d].size();
        if (program_.domains[d].outer >= 0) {
            const auto& outer = cells[static_cast<std::size_t>(program_.domains[d].outer)];
            const auto& outer_keys = program_.domains[static_cast<std::size_t>(program_.domains[d].outer)].keys;
            for (const Key& cell : cells[d]) {
                const auto found =
                    std::find(outer.begin(), outer.end(), projected(cell, program_.domains[d].keys, outer_keys));
                REQUIRE(found != outer.end());
                shape.outer_cell.push_back(static_cast<std::uint32_t>(found - outer.begin()));
            }
        }
        run.domains.push_back(shape);
    }
    std::vector<std::vector<double>> lanes(program_.loads.size());
    std::vector<std::vector<Status>> statuses(program_.loads.size());
    for (std::size_t l = 0; l < program_.loads.size(); ++l) {
        bind(program_.loads[l], lanes[l], statuses[l]);
        // An empty span means that all are numbers: use it where that is so, as callers do.
        if (std::all_of(statuses[l].begin(), statuses[l].end(), [](Status s) { return s == Status{}; }))
            statuses[l].clear();
        run.loads.emplace_back(lanes[l]);
        run.statuses.emplace_back(statuses[l]);
    }
    qingdan::evaluate(program_, run, registers_);
}

Result Runner::at(const std::string& named, const Key& key, std::size_t trial) const {
    const auto found = std::find_if(program_.named.begin(), program_.named.end(),
                                    [&](const auto& each) { return each.name == named; });
    REQUIRE(found != program_.named.end());
    const auto& tuples = cells[static_cast<std::size_t>(found->domain)];
    const auto cell = static_cast<std::size_t>(std::find(tuples.begin(), tuples.end(), key) - tuples.begin());
    REQUIRE(cell < tuples.size());
    const auto reg = static_cast<std::size_t>(found->reg);
    const auto& statuses = registers_.statuses[reg];
    return {registers_.values[reg][cell * trials + trial], statuses.empty() ? Status{} : statuses[cell]};
}

double Runner::value(const std::string& named, const Key& key, std::size_t trial) const {
    const Result result = at(named, key, trial);
    CHECK(result.status.is_number());
    return result.value;
}

Result value_of(const std::string& text, const std::string& unit_text,
                const std::vector<std::pair<FormulaInput, double>>& inputs) {
    std::vector<FormulaInput> declared;
    for (const auto& each : inputs) declared.push_back(each.first);
    const FormulaSource source = formula(text, unit_text, declared);
    const Program program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}};
    for (const auto& [each, value] : inputs) runner.set(each.name, {}, value);
    runner.run();
    return runner.at("result");
}

}  // namespace formula_test
