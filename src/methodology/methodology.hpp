#pragma once
// A methodology package in memory: everything the science says, immutable after loading. The engine reads
// categories, dimensions, variables, factors, methods and checks from here and knows none of them by name.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_ref.hpp"
#include "formula/formula.hpp"
#include "formula/notation.hpp"
#include "methodology/key.hpp"
#include "units/unit.hpp"

namespace qingdan {

/// Titles in the two languages; every noun of a package has both.
struct Title {
    std::string zh, en;
    [[nodiscard]] const std::string& in(std::string_view language) const { return language == "en" ? en : zh; }
};

struct Member {
    std::string id;
    Title title;
    std::vector<std::string> aliases;  ///< other printed names, either language
    std::vector<MemberId> parents;     ///< a factor given for a parent holds for the member
    std::optional<Unit> unit;          ///< what `{dimension}` stands for (a fuel counted in t or m3)
    std::string note;
    SourceRef where;
};

/// One key dimension: `fuel`, `equipment`, `animal`, `category`, `gas`, `region` …

class KeyDimension {
public:
    std::string id;
    Title title;
    std::vector<Member> members;
    [[nodiscard]] std::optional<MemberId> find(std::string_view id) const;
    /// By id, title or alias, compared with name_key().
    [[nodiscard]] std::optional<MemberId> recognise(std::string_view printed) const;
    /// Steps from `member` up to `ancestor` (0 = the same), or nothing if it is not one.
    [[nodiscard]] std::optional<int> distance(MemberId member, MemberId ancestor) const {
        for (const auto& [above, steps] : upwards_[static_cast<std::size_t>(member)])
            if (above == ancestor) return steps;
        return std::nullopt;
    }
    /// A member and all above it with the steps up to them, nearest first.
    [[nodiscard]] const std::vector<std::pair<MemberId, int>>& upwards(MemberId member) const;
    [[nodiscard]] bool has_children(MemberId member) const;
    [[nodiscard]] std::vector<std::string> ids() const;
    void index_names();    ///< call when all members are there
    void index_parents();  ///< call when their parents are known

private:
    std::map<std::string, MemberId, std::less<>> by_id_, by_name_;
    std::vector<std::vector<std::pair<MemberId, int>>> upwards_;
    std::vector<bool> parent_;
};

struct Gas {
    std::string id;  ///< also the substance symbol in units
    Title title;
    std::string group;  ///< basket for summary columns: CO2 CH4 N2O HFCs PFCs SF6 NF3
    Unit report_unit;   ///< unit of estimates.csv, e.g. t CO2
};

struct GwpSet {
    std::string id;  ///< SAR AR4 AR5 AR6
    Title title;
    std::string source;
    std::map<std::string, double> per_gas;  ///< t CO2e per t gas, 100 years
    std::map<std::string, SourceRef> where;
};

struct Category {
    std::string code;
    Title title;
    int parent = -1;  ///< index into categories, -1 for a root
    std::vector<int> children;
    std::vector<std::string> gases;              ///< that may occur; each leaf reports a value or a key for each
    bool memo = false;                           ///< reported, never added into a parent or total
    Notation default_notation = Notation::NE;    ///< where nothing was delivered, if the package says more than NE
    std::string explanation_zh, explanation_en;  ///< of the notation, or of the category
    std::string reference;
    MemberId member = any_member;  ///< the same category in dimension `category`
    SourceRef where;
};

struct Total {
    std::string id;  ///< `total-without-land`, stands in the category column
    Title title;
    std::vector<int> categories;  ///< whose estimates are added
};

struct Variable {
    std::string id;
    Title title;
    Unit unit;                    ///< may be `{fuel}`: the member's own unit
    std::vector<int> dimensions;  ///< of its keys, without region and year
    bool may_be_negative = false;
    std::string department;  ///< who delivers it, an id for the forms
    std::string description_zh, description_en;
    SourceRef where;
};

struct FactorDefinition {
    std::string id;
    Title title;
    Unit unit;
    std::vector<int> dimensions;  ///< key columns without year; may hold `region`
    SourceRef where;
};

/// How far a default may be trusted; `own` for a value that the inventory brought itself.
enum class FactorStatus { verified, via, provisional, own };
std::string_view status_text(FactorStatus status);

struct FactorRow {
    int factor = -1;
    Tuple key;  ///< in the order of the definition's dimensions; any_member = open
    std::optional<int> year_from, year_to;
    std::optional<double> value;         ///< in the definition's unit; empty slot when missing
    bool falls_back = false;             ///< an empty slot where a wider row's value stands in until it is filled
    Notation notation = Notation::none;  ///< a row may say IE, NO … instead of a number
    std::string printed_value, printed_unit;
    std::optional<double> low, high;                ///< same unit as value
    std::string distribution;                       ///< methodology/distribution.hpp; empty: by the bounds
    std::vector<std::pair<double, double>> points;  ///< of a discrete one: values in the definition's unit
    std::string source, page, note;
    FactorStatus status = FactorStatus::provisional;
    SourceRef where;
};

struct Source {
    std::string id;
    Title title;
    std::string publisher, year, identifier;
};

/// One input of a method or check.
struct MethodInput {
    enum class Kind { variable, factor, constant, estimate };
    std::string name;
    Kind kind = Kind::variable;
    int variable = -1, factor = -1;
    double constant = 0.0;
    std::vector<std::pair<int, MemberId>> fixed;  ///< `where = { row = "supply_total" }`: dimension -> member
    std::optional<double> fallback;               ///< `default =`, used where nothing was delivered
    std::string category, gas;                    ///< kind estimate (checks): a category's or total's sum
    std::vector<int> dimensions;                  ///< keys left after `fixed`; of an estimate: `by`
    Unit unit;
    SourceRef where;
};

struct Method {
    std::string id;
    Title title;
    std::string tier;                ///< "1", "2", "3": compared as text; the highest applicable is chosen
    std::string source, page;        ///< the clause
    std::vector<int> categories;     ///< leaf categories it applies to (expanded); empty for derived variables
    std::vector<std::string> gases;  ///< more than one: `gas` is a key
    std::vector<int>
        dimensions;     ///< keys of the result, without region and year; holds `category` (and `gas`) where used
    int variable = -1;  ///< derived variable that it gives instead of an emission
    std::vector<MethodInput> inputs;
    FormulaSource formula;
    Program program;
    Unit unit;  ///< of the result
    Title note;
    SourceRef where;
};

/// A likely cause that the package knows: shown where the check fails and its condition is true.
struct CheckCause {
    Title title;
    int named = -1;  ///< index into Program::named; 1 = the condition is true
};

/// What a difference is made of, shown with its value where the check does not hold.
struct CheckPart {
    Title title;
    int named = -1;      ///< index into Program::named
    bool aside = false;  ///< for information: not part of the sum
};

struct Check {
    std::string id;  ///< may end in `/variant`: several files, one rule
    Title title;
    Severity severity = Severity::warning;
    std::string reference;
    Title hint;
    std::vector<int> dimensions;
    std::vector<MethodInput> inputs;
    FormulaSource formula;  ///< lets, among them optionally `expected` and `actual`; the result is a condition
    Program program;
    /// Rounding of each printed cell, in the unit it was delivered in: the check holds as well where `actual` is as
    /// near to `expected` as the rounding of all cells allows. Only for identities between cells.
    std::optional<double> tolerance;
    /// Members that are judged (`only`) or passed over, by dimension of the keys.
    struct Scope {
        int dimension = -1;
        std::vector<MemberId> members;
        bool only = true;
    };
    std::vector<Scope> scope;
    std::vector<CheckPart> parts;
    std::vector<CheckCause> causes;
    SourceRef where;
    [[nodiscard]] std::string rule() const { return id.substr(0, id.find('/')); }
};

/// A figure that is reported beside the estimates: emission per GDP, per head … One value a year.
struct Indicator {
    std::string id;
    Title title;
    std::string reference;
    Unit unit;
    std::vector<MethodInput> inputs;
    FormulaSource formula;
    Program program;
    SourceRef where;
};

/// How a printed table becomes data: see docs/package-format.md, `layouts/*.toml`.
struct TableLayout {
    std::string id;
    Title title;
    int variable = -1;
    int row_dimension = -1, column_dimension = -1;
    std::vector<MemberId> required_rows, required_columns;
    Notation blank = Notation::NO;                           ///< what a blank cell of a recognised row and column means
    std::vector<std::string> none_marks;                     ///< printed signs for "none"
    std::vector<std::string> ignored_rows, ignored_columns;  ///< name_key forms that are passed over
    std::vector<std::string> strip;                 ///< regular expressions taken off printed names (`一.`, `#`)
    bool title_region = false, title_year = false;  ///< the title line names them
    SourceRef where;
};

/// A worked example: given -> expect.
struct WorkedExample {
    struct Given {
        std::string variable;
        std::vector<std::pair<std::string, std::string>> keys;
        int year = 0;
        std::optional<double> value;
        Notation notation = Notation::none;
        std::string unit;
        SourceRef where;
    };
    struct Own {
        std::string factor;
        std::vector<std::pair<std::string, std::string>> keys;
        double value = 0;
        std::string unit;
        SourceRef where;
    };
    struct Expect {
        std::string category, gas, variable;
        std::vector<std::pair<std::string, std::string>> keys;
        int year = 0;
        std::optional<double> value;
        Notation notation = Notation::none;
        std::string unit;
        double tolerance = 1e-9;
        SourceRef where;
    };
    std::string name, region, source, arithmetic;
    int year = 0;
    std::vector<Given> given;
    std::vector<Own> factors;
    std::vector<Expect> expect;
    SourceRef where;
};

/// The package as one immutable thing.
class Methodology {
public:
    std::string id;
    Title title;
    std::string publisher, edition, version, default_gwp_set;
    std::vector<std::string> required;   ///< packages below, outermost last
    std::vector<DocumentPtr> documents;  ///< every file read, with digest
    std::vector<std::string> overrides;  ///< what this package replaced, for `package show`

    UnitTable units;
    std::vector<KeyDimension> dimensions;
    int category_dimension = -1, gas_dimension = -1, region_dimension = -1;
    std::vector<Gas> gases;
    std::vector<GwpSet> gwp_sets;
    std::vector<Category> categories;  ///< in file order; parents before children
    std::vector<Total> totals;
    std::vector<Variable> variables;
    std::vector<FactorDefinition> factors;
    std::vector<FactorRow> factor_rows;
    std::vector<Source> sources;
    std::vector<Method> methods;
    std::vector<Check> checks;
    std::vector<Indicator> indicators;
    std::vector<TableLayout> layouts;
    std::vector<WorkedExample> examples;

    [[nodiscard]] int dimension(std::string_view id) const;  ///< -1 when unknown; likewise below
    [[nodiscard]] int gas(std::string_view id) const;
    [[nodiscard]] int category(std::string_view code) const;
    [[nodiscard]] int variable(std::string_view id) const;
    [[nodiscard]] int factor(std::string_view id) const;
    [[nodiscard]] int method(std::string_view id) const;
    [[nodiscard]] const GwpSet* gwp_set(std::string_view id) const;
    [[nodiscard]] const Source* source(std::string_view id) const;
    [[nodiscard]] const TableLayout* layout(std::string_view id) const;
    /// The unit of a variable or factor for one key: placeholders replaced by the members' own units.
    [[nodiscard]] std::optional<Unit> concrete_unit(const Unit& unit, const std::vector<int>& dimensions,
                                                    const Tuple& key) const;
    /// `equipment=other;fuel=raw_coal`, dimensions in alphabetical order, `category`, `gas` and `region` left out.
    [[nodiscard]] std::string key_text(const std::vector<int>& dimensions, const Tuple& key) const;
};

}  // namespace qingdan
