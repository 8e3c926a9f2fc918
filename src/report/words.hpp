#pragma once
// The words that the reports say for themselves (not those of a template or a package), in both languages:
// templates/words.csv, and over it templates/<folder>/words.csv. Rows that start with `unit:` name units.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace qingdan {

class Words {
public:
    /// Reads `words.csv` (columns `word,zh,en`) of the folder and of its subfolders `overlays`, later ones over
    /// earlier. A row without one of the languages: R007. Words that the program needs and that stand nowhere: R008.
    static Words load(const std::filesystem::path& templates, const std::vector<std::string>& overlays,
                      std::string_view language, Diagnostics& diagnostics);

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] bool chinese() const { return language_ != "en"; }
    /// The words for `key`; the key itself where there are none.
    [[nodiscard]] std::string in(std::string_view key) const;
    /// Likewise, `{name}` replaced.
    [[nodiscard]] std::string in(std::string_view key, const DiagnosticArguments& arguments) const;
    [[nodiscard]] bool has(std::string_view key) const { return words_.find(key) != words_.end(); }
    /// A unit as people of the language write it: the whole text, or else sign by sign (`kg CH4/head/yr`).
    [[nodiscard]] std::string unit(const std::string& text) const;
    /// Of a text that packages and inventories give in both languages, `第一章 / chapter 1`, the one of the report.
    [[nodiscard]] std::string half(const std::string& text) const;
    /// In English: Chinese units behind numbers in a sentence that the analysis wrote (`2.9 亿立方米 in 2005`).
    [[nodiscard]] std::string units_in(std::string sentence) const;
    [[nodiscard]] std::string bracketed(const std::string& text) const;  ///< （…） or " (…)"; empty stays empty
    [[nodiscard]] const char* comma() const { return chinese() ? "，" : ", "; }
    [[nodiscard]] const char* semicolon() const { return chinese() ? "；" : "; "; }
    [[nodiscard]] const char* colon() const { return chinese() ? "：" : ": "; }

private:
    void add(const CsvTable& table, Diagnostics& diagnostics);
    std::string language_;
    std::map<std::string, std::string, std::less<>> words_;
};

/// `text` with `{name}` replaced by the arguments; other braces stay.
std::string filled(std::string_view text, const DiagnosticArguments& arguments);

}  // namespace qingdan
