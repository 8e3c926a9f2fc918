#include "app/compare_page.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>

#include "base/text.hpp"
#include "methodology/mapping.hpp"

namespace qingdan {

namespace {

constexpr int decimals = 2;  ///< of kt: 10 t
constexpr int percent_digits = 3;
constexpr std::size_t most_lacking = 5;  ///< titles of what the other package asks for

/// To 10 t, so that parts can be added up by hand.
std::string kilotonnes(double value) {
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(value * scale) / scale;
    return number_text(rounded == 0.0 ? 0.0 : rounded);
}

std::string with_sign(const std::string& number) {
    return number == "0" || number.front() == '-' ? number : "+" + number;
}

class ComparePage {
public:
    ComparePage(const Session& session, const Inventory& own, const Inventory& other, const Words& words)
        : out_(session.out), own_(own), other_(other), words_(words) {}

    void head() {
        out_ << own_.settings.title.in(words_.language()) << "\n  " << package(own_) << "\n→ " << package(other_)
             << "\n"
             << words_.in("compare-parts") << "\n";
    }

    void year(int year, const std::vector<const PackageRow*>& rows) {
        out_ << "\n" << year << words_.comma() << words_.unit("kt CO2e") << "\n";
        std::size_t without = 0;
        for (const auto* row : rows)
            if (is_total(*row)) print(*row, 0);
        out_ << "\n";
        for (const auto* row : rows) {
            if (is_total(*row)) continue;
            if (row->own || (row->other && row->within.empty())) {
                print(*row, depth(row->category));
                if (row->own && !row->other && !row->category.empty() && lowest(*row, rows)) print_lacking(*row);
            } else if (!row->other)
                ++without;
        }
        if (without > 0) out_ << "\n" << words_.in("compare-without", {{"count", std::to_string(without)}}) << "\n";
    }

    void unused(const std::vector<UnusedInput>& list) {
        if (list.empty()) return;
        out_ << "\n" << words_.in("not-used-by", {{"package", other_.methodology->id}}) << "\n";
        constexpr const char* whys[] = {"unused-name", "unused-keys", "unused-member", "unused-unit"};
        for (const auto& each : list)
            out_ << "  " << each.title.in(words_.language()) << " [" << each.id << "]" << words_.colon()
                 << words_.in(whys[static_cast<int>(each.why)], {{"member", each.member}})
                 << words_.bracketed(words_.in("rows", {{"count", std::to_string(each.rows)}})) << "\n";
    }

private:
    [[nodiscard]] std::string package(const Inventory& inventory) const {
        return inventory.methodology->title.in(words_.language()) +
               words_.bracketed(inventory.methodology->id + " " + inventory.methodology->version + words_.comma() +
                                inventory.gwp->id);
    }

    [[nodiscard]] bool is_total(const PackageRow& row) const {
        return !row.category.empty() && other_.methodology->category(row.category) < 0;
    }

    [[nodiscard]] int depth(const std::string& category) const {
        int steps = 0;
        const auto& categories = other_.methodology->categories;
        int at = other_.methodology->category(category);
        while (at >= 0 && (at = categories[static_cast<std::size_t>(at)].parent) >= 0) ++steps;
        return steps;
    }

    [[nodiscard]] static std::string printed(const std::optional<double>& value, const std::string& notation) {
        return value ? kilotonnes(*value) : notation.empty() ? "–" : notation;
    }

    /// Codes of own leaves; whole branches by their own code.
    [[nodiscard]] std::string own_codes(const std::vector<std::string>& leaves) const {
        const auto& categories = own_.methodology->categories;
        const std::function<bool(int)> whole = [&](int index) {
            const auto& category = categories[static_cast<std::size_t>(index)];
            return category.children.empty() ? std::find(leaves.begin(), leaves.end(), category.code) != leaves.end()
                                             : std::all_of(category.children.begin(), category.children.end(), whole);
        };
        std::vector<std::string> codes;
        const std::function<void(int)> walk = [&](int index) {
            if (whole(index)) {
                codes.push_back(categories[static_cast<std::size_t>(index)].code);
                return;
            }
            for (const int child : categories[static_cast<std::size_t>(index)].children) walk(child);
        };
        for (std::size_t c = 0; c < categories.size(); ++c)
            if (categories[c].parent < 0) walk(static_cast<int>(c));
        return join(codes, " ");
    }

    /// No row further down has an own figure.
    static bool lowest(const PackageRow& row, const std::vector<const PackageRow*>& rows) {
        return std::none_of(rows.begin(), rows.end(), [&](const PackageRow* other) {
            return other != &row && other->own && code_within(other->category, row.category);
        });
    }

    /// What the other package would have to be told for a figure of its own.
    void print_lacking(const PackageRow& row) {
        std::vector<std::string> titles;
        for (const auto& request : other_.requests) {
            if (request.year != row.year || request.category < 0 ||
                !code_within(other_.category_code(request.category), row.category))
                continue;
            const auto& title = request.variable >= 0
                                    ? other_.methodology->variables[static_cast<std::size_t>(request.variable)].title
                                    : other_.methodology->factors[static_cast<std::size_t>(request.factor)].title;
            const auto& text = title.in(words_.language());
            if (std::find(titles.begin(), titles.end(), text) == titles.end()) titles.push_back(text);
        }
        if (titles.empty()) return;
        const auto count = titles.size();
        titles.resize(std::min(count, most_lacking));
        out_ << std::string(static_cast<std::size_t>(2 * depth(row.category)), ' ') << "    "
             << words_.in("compare-lacking", {{"package", other_.methodology->id}}) << words_.colon()
             << join(titles, words_.semicolon()) << (count > titles.size() ? " …" : "") << "\n";
    }

    void print(const PackageRow& row, int indent) {
        const std::string blank(static_cast<std::size_t>(2 * indent), ' ');
        const auto own = own_codes(row.own_categories);
        out_ << blank << (row.category.empty() ? own + " → –" : row.category) << " " << row.title.in(words_.language())
             << words_.colon() << printed(row.own, row.own_notation) << " → " << printed(row.other, row.other_notation);
        if (row.own || row.other) {
            out_ << words_.comma() << with_sign(kilotonnes(row.difference()));
            if (row.own && *row.own != 0.0)
                out_ << words_.bracketed(
                    with_sign(number_text(row.difference() / std::abs(*row.own) * 100.0, percent_digits)) + " %");
        }
        if (!row.category.empty() && !own.empty() && own != row.category) out_ << words_.bracketed("← " + own);
        out_ << "\n";
        std::vector<std::string> parts;
        for (const auto& [reason, amount] : row.reasons)
            parts.push_back(words_.in("reason-" + std::string(reason_text(reason))) + " " +
                            with_sign(kilotonnes(amount)));
        if (!parts.empty()) out_ << blank << "    " << join(parts, words_.semicolon()) << "\n";
    }

    std::ostream& out_;
    const Inventory& own_;
    const Inventory& other_;
    const Words& words_;
};

}  // namespace

void print_compare_page(const Session& session, const Inventory& own, const Inventory& other,
                        const std::vector<PackageRow>& rows, const std::vector<UnusedInput>& unused, bool all_years,
                        const Words& words) {
    ComparePage page(session, own, other, words);
    page.head();
    for (const int year : own.settings.years) {
        if (!all_years && year != own.settings.years.back()) continue;
        std::vector<const PackageRow*> of_year;
        for (const auto& row : rows)
            if (row.year == year) of_year.push_back(&row);
        page.year(year, of_year);
    }
    page.unused(unused);
}

}  // namespace qingdan
