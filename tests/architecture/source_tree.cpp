#include "source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/csv.hpp"

namespace fs = std::filesystem;

namespace {

/// A scanner just good enough to tell code, comments and literals apart.
class Scanner {
public:
    explicit Scanner(SourceFile& file) : file_(file), text_(file.bytes) {}

    void run() {
        while (at_ < text_.size()) {
            if (starts("//"))
                skip_until("\n");
            else if (starts("/*"))
                skip_until("*/");
            else if (starts("R\"") && !word_before())
                raw_string();
            else if (text_[at_] == '"')
                string();
            else if (text_[at_] == '\'' && !digit_before())
                character();
            else
                keep();
        }
        file_.lines = line_;
    }

private:
    [[nodiscard]] bool starts(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }
    [[nodiscard]] bool word_before() const {
        return at_ > 0 && (std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0 || text_[at_ - 1] == '_');
    }
    [[nodiscard]] bool digit_before() const {
        return at_ > 0 && std::isdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0;
    }

    void step() {
        if (text_[at_] == '\n') {
            ++line_;
            file_.code += '\n';
        }
        ++at_;
    }
    void keep() {
        if (text_[at_] != '\n') file_.code += text_[at_];
        if (std::isspace(static_cast<unsigned char>(text_[at_])) == 0) joined_ = false;
        step();
    }
    void skip_until(std::string_view end) {
        while (at_ < text_.size() && !starts(end)) step();
        if (end != "\n") at_ = std::min(at_ + end.size(), text_.size());
    }
    void add(int line, const std::string& text) {
        // Adjacent literals are one string to the compiler.
        if (joined_)
            file_.literals.back().text += text;
        else
            file_.literals.push_back({line, text});
        joined_ = true;
        file_.code += "\"\"";
    }
    void string() {
        const int line = line_;
        std::string text;
        for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
            if (text_[at_] == '\\') ++at_;
            text += text_[at_];
        }
        ++at_;
        add(line, text);
    }
    void raw_string() {
        const int line = line_;
        const auto open = text_.find('(', at_);
        const std::string end = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
        const auto close = text_.find(end, open);
        while (at_ < close) step();
        at_ += end.size();
        add(line, text_.substr(open + 1, close - open - 1));
    }
    void character() {
        for (++at_; at_ < text_.size() && text_[at_] != '\'' && text_[at_] != '\n'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
        joined_ = false;
        file_.code += "''";
    }

    SourceFile& file_;
    const std::string& text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool joined_ = false;
};

void read_includes(SourceFile& file) {
    std::istringstream in(file.bytes);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const auto hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line[hash] != '#') continue;
        const auto word = line.find("include", hash);
        if (word == std::string::npos) continue;
        const auto open = line.find_first_of("<\"", word);
        if (open == std::string::npos) continue;
        const auto close = line.find_first_of(">\"", open + 1);
        auto& list = line[open] == '"' ? file.own_includes : file.system_includes;
        list.emplace_back(number, line.substr(open + 1, close - open - 1));
    }
}

}  // namespace

fs::path project_root() { return QINGDAN_SOURCE_DIR; }

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

SourceFile parse_source(std::string path, std::string bytes) {
    SourceFile file;
    file.path = std::move(path);
    file.room = file.path.substr(0, file.path.find('/'));
    file.bytes = std::move(bytes);
    read_includes(file);
    Scanner(file).run();
    return file;
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

const std::vector<SourceFile>& sources() {
    static const std::vector<SourceFile> all = [] {
        std::vector<SourceFile> files;
        const fs::path src = project_root() / "src";
        for (const char* extension : {".cpp", ".hpp"})
            for (const fs::path& file : files_below(src, extension))
                files.push_back(parse_source(file.lexically_relative(src).generic_string(), read_text(file)));
        return files;
    }();
    return all;
}

std::string Row::at(const std::string& column) const {
    for (const auto& [name, text] : cells)
        if (name == column) return text;
    return "";
}

std::vector<Row> read_csv(const fs::path& file) {
    qingdan::Diagnostics diagnostics;
    const std::string name = file.lexically_relative(project_root()).generic_string();
    const auto table = qingdan::CsvTable::parse(read_text(file), nullptr, diagnostics);
    if (!table || diagnostics.has_errors()) throw std::runtime_error(name + " is not a good CSV table");
    std::vector<Row> rows;
    for (const auto& row : table->rows()) {
        Row read{name, row.line, {}};
        for (std::size_t i = 0; i < table->header().size(); ++i)
            read.cells.emplace_back(table->header()[i], row.cells[i].text);
        rows.push_back(std::move(read));
    }
    return rows;
}

std::string listed(const std::vector<std::string>& places) {
    std::string text;
    for (const std::string& place : places) text += "\n  " + place;
    return text;
}
