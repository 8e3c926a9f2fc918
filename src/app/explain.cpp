// explain: from a figure of a compiled inventory back to cells and clauses.

#include "report/explain.hpp"

#include <algorithm>
#include <ostream>

#include "app/commands.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// The figure asked for does not stand in the inventory: says which do.
void say_what_there_is(const StoredInventory& store, const ExplainOptions& options, const std::string& file,
                       Diagnostics& diagnostics) {
    std::vector<std::string> categories, gases, years;
    const auto add = [](std::vector<std::string>& list, const std::string& text) {
        if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    };
    for (const auto& estimate : store.estimates()) {
        add(categories, estimate.category);
        add(years, std::to_string(estimate.year));
        if (estimate.category == options.category) add(gases, estimate.gas);
    }
    diagnostics.error("P020", {std::make_shared<const Document>(Document{file, {}}), {}},
                      {{"category", options.category},
                       {"gas", options.gas},
                       {"year", std::to_string(options.year)},
                       {"near", gases.empty() ? join(nearest(options.category, categories), ", ") : std::string()},
                       {"gases", join(gases, ", ")},
                       {"first", years.empty() ? "" : years.front()},
                       {"last", years.empty() ? "" : years.back()}});
}

}  // namespace

int explain_command(const Session& session, const ExplainOptions& options) {
    Diagnostics diagnostics;
    const auto file =
        std::filesystem::is_directory(options.output) ? options.output / "inventory.sqlite" : options.output;
    const auto store = StoredInventory::open(file, diagnostics);
    if (!store) {
        session.report(diagnostics);
        return exit_refused;
    }
    const auto estimate = store->find(options.category, options.gas, options.year);
    if (!estimate) {
        say_what_there_is(*store, options, file.string(), diagnostics);
        session.report(diagnostics);
        return exit_refused;
    }
    const auto words = Words::load(session.home.templates, {}, session.language, diagnostics);
    if (session.report(diagnostics) != exit_done) return exit_refused;
    session.out << explain_tree(StoreExplainSource(*store), estimate->node, words, {options.depth, 0});
    return exit_done;
}

}  // namespace qingdan
