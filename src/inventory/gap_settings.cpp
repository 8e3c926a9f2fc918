// [[gap]] of inventory.toml.

#include <algorithm>

#include "inventory/gaps.hpp"

namespace qingdan {

namespace {

struct NamedMethod {
    std::string_view id;
    GapMethod method;
    bool with;  ///< needs another series
    bool base;  ///< takes its years from a span that may be named
};

constexpr NamedMethod methods[] = {{"interpolation", GapMethod::interpolation, false, false},
                                   {"trend", GapMethod::trend, false, true},
                                   {"surrogate", GapMethod::surrogate, true, false},
                                   {"overlap", GapMethod::overlap, true, true}};

SeriesName read_series(const TomlDocument& document, TomlTableReader& reader, Diagnostics& diagnostics) {
    SeriesName series;
    series.variable = reader.required_string("variable");
    series.where = reader.where("variable");
    if (const auto* keys = reader.optional_table("keys")) {
        TomlTableReader members(document, *keys, diagnostics);
        for (const auto& [name, node] : keys->members) series.keys.emplace_back(name, members.required_string(name));
    }
    return series;
}

/// `years = [2011, 2012]`: these years and no others; or `"2011-2014"`.
std::vector<int> read_gap_years(const TomlDocument& document, TomlTableReader& reader, const char* key,
                                Diagnostics& diagnostics) {
    const auto* node = reader.any(key);
    if (!node) return {};
    std::vector<int> years;
    if (node->kind == TomlNode::Kind::string) years = parse_years(node->string);
    bool all = node->kind == TomlNode::Kind::array;
    for (const auto& item : node->items) {
        const auto year = item.kind == TomlNode::Kind::integer
                              ? parse_years(std::to_string(static_cast<long>(item.number)))
                              : std::vector<int>{};
        all = all && !year.empty();
        years.insert(years.end(), year.begin(), year.end());
    }
    if (years.empty() || (node->kind == TomlNode::Kind::array && !all))
        diagnostics.error("I002", document.where(*node), {}, document.picture(*node));
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

}  // namespace

std::vector<DeclaredGap> read_gaps(const TomlDocument& document, TomlTableReader& root, Diagnostics& diagnostics) {
    std::vector<DeclaredGap> gaps;
    for (const auto* entry : root.tables("gap")) {
        TomlTableReader reader(document, *entry, diagnostics);
        DeclaredGap gap;
        gap.where = document.where(*entry);
        gap.series = read_series(document, reader, diagnostics);
        if (!reader.has("years"))
            diagnostics.error("B011", gap.where, {{"key", "years"}, {"expected", kind_word(TomlNode::Kind::array)}});
        gap.years = read_gap_years(document, reader, "years", diagnostics);
        const auto id = reader.required_string("method");
        if (const auto* with = reader.optional_table("with")) {
            TomlTableReader other(document, *with, diagnostics);
            gap.with = read_series(document, other, diagnostics);
            other.finish();
        }
        const bool based = reader.has("base");
        gap.base = read_gap_years(document, reader, "base", diagnostics);
        if (const auto* reason = reader.required_table("reason")) {
            TomlTableReader title(document, *reason, diagnostics);
            gap.reason = {title.required_string("zh"), title.required_string("en")};
            title.finish();
        }
        reader.finish();
        const auto* found =
            std::find_if(std::begin(methods), std::end(methods), [&](const auto& method) { return method.id == id; });
        if (found == std::end(methods) || found->with != !gap.with.variable.empty() || (based && !found->base))
            diagnostics.error("I028", reader.where("method"), {{"method", id}});
        else
            gap.method = found->method;
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

}  // namespace qingdan
