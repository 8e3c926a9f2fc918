#pragma once
// inventory.toml: which province, which years, which package, which files.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "activity/readers.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

/// `[notation] "2.5" = { key = "NO", zh = "…", en = "…" }`, or `"2.5/N2O"`: what the compiler declares about a
/// category.
struct DeclaredNotation {
    std::string category, gas;  ///< gas empty: all of the category's gases
    Notation notation = Notation::none;
    Title explanation;
    SourceRef where;
};

/// `[[answer]] check = "balance.supply"`: an office explains a finding. It stays visible and is no longer counted.
struct Answer {
    std::string check;
    std::vector<std::pair<std::string, std::string>> keys;  ///< dimension -> member; empty: all of the check
    std::vector<std::string> cells;                         ///< of the finding; empty: any
    std::vector<int> years;                                 ///< empty: all
    std::string status;                                     ///< `accepted`
    Title reason;
    std::string by, date;  ///< office, ISO date
    SourceRef where;
};

/// `[previous]`: the inventory as it was last submitted.
struct PreviousSubmission {
    std::string output;  ///< its output folder, inventory.sqlite, estimates.csv or details.csv; relative to the folder
    SourceRef where;
};

/// `[[recalculation]]`: why figures differ from the previous submission.
struct RecalculationReason {
    std::string category;    ///< with everything below it
    std::vector<int> years;  ///< empty: all
    Title reason;
    SourceRef where;
};

/// Methods of splicing and of filling gaps: IPCC 2006 V1 sec. 5.3.3.
enum class GapMethod { interpolation, trend, surrogate, overlap };

/// A variable, with some or all of its keys: `{ variable = "crop_yield", keys = { crop = "rice" } }`.
struct SeriesName {
    std::string variable;
    std::vector<std::pair<std::string, std::string>> keys;
    SourceRef where;
};

/// `[[gap]]`: years of a series that nobody delivered, and how they are estimated.
struct DeclaredGap {
    SeriesName series;  ///< keys left out: every member of which something was delivered
    std::vector<int> years;
    GapMethod method = GapMethod::interpolation;
    SeriesName with;        ///< surrogate, overlap: the other series; keys left out are the same member's
    std::vector<int> base;  ///< trend, overlap: years that count, if not all
    Title reason;
    SourceRef where;
};

struct InventorySettings {
    DocumentPtr document;
    Title title;
    std::string region;            ///< id in dimension `region`, ISO 3166-2
    std::vector<int> years;        ///< ascending, without gaps
    std::string package, gwp_set;  ///< gwp_set empty: the package's default
    std::string language = "zh";
    bool illustrative = false;  ///< said on every output
    std::vector<DataFile> data;
    struct FactorFile {
        std::string file;
        SourceRef where;
    };
    std::vector<FactorFile> factor_files;
    std::string facilities_file;  ///< reports of enterprises (facilities.csv), or empty
    std::string regions_file;     ///< parts of the province (regions.csv), or empty
    struct Pin {
        std::string category, gas, method;
        SourceRef where;
    };
    std::vector<Pin> pins;
    std::vector<DeclaredNotation> notations;
    std::vector<Answer> answers;
    std::vector<DeclaredGap> gaps;
    std::optional<PreviousSubmission> previous;
    std::vector<RecalculationReason> recalculations;
    std::map<std::string, std::string> departments;  ///< `[departments]` variable -> who delivers it here
    SourceRef region_where, years_where, package_where, gwp_where;
};

/// `2005-2022` or `2007`, ascending without gaps; empty if it is neither.
std::vector<int> parse_years(const std::string& text);

/// Reads `folder/inventory.toml`. Codes I001… and the TOML codes of base.
std::optional<InventorySettings> read_settings(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace qingdan
