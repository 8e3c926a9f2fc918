#include "base/diagnostic.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace qingdan {

void Diagnostics::error(std::string code, SourceRef where, DiagnosticArguments arguments, std::string picture) {
    add({std::move(code), Severity::error, std::move(where), std::move(arguments), std::move(picture)});
}

void Diagnostics::warning(std::string code, SourceRef where, DiagnosticArguments arguments, std::string picture) {
    add({std::move(code), Severity::warning, std::move(where), std::move(arguments), std::move(picture)});
}

void Diagnostics::note(std::string code, SourceRef where, DiagnosticArguments arguments, std::string picture) {
    add({std::move(code), Severity::note, std::move(where), std::move(arguments), std::move(picture)});
}

void Diagnostics::add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    all_.push_back(std::move(diagnostic));
}

namespace {

const std::string* argument(const DiagnosticArguments& arguments, std::string_view name) {
    for (const auto& [key, value] : arguments)
        if (key == name) return &value;
    return nullptr;
}

// `{name}` at `text[open]`: its end and the name; nothing when the braces hold no plain name.
std::optional<std::string_view> placeholder(std::string_view text, std::size_t open) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && std::all_of(name.begin(), name.end(), plain) ? std::optional(name) : std::nullopt;
}

std::string_view severity_word(Severity severity, bool chinese) {
    switch (severity) {
        case Severity::error: return chinese ? "错误" : "error";
        case Severity::warning: return chinese ? "警告" : "warning";
        case Severity::note: break;
    }
    return chinese ? "说明" : "note";
}

void load_entries(const FileBytes& file, Diagnostics& diagnostics, auto&& take) {
    const auto table = CsvTable::parse(file.bytes, file.document, diagnostics);
    if (!table) return;
    const std::vector<std::string> columns{"code", "zh", "en", "hint_zh", "hint_en"};
    if (!table->require(columns, {}, true, diagnostics)) return;
    for (const CsvRow& row : table->rows()) take(*table, row);
}

}  // namespace

DiagnosticCatalogue DiagnosticCatalogue::load(const std::string& folder, std::string_view language) {
    auto both = load_both(folder);
    return language == "en" ? std::move(both.second) : std::move(both.first);
}

std::pair<DiagnosticCatalogue, DiagnosticCatalogue> DiagnosticCatalogue::load_both(const std::string& folder) {
    std::pair<DiagnosticCatalogue, DiagnosticCatalogue> both;
    both.second.chinese_ = false;
    Diagnostics problems;
    std::string twice;
    for (const std::string& path : list_files(folder, ".csv", false)) {
        const auto file = read_file(folder, path, problems);
        if (!file) continue;
        load_entries(*file, problems, [&](const CsvTable& table, const CsvRow& row) {
            const auto text = [&](std::string_view column) { return table.at(row, table.column(column)); };
            if (!both.first.entries_.try_emplace(text("code"), text("zh"), text("hint_zh")).second ||
                !both.second.entries_.try_emplace(text("code"), text("en"), text("hint_en")).second)
                twice = table.where(row).text();
        });
    }
    if (!twice.empty()) throw std::runtime_error("diagnostic catalogue: code stands twice, " + twice);
    if (problems.has_errors()) {
        const Diagnostic& first = problems.all().front();
        throw std::runtime_error("diagnostic catalogue is damaged: " + first.where.text() + ": " + first.code);
    }
    return both;
}

std::string DiagnosticCatalogue::fill(std::string_view text, const DiagnosticArguments& arguments) const {
    std::string out;
    std::size_t section = std::string::npos;  // where an open `[[` began in `out`
    bool complete = true;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view two = text.substr(i, 2);
        if (two == "[[" || (two == "]]" && section != std::string::npos)) {
            if (two == "]]" && !complete) out.resize(section);
            section = two == "[[" ? out.size() : std::string::npos;
            complete = true;
            i += 2;
            continue;
        }
        const auto name = text[i] == '{' ? placeholder(text, i) : std::nullopt;
        const std::string* value = name ? argument(arguments, *name) : nullptr;
        if (!name || (!value && section == std::string::npos)) {
            out += text[i++];
            continue;
        }
        i += name->size() + 2;
        if (!value || value->empty()) {
            complete = false;
            continue;
        }
        const auto word = value->front() == '@' ? entries_.find(value->substr(1)) : entries_.end();
        out += word == entries_.end() ? *value : word->second.message;
    }
    return out;
}

std::string DiagnosticCatalogue::message(const Diagnostic& diagnostic) const {
    if (const auto entry = entries_.find(diagnostic.code); entry != entries_.end())
        return fill(entry->second.message, diagnostic.arguments);
    std::vector<std::string> parts;
    for (const auto& [name, value] : diagnostic.arguments) parts.push_back(name + "=" + value);
    return diagnostic.code + (parts.empty() ? "" : " (" + join(parts, ", ") + ")");
}

std::string DiagnosticCatalogue::hint(const Diagnostic& diagnostic) const {
    const auto entry = entries_.find(diagnostic.code);
    return entry == entries_.end() ? std::string() : fill(entry->second.hint, diagnostic.arguments);
}

std::string DiagnosticCatalogue::render(const Diagnostic& diagnostic) const {
    std::string out = diagnostic.where.text();
    if (!out.empty()) out += ": ";
    out += severity_word(diagnostic.severity, chinese_);
    out += " " + diagnostic.code + ": " + message(diagnostic);
    for (std::string_view rest = diagnostic.picture; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        out.append("\n  | ").append(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (const std::string remedy = hint(diagnostic); !remedy.empty())
        out += (chinese_ ? "\n  提示: " : "\n  hint: ") + remedy;
    return out;
}

std::string caret_picture(std::string_view line, std::size_t from, std::size_t to) {
    constexpr int widest = 100;  // columns of a line that are shown
    from = std::min(from, line.size());
    to = std::clamp(to, from, line.size());
    const std::u32string text = code_points(line);
    const std::size_t begin = code_points(line.substr(0, from)).size();
    const std::size_t end = begin + code_points(line.substr(from, to - from)).size();
    const auto width = [&](std::size_t a, std::size_t b) {
        int sum = 0;
        for (std::size_t i = a; i < b; ++i) sum += display_width(text[i]);
        return sum;
    };
    std::size_t first = 0, last = text.size();
    while (first + 20 < begin && width(first, last) > widest) ++first;
    while (last > std::min(end + 1, text.size()) && width(first, last) > widest) --last;

    std::string shown = first > 0 ? "…" : "";
    for (std::size_t i = first; i < last; ++i) append_utf8(shown, text[i] == U'\t' ? U' ' : text[i]);
    if (last < text.size()) shown += "…";
    const auto indent = static_cast<std::size_t>(width(first, begin) + (first > 0 ? 1 : 0));
    const auto marks = static_cast<std::size_t>(std::max(1, width(begin, std::max(begin, end))));
    return shown + "\n" + std::string(indent, ' ') + std::string(marks, '^');
}

}  // namespace qingdan
