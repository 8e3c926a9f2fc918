#pragma once
// RFC 4180 tables with a header row. Lines that start with '#' are comments. Every cell knows its place.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

struct CsvCell {
    std::string text;          ///< trimmed unless quoted
    int line = 0, column = 0;  ///< 1-based; column counts cells
};

struct CsvRow {
    int line = 0;
    std::vector<CsvCell> cells;  ///< always as many as the header has
};

class CsvTable {
public:
    /// Reads and checks: unclosed quotes (B001), rows of the wrong length (B002), duplicate or empty
    /// header names (B003), bytes that are not UTF-8 (B004). Bad rows are reported and left out.
    /// A UTF-8 byte order mark is dropped. Without a header row: B005. Text behind a closing quote: B008.
    /// Rows without any content (spreadsheets write `,,,`) are skipped.
    static std::optional<CsvTable> parse(std::string_view bytes, DocumentPtr document, Diagnostics& diagnostics);

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    [[nodiscard]] const std::vector<CsvRow>& rows() const { return rows_; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// Text of a cell; empty when the table has no such column.
    [[nodiscard]] const std::string& at(const CsvRow& row, std::optional<std::size_t> column) const;
    [[nodiscard]] SourceRef where(const CsvRow& row, std::optional<std::size_t> column = {}) const;
    [[nodiscard]] SourceRef where_header(std::size_t column) const;
    [[nodiscard]] const DocumentPtr& document() const { return document_; }
    /// Columns that must exist (B006 each) and, with `closed`, no others (B007 with nearest names).
    bool require(const std::vector<std::string>& names, const std::vector<std::string>& optional, bool closed,
                 Diagnostics& diagnostics) const;

private:
    DocumentPtr document_;
    std::vector<std::string> header_;
    int header_line_ = 1;
    std::vector<CsvRow> rows_;
};

/// One CSV field, quoted where needed.
std::string csv_field(std::string_view text);

}  // namespace qingdan
