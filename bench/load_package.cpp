// Loading a package (reading, linking, compiling all formulas), without the start of a process.
//
//   bench_load_package FOLDER PACKAGE [RUNS]      FOLDER: methodologies

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "methodology/load.hpp"

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: bench_load_package FOLDER PACKAGE [RUNS]\n", stderr);
        return 2;
    }
    const int runs = argc > 3 ? std::max(1, std::atoi(argv[3])) : 21;
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        qingdan::Diagnostics diagnostics;
        const auto start = std::chrono::steady_clock::now();
        const auto methodology = qingdan::load_methodology(argv[1], argv[2], diagnostics, false);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        if (!methodology) {
            std::fputs("the package cannot be loaded; see `qingdan package check`\n", stderr);
            return 1;
        }
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::printf("%s: first %.1f ms, median of %d %.1f ms, least %.1f ms\n", argv[2], first, runs,
                times[times.size() / 2], times.front());
}
