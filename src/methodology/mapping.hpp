#pragma once
// mapping.csv of a package: which category of another terminology each of its own is.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

struct CategoryMapping {
    struct Row {
        std::string target;  ///< code in the other terminology; empty: it has no such category
        std::string note;
        SourceRef where;
    };
    std::string terminology;          ///< name of the column, `ipcc2006`
    std::map<std::string, Row> rows;  ///< by the package's own code

    /// Whether the codes are those of package `id` (`ipcc2006`: `ipcc-2006`).
    [[nodiscard]] bool leads_to(const std::string& id) const;
    /// Likewise of a package that builds on it: its categories have the same codes.
    [[nodiscard]] bool leads_to(const Methodology& package) const;
};

/// mapping.csv of the package and of those it requires, upper rows over lower ones; nothing where there is none.
/// Columns `category,<terminology>,note`: M060 if there is not one terminology; M024 for a category that the package
/// does not have, M002 for one twice.
std::optional<CategoryMapping> load_mapping(const std::filesystem::path& methodologies, const Methodology& methodology,
                                            Diagnostics& diagnostics);

/// Leaves that the mapping leaves out (M057); categories that lead out of their parent's (M058), so that whoever adds
/// parents counts them twice; memo items that lead to what is counted (M059). A note in the row is the reason for it,
/// and settles the last two.
void lint_mapping(const Methodology& methodology, const CategoryMapping& mapping, Diagnostics& diagnostics);

/// Against the package whose codes these are: codes that it does not have (M061); what one of them counts and the other
/// has as a memo item (M062), which would be lost or counted too often.
void lint_mapping_targets(const Methodology& methodology, const CategoryMapping& mapping, const Methodology& target,
                          Diagnostics& diagnostics);

/// Whether `code` is `above` or stands below it: `1.A.1.a` below `1.A`.
bool code_within(const std::string& code, const std::string& above);

}  // namespace qingdan
