#pragma once
// A workbook before it is a file: sheets of cells with what they mean. The layout makes it, the writer gives it a look.

#include <cstdint>
#include <string>
#include <vector>

namespace qingdan {

/// What a cell is; the writer knows fonts, colours and borders of each.
enum class CellRole : std::uint8_t {
    title,    ///< of the sheet
    warning,  ///< illustrative inventory
    heading,  ///< of a table
    header,   ///< of columns
    unit,     ///< second header line
    label,    ///< of a row
    value,
    text,  ///< wrapped, in a list
    note,
    input,    ///< to be filled in; the only cells that a protected sheet lets be changed
    previous  ///< an earlier year's value beside an input
};

/// How a row stands out.
enum class RowStyle : std::uint8_t { plain, total, section, memo };

struct CellStyle {
    CellRole role = CellRole::value;
    RowStyle row = RowStyle::plain;
    std::uint8_t indent = 0;
    bool provisional = false;
    bool incomplete = false;  ///< of a number: marked behind it
    bool centred = false;     ///< a notation key, a sign
    std::string format = {};  ///< number format
    friend auto operator<=>(const CellStyle&, const CellStyle&) = default;
};

struct CellLink {
    int sheet = -1;  ///< index into WorkbookModel::sheets
    int row = 0;
};

struct ModelCell {
    enum class Kind : std::uint8_t { blank, text, number, formula };
    int row = 0, column = 0;
    Kind kind = Kind::blank;
    std::string text;     ///< text, or the formula (`=SUM(B5:B9)`)
    double number = 0.0;  ///< number, or the formula's value
    CellStyle style;
    int last_column = -1;  ///< merged up to here, when > column
    int last_row = -1;     ///< likewise downward
    int provenance = -1;   ///< entry of the provenance list; the layout turns it into `link`
    CellLink link;
    std::string comment;
};

struct ModelChart {
    enum class Type : std::uint8_t {
        pie,
        column,
        bar,
        line,
        tornado,  ///< two series of bars to both sides of zero
        fan       ///< five series upon one another: what is below, and four bands about a middle line
    };
    struct Series {
        std::string name;
        int sheet = 0;
        int first_row = 0, last_row = 0, first_column = 0, last_column = 0;                      ///< values
        int name_first_row = 0, name_last_row = 0, name_first_column = 0, name_last_column = 0;  ///< categories
    };
    Type type = Type::column;
    std::string title;
    std::string unit;         ///< title of the value axis
    double axis_start = 0.0;  ///< of a fan
    int row = 0, column = 0;
    std::vector<Series> series;
    /// Bars need room for every name, a fan for its bands.
    [[nodiscard]] bool large() const { return type == Type::bar || type == Type::tornado || type == Type::fan; }
    /// That it covers, of the usual height.
    [[nodiscard]] int rows() const { return large() ? 24 : 16; }
};

/// What may be typed into a range of inputs.
struct ModelRule {
    enum class Kind : std::uint8_t {
        number_or_key,    ///< a number, or a notation key from the drop-down; anything else turns red
        positive_or_key,  ///< likewise, and negative numbers turn red
        choice,           ///< one of the list, nothing else
        suggestion        ///< one of the list, or something else
    };
    Kind kind = Kind::number_or_key;
    int row = 0, column = 0, last_row = 0, last_column = 0;
    std::vector<std::string> list;  ///< of a drop-down; short: 255 characters together
    std::string range;              ///< or where a long list stands (`=_qingdan!$A$1:$A$9`)
    std::string title, message;     ///< shown when a cell is entered
};

struct SheetModel {
    std::string name;
    bool hidden = false;
    bool is_protected = false;                    ///< without a password: against slips, not against people
    std::vector<ModelCell> cells;                 ///< in the order written; the writer sorts nothing
    std::vector<double> widths;                   ///< per column, in characters
    std::vector<std::pair<int, double>> heights;  ///< of single rows, in points
    int freeze_row = 0, freeze_column = 0;
    int rows = 0, columns = 0;             ///< print area
    int repeat_from = -1, repeat_to = -1;  ///< header rows repeated on every page
    bool landscape = true;
    std::vector<ModelChart> charts;
    std::vector<ModelRule> rules;

    ModelCell& add(int row, int column, ModelCell::Kind kind, CellStyle style);
    ModelCell& text(int row, int column, std::string words, CellStyle style);  ///< blank where there are no words
    ModelCell& number(int row, int column, double value, CellStyle style);
    /// Rows with wrapped texts get the height that the widths of their columns ask for: not every program does it.
    void fit_heights();
};

struct WorkbookModel {
    std::string title, font, footer, illustrative;  ///< illustrative: what every page says, or nothing
    std::vector<SheetModel> sheets;
};

/// 0-based in, `$D$17` or `D17` out; column letters alone with cell_column.
std::string cell_column(int column);
std::string cell_name(int row, int column);

}  // namespace qingdan
