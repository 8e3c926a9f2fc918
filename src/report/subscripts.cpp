#include "report/subscripts.hpp"

#include <algorithm>
#include <cctype>

namespace qingdan {

namespace {

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Digits behind a letter of a formula: `C2F6` -> `C₂F₆`.
std::string subscripted(std::string_view formula) {
    std::string out;
    for (std::size_t i = 0; i < formula.size(); ++i) {
        if (i > 0 && digit(formula[i])) {
            out += "\xe2\x82";  // U+2080 and on
            out += static_cast<char>(0x80 + (formula[i] - '0'));
        } else {
            out += formula[i];
        }
    }
    return out;
}

}  // namespace

Subscripts::Subscripts(const Methodology& methodology) : formulas_{{"m2", "m²"}, {"m3", "m³"}, {"hm2", "hm²"}} {
    for (const auto& gas : methodology.gases) {
        // The part that is a formula: all of `SF6`, the end of `c-C4F8`, nothing of `HFC-134a`.
        const auto hyphen = gas.id.rfind('-');
        const auto formula = std::string_view(gas.id).substr(hyphen == std::string::npos ? 0 : hyphen + 1);
        if (formula.empty() || digit(formula.front()) || std::none_of(formula.begin(), formula.end(), digit)) continue;
        const auto printed = subscripted(formula);
        formulas_.emplace(formula, printed);
        formulas_.emplace(std::string(formula) + "e", printed + "e");
        formulas_.emplace("t" + std::string(formula), "t" + printed);
        formulas_.emplace("t" + std::string(formula) + "e", "t" + printed + "e");
    }
}

std::string Subscripts::in_text(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (!letter(text[at])) {
            out += text[at++];
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && letter(text[end])) ++end;
        const auto word = text.substr(at, end - at);
        const bool file = end + 1 < text.size() && text[end] == '.' && letter(text[end + 1]);
        const auto found = file ? formulas_.end() : formulas_.find(word);
        if (found == formulas_.end())
            out += word;
        else
            out += found->second;
        at = end;
    }
    return out;
}

std::string Subscripts::in_html(std::string_view html) const {
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const auto open = html.find('<', at);
        out += in_text(html.substr(at, open == std::string_view::npos ? open : open - at));
        if (open == std::string_view::npos) break;
        const auto close = html.find('>', open);
        if (close == std::string_view::npos) return out + std::string(html.substr(open));
        out += html.substr(open, close + 1 - open);
        at = close + 1;
    }
    return out;
}

}  // namespace qingdan
