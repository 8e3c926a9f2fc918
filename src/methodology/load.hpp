#pragma once
// Files of a package -> Methodology, or every reason why not.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

/// Loads `folder/<id>` and the packages it requires (siblings of it), then links, compiles all formulas and lints.
/// Nothing is returned if anything was an error. Worked examples are left out where nobody will run them.
std::optional<Methodology> load_methodology(const std::filesystem::path& folder, const std::string& id,
                                            Diagnostics& diagnostics, bool with_examples = true);

/// What tables in another package's terms need of it: units, gases, dimensions, categories and totals; no factors, no
/// methods. Takes a fraction of the time.
std::optional<Methodology> load_structure(const std::filesystem::path& folder, const std::string& id,
                                          Diagnostics& diagnostics);

/// Adds factor rows of an inventory (CSVs in the form of factors/*.csv) to a loaded package; status `own`.
void add_own_factors(Methodology& methodology, const std::vector<CsvTable>& tables, Diagnostics& diagnostics);

/// Adds an inventory's own regions (member,title_zh,title_en,aliases), prefectures for example, below `above`. An id
/// that is known already or stands twice: M002.
void add_regions(Methodology& methodology, const CsvTable& table, MemberId above, Diagnostics& diagnostics);

/// Findings that are not errors: unused factors, categories without method, overrides … Used by `package check`.
void lint_methodology(const Methodology& methodology, Diagnostics& diagnostics);

}  // namespace qingdan
