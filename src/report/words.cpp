#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/files.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// Everything that src/report says by itself; a test of the folder templates/ and the load both ask for all of them.
constexpr std::array program_words = {
    // notes on figures
    "incomplete", "verified", "via", "provisional", "own", "illustrative", "illustrative-region", "no-data",
    "not-delivered", "total",
    // the tree of explain, and provenance
    "sum-of", "co2e-by", "method", "basis", "place", "printed", "note", "seen-above", "more-below", "more-inputs",
    "tier",
    // which method was taken
    "only_one", "highest_tier", "lower_tier_complete", "pinned", "nothing_delivered",
    // kinds of nodes, of requests, of findings
    "kind-datum", "kind-factor", "kind-constant", "kind-result", "kind-sum", "kind-co2e", "kind-gwp", "kind-missing",
    "ask-data", "ask-factor", "error", "warning", "notice", "holds", "fails", "undecided",
    // the cover
    "about-region", "about-years", "about-package", "about-publisher", "about-gwp", "about-program", "about-inputs",
    "about-rounding", "about-rounding-text", "about-marks", "about-marks-text", "about-nature", "about-sheets",
    "about-category", "about-gas", "about-year", "about-method", "about-reason", "about-others", "about-factor",
    "about-keys", "about-value", "about-unit", "about-status", "about-figure", "about-numbers", "about-factors",
    "about-verdict", "about-compared", "about-actual", "about-expected", "about-causes", "answered", "about-severity",
    "about-check", "about-message", "about-cells", "about-residual", "about-hint", "no-findings", "about-indicator",
    "about-base-year", "about-year-kt", "about-level", "about-trend", "about-uncertainty", "about-unknown-inputs",
    "about-key", "about-key-text", "unknown", "several", "page-footer",
    // recalculations
    "recalculated", "years-only-old", "years-only-new", "not-there", "cause-activity", "cause-factor", "cause-method",
    "cause-gwp", "cause-notation", "cause-added", "cause-removed", "cause-several", "cause-changed", "cause-residual",
    "about-old", "about-new", "about-difference", "about-percent", "about-cause", "about-declared", "no-recalculations",
    // comparison of packages
    "compare-parts", "compare-without", "compare-lacking", "reason-gwp", "reason-scope", "reason-data", "reason-factor",
    "reason-method", "not-used-by", "unused-name", "unused-keys", "unused-member", "unused-unit", "rows",
    // tables in the categories of another package
    "undivided", "undivided-above", "not-asked", "left-out",
    // composition, largest sources, tables 7A and 7B
    "about-share", "about-emission", "about-share-of-total", "about-running-share", "about-lower-bound",
    "about-base-emission", "about-year-emission", "about-activity-uncertainty", "about-factor-uncertainty",
    "about-combined-uncertainty", "about-variance", "about-fraction", "about-inventory-trend",
    "about-trend-uncertainty", "about-comment", "about-approach-1", "about-unknown-count", "about-unknown-total",
    "about-code", "about-criteria", "about-notation", "about-reason-of-key", "key-in-data"};

}  // namespace

Words Words::load(const std::filesystem::path& templates, const std::vector<std::string>& overlays,
                  std::string_view language, Diagnostics& diagnostics) {
    Words words;
    words.language_ = language;
    std::vector<std::string> files = {"words.csv"};
    for (const auto& overlay : overlays)
        if (std::filesystem::exists(templates / overlay / "words.csv")) files.push_back(overlay + "/words.csv");
    for (const auto& name : files) {
        const auto file = read_file(templates, name, diagnostics);
        if (!file) continue;
        const auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
        if (table && table->require({"word", "zh", "en"}, {}, true, diagnostics)) words.add(*table, diagnostics);
    }
    const auto document = std::make_shared<const Document>(Document{files.front(), {}});
    for (const char* word : program_words)
        if (!words.has(word)) diagnostics.error("R008", {document, {}}, {{"word", word}});
    return words;
}

void Words::add(const CsvTable& table, Diagnostics& diagnostics) {
    const auto key = table.column("word"), text = table.column(language_), zh = table.column("zh"),
               en = table.column("en");
    for (const auto& row : table.rows()) {
        const auto& word = table.at(row, key);
        for (const auto& [column, name] : {std::pair{zh, "zh"}, std::pair{en, "en"}})
            if (table.at(row, column).empty())
                diagnostics.error("R007", table.where(row, column), {{"key", word}, {"language", name}});
        words_[word] = table.at(row, text);
    }
}

std::string Words::in(std::string_view key) const {
    const auto found = words_.find(key);
    return found == words_.end() ? std::string(key) : found->second;
}

std::string Words::in(std::string_view key, const DiagnosticArguments& arguments) const {
    return filled(in(key), arguments);
}

std::string Words::unit(const std::string& text) const {
    if (const auto whole = words_.find("unit:" + text); whole != words_.end()) return whole->second;
    std::string out, sign;
    const auto flush = [&] {
        const auto found = words_.find("unit:" + sign);
        const auto ascii =
            std::find_if(sign.begin(), sign.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        const auto mass = words_.find("unit:" + std::string(sign.begin(), ascii));
        if (found != words_.end())
            out += found->second;
        else if (ascii != sign.begin() &&
                 mass != words_.end())  // 万吨CO2: a Chinese unit and its substance as one word
            out += mass->second + (chinese() ? "" : " ") + std::string(ascii, sign.end());
        else
            out += sign;
        sign.clear();
    };
    for (const char c : text) {
        const bool part = std::string_view(" /*()^").find(c) == std::string_view::npos;
        if (part) {
            sign += c;
        } else {
            flush();
            out += c;
        }
    }
    flush();
    return out;
}

std::string Words::half(const std::string& text) const {
    constexpr std::string_view between = " / ", stop = "；";
    if (text.find(between) == std::string::npos) return text;
    const auto is_chinese = [](const std::string& part) {
        constexpr char32_t from = 0x4E00, to = 0x9FFF;  // unified ideographs
        const auto points = code_points(part);
        return std::any_of(points.begin(), points.end(), [&](char32_t point) { return point >= from && point <= to; });
    };
    // Several remarks may stand behind each other. A Chinese one alone has its English in that of the next.
    std::vector<std::string> kept;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(stop, from), text.size());
        const auto part = text.substr(from, end - from);
        const auto at = part.find(between);
        const auto first = part.substr(0, at), second = at == std::string::npos ? "" : part.substr(at + between.size());
        if (at == std::string::npos || is_chinese(first) == is_chinese(second)) {
            if (chinese() || !is_chinese(part)) kept.push_back(part);
        } else {
            kept.push_back(is_chinese(first) == chinese() ? first : second);
        }
        from = end + stop.size();
    }
    return kept.empty() ? text : join(kept, semicolon());
}

std::string Words::units_in(std::string sentence) const {
    const auto foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (chinese()) return sentence;
    for (std::size_t at = 1; at + 1 < sentence.size(); ++at) {
        if (sentence[at] != ' ' || std::isdigit(static_cast<unsigned char>(sentence[at - 1])) == 0 ||
            !foreign(sentence[at + 1]))
            continue;
        auto end = at + 1;
        while (end < sentence.size() && std::string_view(" ,;:()").find(sentence[end]) == std::string_view::npos) ++end;
        const auto known = sentence.substr(at + 1, end - at - 1);
        const auto own = unit(known);
        if (own != known) sentence.replace(at + 1, known.size(), (own.starts_with("10") ? "× " : "") + own);
    }
    return sentence;
}

std::string Words::bracketed(const std::string& text) const {
    if (text.empty()) return text;
    return chinese() ? "（" + text + "）" : " (" + text + ")";
}

std::string filled(std::string_view text, const DiagnosticArguments& arguments) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto close = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
        const std::string* value = nullptr;
        if (close != std::string_view::npos)
            for (const auto& [name, replacement] : arguments)
                if (name == text.substr(at + 1, close - at - 1)) value = &replacement;
        if (value) {
            out += *value;
            at = close + 1;
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace qingdan
