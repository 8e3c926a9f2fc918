#include "base/csv.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

struct Record {
    int line = 0;
    std::vector<CsvCell> cells;
    bool blank = true;    // no cell has content
    bool broken = false;  // already reported
};

// Cuts the bytes into records. Comment lines and empty lines never become records.
class RecordReader {
public:
    RecordReader(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics)
        : bytes_(bytes), document_(document), diagnostics_(diagnostics) {}

    /// `width`: cells to be expected.
    std::optional<Record> next(std::size_t width) {
        while (at_ < bytes_.size() && (bytes_[at_] == '#' || line_end())) skip_line();
        if (at_ >= bytes_.size()) return std::nullopt;
        Record record;
        record.line = line_;
        record.cells.reserve(width);
        while (true) {
            read_cell(record);
            if (at_ >= bytes_.size()) return record;
            if (bytes_[at_] == ',') {
                ++at_;
                continue;
            }
            skip_line();
            return record;
        }
    }

private:
    [[nodiscard]] bool line_end() const { return bytes_[at_] == '\n' || bytes_[at_] == '\r'; }

    void skip_line() {
        while (at_ < bytes_.size() && !line_end()) ++at_;
        if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
        if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
        ++line_;
    }

    void read_cell(Record& record) {
        auto& cell = record.cells.emplace_back();
        cell.line = line_;
        cell.column = static_cast<int>(record.cells.size());
        std::size_t start = at_;
        while (start < bytes_.size() && bytes_[start] == ' ') ++start;
        if (start < bytes_.size() && bytes_[start] == '"') {
            at_ = start + 1;
            quoted(cell, record);
            record.blank = false;
            return;
        }
        const std::size_t end = cell_end();
        if (end != at_) cell.text = trim(bytes_.substr(at_, end - at_));
        if (!cell.text.empty()) record.blank = false;
        at_ = end;
    }

    [[nodiscard]] std::size_t cell_end() const {
        std::size_t end = at_;
        while (end < bytes_.size() && bytes_[end] != ',' && bytes_[end] != '\n' && bytes_[end] != '\r') ++end;
        return end;
    }

    void quoted(CsvCell& cell, Record& record) {
        while (true) {
            if (at_ >= bytes_.size()) return complain("B001", cell, record);
            const std::size_t close = std::min(bytes_.find('"', at_), bytes_.size());
            const auto piece = bytes_.substr(at_, close - at_);
            line_ += static_cast<int>(std::count(piece.begin(), piece.end(), '\n'));
            cell.text += piece;
            at_ = close;
            if (at_ >= bytes_.size()) continue;
            ++at_;
            if (at_ >= bytes_.size() || bytes_[at_] != '"') break;
            cell.text += bytes_[at_++];
        }
        const std::size_t end = cell_end();
        if (!trim(bytes_.substr(at_, end - at_)).empty()) complain("B008", cell, record);
        at_ = end;
    }

    void complain(const char* code, const CsvCell& cell, Record& record) {
        record.broken = true;
        const SourceRef where{document_, std::to_string(cell.line) + ":" + std::to_string(cell.column)};
        diagnostics_.error(code, where, {{"text", cell.text.substr(0, cell.text.find('\n'))}});
    }

    std::string_view bytes_;
    DocumentPtr document_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    int line_ = 1;
};

bool check_encoding(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics) {
    if (valid_utf8(bytes)) return true;
    int line = 1;
    for (std::size_t at = 0; at < bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        if (!valid_utf8(bytes.substr(at, end - at))) {
            diagnostics.error("B004", {document, std::to_string(line)});
            return false;
        }
        at = end + 1;
    }
    return true;
}

bool check_header(const CsvTable& table, Diagnostics& diagnostics) {
    bool good = true;
    const auto& names = table.header();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool again = std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
                           names.begin() + static_cast<std::ptrdiff_t>(i);
        if (!names[i].empty() && !again) continue;
        diagnostics.error(
            "B003", table.where_header(i),
            {{"name", names[i].empty() ? "@csv-empty-name" : names[i]}, {"column", std::to_string(i + 1)}});
        good = false;
    }
    return good;
}

}  // namespace

std::optional<CsvTable> CsvTable::parse(std::string_view bytes, DocumentPtr document, Diagnostics& diagnostics) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!check_encoding(bytes, document, diagnostics)) return std::nullopt;
    CsvTable table;
    table.document_ = document;
    RecordReader reader(bytes, document, diagnostics);
    auto record = reader.next(0);
    if (!record) {
        diagnostics.error("B005", {document, ""});
        return std::nullopt;
    }
    if (record->broken) return std::nullopt;
    table.header_line_ = record->line;
    for (CsvCell& cell : record->cells) table.header_.push_back(std::move(cell.text));
    if (!check_header(table, diagnostics)) return std::nullopt;

    while ((record = reader.next(table.header_.size()))) {
        if (record->blank || record->broken) continue;
        if (record->cells.size() != table.header_.size()) {
            diagnostics.error(
                "B002", {document, std::to_string(record->line)},
                {{"found", std::to_string(record->cells.size())}, {"expected", std::to_string(table.header_.size())}});
            continue;
        }
        table.rows_.push_back({record->line, std::move(record->cells)});
    }
    return table;
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    return found == header_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header_.begin()));
}

const std::string& CsvTable::at(const CsvRow& row, std::optional<std::size_t> column) const {
    static const std::string nothing;
    return column ? row.cells.at(*column).text : nothing;
}

SourceRef CsvTable::where(const CsvRow& row, std::optional<std::size_t> column) const {
    if (!column) return {document_, std::to_string(row.line)};
    const CsvCell& cell = row.cells.at(*column);
    return {document_, std::to_string(cell.line) + ":" + std::to_string(cell.column)};
}

SourceRef CsvTable::where_header(std::size_t column) const {
    return {document_, std::to_string(header_line_) + ":" + std::to_string(column + 1)};
}

bool CsvTable::require(const std::vector<std::string>& names, const std::vector<std::string>& optional, bool closed,
                       Diagnostics& diagnostics) const {
    bool good = true;
    for (const std::string& name : names) {
        if (column(name)) continue;
        diagnostics.error("B006", {document_, std::to_string(header_line_)},
                          {{"column", name}, {"nearest", join(nearest(name, header_), ", ")}});
        good = false;
    }
    if (!closed) return good;
    std::vector<std::string> known = names;
    known.insert(known.end(), optional.begin(), optional.end());
    for (std::size_t i = 0; i < header_.size(); ++i) {
        if (std::find(known.begin(), known.end(), header_[i]) != known.end()) continue;
        diagnostics.error("B007", where_header(i),
                          {{"column", header_[i]}, {"nearest", join(nearest(header_[i], known), ", ")}});
        good = false;
    }
    return good;
}

std::string csv_field(std::string_view text) {
    const bool plain =
        text.find_first_of(",\"\r\n") == std::string_view::npos && trim(text) == text && !text.starts_with('#');
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

}  // namespace qingdan
