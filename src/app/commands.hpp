#pragma once
// The use cases behind the command line. Each prints to the session and returns an exit code.

#include <optional>
#include <string>
#include <vector>

#include "app/session.hpp"
#include "app/uncertainty.hpp"

namespace qingdan {

struct CompileOptions {
    std::filesystem::path inventory;
    std::filesystem::path output;  ///< empty: outputs/<name of the inventory's folder> beside inputs/
    std::string years;             ///< `2005-2022` or `2007`: only these of the inventory's years
    std::string language;          ///< of the outputs; empty: the inventory's own
    TrialOptions trials;           ///< Monte Carlo, if asked for
    bool workbook = true;
    bool docx = false;  ///< report.docx beside report.html
    bool pdf = false;   ///< report.pdf, likewise
    bool findings_that_hold = false;
};

/// Input folder -> all outputs, all or nothing.
int compile_command(const Session& session, const CompileOptions& options);
/// Reads, binds and checks; writes findings.json only where an output folder is named.
int check_command(const Session& session, const CompileOptions& options);

/// Data-collection workbooks for the years asked for (else the inventory's last), one a department.
int forms_command(const Session& session, const CompileOptions& options, bool empty);
/// The inventory's data as tidy CSV, one table a department.
int export_command(const Session& session, const CompileOptions& options);

/// Prints a first mapping.toml of a table; the package is the inventory's beside it if none is named.
int map_command(const Session& session, const std::filesystem::path& file, std::string package);

struct ImportOptions {
    std::filesystem::path inventory, file;
    std::string sender;           ///< who sent it
    std::string layout, mapping;  ///< how it is read, if it does not say so itself
    std::string note;
};

/// A file's data into the inventory's store, as one version.
int import_command(const Session& session, const ImportOptions& options);

struct HistoryOptions {
    std::filesystem::path inventory;
    std::vector<std::string> variables;  ///< none: the versions themselves
    int from = 0, to = 0;                ///< `to` above 0: what differs between these versions
};

int history_command(const Session& session, const HistoryOptions& options);
/// Version 0: the last that holds.
int undo_command(const Session& session, const std::filesystem::path& inventory, int version);

struct ExplainOptions {
    std::filesystem::path output;
    std::string category, gas;
    int year = 0;
    int depth = 0;  ///< levels shown; 0: all
};

/// The tree from a figure of a compiled inventory back to cells and clauses.
int explain_command(const Session& session, const ExplainOptions& options);

struct DiffOptions {
    std::filesystem::path before, after;  ///< output folders, or their inventory.sqlite
    std::filesystem::path csv;            ///< also written as a table, if named
    bool all = false;                     ///< every input that changed, not only the largest
};

/// Two compiled inventories compared: every figure that differs, and why.
int diff_command(const Session& session, const DiffOptions& options);

struct CompareOptions {
    std::filesystem::path inventory;
    std::string package;
    std::string gwp_set;        ///< for both; empty: each its own
    std::string years;          ///< only these; on the page the last one if not given
    std::filesystem::path csv;  ///< also written as a table, if named
};

/// One inventory by its own package and by another.
int compare_command(const Session& session, const CompareOptions& options);

int package_list_command(const Session& session);
int package_check_command(const Session& session, const std::string& package);
int package_show_command(const Session& session, const std::string& package, bool overrides_only);
int package_test_command(const Session& session, const std::string& package);
/// Writes the package's methods as pages, in both languages, below the folder.
int package_docs_command(const Session& session, const std::string& package, const std::filesystem::path& output);

}  // namespace qingdan
