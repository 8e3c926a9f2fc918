#include "app/uncertainty.hpp"

#include <charconv>

namespace qingdan {

namespace {

constexpr std::uint64_t most_trials = 1'000'000'000;  // hours; more is a slip of the finger

}  // namespace

std::optional<TrialSettings> trial_settings(const TrialOptions& options) {
    const auto whole = [](const std::string& text) -> std::optional<std::uint64_t> {
        std::uint64_t number = 0;
        const auto* end = text.data() + text.size();
        const auto [stop, problem] = std::from_chars(text.data(), end, number);
        if (problem != std::errc() || stop != end) return std::nullopt;
        return number;
    };
    TrialSettings settings;
    if (!options.seed.empty()) {
        const auto seed = whole(options.seed);
        if (!seed) return std::nullopt;
        settings.seed = *seed;
    }
    if (options.trials == "auto") return settings;
    settings.trials = whole(options.trials);
    if (!settings.trials || *settings.trials == 0 || *settings.trials > most_trials) return std::nullopt;
    return settings;
}

std::optional<UncertaintyOutputs> work_out_uncertainty(const Session& session, Inventory& inventory,
                                                       const std::filesystem::path& folder,
                                                       const std::optional<TrialSettings>& trials,
                                                       Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    const auto defaults = find_uncertainty_defaults(inventory, session.home.methodologies, folder, diagnostics);
    const auto levels = find_key_levels(inventory, session.home.methodologies, folder, diagnostics);
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    UncertaintyOutputs outputs{UncertaintyAnalysis(inventory, defaults), {}, std::nullopt};
    for (std::size_t t = 0; t < inventory.methodology->totals.size(); ++t)
        outputs.reports.push_back(uncertainty_report(inventory, outputs.analysis, static_cast<int>(t), levels));
    if (trials) {
        auto settings = *trials;
        settings.defaults = defaults;
        outputs.trials = run_trials(inventory, settings);
    }
    return outputs;
}

}  // namespace qingdan
