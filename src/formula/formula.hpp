#pragma once
// The formula compiler: text -> tree -> unit check -> flat program. The language is in
// docs/formula-language.md. Formulas come from files that others wrote, so depth and size are bounded.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "units/unit.hpp"

namespace qingdan {

/// One line of text with the place it was read from.
struct FormulaText {
    std::string name;  ///< of a `let`; empty for the formula itself
    std::string text;
    std::optional<Unit> unit;  ///< declared; the checker compares (for a let: shown and converted to)
    SourceRef where;
};

struct FormulaInput {
    std::string name;
    Unit unit;                      ///< may hold placeholders such as {fuel}
    std::vector<std::string> keys;  ///< key dimensions of the array, without region and year
};

struct FormulaSource {
    std::vector<std::string> keys;  ///< key dimensions of the result, without region and year
    std::vector<FormulaInput> inputs;
    std::vector<FormulaText> lets;  ///< in order; each may use inputs and earlier lets
    FormulaText result;
    bool logical = false;  ///< the result is a condition (for checks), not a quantity
};

enum class Op : std::uint8_t {
    constant,
    load,
    scale,
    add,
    subtract,
    multiply,
    divide,
    power,
    negate,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    and_,
    or_,
    not_,
    select,
    minimum,
    maximum,
    absolute,
    clamp,
    exp,
    ln,
    sqrt,
    kernel,
    sum,
    spread,
    otherwise  ///< a, or b where a is NE: the start of previous()
};

/// One step of a flat program: `registers[target] = op(registers[a], registers[b], registers[c])`, lane by lane in
/// `domain`.
struct Step {
    Op op;
    int target = 0;
    int a = -1, b = -1, c = -1;  ///< registers; for load: slot in `loads`; for kernel: first of `arity` consecutive
                                 ///< entries in `arguments`
    int arity = 0;
    int kernel = -1;
    int domain = 0;      ///< of the target; sum reads a register of an inner domain, spread one of an outer domain
    double value = 0.0;  ///< constant, scale
};

/// What a load step wants: an input, in this year or the one before; or, for `previous(let)`, last year's sub-result.
struct Load {
    int input = -1;  ///< index into FormulaSource::inputs, or -1
    int let = -1;    ///< index into lets (result = lets.size()) for previous(let)
    bool previous = false;
    int domain = 0;
};

/// A set of key tuples that registers run over. Domain 0 is the result's. Inner domains belong to `sum(x over k)`.
struct Domain {
    std::vector<std::string> keys;  ///< outer keys first, then the keys summed over
    int outer = -1;                 ///< the domain that a sum over this one reduces to
    std::vector<int> inputs;        ///< inputs used in this domain directly (not inside a sum over a further domain)
};

struct NamedRegister {
    std::string name;  ///< of the let; `result` for the formula
    std::string text;  ///< the formula as written
    int reg = 0;
    int domain = 0;
    Unit unit;  ///< values in the register are in this unit
};

class Program {
public:
    std::vector<Domain> domains;
    std::vector<Load> loads;
    std::vector<int> arguments;  ///< registers of kernel calls
    std::vector<Step> steps;
    std::vector<NamedRegister> named;  ///< lets in order, then the result (last)
    int registers = 0;
    std::vector<int> register_domain;  ///< per register
};

/// Compiles and checks. Nothing is returned if there was any error; every error is reported at once, each with a
/// caret picture. Codes: F001 syntax, F002 unknown name, F003 units do not match, F004 result unit, F005 key not
/// available here, F006 sum over a quantity whose unit depends on the key, F007 wrong number of arguments,
/// F008 a condition where a quantity is wanted or the reverse, F009 too long or too deep, F010 previous() of no name,
/// F011 unknown sign, F012 unit in brackets not behind a number, F013 `a/b [u]` that reads in two ways, F014 chained
/// comparison, F015 unit where a pure number is wanted, F016 exponent not whole, F017 root of an odd unit, F018 unit
/// beyond all bounds, F019 previous() of a line whose unit is not declared, F020 name stands twice, F021 sum over a key
/// that nothing inside has, F022 sum over a key that is there already, F023 argument of a kernel, F024 not a number,
/// F025 a let used before it is calculated. A unit in brackets that cannot be read is reported as the units room does
/// (U…).
std::optional<Program> compile_formula(const FormulaSource& source, const UnitTable& units, Diagnostics& diagnostics);

/// Names of all functions and kernels with signature and one line of text, for docs and `did you mean`.
struct FunctionEntry {
    std::string name, signature, text_zh, text_en;
};
const std::vector<FunctionEntry>& formula_functions();

}  // namespace qingdan
