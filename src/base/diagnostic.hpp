#pragma once
// Errors are values: a stable code, a place, arguments for the message, and a picture of
// the text at fault where there is one. The words stand in templates/diagnostics/*.csv, in
// Chinese and English; code only ever names the code and its arguments.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source_ref.hpp"

namespace qingdan {

enum class Severity { note, warning, error };

using DiagnosticArguments = std::vector<std::pair<std::string, std::string>>;

struct Diagnostic {
    std::string code;  ///< e.g. `U002`; one row of the catalogue, which is `code,zh,en,hint_zh,hint_en`
    Severity severity = Severity::error;
    SourceRef where;
    DiagnosticArguments arguments;  ///< replace `{name}` in the catalogue's message and hint
    std::string picture;            ///< source line and caret, several lines; may be empty
};

/// Collects everything that is wrong, so that a user sees all of it at once.
class Diagnostics {
public:
    void error(std::string code, SourceRef where, DiagnosticArguments arguments = {}, std::string picture = {});
    void warning(std::string code, SourceRef where, DiagnosticArguments arguments = {}, std::string picture = {});
    void note(std::string code, SourceRef where, DiagnosticArguments arguments = {}, std::string picture = {});
    void add(Diagnostic diagnostic);

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t error_count() const { return errors_; }
    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

/// The words of every diagnostic code, in one language. In a message or hint `{name}` stands for an argument, and
/// `[[ … ]]` is left out when an argument inside it is empty. An argument that starts with `@` names another row of
/// the catalogue (`@kind-string`), so that words like "a text" are translated too.
class DiagnosticCatalogue {
public:
    /// Reads all `*.csv` of a folder: `code,zh,en,hint_zh,hint_en`. `language` is `zh` or `en`.
    /// Throws std::runtime_error when one is broken or a code stands twice: that is a damaged installation.
    static DiagnosticCatalogue load(const std::string& folder, std::string_view language);
    /// Chinese and English at once.
    static std::pair<DiagnosticCatalogue, DiagnosticCatalogue> load_both(const std::string& folder);

    /// One diagnostic as a person reads it, without a final newline: `place: error U002: message`, picture, hint.
    [[nodiscard]] std::string render(const Diagnostic& diagnostic) const;
    /// Message and hint alone, arguments filled in. An unknown code gives the code and its arguments.
    [[nodiscard]] std::string message(const Diagnostic& diagnostic) const;
    [[nodiscard]] std::string hint(const Diagnostic& diagnostic) const;
    [[nodiscard]] bool knows(const std::string& code) const { return entries_.count(code) > 0; }

private:
    struct Entry {
        Entry(std::string message_text, std::string hint_text)
            : message(std::move(message_text)), hint(std::move(hint_text)) {}
        std::string message, hint;
    };
    [[nodiscard]] std::string fill(std::string_view text, const DiagnosticArguments& arguments) const;
    std::map<std::string, Entry> entries_;
    bool chinese_ = true;
};

/// `line` (one line of text) with a caret under byte columns [from, to); full-width characters count two.
/// Two lines, separated by a newline. A long line is cut around the caret.
std::string caret_picture(std::string_view line, std::size_t from, std::size_t to);

}  // namespace qingdan
