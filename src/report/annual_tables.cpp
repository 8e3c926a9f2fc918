#include "report/annual_tables.hpp"

#include <algorithm>
#include <map>

#include "report/annual_numbers.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

struct Block {
    std::string heading;
    std::vector<int> header, body;  ///< rows of the sheet
};

class SheetTables {
public:
    SheetTables(const SheetModel& sheet, const TableChoice& choice, const Words& words, int& number)
        : sheet_(sheet), choice_(choice), words_(words), number_(number) {
        for (const auto& cell : sheet.cells) cells_[{cell.row, cell.column}] = &cell;
        columns_ = choice.columns;
        if (columns_.empty())
            for (int column = 0; column < sheet.columns; ++column) columns_.push_back(column);
    }

    std::string text() {
        read();
        std::string out;
        int at = 0;
        for (const auto& block : blocks_) {
            ++at;
            if (block.body.empty() || (choice_.block && *choice_.block != at)) continue;
            out += choice_.transposed ? transposed(block) : table(block);
        }
        if (out.empty())
            return "<p class=\"note\">" + html_text(notes_.empty() ? words_.in("no-data") : notes_) + "</p>\n";
        return out;
    }

private:
    void read() {
        std::string heading;
        for (auto at = cells_.begin(); at != cells_.end();) {
            const int row = at->first.first;
            const auto& first = *at->second;
            while (at != cells_.end() && at->first.first == row) ++at;
            const auto role = first.style.role;
            if (role == CellRole::title) {
                title_ = first.text;
            } else if (role == CellRole::heading) {
                heading = first.text;
            } else if (role == CellRole::note) {
                notes_ = first.text;
            } else if (role == CellRole::header || role == CellRole::unit) {
                if (blocks_.empty() || !blocks_.back().body.empty() || !heading.empty()) {
                    blocks_.emplace_back();
                    blocks_.back().heading = std::exchange(heading, {});
                }
                blocks_.back().header.push_back(row);
            } else if (role != CellRole::warning && !blocks_.empty() && wanted(row)) {
                blocks_.back().body.push_back(row);
            }
        }
    }

    /// A category's name starts with its code: `1.1  …`.
    [[nodiscard]] bool wanted(int row) const {
        const auto first = cells_.find({row, 0});
        if (!choice_.under.empty() &&
            (first == cells_.end() || (first->second->text.rfind(choice_.under + ".", 0) != 0 &&
                                       first->second->text.rfind(choice_.under + " ", 0) != 0)))
            return false;
        if (!choice_.only) return true;
        const auto cell = cells_.find({row, *choice_.only});
        return cell != cells_.end() && cell->second->kind != ModelCell::Kind::blank;
    }

    std::string start(const Block& block, double all_widths, const std::vector<double>& widths) {
        std::string out = "<table class=\"figures\">\n";
        if (choice_.caption) {
            const auto& words = block.heading.empty() ? title_ : block.heading;
            out += "<caption>" +
                   html_text(words_.in("report-table", {{"number", std::to_string(++number_)}}) + words +
                             choice_.subject) +
                   "</caption>\n";
        }
        out += "<colgroup>";
        for (const double width : widths)
            out += "<col style=\"width:" + std::to_string(static_cast<int>(100.0 * width / all_widths + 0.5)) + "%\">";
        return out + "</colgroup>\n";
    }

    [[nodiscard]] double width(int column) const {
        return static_cast<std::size_t>(column) < sheet_.widths.size() ? sheet_.widths[static_cast<std::size_t>(column)]
                                                                       : 12.0;
    }

    /// Of one category's rows, columns of gases that it does not have are left out.
    [[nodiscard]] bool says_nothing(const Block& block, int column) const {
        if (choice_.under.empty() || column == 0) return false;
        return std::all_of(block.body.begin(), block.body.end(), [&](int row) {
            const auto cell = cells_.find({row, column});
            return cell == cells_.end() || (cell->second->style.role == CellRole::value && cell->second->text == "–");
        });
    }

    std::string table(const Block& block) {
        std::erase_if(columns_, [&](int column) { return says_nothing(block, column); });
        std::vector<double> widths;
        double all = 0.0;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            all += widths.emplace_back(c < choice_.widths.size() ? choice_.widths[c] : width(columns_[c]));
        std::string out = start(block, all, widths) + "<thead>\n";
        for (const int row : block.header) out += line(row);
        out += "</thead>\n<tbody>\n";
        const auto rows = merged(block);
        int shown = 0;
        for (const auto& [row, words] : rows) {
            if (choice_.first && shown == *choice_.first) break;
            out += line(row, words);
            ++shown;
        }
        out += "</tbody>\n</table>\n";
        if (const int rest = static_cast<int>(rows.size()) - shown; rest > 0)
            out += "<p class=\"note\">" + html_text(words_.in("report-more", {{"count", std::to_string(rest)}})) +
                   "</p>\n";
        return out;
    }

    /// The rows, and what stands in the column where several are one.
    [[nodiscard]] std::vector<std::pair<int, std::string>> merged(const Block& block) const {
        std::vector<std::pair<int, std::string>> rows;
        std::string before;
        for (const int row : block.body) {
            std::string rest;
            for (const int column : columns_)
                if (const auto found = cells_.find({row, column}); found != cells_.end() && column != choice_.merge)
                    rest += cell(*found->second);
            const auto own = choice_.merge ? cells_.find({row, *choice_.merge}) : cells_.end();
            const auto words = own == cells_.end() ? std::string() : own->second->text;
            if (!words.empty() && !rows.empty() && rest == before)
                rows.back().second += (words_.chinese() ? "、" : ", ") + words;
            else
                rows.emplace_back(row, words);
            before = rest;
        }
        return rows;
    }

    std::string line(int row, const std::string& merged_words = {}) {
        static constexpr const char* styles[] = {"", " class=\"total\"", " class=\"section\"", " class=\"memo\""};
        const auto first = cells_.lower_bound({row, 0});
        std::string out = std::string("<tr") + styles[static_cast<int>(first->second->style.row)] + ">";
        for (const int column : columns_) {
            const auto found = cells_.find({row, column});
            if (found != cells_.end() && column == choice_.merge && !merged_words.empty())
                out += "<td>" + html_text(merged_words) + "</td>";
            else if (found != cells_.end())
                out += cell(*found->second);
            else if (!covered(row, column))
                out += "<td></td>";
        }
        return out + "</tr>\n";
    }

    /// Below or beside a cell that reaches over this place.
    [[nodiscard]] bool covered(int row, int column) const {
        for (auto at = cells_.begin(); at != cells_.end() && at->first.first <= row; ++at)
            if (std::max(at->second->last_row, at->second->row) >= row && at->second->column <= column &&
                std::max(at->second->last_column, at->second->column) >= column)
                return true;
        return false;
    }

    [[nodiscard]] std::string cell(const ModelCell& cell) const {
        const bool head = cell.style.role == CellRole::header || cell.style.role == CellRole::unit;
        std::string out = head ? "<th" : "<td";
        if (cell.last_row > cell.row) out += " rowspan=\"" + std::to_string(cell.last_row - cell.row + 1) + "\"";
        if (cell.last_column > cell.column)
            out += " colspan=\"" + std::to_string(cell.last_column - cell.column + 1) + "\"";
        const bool figure = cell.style.role == CellRole::value && !head;
        if (figure) out += cell.style.centred ? " class=\"c\" align=\"center\"" : " class=\"n\" align=\"right\"";
        return out + ">" + (cell.style.role == CellRole::header ? capital(content(cell)) : content(cell)) +
               (head ? "</th>" : "</td>");
    }

    /// Words that stand inside sentences elsewhere.
    static std::string capital(std::string words) {
        if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] += 'A' - 'a';
        return words;
    }

    [[nodiscard]] std::optional<int> digits(int column) const {
        if (choice_.digits.empty()) return std::nullopt;
        const auto at =
            static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) - columns_.begin());
        return choice_.digits[std::min(at, choice_.digits.size() - 1)];
    }

    /// Said in the text, because a word processor does not read the page's style.
    static std::string strong(const std::string& words, RowStyle row) {
        return row == RowStyle::total ? "<strong>" + words + "</strong>" : words;
    }

    [[nodiscard]] std::string content(const ModelCell& cell) const {
        std::string out;
        for (int level = 0; level < cell.style.indent; ++level) out += "\u2003";
        if (cell.kind == ModelCell::Kind::number || cell.kind == ModelCell::Kind::formula) {
            auto number = formatted_text(cell.number, cell.style.format, digits(cell.column));
            if (cell.style.provisional) number = "<em class=\"provisional\">" + number + "</em>";
            return out + strong(number + (cell.style.incomplete ? "<sup>*</sup>" : ""), cell.style.row);
        }
        return out + strong(html_text(cell.text), cell.style.row);
    }

    std::string transposed(const Block& block) {
        std::vector<double> widths{12.0};
        for (std::size_t i = 0; i < block.body.size(); ++i) widths.push_back(12.0);
        double all = 0.0;
        for (const double each : widths) all += each;
        std::string out =
            start(block, all, widths) + "<thead>\n<tr><th>" + html_text(words_.in("about-year")) + "</th>";
        for (const int row : block.body) {
            const auto label = cells_.find({row, columns_.front()});
            out += "<th>" + (label == cells_.end() ? "" : html_text(label->second->text)) + "</th>";
        }
        out += "</tr>\n</thead>\n<tbody>\n";
        for (std::size_t c = 1; c < columns_.size(); ++c) {
            const auto head = cells_.find({block.header.front(), columns_[c]});
            out += "<tr><td>" + (head == cells_.end() ? "" : html_text(head->second->text)) + "</td>";
            for (const int row : block.body) {
                const auto found = cells_.find({row, columns_[c]});
                out += found == cells_.end() ? "<td></td>" : cell(*found->second);
            }
            out += "</tr>\n";
        }
        return out + "</tbody>\n</table>\n";
    }

    const SheetModel& sheet_;
    const TableChoice& choice_;
    const Words& words_;
    int& number_;
    std::map<std::pair<int, int>, const ModelCell*> cells_;
    std::vector<int> columns_;
    std::vector<Block> blocks_;
    std::string title_, notes_;
};

}  // namespace

std::string sheet_tables(const SheetModel& sheet, const TableChoice& choice, const Words& words, int& number) {
    return SheetTables(sheet, choice, words, number).text();
}

}  // namespace qingdan
