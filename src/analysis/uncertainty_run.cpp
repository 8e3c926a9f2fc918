#include "analysis/uncertainty_run.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

#include "analysis/trial_kernels.hpp"

namespace qingdan {

namespace {

constexpr std::uint64_t pilot_blocks = 16, round_blocks = 128;
using random::block_trials;

/// A figure that is followed through the trials: one slot, or the change in per cent between two.
struct Output {
    int slot = -1, base_slot = -1;
    double centre = 0.0;
    double constant = 0.0, base_constant = 0.0;  ///< where a slot does not vary
    bool trend = false;
    std::size_t estimate = 0;  ///< index
};

/// Blocks whose draws are compared with the ranked figure: the first 32,768 trials, later an eighth of them. Shares of
/// the variance are then known to a tenth of a per cent, and more trials would only cost.
bool ranks(std::uint64_t block) { return block < round_blocks || block % 8 == 0; }

class Runner {
public:
    Runner(const Inventory& inventory, const TrialSettings& settings);
    TrialResult run();

private:
    struct Worker {
        explicit Worker(const TrialPlan& plan) : block(plan) {}
        TrialBlock block;
        std::vector<Histogram> histograms;
        std::vector<double> trend;
    };
    void find_outputs();
    void find_trends();
    std::span<const double> values(const Output& output, Worker& worker) const;
    void pilot();
    void round(std::uint64_t first, std::uint64_t count);
    void one_block(Worker& worker, std::uint64_t block, std::size_t place);
    void merge(std::size_t count);
    [[nodiscard]] bool stable() const;
    TrialResult result(std::uint64_t done) const;

    const Inventory& inventory_;
    TrialSettings settings_;
    TrialPlan plan_;
    std::vector<Output> outputs_;
    std::vector<Worker> workers_;
    std::vector<Histogram> histograms_;
    std::vector<TrialMoments> moments_;
    std::vector<std::vector<TrialMoments>> parts_;  ///< per block of a round, per output
    std::vector<std::vector<trials::Sums>> joint_parts_;
    std::vector<trials::Sums> joint_;  ///< first and second moments of every draw and the ranked figure
    int ranked_ = -1;                  ///< output whose sources are ranked
    TrialMoments ranked_moments_;      ///< of the same blocks as joint_
};

Runner::Runner(const Inventory& inventory, const TrialSettings& settings)
    : inventory_(inventory), settings_(settings), plan_(inventory, settings.defaults) {
    find_outputs();
    find_trends();
    const unsigned wanted = settings.threads ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
    for (unsigned t = 0; t < wanted; ++t) workers_.emplace_back(plan_);
    moments_.resize(outputs_.size());
    histograms_.resize(outputs_.size());
    parts_.resize(round_blocks);
    joint_parts_.resize(round_blocks);
    joint_.resize(plan_.draws().size());
}

void Runner::find_outputs() {
    for (std::size_t e = 0; e < inventory_.estimates.size(); ++e) {
        const auto& estimate = inventory_.estimates[e];
        const int slot = plan_.slot(estimate.node);
        if (slot < 0) continue;
        ranked_ = static_cast<int>(outputs_.size());
        outputs_.push_back({slot, -1, estimate.value, 0.0, 0.0, false, e});
    }
}

void Runner::find_trends() {
    const auto& years = inventory_.settings.years;
    if (years.size() < 2) return;
    for (std::size_t e = 0; e < inventory_.estimates.size(); ++e) {
        const auto& last = inventory_.estimates[e];
        if (last.year != years.back() || last.node != last.co2e_node || !last.status.is_number()) continue;
        const auto* base = inventory_.estimate(years.front(), last.category, last.gas);
        if (!base || !base->status.is_number() || base->value == 0.0) continue;
        const int slot = plan_.slot(last.node), base_slot = plan_.slot(base->node);
        if (slot < 0 && base_slot < 0) continue;
        const double centre = 100.0 * (last.value - base->value) / base->value;
        outputs_.push_back({slot, base_slot, centre, last.value, base->value, true, e});
    }
}

std::span<const double> Runner::values(const Output& output, Worker& worker) const {
    if (!output.trend) return {worker.block.values(output.slot), block_trials};
    worker.trend.resize(block_trials);
    const double* last = output.slot < 0 ? nullptr : worker.block.values(output.slot);
    const double* base = output.base_slot < 0 ? nullptr : worker.block.values(output.base_slot);
    for (std::size_t t = 0; t < block_trials; ++t) {
        const double from = base ? base[t] : output.base_constant;
        worker.trend[t] = 100.0 * ((last ? last[t] : output.constant) - from) / from;
    }
    return worker.trend;
}

/// The first blocks only tell where the histograms lie.
void Runner::pilot() {
    std::vector<std::vector<double>> seen(outputs_.size());
    auto& worker = workers_.front();
    for (std::uint64_t block = 0; block < pilot_blocks; ++block) {
        worker.block.run(settings_.seed, block);
        for (std::size_t o = 0; o < outputs_.size(); ++o) {
            const auto some = values(outputs_[o], worker);
            seen[o].insert(seen[o].end(), some.begin(), some.end());
        }
    }
    for (std::size_t o = 0; o < outputs_.size(); ++o) histograms_[o].set_range(seen[o]);
    for (auto& each : workers_)
        for (const auto& histogram : histograms_) each.histograms.push_back(histogram.empty_copy());
}

void Runner::one_block(Worker& worker, std::uint64_t block, std::size_t place) {
    worker.block.run(settings_.seed, block);
    auto& part = parts_[place];
    part.assign(outputs_.size(), {});
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
        const auto some = values(outputs_[o], worker);
        part[o].add(some, outputs_[o].centre);
        worker.histograms[o].add(some, part[o].failed == 0);
    }
    joint_parts_[place].clear();
    if (ranked_ < 0 || !ranks(block)) return;
    const auto& ranked = outputs_[static_cast<std::size_t>(ranked_)];
    const double* y = worker.block.values(ranked.slot);
    auto& joint = joint_parts_[place];
    joint.resize(plan_.draws().size());
    for (std::size_t d = 0; d < joint.size(); ++d) {
        const auto source = plan_.draws()[d].source;
        const double* x = worker.block.values(plan_.draws()[d].slot);
        const double centre = plan_.sources().sources[static_cast<std::size_t>(source)].distribution->central;
        joint[d] = trials::joint_sums(x, centre, y, ranked.centre, block_trials);
    }
}

void Runner::round(std::uint64_t first, std::uint64_t count) {
    const auto work = [&](std::size_t w) {
        for (std::uint64_t i = w; i < count; i += workers_.size())
            one_block(workers_[w], first + i, static_cast<std::size_t>(i));
    };
    std::vector<std::thread> threads;
    for (std::size_t w = 1; w < workers_.size(); ++w) threads.emplace_back(work, w);
    work(0);
    for (auto& thread : threads) thread.join();
    merge(static_cast<std::size_t>(count));
}

/// In the order of the blocks, whoever ran them.
void Runner::merge(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t o = 0; o < outputs_.size(); ++o) moments_[o].merge(parts_[i][o]);
        if (joint_parts_[i].empty()) continue;
        ranked_moments_.merge(parts_[i][static_cast<std::size_t>(ranked_)]);
        for (std::size_t d = 0; d < joint_parts_[i].size(); ++d) {
            joint_[d].x += joint_parts_[i][d].x;
            joint_[d].xx += joint_parts_[i][d].xx;
            joint_[d].xy += joint_parts_[i][d].xy;
        }
    }
    for (auto& worker : workers_)
        for (std::size_t o = 0; o < outputs_.size(); ++o) {
            histograms_[o].merge(worker.histograms[o]);
            worker.histograms[o].clear();
        }
}

bool Runner::stable() const {
    const auto categories = inventory_.methodology->categories.size();
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
        const auto& estimate = inventory_.estimates[outputs_[o].estimate];
        if (static_cast<std::size_t>(estimate.category) < categories) continue;
        const auto summary = summarise(histograms_[o], moments_[o], outputs_[o].centre);
        const double worst = std::max(summary.low_error, summary.high_error);
        if (worst > settings_.stable * (summary.high - summary.low)) return false;
    }
    return true;
}

TrialResult Runner::run() {
    std::uint64_t done = 0;
    if (!outputs_.empty()) {
        pilot();
        const std::uint64_t limit =
            (settings_.trials.value_or(settings_.most_trials) + block_trials - 1) / block_trials;
        while (done < limit && (settings_.trials || done == 0 || !stable())) {
            const std::uint64_t count = std::min(round_blocks, limit - done);
            round(done, count);
            done += count;
        }
    }
    return result(done);
}

TrialResult Runner::result(std::uint64_t done) const {
    TrialResult result;
    result.seed = settings_.seed;
    result.trials = done * block_trials;
    result.stable = done > 0 && stable();
    for (const auto& estimate : inventory_.estimates) {
        TrialSummary constant;
        constant.mean = constant.median = constant.low = constant.high = estimate.value;
        result.estimates.push_back(constant);
    }
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
        const auto summary = summarise(histograms_[o], moments_[o], outputs_[o].centre);
        const auto& estimate = inventory_.estimates[outputs_[o].estimate];
        if (outputs_[o].trend)
            result.trends.push_back({estimate.category, estimate.gas, summary});
        else
            result.estimates[outputs_[o].estimate] = summary;
    }
    if (ranked_ < 0 || done == 0) return result;
    const auto& y = ranked_moments_;
    if (y.failed > 0) return result;  // sums over the trials that are left would not match those of the sources
    const auto n = static_cast<double>(y.count);
    const double y_variance = y.squares - y.sum * y.sum / n;
    for (std::size_t d = 0; d < joint_.size(); ++d) {
        const double x_variance = joint_[d].xx - joint_[d].x * joint_[d].x / n;
        const double common = joint_[d].xy - joint_[d].x * y.sum / n;
        const double product = x_variance * y_variance;
        result.ranking.push_back({plan_.draws()[d].source, product > 0.0 ? common * common / product : 0.0});
    }
    std::stable_sort(result.ranking.begin(), result.ranking.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    return result;
}

}  // namespace

TrialResult run_trials(const Inventory& inventory, const TrialSettings& settings) {
    return Runner(inventory, settings).run();
}

}  // namespace qingdan
