// Workbooks of Excel since 2007 ([ECMA-376]): every kind of cell, results of formulas as they were when it was saved.

#include <algorithm>

#include "activity/sheet_builder.hpp"
#include "activity/xlsx_parts.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t longest_text = 1'000'000;

struct Book {
    std::vector<std::string> strings;
    std::vector<bool> dates;
    bool since_1904 = false;
};

class SheetHandler : public XmlHandler {
public:
    explicit SheetHandler(const Book& book) : book_(book) {}
    SheetBuilder builder;
    bool too_large = false;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "c") {
            start_cell(attributes);
        } else if (name == "row") {
            if (const auto number = attributes.get("r"); !number.empty())
                row_ = place_of(number).first;
            else
                ++row_;
            column_ = -1;
        } else if (in_cell_) {
            if (name == "f") formula_ = true;
            if (name == "rPh") ++phonetic_;
            into_ = name == "v"                     ? &value_
                    : name == "f"                   ? &formula_text_
                    : name == "t" && phonetic_ == 0 ? &value_
                                                    : nullptr;
        }
    }

    void end(std::string_view name) override {
        into_ = nullptr;
        if (name == "rPh") --phonetic_;
        if (name != "c" || !in_cell_) return;
        in_cell_ = false;
        if (row_ < 0 || column_ < 0) return stop();
        if (!set()) stop();
    }

    void text(std::string_view more) override {
        if (!into_) return;
        *into_ += more;
        if (into_->size() > longest_text) stop();
    }

private:
    void start_cell(const XmlAttributes& attributes) {
        in_cell_ = true;
        formula_ = false;
        value_.clear();
        formula_text_.clear();
        type_ = attributes.get("t");
        style_ = attributes.get("s");
        const auto reference = attributes.get("r");
        if (reference.empty())
            ++column_;  // some writers leave it out: the next cell
        else
            std::tie(row_, column_) = place_of(reference);
    }

    /// `D17` to row 16, column 3; of `17` alone the column is -1. Anything else gives row -1.
    static std::pair<long, long> place_of(std::string_view reference) {
        std::size_t i = 0;
        long column = 0, row = 0;
        for (; i < reference.size() && i < 3 && reference[i] >= 'A' && reference[i] <= 'Z'; ++i)
            column = column * 26 + (reference[i] - 'A' + 1);
        const std::size_t digits = i;
        for (; i < reference.size() && i < digits + 7 && reference[i] >= '0' && reference[i] <= '9'; ++i)
            row = row * 10 + (reference[i] - '0');
        if (i != reference.size() || digits == i || row == 0) return {-1, -1};
        return {row - 1, column - 1};
    }

    bool put(const CellContent& cell) {
        if (builder.set(static_cast<std::size_t>(row_), static_cast<std::size_t>(column_), cell)) return true;
        too_large = true;
        return false;
    }

    bool set() {
        if (type_ == "s") {
            const auto index = parse_number(trim(value_));
            if (!index || *index < 0 || *index >= static_cast<double>(book_.strings.size())) return false;
            return put(text_cell(book_.strings[static_cast<std::size_t>(*index)]));
        }
        if (type_ == "str" || type_ == "inlineStr") return put(text_cell(without_escapes(value_)));
        if (value_.empty())
            return !formula_ || put(error_cell("=" + formula_text_));  // a formula that was never calculated
        if (type_ == "b") return put(boolean_cell(trim(value_) == "1" || trim(value_) == "true"));
        if (type_ == "e") return put(error_cell(std::string(trim(value_))));
        if (type_ == "d") return put({SheetCell::Kind::date, 0.0, std::string(trim(value_))});
        const auto number = parse_number(trim(value_));
        if (!number || !(type_.empty() || type_ == "n")) return false;
        const auto style = style_.empty() ? std::optional(0.0) : parse_number(style_);
        const bool date = style && *style >= 0 && *style < static_cast<double>(book_.dates.size()) &&
                          book_.dates[static_cast<std::size_t>(*style)];
        return put(date ? date_cell(*number, book_.since_1904) : number_cell(*number));
    }

    const Book& book_;
    long row_ = -1, column_ = -1;
    bool in_cell_ = false, formula_ = false;
    int phonetic_ = 0;
    std::string type_, style_, value_, formula_text_;
    std::string* into_ = nullptr;
};

ReadFault read_sheet(const Archive& archive, const std::string& part, const SheetReference& reference, const Book& book,
                     Workbook& workbook) {
    SheetHandler handler(book);
    const auto fault = parse_part(archive, part, handler);
    if (handler.too_large) return ReadFault::too_large;
    if (fault != ReadFault::none) return fault;
    auto sheet = handler.builder.finish(reference.name);
    if (!sheet) return ReadFault::too_large;
    sheet->hidden = reference.hidden;
    workbook.sheets.push_back(std::move(*sheet));
    return ReadFault::none;
}

ReadFault read_book(const Archive& archive, Workbook& workbook) {
    std::map<std::string, PackagePart> root, relations;
    if (const auto fault = read_relations(archive, "", root); fault != ReadFault::none) return fault;
    const auto main =
        std::find_if(root.begin(), root.end(), [](const auto& each) { return each.second.type == "officeDocument"; });
    if (main == root.end()) return ReadFault::damaged;
    const auto& part = main->second.target;
    WorkbookPart sheets;
    Book book;
    if (const auto fault = read_relations(archive, part, relations); fault != ReadFault::none) return fault;
    if (const auto fault = read_workbook_part(archive, part, sheets); fault != ReadFault::none) return fault;
    book.since_1904 = sheets.since_1904;
    for (const auto& [id, relation] : relations) {
        const auto fault = relation.type == "styles" ? read_styles(archive, relation.target, book.dates)
                           : relation.type == "sharedStrings"
                               ? read_shared_strings(archive, relation.target, book.strings)
                               : ReadFault::none;
        if (fault != ReadFault::none) return fault;
    }
    for (const auto& sheet : sheets.sheets) {
        const auto relation = relations.find(sheet.relation);
        if (relation == relations.end()) return ReadFault::damaged;
        if (relation->second.type != "worksheet") continue;  // charts
        if (const auto fault = read_sheet(archive, relation->second.target, sheet, book, workbook);
            fault != ReadFault::none)
            return fault;
    }
    return workbook.sheets.empty() ? ReadFault::damaged : ReadFault::none;
}

}  // namespace

std::optional<Workbook> parse_xlsx(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics) {
    Workbook workbook{document, {}};
    const Archive archive(bytes);
    auto fault = archive.fault();
    if (fault == ReadFault::none) fault = read_book(archive, workbook);
    if (fault == ReadFault::none) return workbook;
    diagnostics.error(fault_code(fault), {document, {}});
    return std::nullopt;
}

}  // namespace qingdan
