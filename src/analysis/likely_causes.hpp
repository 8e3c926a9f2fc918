#pragma once
// Which single cell would mend a failed identity, judged by all identities that the cell stands in.

#include <unordered_map>
#include <vector>

#include "analysis/probe.hpp"

namespace qingdan {

class LikelyCauses {
public:
    /// `runs`: all checks with a tolerance, of one year.
    LikelyCauses(const Inventory& inventory, const Rounding& rounding, const FindingWords& words,
                 const std::vector<CheckRun>& runs);

    /// Up to three causes of one failed verdict, best first: those that mend most identities and break fewest, then
    /// those that look like a slip of copying.
    [[nodiscard]] std::vector<Cause> of(const CheckRun& run, const Judged& judged) const;

private:
    struct Change {
        NodeId node;
        double delta;  ///< in the variable's unit
    };
    struct Candidate {
        NodeId node = no_node;
        double wanted = 0.0;  ///< as printed
        std::string_view slip;
        NodeId partner = no_node;  ///< the cell whose value it has changed places with
        int gain = 0;              ///< identities mended less identities broken
    };

    [[nodiscard]] const ActivityDatum& datum(NodeId node) const;
    [[nodiscard]] double scale_of(const ActivityDatum& datum) const;
    [[nodiscard]] int gain(const std::vector<Change>& changes, double slack) const;
    [[nodiscard]] Candidate candidate(const Identity& identity, const Term& term) const;
    [[nodiscard]] bool related(NodeId a, NodeId b) const;
    void try_exchange(Candidate& candidate, double slack) const;
    [[nodiscard]] Cause worded(const Candidate& candidate) const;
    void find_row_cause(const CheckRun& run);

    const Inventory& inventory_;
    const Rounding& rounding_;
    const FindingWords& words_;
    std::vector<Identity> identities_;
    std::unordered_map<NodeId, std::vector<std::pair<std::size_t, double>>> by_node_;  ///< identity and slope
    std::unordered_map<const CheckRun*, Cause> row_causes_;
};

}  // namespace qingdan
