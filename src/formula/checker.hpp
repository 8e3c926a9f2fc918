#pragma once
// Names, keys and units of a tree: what every node is, or why it cannot be. Checking goes on after an error with
// an unknown type, which agrees with everything, so that one mistake is reported once.

#include <string_view>
#include <vector>

#include "formula/ast.hpp"
#include "formula/functions.hpp"
#include "formula/reporter.hpp"

namespace qingdan::formulas {

struct Type {
    bool known = false;
    bool condition = false;
    bool zero = false;  ///< a bare 0, which fits every unit
    Unit unit;          ///< of a quantity
};

/// What the checker found out about a node.
struct Note {
    Type type;
    int domain = 0;  ///< where the node is calculated
    int input = -1;  ///< a name that is an input
    int let = -1;    ///< a name that is a let; lets.size() = the result
    std::optional<Function> function;
};

struct CheckedTree {
    Tree tree;
    std::vector<Note> notes;  ///< per node
    Type type;                ///< of the whole line; in its declared unit, if it has one
};

class Checker {
public:
    Checker(const FormulaSource& source, const UnitTable& units);

    /// Checks the next line: the lets in order, then the result. A tree without a root only fixes the line's type.
    CheckedTree check(Tree tree, Reporter& reporter);
    [[nodiscard]] const std::vector<Domain>& domains() const { return domains_; }

private:
    /// The line being checked.
    struct Line {
        CheckedTree& checked;
        Reporter& reporter;
        std::size_t number;
        [[nodiscard]] const Node& at(int index) const { return checked.tree.at(index); }
        [[nodiscard]] Note& note(int index) const { return checked.notes[static_cast<std::size_t>(index)]; }
        [[nodiscard]] std::string text(int index) const {
            return reporter.text().substr(at(index).extent.from, at(index).extent.to - at(index).extent.from);
        }
    };

    // checker.cpp: lines, numbers, names, operators
    Type node(Line& line, int index, int domain);
    Type number(Line& line, int index);
    Type name(Line& line, int index, int domain);
    Type operation(Line& line, int index, int domain);
    Type power(Line& line, int index, int domain);
    Type quantity(Line& line, int index, int domain);                  ///< a node that must be a quantity (F008)
    Type condition(Line& line, int index, int domain);                 ///< … a condition (F008)
    Type common(Line& line, int index, const Type& a, const Type& b);  ///< what two operands are together (F003)
    Type bounded(Line& line, int index, Unit unit);                    ///< F018 where exponents or scale run away
    Type finish(Line& line, const Type& type);

    // checker_calls.cpp: functions
    Type call(Line& line, int index, int domain);
    Type one_unit(Line& line, int index, int domain);
    Type pure_number(Line& line, int index, int domain);
    Type root(Line& line, int index, int domain);
    Type choice(Line& line, int index, int domain);
    Type sum(Line& line, int index, int domain);
    std::size_t open_sum(Line& line, const Node& node, int domain);
    Type kernel(Line& line, int index, int domain);
    Type previous(Line& line, int index, int domain);
    Type previous_line(Line& line, int index, std::size_t let);

    // checker_names.cpp: what names mean, words for messages
    Type input(Line& line, int index, int input, int domain);
    [[nodiscard]] int find_input(std::string_view name) const;
    [[nodiscard]] int find_let(std::string_view name) const;
    [[nodiscard]] bool names_result(std::string_view name) const;
    [[nodiscard]] const FormulaText& text_of(std::size_t line) const;
    [[nodiscard]] std::string nearest_names(std::string_view name, const Line& line, bool function) const;
    [[nodiscard]] std::vector<std::string> all_keys() const;  ///< that any input has
    [[nodiscard]] std::string nearest_keys(std::string_view key) const;
    [[nodiscard]] bool only_substances_differ(const Unit& a, const Unit& b) const;
    [[nodiscard]] std::string missing_factor(const Unit& from, const Unit& to) const;  ///< its unit
    [[nodiscard]] std::string describe(const Unit& unit) const { return units_.describe(unit); }

    const FormulaSource& source_;
    const UnitTable& units_;
    std::vector<Domain> domains_;
    std::vector<std::vector<std::string>> keys_met_;  ///< per domain: keys of the inputs inside it
    std::vector<bool> misnamed_;  ///< per domain: a key that no input has was summed over, which is told already
    std::vector<Type> lines_;     ///< types of the lines checked so far
};

}  // namespace qingdan::formulas
