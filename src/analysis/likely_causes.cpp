#include "analysis/likely_causes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/digit_slips.hpp"
#include "analysis/key_words.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t most_causes = 3;

/// How far apart two keys of one table are that differ in one dimension only; 0 if they differ in none or more.
int apart(const Tuple& a, const Tuple& b) {
    int distance = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i]) continue;
        if (distance != 0) return 0;
        distance = std::abs(static_cast<int>(a[i]) - static_cast<int>(b[i]));
    }
    return distance;
}

/// The more a slip is likely, the lower: what people do most stands first.
int rank(std::string_view slip) {
    static constexpr std::string_view order[] = {"@cause-exchanged",        "@cause-sign",       "@cause-factor-ten",
                                                 "@cause-digits-exchanged", "@cause-lost-digit", "@cause-extra-digit",
                                                 "@cause-misread-digit",    "@cause-copied",     "@cause-missing",
                                                 "@cause-superfluous"};
    return static_cast<int>(std::find(std::begin(order), std::end(order), slip) - std::begin(order));
}

}  // namespace

LikelyCauses::LikelyCauses(const Inventory& inventory, const Rounding& rounding, const FindingWords& words,
                           const std::vector<CheckRun>& runs)
    : inventory_(inventory), rounding_(rounding), words_(words) {
    for (const auto& run : runs) {
        for (auto& identity : probe(run, inventory.graph)) identities_.push_back(std::move(identity));
        find_row_cause(run);
    }
    for (std::size_t i = 0; i < identities_.size(); ++i)
        for (const auto& term : identities_[i].terms) by_node_[term.node].emplace_back(i, term.slope);
}

std::vector<Cause> LikelyCauses::of(const CheckRun& run, const Judged& judged) const {
    std::vector<Candidate> candidates;
    for (const auto& identity : identities_) {
        if (identity.run != &run || identity.judged != &judged) continue;
        for (const auto& term : identity.terms) candidates.push_back(candidate(identity, term));
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::pair(-a.gain, rank(a.slip)) < std::pair(-b.gain, rank(b.slip));
    });
    std::vector<Cause> causes;
    if (const auto row = row_causes_.find(&run); row != row_causes_.end()) causes.push_back(row->second);
    for (const auto& found : candidates)
        if (causes.size() < most_causes) causes.push_back(worded(found));
    return causes;
}

const ActivityDatum& LikelyCauses::datum(NodeId node) const {
    const auto ref = inventory_.graph.nodes[static_cast<std::size_t>(node)].ref;
    return inventory_.data[static_cast<std::size_t>(ref)];
}

/// What a printed one is worth. A blank cell has no number that would tell: its unit does.
double LikelyCauses::scale_of(const ActivityDatum& datum) const {
    if (const double scale = rounding_.printed(datum).scale; scale != 0.0) return scale;
    const auto& methodology = *inventory_.methodology;
    const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
    const auto unit = methodology.concrete_unit(variable.unit, variable.dimensions, datum.key);
    const auto printed = methodology.units.parse(datum.printed_unit);
    return unit && printed && printed->converts_to(*unit) ? conversion_factor(*printed, *unit) : 1.0;
}

/// `slack`: what the wanted value itself leaves open.
int LikelyCauses::gain(const std::vector<Change>& changes, double slack) const {
    std::map<std::size_t, double> moved;
    for (const auto& change : changes)
        if (const auto found = by_node_.find(change.node); found != by_node_.end())
            for (const auto& [identity, slope] : found->second) moved[identity] += slope * change.delta;
    int gain = 0;
    for (const auto& [index, shift] : moved) {
        const auto& identity = identities_[index];
        const bool holds = std::abs(identity.judged->residual() + shift) <= identity.judged->tolerance + slack;
        gain += identity.fails() && holds ? 1 : !identity.fails() && !holds ? -1 : 0;
    }
    return gain;
}

LikelyCauses::Candidate LikelyCauses::candidate(const Identity& identity, const Term& term) const {
    const auto& cell = datum(term.node);
    const double scale = scale_of(cell), slack = identity.judged->tolerance;
    const double delta = -identity.judged->residual() / term.slope;
    const auto printed = rounding_.printed(cell).number;
    const double place = std::pow(10.0, -rounding_.decimals(cell));
    Candidate found;
    found.node = term.node;
    found.wanted = printed + delta / scale;
    if (place > 0.0) found.wanted = std::round(found.wanted / place) * place;  // as the table would print it
    found.slip = digit_slip(printed, found.wanted, rounding_.decimals(cell), slack / std::abs(scale));
    found.gain = gain({{term.node, delta}}, slack);
    try_exchange(found, slack);
    return found;
}

/// Do both stand in one identity? Then they may well be equal: a sum with its only part.
bool LikelyCauses::related(NodeId a, NodeId b) const {
    const auto of_a = by_node_.find(a), of_b = by_node_.find(b);
    if (of_a == by_node_.end() || of_b == by_node_.end()) return false;
    return std::any_of(of_a->second.begin(), of_a->second.end(), [&](const auto& mine) {
        return std::any_of(of_b->second.begin(), of_b->second.end(),
                           [&](const auto& other) { return mine.first == other.first; });
    });
}

/// Another cell of the same row or column that holds the wanted number: the two may have changed places, or the cell
/// was copied from beside it.
void LikelyCauses::try_exchange(Candidate& found, double slack) const {
    const auto& cell = datum(found.node);
    const double printed = rounding_.printed(cell).number, scale = scale_of(cell);
    const double near = 1.5 * rounding_.half_place(cell, 0.0);  // it is the very number, not one like it
    int nearest = 0;
    for (const auto& [key, node] : inventory_.values.rows(cell.variable, cell.year)) {
        if (inventory_.graph.nodes[static_cast<std::size_t>(node)].kind != NodeKind::datum) continue;
        const int distance = apart(cell.key, key);
        if (distance == 0) continue;
        const auto& other = datum(node);
        const double number = rounding_.printed(other).number;
        if (found.slip.empty() && distance == 1 && number != 0.0 && number == printed && !related(found.node, node))
            found.slip = "@cause-copied";
        if (std::abs(number - found.wanted) > near || number == printed) continue;
        const int both =
            gain({{found.node, (found.wanted - printed) * scale}, {node, (printed - number) * scale_of(other)}}, slack);
        if (both < found.gain || (both == found.gain && (found.partner == no_node || distance >= nearest))) continue;
        found.gain = both;
        found.partner = node;
        found.slip = "@cause-exchanged";
        nearest = distance;
    }
}

Cause LikelyCauses::worded(const Candidate& found) const {
    const auto& cell = datum(found.node);
    const auto& variable = inventory_.methodology->variables[static_cast<std::size_t>(cell.variable)];
    const auto say = [&](const DiagnosticCatalogue& words, std::string_view language) {
        return words.message(
            {"Q010",
             Severity::note,
             {},
             {{"keys", member_titles(*inventory_.methodology, variable.dimensions, cell.key, language)},
              {"printed", rounding_.printed(cell).scale == 0.0 ? std::string("@cause-blank") : cell.printed_value},
              {"wanted", number_text(found.wanted, 12)},
              {"unit", unit_normal_form(cell.printed_unit)},
              {"slip", found.slip.empty() ? std::string("@cause-value") : std::string(found.slip)},
              {"other", found.partner == no_node ? std::string() : datum(found.partner).where.text()}},
             {}});
    };
    const std::string kind(found.slip.empty() ? "value" : found.slip.substr(found.slip.find('-') + 1));
    return {kind, cell.where.text(), found.wanted, {say(words_.zh, "zh"), say(words_.en, "en")}};
}

/// All keys that fail have a number in one row, and the keys that hold have none: the row is wrong as a whole.
void LikelyCauses::find_row_cause(const CheckRun& run) {
    constexpr int many = 3;
    for (std::size_t l = 0; l < run.block.load_nodes.size(); ++l) {
        int failing = 0;
        bool tells_apart = run.check->program.loads[l].domain == 0 && run.check->tolerance.has_value();
        const ActivityDatum* first = nullptr;
        for (std::size_t j = 0; tells_apart && j < run.judged.size(); ++j) {
            const auto& judged = run.judged[j];
            const NodeId node = run.block.load_nodes[l][judged.cell];
            const auto* read = node == no_node ? nullptr : &inventory_.graph.nodes[static_cast<std::size_t>(node)];
            const bool number = read && read->kind == NodeKind::datum && read->status.is_number() && read->value != 0.0;
            const bool fails = judged.verdict == Verdict::fails;
            tells_apart = number == fails;
            failing += fails;
            if (fails && number && !first) first = &datum(node);
        }
        if (!tells_apart || failing < many || !first) continue;
        const auto& input = run.check->inputs[static_cast<std::size_t>(run.check->program.loads[l].input)];
        Cause cause{"row", first->where.text(), std::nullopt, {}};
        const auto say = [&](const DiagnosticCatalogue& words, std::string_view language) {
            return words.message(
                {"Q011",
                 Severity::note,
                 {},
                 {{"row", input_title(*inventory_.methodology, input, language)}, {"count", std::to_string(failing)}},
                 {}});
        };
        cause.text = {say(words_.zh, "zh"), say(words_.en, "en")};
        row_causes_.emplace(&run, std::move(cause));
        return;
    }
}

}  // namespace qingdan
