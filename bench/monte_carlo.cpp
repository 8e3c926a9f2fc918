// Monte Carlo on a compiled inventory against drawing the same random numbers alone. Henan 2007 has few published
// uncertainties, so the benchmark gives every datum and factor one of 10 %: it measures time, and its figures are no
// estimate of anything.
// Usage: monte_carlo <home> <inventory folder> [trials] [threads]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "analysis/uncertainty_run.hpp"

using namespace qingdan;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Largest memory of the process so far, MB.
double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::atof(line.c_str() + 6) / 1024.0;
    return 0.0;
}

void give_uncertainties(Inventory& inventory) {
    const auto bounds = [](double value) { return std::minmax({0.9 * value, 1.1 * value}); };
    for (auto& datum : inventory.data) {
        const auto [low, high] = bounds(datum.value);
        datum.low = low;
        datum.high = high;
    }
    auto methodology = std::make_shared<Methodology>(*inventory.methodology);
    for (auto& row : methodology->factor_rows) {
        if (!row.value) continue;
        const auto [low, high] = bounds(*row.value);
        row.low = low;
        row.high = high;
    }
    inventory.gwp = methodology->gwp_set(inventory.gwp->id);
    inventory.methodology = methodology;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The draws of the plan and nothing else.
double draw_alone(const TrialPlan& plan, std::uint64_t blocks, unsigned threads) {
    std::vector<Sampler> samplers;
    std::vector<std::uint32_t> streams;
    for (std::size_t d = 0; d < plan.drawn(); ++d) {
        const auto source = plan.draw(d).first;
        samplers.emplace_back(*plan.sources().sources[static_cast<std::size_t>(source)].distribution);
        streams.push_back(static_cast<std::uint32_t>(source));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto work = [&](unsigned first) {
        std::vector<double> values(random::block_trials);
        for (std::uint64_t block = first; block < blocks; block += threads)
            for (std::size_t d = 0; d < samplers.size(); ++d) samplers[d].fill(1, streams[d], block, values.data());
    };
    std::vector<std::thread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(work, t);
    work(0);
    for (auto& thread : others) thread.join();
    return seconds_since(start);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) return 2;
    const std::filesystem::path home = arguments[1], folder = arguments[2];
    TrialSettings settings;
    settings.trials = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 100'000;
    settings.threads = count > 4 ? static_cast<unsigned>(std::atoi(arguments[4])) : 2;
    Diagnostics diagnostics;
    auto inventory_settings = read_settings(folder, diagnostics);
    if (!inventory_settings) return 1;
    auto inventory = compile_inventory(folder, *inventory_settings, home / "methodologies", diagnostics);
    if (!inventory) return 1;
    give_uncertainties(*inventory);
    const TrialPlan plan(*inventory);
    const double before = peak_memory();
    // In turns, and the median of both: other programs of the machine disturb a round, not all of them.
    constexpr std::size_t rounds = 5;
    std::vector<double> alone_rounds, all_rounds;
    TrialResult result;
    for (std::size_t round = 0; round < rounds; ++round) {
        alone_rounds.push_back(
            draw_alone(plan, (*settings.trials + random::block_trials - 1) / random::block_trials, settings.threads));
        const auto start = std::chrono::steady_clock::now();
        result = run_trials(*inventory, settings);
        all_rounds.push_back(seconds_since(start));
    }
    const double alone = median(alone_rounds), all = median(all_rounds);
    const double drawn = static_cast<double>(plan.drawn()) * static_cast<double>(result.trials);
    std::printf("sources drawn %zu, figures %zu, trials %llu, threads %u\n", plan.drawn(), inventory->estimates.size(),
                static_cast<unsigned long long>(result.trials), settings.threads);
    std::printf("random numbers alone %.3f s (%.0f million a second)\n", alone, drawn / alone / 1e6);
    std::printf("whole run            %.3f s (%.0f million a second), %.2f times\n", all, drawn / all / 1e6,
                all / alone);
    std::printf("peak memory %.0f MB, of it %.0f MB by the run\n", peak_memory(), peak_memory() - before);
    const auto& total = result.estimates.back();
    std::printf("last total: mean %.17g, 2.5 %% %.17g, 97.5 %% %.17g\n", total.mean, total.low, total.high);
    return 0;
}
