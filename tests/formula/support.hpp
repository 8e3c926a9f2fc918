#pragma once
// What the tests of this room share: a small unit table, formulas in one line, and a runner over named cells.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formula/evaluate.hpp"
#include "formula/formula.hpp"

namespace formula_test {

using qingdan::Diagnostics;
using qingdan::FormulaInput;
using qingdan::FormulaSource;
using qingdan::FormulaText;
using qingdan::Notation;
using qingdan::Program;
using qingdan::Status;
using qingdan::Unit;

const qingdan::UnitTable& units();
Unit unit(const std::string& text);
FormulaInput input(const std::string& name, const std::string& unit_text, std::vector<std::string> keys = {});
/// A `let`; without a unit where `unit_text` is empty.
FormulaText let(const std::string& name, const std::string& text, const std::string& unit_text = {});
/// A formula with its result unit; the rest is filled in by the test.
FormulaSource formula(const std::string& text, const std::string& unit_text, std::vector<FormulaInput> inputs,
                      std::vector<std::string> keys = {}, std::vector<FormulaText> lets = {});
FormulaSource check(const std::string& text, std::vector<FormulaInput> inputs);

/// Compiles; fails the test, with the messages, if that is refused.
Program compiled(const FormulaSource& source);
/// The codes of all complaints, in order, separated by blanks; empty if the formula is good. Also asserts that each of
/// them has its place, its picture and complete words in both languages.
std::string complaints(const FormulaSource& source);
/// The first complaint. Fails the test if there is none.
qingdan::Diagnostic complaint(const FormulaSource& source);
std::string words(const qingdan::Diagnostic& diagnostic, const std::string& language);
/// Column of the first caret and number of carets of a picture.
std::pair<std::size_t, std::size_t> carets(const std::string& picture);

using Key = std::vector<std::string>;

/// Values of one input by its own keys. A key that is not there is NE.
struct Values {
    std::map<Key, std::vector<double>> numbers;  ///< one per trial
    std::map<Key, Notation> notations;
};

struct Result {
    double value = 0.0;
    Status status;
};

/// Runs a program over given cells, one list of key tuples per domain, and looks up results by key.
class Runner {
public:
    Runner(const FormulaSource& source, const Program& program) : source_(source), program_(program) {}
    std::vector<std::vector<Key>> cells;                          ///< per domain, tuples in the order of its keys
    std::map<std::string, Values> now, before;                    ///< per input: this year and the year before
    std::map<std::string, std::map<Key, Result>> results_before;  ///< per named register, for previous(let)
    std::size_t trials = 1;

    void set(const std::string& name, const Key& key, double value) { now[name].numbers[key] = {value}; }
    void set(const std::string& name, const Key& key, Notation notation) { now[name].notations[key] = notation; }
    void run();
    [[nodiscard]] Result at(const std::string& named, const Key& key = {}, std::size_t trial = 0) const;
    [[nodiscard]] double value(const std::string& named = "result", const Key& key = {}, std::size_t trial = 0) const;

private:
    void bind(const qingdan::Load& load, std::vector<double>& lanes, std::vector<Status>& statuses) const;

    const FormulaSource& source_;
    const Program& program_;
    qingdan::Registers registers_;
};

/// One cell, one trial, no keys: the value of `text` in `unit_text`, with inputs given as values.
Result value_of(const std::string& text, const std::string& unit_text,
                const std::vector<std::pair<FormulaInput, double>>& inputs = {});

}  // namespace formula_test
