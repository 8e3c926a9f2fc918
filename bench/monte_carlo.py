"""The draws and formulas of a Monte Carlo run with numpy, one thread, as a yardstick for bench_monte_carlo.

Usage: /usr/bin/python3 bench/monte_carlo.py plan.json [trials]      (Debian: python3-numpy)
plan.json is what bench_monte_carlo writes. Operations are numbered as in src/formula/formula.hpp; one that numpy has no
plain function for ends the run. Means and percentiles of all figures are part of the work, as they are there.
"""
import json
import sys
import time

import numpy as np

BINARY = {3: np.add, 4: np.subtract, 5: np.multiply, 6: np.divide, 7: np.power, 9: np.less, 10: np.less_equal,
          11: np.greater, 12: np.greater_equal, 13: np.equal, 14: np.not_equal, 15: np.logical_and, 16: np.logical_or, 19: np.minimum, 20: np.maximum}
UNARY = {8: np.negative, 17: np.logical_not, 21: np.abs, 23: np.exp, 24: np.log, 25: np.sqrt}


def prepare(block):
    """Index arrays, made once."""
    block["loads"] = [(np.array([i for i, (slot, _) in enumerate(cells) if slot >= 0], dtype=int),
                       np.array([slot for slot, _ in cells if slot >= 0], dtype=int),
                       np.array([constant for _, constant in cells])[:, None]) for cells in block["loads"]]
    for shape in block["shapes"]:
        shape["outer"] = np.array(shape["outer"], dtype=int)
        starts = np.flatnonzero(np.diff(shape["outer"], prepend=-1))
        shape["starts"], shape["heads"] = starts, shape["outer"][starts] if len(starts) else starts
        assert np.all(np.diff(shape["outer"]) >= 0)
    block["masks"] = [None if all(numbers) else np.array(numbers) for numbers in block["numbers"]]


def run_block(block, values, trials):
    shapes, registers = block["shapes"], [None] * block["registers"]
    for op, target, a, b, c, _, domain, value in block["steps"]:
        if op == 0:
            result = np.full((shapes[domain]["cells"], trials), value)
        elif op == 1:
            moving, slots, constants = block["loads"][a]
            result = np.empty((len(constants), trials))
            result[:] = constants
            if len(moving):
                result[moving] = values[slots]
        elif op == 2:
            result = registers[a] * value
        elif op in BINARY:
            result = BINARY[op](registers[a], registers[b])
        elif op in UNARY:
            result = UNARY[op](registers[a])
        elif op == 18:
            result = np.where(registers[a] != 0, registers[b], registers[c])
        elif op == 22:
            result = np.clip(registers[a], registers[b], registers[c])
        elif op == 27:
            shape = shapes[block["domains"][a]]
            result = np.zeros((shapes[domain]["cells"], trials))
            if len(shape["starts"]):
                result[shape["heads"]] = np.add.reduceat(registers[a], shape["starts"], axis=0)
        elif op == 28:
            result = registers[a][shapes[domain]["outer"]]
        elif op == 29:
            mask = block["masks"][a]
            result = registers[a] if mask is None else np.where(mask[:, None], registers[a], registers[b])
        else:
            sys.exit(f"operation {op} is not in this yardstick")
        if block["masks"][target] is not None:
            result[~block["masks"][target]] = 0.0
        registers[target] = result
    for register, cell, slot in block["kept"]:
        values[slot] = registers[register][cell]


def run(plan, trials, batch):
    random = np.random.Generator(np.random.Philox(1))
    figures = np.array(plan["figures"])
    seen = np.empty((len(figures), trials))
    values = np.empty((plan["slots"], batch))
    for first in range(0, trials, batch):
        for draw, block, slot, constant, addends in plan["actions"]:
            if draw >= 0:
                at, centre, spread = plan["draws"][draw]
                values[at] = random.normal(centre, spread, batch)
            elif block >= 0:
                run_block(plan["blocks"][block], values, batch)
            else:
                values[slot] = constant
                for addend, scale in addends:
                    values[slot] += scale * values[addend]
        seen[:, first:first + batch] = values[figures]
    return np.mean(seen, axis=1), np.percentile(seen, [2.5, 50, 97.5], axis=1)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    for block in plan["blocks"]:
        prepare(block)
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    for batch in (512, 2048, 8192):
        trials = (wanted + batch - 1) // batch * batch
        start = time.perf_counter()
        mean, bounds = run(plan, trials, batch)
        seconds = time.perf_counter() - start
        print(f"numpy, {batch} trials at a time: {seconds:.3f} s for {trials} trials "
              f"({len(plan['draws']) * trials / seconds / 1e6:.0f} million a second); "
              f"last total: mean {mean[-1]:.1f}, 2.5 % {bounds[0][-1]:.1f}, 97.5 % {bounds[2][-1]:.1f}")


main()
