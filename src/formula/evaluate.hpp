#pragma once
// Runs a flat program over blocks of lanes. A lane is one cell (key tuple) and one trial; the central
// estimate is a run with one trial. No unit and no name exists here any more.

#include <span>
#include <vector>

#include "formula/formula.hpp"
#include "formula/notation.hpp"

namespace qingdan {

/// The shape of one domain in this run.
struct DomainShape {
    std::size_t cells = 0;
    std::vector<std::uint32_t>
        outer_cell;  ///< for inner domains: cell -> cell of the outer domain; ascending is not required
};

/// What one load reads: all cells side by side (cells × trials values, cell-major), or each where it lies already
/// (per cell `trials` values).
struct LoadLanes {
    LoadLanes(std::span<const double> side_by_side) : values(side_by_side) {}
    LoadLanes(const std::vector<double>& side_by_side) : values(side_by_side) {}
    LoadLanes(std::span<const double* const> where) : cells(where) {}
    std::span<const double> values;
    std::span<const double* const> cells;  ///< empty: `values`
};

struct Run {
    std::size_t trials = 1;
    std::vector<DomainShape> domains;               ///< as many as the program has
    std::vector<LoadLanes> loads;                   ///< per Load
    std::vector<std::span<const Status>> statuses;  ///< per Load: one status per cell; an empty span = all numbers
};

/// All registers after a run; reused between runs to keep memory.
struct Registers {
    std::vector<std::vector<double>> values;    ///< per register: cells × trials
    std::vector<std::vector<Status>> statuses;  ///< per register: per cell; empty = all numbers
};

/// Deterministic: sums run in cell order with compensated summation, whatever the block size.
/// A lane that is not a number by status holds 0. Division by zero or a domain error gives NE (status) in that cell,
/// when trials == 1; with more trials the lane is not finite, and so is what is calculated from it.
void evaluate(const Program& program, const Run& run, Registers& registers);

}  // namespace qingdan
