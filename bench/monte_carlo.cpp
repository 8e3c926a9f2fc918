// Monte Carlo on a compiled inventory against drawing the same random numbers alone. Henan 2007 has few published
// uncertainties, so the benchmark gives every datum and factor one of 10 %: it measures time, and its figures are no
// estimate of anything.
// Usage: monte_carlo <home> <inventory folder> [trials] [threads] [plan.json]
// plan.json: the draws and programs are written there, for bench/monte_carlo.py to run them with numpy.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
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

/// Enough to run the same draws and formulas elsewhere. Bounds are symmetric here, so every draw is normal.
nlohmann::json block_json(const CompactBlock& block) {
    nlohmann::json json{{"registers", block.program->registers},
                        {"domains", block.program->register_domain},
                        {"arguments", block.program->arguments}};
    for (const auto& shape : block.shapes)
        json["shapes"].push_back({{"cells", shape.cells}, {"outer", shape.outer_cell}});
    Run run;
    run.domains = block.shapes;
    std::vector<std::vector<double>> constants;
    for (const auto& load : block.loads) {
        auto& cells = json["loads"].emplace_back(nlohmann::json::array());
        auto& values = constants.emplace_back();
        for (const auto& cell : load) {
            cells.push_back({cell.slot, cell.constant});
            values.push_back(cell.constant);
        }
    }
    run.loads.assign(constants.begin(), constants.end());
    run.statuses.assign(block.statuses.begin(), block.statuses.end());
    Registers registers;
    evaluate(*block.program, run, registers);
    for (const auto& statuses : registers.statuses) {
        auto& numbers = json["numbers"].emplace_back(nlohmann::json::array());
        for (const auto& status : statuses) numbers.push_back(status.is_number());
    }
    for (const auto& step : block.program->steps)
        json["steps"].push_back(
            {static_cast<int>(step.op), step.target, step.a, step.b, step.c, step.arity, step.domain, step.value});
    for (const auto& kept : block.kept) json["kept"].push_back({kept.reg, kept.cell, kept.slot});
    return json;
}

nlohmann::json plan_json(const TrialPlan& plan) {
    nlohmann::json json{{"slots", plan.slots()}};
    for (const auto& draw : plan.draws()) {
        const auto& known = *plan.sources().sources[static_cast<std::size_t>(draw.source)].distribution;
        json["draws"].push_back({draw.slot, known.central, known.half_width() / normal_97_5});
    }
    for (const auto& block : plan.blocks()) json["blocks"].push_back(block_json(block));
    for (const auto& action : plan.actions()) {
        nlohmann::json addends = nlohmann::json::array();
        for (const auto& addend : action.addends) addends.push_back({addend.slot, addend.scale});
        json["actions"].push_back({action.draw, action.block, action.slot, action.constant, addends});
    }
    for (const auto& estimate : plan.inventory().estimates)
        if (plan.slot(estimate.node) >= 0) json["figures"].push_back(plan.slot(estimate.node));
    return json;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The draws of the plan and nothing else.
double draw_alone(const TrialPlan& plan, std::uint64_t blocks, unsigned threads) {
    const auto start = std::chrono::steady_clock::now();
    const auto work = [&](unsigned first) {
        std::vector<double> values(random::block_trials);
        for (std::uint64_t block = first; block < blocks; block += threads)
            for (const auto& draw : plan.draws()) draw.sampler.fill(1, draw.stream, block, values.data());
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
    const double drawn = static_cast<double>(plan.draws().size()) * static_cast<double>(result.trials);
    if (count > 5) std::ofstream(arguments[5]) << plan_json(plan);
    std::printf("sources drawn %zu, figures %zu, trials %llu, threads %u\n", plan.draws().size(),
                inventory->estimates.size(), static_cast<unsigned long long>(result.trials), settings.threads);
    std::printf("random numbers alone %.3f s (%.0f million a second)\n", alone, drawn / alone / 1e6);
    std::printf("whole run            %.3f s (%.0f million a second), %.2f times\n", all, drawn / all / 1e6,
                all / alone);
    std::printf("peak memory %.0f MB, of it %.0f MB by the run\n", peak_memory(), peak_memory() - before);
    const auto& total = result.estimates.back();
    std::printf("last total: mean %.17g, 2.5 %% %.17g, 97.5 %% %.17g\n", total.mean, total.low, total.high);
    return 0;
}
