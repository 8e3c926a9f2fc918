// OpenDocument spreadsheets ([ODF 1.2]): values as the attributes give them, text from the paragraphs.

#include <algorithm>

#include "activity/sheet_builder.hpp"
#include "activity/xlsx_parts.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t longest_text = 1'000'000;
constexpr int table_depth = 4;  // document-content, body, spreadsheet, table

class ContentHandler : public XmlHandler {
public:
    explicit ContentHandler(Workbook& workbook) : workbook_(workbook) {}
    bool too_large = false;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        ++depth_;
        const bool inner_table = in_table_ && depth_ > table_depth && name == "table";
        if (note_ > 0 || name == "annotation" || name == "shapes" || inner_table) {  // a comment is not the cell's text
            ++note_;
        } else if (depth_ == table_depth && name == "table") {
            start_table(attributes);
        } else if (!in_table_) {
            if (name == "style") style_ = attributes.get("style:1.0", "name");
            if (name == "table-properties" && attributes.get("table:1.0", "display") == "false")
                hidden_styles_.push_back(style_);
        } else if (name == "table-row") {
            repeated_row_ = times(attributes.get("table:1.0", "number-rows-repeated"));
            column_ = 0;
            cells_.clear();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            start_cell(attributes);
        } else if (in_cell_) {
            inside_cell(name, attributes);
        }
    }

    void end(std::string_view name) override {
        --depth_;
        if (note_ > 0) {
            --note_;
        } else if (in_table_ && name == "table" && depth_ == table_depth - 1) {
            end_table();
        } else if (in_table_ && (name == "table-cell" || name == "covered-table-cell")) {
            end_cell();
        } else if (in_table_ && name == "table-row") {
            end_row();
        } else if (name == "p") {
            in_paragraph_ = false;
        }
    }

    void text(std::string_view more) override {
        if (!in_paragraph_ || note_ > 0) return;
        for (const char c : more) {  // space in paragraphs collapses; what is meant stands in elements
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (space && (text_.empty() || text_.back() == ' ' || text_.back() == '\n')) continue;
            text_ += space ? ' ' : c;
        }
        if (text_.size() > longest_text) stop();
    }

private:
    static std::size_t times(std::string_view text) {
        const auto number = parse_number(text);
        return number && *number >= 1 && *number <= static_cast<double>(most_rows) ? static_cast<std::size_t>(*number)
                                                                                   : 1;
    }

    void start_table(const XmlAttributes& attributes) {
        in_table_ = true;
        name_ = attributes.get("table:1.0", "name");
        const auto style = attributes.get("table:1.0", "style-name");
        hidden_ = std::find(hidden_styles_.begin(), hidden_styles_.end(), style) != hidden_styles_.end();
        builder_ = SheetBuilder();
        row_ = 0;
    }

    void start_cell(const XmlAttributes& attributes) {
        in_cell_ = true;
        repeated_column_ = times(attributes.get("table:1.0", "number-columns-repeated"));
        // Excel's own ODF puts the error where LibreOffice has a string; calcext says which strings are errors.
        type_ = attributes.get("calcext:1.0", "value-type") == "error" ? "error"
                                                                       : attributes.get("office:1.0", "value-type");
        value_ = type_ == "date"      ? attributes.get("office:1.0", "date-value")
                 : type_ == "time"    ? attributes.get("office:1.0", "time-value")
                 : type_ == "boolean" ? attributes.get("office:1.0", "boolean-value")
                 : type_ == "string"  ? attributes.get("office:1.0", "string-value")
                                      : attributes.get("office:1.0", "value");
        formula_ = attributes.get("table:1.0", "formula");
        text_.clear();
        paragraphs_ = 0;
    }

    void inside_cell(std::string_view name, const XmlAttributes& attributes) {
        if (name == "p") {
            if (paragraphs_++ > 0) text_ += '\n';
            in_paragraph_ = true;
        } else if (in_paragraph_ && name == "s") {
            const auto count = std::min<std::size_t>(times(attributes.get("text:1.0", "c")), longest_text);
            text_.append(count, ' ');
        } else if (in_paragraph_ && name == "tab") {
            text_ += '\t';
        } else if (in_paragraph_ && name == "line-break") {
            text_ += '\n';
        }
        if (text_.size() > longest_text) stop();
    }

    void end_cell() {
        in_cell_ = false;
        if (auto cell = finished_cell()) {
            if (cell->kind != SheetCell::Kind::blank) {
                if (column_ + repeated_column_ > most_columns || cells_.size() + repeated_column_ > most_cells)
                    return refuse();
                for (std::size_t i = 0; i < repeated_column_; ++i) cells_.emplace_back(column_ + i, *cell);
            }
            column_ += repeated_column_;
        } else {
            stop();
        }
    }

    /// Nothing if the value is none of its type.
    std::optional<CellContent> finished_cell() const {
        if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
            const auto number = parse_number(value_);
            if (number && (text_ == "TRUE" || text_ == "FALSE"))
                return boolean_cell(*number != 0.0);  // as LibreOffice saves what came from .xlsx
            return number ? std::optional(number_cell(*number)) : std::nullopt;
        }
        if (type_ == "boolean") return boolean_cell(value_ == "true");
        if (type_ == "date") return CellContent{SheetCell::Kind::date, 0.0, value_};
        if (type_ == "time") return CellContent{SheetCell::Kind::date, 0.0, clock(value_)};
        if (type_ == "error") return error_cell(text_.empty() ? "=" + formula_ : text_);
        if (type_.empty() && !formula_.empty() && text_.empty()) return error_cell(formula_);  // never calculated
        return text_cell(!value_.empty() && text_.empty() ? value_ : text_);
    }

    /// `PT06H15M00S` as `06:15:00`.
    static std::string clock(const std::string& duration) {
        if (duration.size() != 11 || !duration.starts_with("PT") || duration[4] != 'H' || duration[7] != 'M')
            return duration;
        return duration.substr(2, 2) + ":" + duration.substr(5, 2) + ":" + duration.substr(8, 2);
    }

    void end_row() {
        if (!cells_.empty()) {
            if (row_ + repeated_row_ > most_rows) return refuse();
            for (std::size_t i = 0; i < repeated_row_; ++i)
                for (const auto& [column, cell] : cells_)
                    if (!builder_.set(row_ + i, column, cell)) return refuse();
        }
        row_ += repeated_row_;  // blank rows to the end of the sheet are written as one
        if (row_ > 2 * most_rows) refuse();
    }

    void end_table() {
        in_table_ = false;
        auto sheet = builder_.finish(name_);
        if (!sheet) return refuse();
        sheet->hidden = hidden_;
        workbook_.sheets.push_back(std::move(*sheet));
    }

    void refuse() {
        too_large = true;
        stop();
    }

    Workbook& workbook_;
    SheetBuilder builder_;
    std::vector<std::string> hidden_styles_;
    std::vector<std::pair<std::size_t, CellContent>> cells_;  ///< of the row that is being read
    std::string name_, style_, type_, value_, formula_, text_;
    std::size_t row_ = 0, column_ = 0, repeated_row_ = 1, repeated_column_ = 1;
    int depth_ = 0, note_ = 0, paragraphs_ = 0;
    bool in_table_ = false, in_cell_ = false, in_paragraph_ = false, hidden_ = false;
};

class ManifestHandler : public XmlHandler {
public:
    bool encrypted = false;
    void start(std::string_view name, const XmlAttributes&) override {
        encrypted = encrypted || name == "encryption-data";
    }
    void end(std::string_view) override {}
};

ReadFault read_content(const Archive& archive, Workbook& workbook) {
    ManifestHandler manifest;
    if (archive.has("META-INF/manifest.xml") &&
        parse_part(archive, "META-INF/manifest.xml", manifest) == ReadFault::none && manifest.encrypted)
        return ReadFault::encrypted;
    ContentHandler content(workbook);
    const auto fault = parse_part(archive, "content.xml", content, true);
    if (content.too_large) return ReadFault::too_large;
    return fault == ReadFault::none && workbook.sheets.empty() ? ReadFault::damaged : fault;
}

}  // namespace

std::optional<Workbook> parse_ods(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics) {
    Workbook workbook{document, {}};
    const Archive archive(bytes);
    auto fault = archive.fault();
    if (fault == ReadFault::none) fault = read_content(archive, workbook);
    if (fault == ReadFault::none) return workbook;
    diagnostics.error(fault_code(fault), {document, {}});
    return std::nullopt;
}

}  // namespace qingdan
