#include "report/workbook_writer.hpp"

#include <xlsxwriter.h>

#include <cmath>
#include <map>
#include <stdexcept>

#include "report/print_pages.hpp"

namespace qingdan {

namespace {

constexpr lxw_color_t header_fill = 0xD9E2EC, section_fill = 0xEEF3F7, total_fill = 0xE3ECDD, line_colour = 0xB8C2CC,
                      provisional_colour = 0x8A5A00, warning_colour = 0xB00020, link_colour = 0x1F4E79,
                      memo_colour = 0x5F6B76, input_fill = 0xFFF9DB, wrong_fill = 0xF8C9C9;
constexpr double wide_chart = 1.4, high_chart = 1.5;
constexpr std::size_t longest_text = 32767;  // of a cell, in the file format

class XlsxWriter {
public:
    XlsxWriter(const std::filesystem::path& file, const WorkbookModel& model)
        : model_(model), book_(workbook_new(file.c_str())) {
        if (!book_) throw std::runtime_error("cannot write " + file.string());
        lxw_doc_properties properties{};
        title_ = model.title;
        properties.title = title_.data();
        properties.created = fixed_time;  // no clock in the file: the same inventory gives the same bytes
        workbook_set_properties(book_, &properties);
    }

    void write(const std::filesystem::path& file) {
        for (const auto& sheet : model_.sheets) sheets_.push_back(workbook_add_worksheet(book_, sheet.name.c_str()));
        for (std::size_t i = 0; i < sheets_.size(); ++i) write_sheet(*sheets_[i], model_.sheets[i]);
        const auto error = workbook_close(book_);
        if (error != LXW_NO_ERROR)
            throw std::runtime_error("cannot write " + file.string() + ": " + lxw_strerror(error));
    }

private:
    static constexpr time_t fixed_time = 946684800;  // 2000-01-01

    lxw_format* format(const CellStyle& style, bool link) {
        const auto [found, fresh] = formats_.try_emplace({style, link}, nullptr);
        if (!fresh) return found->second;
        lxw_format* made = workbook_add_format(book_);
        found->second = made;
        if (!model_.font.empty()) format_set_font_name(made, model_.font.c_str());
        format_set_font_size(made, 10);
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
        const bool in_table = style.role == CellRole::header || style.role == CellRole::unit ||
                              style.role == CellRole::label || style.role == CellRole::value ||
                              style.role == CellRole::text || style.role == CellRole::input ||
                              style.role == CellRole::previous;
        if (in_table) {
            format_set_border(made, LXW_BORDER_THIN);
            format_set_border_color(made, line_colour);
        }
        look(made, style, link);
        return made;
    }

    void look(lxw_format* made, const CellStyle& style, bool link) const {
        switch (style.role) {
            case CellRole::title:
                format_set_bold(made);
                format_set_font_size(made, 15);
                break;
            case CellRole::warning:
                format_set_bold(made);
                format_set_font_color(made, warning_colour);
                break;
            case CellRole::heading: format_set_bold(made); break;
            case CellRole::header:
            case CellRole::unit:
                if (style.role == CellRole::header) format_set_bold(made);
                format_set_bg_color(made, header_fill);
                format_set_align(made, LXW_ALIGN_CENTER);
                format_set_text_wrap(made);
                break;
            case CellRole::label:
                format_set_indent(made, style.indent);
                format_set_text_wrap(made);
                break;
            case CellRole::text:
                format_set_text_wrap(made);
                format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
                break;
            case CellRole::input:
                format_set_bg_color(made, input_fill);
                format_set_unlocked(made);
                break;
            case CellRole::previous: format_set_font_color(made, memo_colour); break;
            case CellRole::value:
            case CellRole::note: break;
        }
        if (style.row == RowStyle::section || style.row == RowStyle::total) {
            format_set_bold(made);
            format_set_bg_color(made, style.row == RowStyle::total ? total_fill : section_fill);
        }
        if (style.row == RowStyle::memo) format_set_font_color(made, memo_colour);
        if (style.role == CellRole::value) {
            if (style.centred) format_set_align(made, LXW_ALIGN_CENTER);
            auto number = style.format.empty() ? std::string("General") : style.format;
            if (style.incomplete && !style.centred) number += "\"*\"";
            if (number != "General") format_set_num_format(made, number.c_str());
            if (link) format_set_font_color(made, link_colour);
            if (style.provisional) {
                format_set_italic(made);
                format_set_font_color(made, provisional_colour);
            }
        } else if (link) {
            format_set_font_color(made, link_colour);
            format_set_underline(made, LXW_UNDERLINE_SINGLE);
        }
    }

    void write_sheet(lxw_worksheet& sheet, const SheetModel& model) {
        for (std::size_t column = 0; column < model.widths.size(); ++column)
            worksheet_set_column(&sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                                 model.widths[column], nullptr);
        for (const auto& [row, height] : model.heights)
            worksheet_set_row(&sheet, static_cast<lxw_row_t>(row), height, nullptr);
        for (const auto& cell : model.cells) write_cell(sheet, cell);
        if (model.freeze_row > 0 || model.freeze_column > 0)
            worksheet_freeze_panes(&sheet, static_cast<lxw_row_t>(model.freeze_row),
                                   static_cast<lxw_col_t>(model.freeze_column));
        page(sheet, model);
        for (const auto& chart : model.charts) write_chart(sheet, chart);
        for (const auto& rule : model.rules) write_rule(sheet, rule);
        if (model.is_protected) worksheet_protect(&sheet, nullptr, nullptr);
        if (model.hidden) worksheet_hide(&sheet);
    }

    void write_rule(lxw_worksheet& sheet, const ModelRule& rule) {
        const auto first_row = static_cast<lxw_row_t>(rule.row), last_row = static_cast<lxw_row_t>(rule.last_row);
        const auto first_column = static_cast<lxw_col_t>(rule.column),
                   last_column = static_cast<lxw_col_t>(rule.last_column);
        auto list = rule.list;
        std::vector<char*> items;
        for (auto& item : list) items.push_back(item.data());
        items.push_back(nullptr);
        auto range = rule.range, title = rule.title, message = rule.message;
        lxw_data_validation validation{};
        validation.validate = range.empty() ? LXW_VALIDATION_TYPE_LIST : LXW_VALIDATION_TYPE_LIST_FORMULA;
        if (range.empty())
            validation.value_list = items.data();
        else
            validation.value_formula = range.data();
        validation.show_error = rule.kind == ModelRule::Kind::choice ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF;
        validation.ignore_blank = LXW_VALIDATION_ON;
        if (!title.empty()) validation.input_title = title.data();
        if (!message.empty()) validation.input_message = message.data();
        const auto error =
            worksheet_data_validation_range(&sheet, first_row, first_column, last_row, last_column, &validation);
        if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("cell rule: ") + lxw_strerror(error));
        const auto cell = cell_name(rule.row, rule.column);
        if (rule.kind == ModelRule::Kind::number_or_key || rule.kind == ModelRule::Kind::positive_or_key) {
            std::string known;
            for (const auto& key : rule.list) known += (known.empty() ? "" : ",") + cell + "=\"" + key + "\"";
            mark_wrong(sheet, rule,
                       "=AND(NOT(ISBLANK(" + cell + ")),NOT(ISNUMBER(" + cell + ")),NOT(OR(" + known + ")))");
        }
        if (rule.kind == ModelRule::Kind::positive_or_key)
            mark_wrong(sheet, rule, "=AND(ISNUMBER(" + cell + ")," + cell + "<0)");
    }

    void mark_wrong(lxw_worksheet& sheet, const ModelRule& rule, std::string formula) {
        if (!wrong_) {
            wrong_ = workbook_add_format(book_);
            format_set_bg_color(wrong_, wrong_fill);
        }
        lxw_conditional_format condition{};
        condition.type = LXW_CONDITIONAL_TYPE_FORMULA;
        condition.value_string = formula.data();
        condition.format = wrong_;
        worksheet_conditional_format_range(&sheet, static_cast<lxw_row_t>(rule.row),
                                           static_cast<lxw_col_t>(rule.column), static_cast<lxw_row_t>(rule.last_row),
                                           static_cast<lxw_col_t>(rule.last_column), &condition);
    }

    void page(lxw_worksheet& sheet, const SheetModel& model) const {
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(&sheet, a4);
        int last_row = model.rows, last_column = model.columns;
        for (const auto& chart : model.charts) {
            last_row = std::max(last_row, chart.row + chart.rows());
            last_column = std::max(last_column, chart.column + 1);
        }
        if (last_row > 0 && last_column > 0)
            worksheet_print_area(&sheet, 0, 0, static_cast<lxw_row_t>(last_row - 1),
                                 static_cast<lxw_col_t>(last_column - 1));
        if (model.landscape) worksheet_set_landscape(&sheet);
        const auto pages = print_pages(model);
        worksheet_fit_to_pages(&sheet, static_cast<std::uint16_t>(pages.across),
                               static_cast<std::uint16_t>(pages.down));
        if (pages.across > 1) worksheet_print_across(&sheet);
        if (pages.repeated_columns > 0)
            worksheet_repeat_columns(&sheet, 0, static_cast<lxw_col_t>(pages.repeated_columns - 1));
        worksheet_set_margins(&sheet, side_margin, side_margin, end_margin, end_margin);
        if (!model_.footer.empty()) worksheet_set_footer(&sheet, ("&C" + model_.footer).c_str());
        if (!model_.illustrative.empty()) worksheet_set_header(&sheet, ("&C" + model_.illustrative).c_str());
        if (model.repeat_from >= 0)
            worksheet_repeat_rows(&sheet, static_cast<lxw_row_t>(model.repeat_from),
                                  static_cast<lxw_row_t>(model.repeat_to));
        worksheet_gridlines(&sheet, LXW_HIDE_ALL_GRIDLINES);
    }

    void write_cell(lxw_worksheet& sheet, const ModelCell& cell) {
        const auto row = static_cast<lxw_row_t>(cell.row);
        const auto column = static_cast<lxw_col_t>(cell.column);
        const bool link = cell.link.sheet >= 0;
        lxw_format* look = format(cell.style, link);
        if (cell.last_column > cell.column || cell.last_row > cell.row)
            worksheet_merge_range(&sheet, row, column, static_cast<lxw_row_t>(std::max(cell.last_row, cell.row)),
                                  static_cast<lxw_col_t>(std::max(cell.last_column, cell.column)), "", look);
        if (link) {
            const auto target = "internal:'" + model_.sheets[static_cast<std::size_t>(cell.link.sheet)].name + "'!" +
                                cell_name(cell.link.row, 0);
            worksheet_write_url(&sheet, row, column, target.c_str(), look);
        }
        switch (cell.kind) {
            case ModelCell::Kind::blank: worksheet_write_blank(&sheet, row, column, look); break;
            case ModelCell::Kind::text:
                worksheet_write_string(&sheet, row, column, cell.text.substr(0, longest_text).c_str(), look);
                break;
            case ModelCell::Kind::number:
                if (std::isfinite(cell.number)) worksheet_write_number(&sheet, row, column, cell.number, look);
                break;
            case ModelCell::Kind::formula:
                worksheet_write_formula_num(&sheet, row, column, cell.text.c_str(), look, cell.number);
                break;
        }
        if (!cell.comment.empty()) worksheet_write_comment(&sheet, row, column, cell.comment.c_str());
    }

    void write_chart(lxw_worksheet& sheet, const ModelChart& model) {
        using Type = ModelChart::Type;
        const std::uint8_t type = model.type == Type::pie                                  ? LXW_CHART_PIE
                                  : model.type == Type::bar || model.type == Type::tornado ? LXW_CHART_BAR
                                  : model.type == Type::line                               ? LXW_CHART_LINE
                                  : model.type == Type::fan                                ? LXW_CHART_AREA_STACKED
                                                                                           : LXW_CHART_COLUMN;
        lxw_chart* chart = workbook_add_chart(book_, type);
        chart_title_set_name(chart, model.title.c_str());
        for (const auto& series : model.series) {
            lxw_chart_series* made = chart_add_series(chart, nullptr, nullptr);
            const auto* name = model_.sheets[static_cast<std::size_t>(series.sheet)].name.c_str();
            chart_series_set_values(
                made, name, static_cast<lxw_row_t>(series.first_row), static_cast<lxw_col_t>(series.first_column),
                static_cast<lxw_row_t>(series.last_row), static_cast<lxw_col_t>(series.last_column));
            chart_series_set_categories(made, name, static_cast<lxw_row_t>(series.name_first_row),
                                        static_cast<lxw_col_t>(series.name_first_column),
                                        static_cast<lxw_row_t>(series.name_last_row),
                                        static_cast<lxw_col_t>(series.name_last_column));
            chart_series_set_name(made, series.name.c_str());
            if (model.type == ModelChart::Type::pie) {
                chart_series_set_labels_options(made, LXW_FALSE, LXW_FALSE,
                                                LXW_FALSE);  // the values stand in the table
                chart_series_set_labels_percentage(made);
            }
        }
        const bool bars = type == LXW_CHART_BAR;          // whose values lie along x
        if (bars) chart_axis_set_reverse(chart->y_axis);  // the first on top
        if (model.type != ModelChart::Type::pie)
            chart_axis_set_name(bars ? chart->x_axis : chart->y_axis, model.unit.c_str());
        if (model.series.size() == 1 && model.type != ModelChart::Type::pie)
            chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        else
            chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
        if (model.type == Type::tornado) make_tornado(*chart);
        if (model.type == Type::fan) make_fan(*chart, model.axis_start);
        lxw_chart_options size{};
        size.x_scale = model.large() ? wide_chart : 1.0;
        size.y_scale = model.large() ? high_chart : 1.0;
        worksheet_insert_chart_opt(&sheet, static_cast<lxw_row_t>(model.row), static_cast<lxw_col_t>(model.column),
                                   chart, &size);
    }

    static void colour(lxw_chart_series& series, lxw_color_t fill) {
        lxw_chart_fill filled{};
        filled.color = fill;
        chart_series_set_fill(&series, &filled);
    }

    /// Both bars of an input in one line, from zero to either side; the names beside the plot and not across the bars.
    static void make_tornado(lxw_chart& chart) {
        constexpr lxw_color_t colours[] = {0x4472C4, 0xED7D31};
        std::size_t number = 0;
        lxw_chart_series* series = nullptr;
        STAILQ_FOREACH(series, chart.series_list, list_pointers) colour(*series, colours[number++ % 2]);
        chart_set_series_overlap(&chart, 100);
        chart_set_series_gap(&chart, 40);
        chart_axis_set_label_position(chart.y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }

    /// What is below the bands is not to be seen; the bands' edges are white, so that the middle shows as a line.
    static void make_fan(lxw_chart& chart, double axis_start) {
        constexpr lxw_color_t outer = 0xBDD7EE, inner = 0x5B9BD5, colours[] = {outer, outer, inner, inner, outer};
        std::size_t number = 0;
        lxw_chart_series* series = nullptr;
        STAILQ_FOREACH(series, chart.series_list, list_pointers) {
            lxw_chart_line line{};
            line.color = LXW_COLOR_WHITE;
            line.none = number == 0;
            line.width = 0.75F;
            chart_series_set_line(series, &line);
            lxw_chart_fill fill{};
            fill.none = number == 0;
            fill.color = colours[number++];
            chart_series_set_fill(series, &fill);
        }
        std::int16_t hidden[] = {0, 3, 4, -1};  // each band is named once
        chart_legend_delete_series(&chart, hidden);
        chart.y_axis->is_value = LXW_TRUE;  // as it is; the library marks it for other types of chart only
        chart_axis_set_min(chart.y_axis, axis_start);
    }

    const WorkbookModel& model_;
    lxw_workbook* book_;
    std::string title_;
    std::vector<lxw_worksheet*> sheets_;
    lxw_format* wrong_ = nullptr;
    std::map<std::pair<CellStyle, bool>, lxw_format*> formats_;
};

}  // namespace

void write_xlsx(const std::filesystem::path& file, const WorkbookModel& model) { XlsxWriter(file, model).write(file); }

}  // namespace qingdan
