#include "app/cli.hpp"

#include <cstdlib>
#include <optional>
#include <ostream>

#include "app/commands.hpp"
#include "app/options.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr const char* usage_zh = R"(清单 Qingdan：省级温室气体清单编译器

用法
  qingdan compile 清单文件夹 [-o 输出文件夹] [--years 2005-2022] [--trials N|auto] [--lang zh|en] [--docx] [--pdf] [--no-workbook]
  qingdan check   清单文件夹 [-o 输出文件夹] [--all]     读取、绑定、质量检查；只写质量结论
  qingdan explain 输出文件夹 类别 气体 年份 [--depth N]  从一个数字追溯到单元格和条款
  qingdan diff    旧输出文件夹 新输出文件夹 [--csv 文件] [--all]  两次编译有何不同，为什么
  qingdan compare 清单文件夹 --with 方法包 [--gwp 值集] [--csv 文件]  同一清单用另一方法包编译，逐类对照
  qingdan forms   清单文件夹 -o 文件夹 [--years 2021-2022] [--empty]  各部门的数据收集表；填好后放回清单即可读取
  qingdan export  清单文件夹 -o 文件夹 [--years 2021-2022]  把清单的数据写成 CSV，每部门一张
  qingdan import  清单文件夹 表格文件 [--by 单位] [--layout 版式] [--mapping 文件] [--note 说明]  数据入库，成为一个版本
  qingdan history 清单文件夹 [变量…] [--from 版本] [--to 版本]  各版本；一个变量的沿革；两个版本的不同
  qingdan undo    清单文件夹 [版本]                     撤销一个版本（默认最后一个）
  qingdan map     表格文件 [--package 方法包]           为没有见过的表格起草 mapping.toml（docs/mapping.md）
  qingdan package list                                 有哪些方法包
  qingdan package check|show|test 方法包 [--overrides]  检查、列出、运行算例
  qingdan package docs 方法包 -o 文件夹                  把方法写成网页文档（公式、系数、算例）

选项
  -o, --output 文件夹   输出到哪里
  --years 年份          只编译这些年份
  --trials N|auto       蒙特卡罗试验次数；auto 算到百分位数稳定为止
  --seed N              随机数种子，默认 1
  --lang zh|en          语言
  --depth N             explain 只显示 N 层
  --all                 check：成立的检查也列出；diff：列出全部变动的输入
  --csv 文件            diff、compare：另写一张表
  --gwp 值集            compare：两边都用这一值集
  --empty               forms 不填已有的数
  --overrides           package show 只列替换
  --docx                年度报告也写成 report.docx（用 pandoc）
  --pdf                 年度报告也写成 report.pdf（用 Chromium，没有时用 LibreOffice）
  --no-workbook         不写 Excel 工作簿和年度报告
  --quiet               只报错误
  --json                给机器读的输出
  --version             版本
  -h, --help            本说明
退出码：0 完成；1 完成，但有严重的质量问题；2 用法有误；3 输入被拒绝；4 环境问题
)";

constexpr const char* usage_en = R"(Qingdan: a provincial greenhouse-gas inventory compiler

Usage
  qingdan compile INVENTORY [-o OUT] [--years 2005-2022] [--trials N|auto] [--lang zh|en] [--docx] [--pdf] [--no-workbook]
  qingdan check   INVENTORY [-o OUT] [--all]            read, bind, quality checks; writes findings only
  qingdan explain OUT CATEGORY GAS YEAR [--depth N]     from a figure back to cells and clauses
  qingdan diff    OLD_OUT NEW_OUT [--csv FILE] [--all]  what differs between two compilations, and why
  qingdan compare INVENTORY --with PACKAGE [--gwp SET] [--csv FILE]  the same inventory by another package
  qingdan forms   INVENTORY -o FOLDER [--years 2021-2022] [--empty]  forms to be filled in, one a department
  qingdan export  INVENTORY -o FOLDER [--years 2021-2022]  the inventory's data as CSV, one table a department
  qingdan import  INVENTORY FILE [--by OFFICE] [--layout ID] [--mapping FILE] [--note TEXT]  data into the store, as a version
  qingdan history INVENTORY [VARIABLE…] [--from N] [--to N]  versions; what became of a variable; what two versions differ in
  qingdan undo    INVENTORY [VERSION]                   takes a version back (the last if none is named)
  qingdan map     FILE [--package PACKAGE]              drafts a mapping.toml for an unknown table (docs/mapping.md)
  qingdan package list                                  which packages there are
  qingdan package check|show|test PACKAGE [--overrides] check, list, run the worked examples
  qingdan package docs PACKAGE -o FOLDER                its methods as pages: formulas, factors, worked examples

Options
  -o, --output FOLDER   where to write
  --years YEARS         only these years
  --trials N|auto       Monte Carlo trials; auto goes on until the percentiles are stable
  --seed N              seed of the random numbers, 1 if not given
  --lang zh|en          language
  --depth N             explain: show N levels only
  --all                 check: list checks that hold, too; diff: list every input that changed
  --csv FILE            diff, compare: write a table, too
  --gwp SET             compare: potentials for both
  --empty               forms: without the values delivered
  --overrides           package show: replacements only
  --docx                the annual report as report.docx, too (by pandoc)
  --pdf                 the annual report as report.pdf, too (by Chromium, else LibreOffice)
  --no-workbook         no Excel workbook and no annual report
  --quiet               errors only
  --json                output for machines
  --version             version
  -h, --help            this text
Exit: 0 done; 1 done, with findings of severity error; 2 wrong usage; 3 input refused; 4 environment
)";

std::optional<int> whole_number(const std::string& text) {
    const auto number = parse_number(text);
    if (!number || *number != static_cast<int>(*number)) return std::nullopt;
    return static_cast<int>(*number);
}

CompileOptions compile_options(const CommandWords& words) {
    CompileOptions options;
    options.inventory = words.plain[1];
    options.output = words.option("output");
    options.years = words.option("years");
    options.language = words.option("lang");
    options.trials = {words.option("trials"), words.option("seed")};
    options.workbook = !words.has("no-workbook");
    options.docx = words.has("docx");
    options.pdf = words.has("pdf");
    options.findings_that_hold = words.has("all");
    return options;
}

/// Nothing if the words do not form a command.
std::optional<int> dispatch(const Session& session, const CommandWords& words) {
    const auto& plain = words.plain;
    const auto& command = plain.front();
    if (command == "compile" && plain.size() == 2) {
        const auto options = compile_options(words);
        const bool trials_wanted = words.has("trials") || words.has("seed");
        if (trials_wanted && !trial_settings(options.trials)) return std::nullopt;
        return compile_command(session, options);
    }
    if (command == "check" && plain.size() == 2) return check_command(session, compile_options(words));
    if (command == "forms" && plain.size() == 2 && words.has("output"))
        return forms_command(session, compile_options(words), words.has("empty"));
    if (command == "export" && plain.size() == 2 && words.has("output"))
        return export_command(session, compile_options(words));
    if (command == "import" && plain.size() == 3)
        return import_command(session, {plain[1], plain[2], words.option("by"), words.option("layout"),
                                        words.option("mapping"), words.option("note")});
    if (command == "history" && plain.size() >= 2) {
        const auto from = whole_number(words.has("from") ? words.option("from") : "0"),
                   to = whole_number(words.has("to") ? words.option("to") : "0");
        if (!from || !to || *from < 0 || *to < 0) return std::nullopt;
        return history_command(session, {plain[1], {plain.begin() + 2, plain.end()}, *from, *to});
    }
    if (command == "undo" && (plain.size() == 2 || plain.size() == 3)) {
        const auto version = whole_number(plain.size() == 3 ? plain[2] : "0");
        if (!version || *version < 0) return std::nullopt;
        return undo_command(session, plain[1], *version);
    }
    if (command == "map" && plain.size() == 2) return map_command(session, plain[1], words.option("package"));
    if (command == "explain" && plain.size() == 5) {
        const auto year = whole_number(plain[4]),
                   depth = whole_number(words.has("depth") ? words.option("depth") : "0");
        if (!year || !depth || *depth < 0) return std::nullopt;
        return explain_command(session, {plain[1], plain[2], plain[3], *year, *depth});
    }
    if (command == "diff" && plain.size() == 3)
        return diff_command(session, {plain[1], plain[2], words.option("csv"), words.has("all")});
    if (command == "compare" && plain.size() == 2 && words.has("with"))
        return compare_command(
            session, {plain[1], words.option("with"), words.option("gwp"), words.option("years"), words.option("csv")});
    if (command == "package" && plain.size() >= 2) {
        if (plain[1] == "list" && plain.size() == 2) return package_list_command(session);
        if (plain.size() != 3) return std::nullopt;
        if (plain[1] == "check") return package_check_command(session, plain[2]);
        if (plain[1] == "show") return package_show_command(session, plain[2], words.has("overrides"));
        if (plain[1] == "test") return package_test_command(session, plain[2]);
        if (plain[1] == "docs" && words.has("output"))
            return package_docs_command(session, plain[2], words.option("output"));
    }
    return std::nullopt;
}

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
    const char* set = std::getenv("QINGDAN_LANG");
    std::string language = set && std::string_view(set) == "en" ? "en" : "zh";
    try {
        const auto read = read_words(arguments);
        if (const auto* wrong = std::get_if<WrongOption>(&read)) {
            err << wrong->text(language) << "\n\n" << (language == "en" ? usage_en : usage_zh);
            return exit_usage;
        }
        const auto& words = std::get<CommandWords>(read);
        if (words.option("lang") == "en" || words.option("lang") == "zh") language = words.option("lang");
        const auto* usage = language == "en" ? usage_en : usage_zh;
        if (words.has("help")) {
            out << usage;
            return exit_done;
        }
        if (words.has("version")) {
            out << "qingdan " << QINGDAN_VERSION << "\n";
            return exit_done;
        }
        const bool bad_language = words.has("lang") && words.option("lang") != language;
        if (words.plain.empty() || bad_language) {
            err << usage;
            return exit_usage;
        }
        const auto home = find_home();
        if (!home) {
            err << (language == "en"
                        ? "methodologies/ and templates/ were not found; set QINGDAN_HOME to the folder that has both\n"
                        : "找不到 methodologies/ 和 templates/；请把 QINGDAN_HOME 设为它们所在的文件夹\n");
            return exit_environment;
        }
        const Session session{*home, language, words.has("quiet"), words.has("json"), out, err};
        if (const auto code = dispatch(session, words)) return *code;
        err << (language == "en" ? "not a command: " : "没有这个命令，或参数不对：") << join(words.plain, " ") << "\n\n"
            << usage;
        return exit_usage;
    } catch (const std::exception& problem) {  // the environment is broken: disk, permissions, memory
        err << (language == "en" ? "the environment failed: " : "运行环境出错：") << problem.what() << "\n";
        return exit_environment;
    }
}

}  // namespace qingdan
