#pragma once
// One TOML file of sheets -> what they show, or every mistake in it.

#include <functional>

#include "base/toml.hpp"
#include "report/template.hpp"

namespace qingdan {

/// The sheets of a package's `tables.toml`, for a sheet of kind `tables`.
using TablesOf = std::function<std::vector<SheetTemplate>(const std::string& package, const SourceRef& where)>;

/// Rows are categories of `tree`; gases, variables and dimensions are those of the package. Without `tables` there is
/// no such kind of sheet.
WorkbookTemplate read_template(const TomlDocument& document, const Methodology& methodology,
                               std::shared_ptr<const ReportTree> tree, const TablesOf& tables,
                               Diagnostics& diagnostics);

}  // namespace qingdan
