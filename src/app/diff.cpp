// diff: two compiled output folders compared, and what made the difference.

#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "analysis/recalculation.hpp"
#include "app/commands.hpp"
#include "report/recalculations_csv.hpp"
#include "report/recalculations_text.hpp"

namespace qingdan {

namespace {

using Json = nlohmann::ordered_json;

Json input_json(const ChangedInput& input) {
    return {{"kind", cause_text(input.cause)},
            {"id", input.id},
            {"keys", input.keys},
            {"year", input.year},
            {"old", input.old_value},
            {"new", input.new_value},
            {"unit", input.unit},
            {"old_place", input.old_place},
            {"new_place", input.new_place}};
}

Json change_json(const FigureChange& change) {
    const auto side = [](const std::optional<double>& value, const std::string& notation) {
        return value ? Json(*value) : notation.empty() ? Json() : Json(notation);
    };
    auto parts = Json::array();
    for (const auto& part : change.parts) {
        auto inputs = Json::array();
        for (const auto& input : part.inputs) inputs.push_back(input_json(input));
        parts.push_back({{"cause", cause_text(part.cause)}, {"amount", part.amount}, {"inputs", inputs}});
    }
    const auto percent = change.percent();
    return {{"year", change.year},
            {"category", change.category},
            {"gas", change.gas},
            {"unit", change.unit},
            {"old", side(change.old_value, change.old_notation)},
            {"new", side(change.new_value, change.new_notation)},
            {"difference", change.difference()},
            {"percent", percent ? Json(*percent) : Json()},
            {"parts", parts},
            {"residual", change.residual}};
}

std::string recalculations_json(const Recalculations& found) {
    auto changes = Json::array();
    for (const auto& change : found.changes) changes.push_back(change_json(change));
    return Json{{"years", found.years},
                {"years_only_old", found.only_old},
                {"years_only_new", found.only_new},
                {"compared", found.compared},
                {"changes", changes}}
        .dump(1);
}

std::optional<StoredInventory> open_output(const std::filesystem::path& output, Diagnostics& diagnostics) {
    return StoredInventory::open(std::filesystem::is_directory(output) ? output / "inventory.sqlite" : output,
                                 diagnostics);
}

}  // namespace

int diff_command(const Session& session, const DiffOptions& options) {
    Diagnostics diagnostics;
    const auto before = open_output(options.before, diagnostics), after = open_output(options.after, diagnostics);
    const auto words = Words::load(session.home.templates, {}, session.language, diagnostics);
    if (session.report(diagnostics) != exit_done) return exit_refused;
    const auto found = compare_compiled(StoreSide(*before), StoreSide(*after));
    if (!options.csv.empty()) {
        std::ofstream file(options.csv, std::ios::binary | std::ios::trunc);
        file << recalculations_csv(found);
        file.close();
        if (!file) throw std::runtime_error("cannot write " + options.csv.string());
    }
    constexpr std::size_t inputs_shown = 3;
    if (session.json)
        session.out << recalculations_json(found) << "\n";
    else if (!session.quiet)
        session.out << recalculations_text(found, words, options.all ? 0 : inputs_shown);
    return exit_done;
}

}  // namespace qingdan
