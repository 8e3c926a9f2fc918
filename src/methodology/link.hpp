#pragma once
// What the readers of methods, checks, layouts, examples and factor rows share: names looked up, or a complaint with
// the nearest ones.

#include <string>
#include <vector>

#include "base/toml.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

/// Reads the rows of a factors/*.csv into a linked methodology. With `own`, they are an inventory's.
void read_factor_rows(Methodology& methodology, const CsvTable& table, bool own, Diagnostics& diagnostics);
/// Rows with the same key and years: twice in one file is a slip; a later file's (an upper package's) replaces the
/// earlier one's; an inventory's own stays beside it.
void settle_factor_rows(Methodology& methodology, Diagnostics& diagnostics);

void read_method(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics);
void read_check(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics);
void read_indicator(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics);
void read_layout(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics);
void read_examples(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics);

/// `{ zh = "…", en = "…" }`; both are wanted.
Title read_title(const TomlDocument& document, const TomlNode* node, Diagnostics& diagnostics);

/// The `[inputs]` of a method or check.
std::vector<MethodInput> read_inputs(const Methodology& methodology, const TomlDocument& document,
                                     const TomlNode* table, bool estimates, Diagnostics& diagnostics);
/// Inputs, lets and formula of an `[output]` or `[check]` table as the formula compiler wants them.
FormulaSource read_formula(const Methodology& methodology, const TomlDocument& document, const TomlNode& output,
                           const std::vector<int>& keys, const std::vector<MethodInput>& inputs,
                           Diagnostics& diagnostics);
/// `keys = [...]` as dimension numbers.
std::vector<int> read_keys(const Methodology& methodology, const TomlDocument& document, TomlTableReader& reader,
                           Diagnostics& diagnostics);

/// Says that `name` is no `kind` (a row of the catalogue, `@kind-gas`), with the nearest of `known`.
void unknown_name(std::string_view kind, const std::string& name, const std::vector<std::string>& known,
                  const SourceRef& where, Diagnostics& diagnostics, std::string picture = {});

template <typename List>
std::vector<std::string> ids_of(const List& list) {
    std::vector<std::string> ids;
    for (const auto& item : list) ids.push_back(item.id);
    return ids;
}
std::vector<std::string> category_codes(const Methodology& methodology);

}  // namespace qingdan
