#include "report/exports_crt.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "methodology/load.hpp"
#include "report/category_figures.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char *codes_file = "crt.csv", *kinds_file = "crt-factors.csv";
constexpr const char *country_specific = "CS", *tier_mark = "T";
constexpr const char* columns =
    "region,year,category,crt,title_zh,title_en,leaf,memo,gas,value,unit,notation,co2e_kt,gwp_set,method,factors,"
    "incomplete,own_categories\n";

/// Two columns of a small table, by the first.
std::map<std::string, std::string> pairs(const std::filesystem::path& folder, const std::string& name, const char* key,
                                         const char* value, Diagnostics& diagnostics) {
    std::map<std::string, std::string> read;
    const auto file = read_file(folder, name, diagnostics);
    if (!file) return read;
    const auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
    if (!table || !table->require({key, value}, {"note"}, true, diagnostics)) return read;
    for (const auto& row : table->rows())
        read[table->at(row, table->column(key))] = table->at(row, table->column(value));
    return read;
}

/// Methods and kinds of factors of a figure.
struct Basis {
    std::set<std::string> methods, factors, own;
    void add(const Basis& other) {
        methods.insert(other.methods.begin(), other.methods.end());
        factors.insert(other.factors.begin(), other.factors.end());
        own.insert(other.own.begin(), other.own.end());
    }
};

std::string joined(const std::set<std::string>& parts, const char* sign) {
    return join(std::vector<std::string>(parts.begin(), parts.end()), sign);
}

class CrtWriter {
public:
    CrtWriter(const Inventory& inventory, std::shared_ptr<const ReportTree> tree,
              std::map<std::string, std::string> crt, std::map<std::string, std::string> kinds)
        : inventory_(inventory),
          figures_(inventory, tree),
          tree_(*tree),
          crt_(std::move(crt)),
          kinds_(std::move(kinds)) {
        for (const auto& gas : inventory.methodology->gases) {
            const auto unit = inventory.methodology->units.parse("kt " + gas.id);
            kt_.push_back(unit ? conversion_factor(gas.report_unit, *unit) : 1.0);
        }
        for (const auto& leaf : inventory.leaves) basis_of(leaf);
    }

    CrtExport write() {
        CrtExport written;
        written.csv = columns;
        const int gases = static_cast<int>(kt_.size());
        std::map<std::pair<int, int>, Json> series;  // category, gas
        for (const int year : inventory_.settings.years) {
            const auto bases = bases_of(year);
            for (int c = 0; c < static_cast<int>(tree_.categories.size()); ++c)
                for (int gas = 0; gas < gases; ++gas)
                    if (const auto figure = figures_.find(year, c, gas)) {
                        const auto basis = bases.find({c, gas});
                        add(written.csv, series[{c, gas}], year, c, gas, *figure,
                            basis == bases.end() ? Basis{} : basis->second);
                    }
        }
        written.json = json(series);
        return written;
    }

private:
    /// What a leaf of the inventory rests on, for every year, category and gas.
    void basis_of(const LeafEstimate& leaf) {
        if (leaf.node == no_node || !leaf.status.is_number()) return;
        auto& basis = leaves_[{leaf.year, leaf.category, leaf.gas}];
        if (leaf.method >= 0)
            basis.methods.insert(tier_mark +
                                 inventory_.methodology->methods[static_cast<std::size_t>(leaf.method)].tier);
        for (const auto& kind : factors_below(leaf.node)) basis.factors.insert(kind);
    }

    const std::set<std::string>& factors_below(NodeId id) {
        const auto [found, fresh] = below_.try_emplace(id);
        if (!fresh) return found->second;
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        std::set<std::string> kinds;
        if (node.kind == NodeKind::factor) {
            const auto& row = inventory_.methodology->factor_rows[static_cast<std::size_t>(node.ref)];
            const auto kind = kinds_.find(row.source);
            const bool by_default = row.status != FactorStatus::own && kind != kinds_.end();
            kinds.insert(by_default ? kind->second : country_specific);
        } else {
            for (const auto& use : inventory_.graph.uses(id, *inventory_.methodology)) {
                const auto& more = factors_below(use.node);
                kinds.insert(more.begin(), more.end());
            }
        }
        return below_[id] = std::move(kinds);
    }

    [[nodiscard]] std::map<std::pair<int, int>, Basis> bases_of(int year) const {
        std::map<std::pair<int, int>, Basis> bases;
        const auto add_leaf = [&](int at, int own) {
            for (int gas = 0; gas < static_cast<int>(kt_.size()); ++gas)
                if (const auto found = leaves_.find({year, own, gas}); found != leaves_.end()) {
                    auto& basis = bases[{at, gas}];
                    basis.add(found->second);
                    basis.own.insert(inventory_.category_code(own));
                }
        };
        const auto count = static_cast<int>(tree_.categories.size());
        for (int c = 0; c < count; ++c)
            if (tree_.mapped)
                for (const int own : tree_.own[static_cast<std::size_t>(c)]) add_leaf(c, own);
            else
                add_leaf(c, c);
        for (int c = count; c-- > 0;) {
            const auto& category = tree_.categories[static_cast<std::size_t>(c)];
            if (category.parent < 0) continue;
            if (category.memo && !tree_.categories[static_cast<std::size_t>(category.parent)].memo) continue;
            for (int gas = 0; gas < static_cast<int>(kt_.size()); ++gas)
                if (const auto found = bases.find({c, gas}); found != bases.end())
                    bases[{category.parent, gas}].add(found->second);
        }
        return bases;
    }

    /// Of the category, or of the nearest above it that the table names; empty where that one is split.
    [[nodiscard]] std::string crt_code(int category) const {
        for (; category >= 0; category = tree_.categories[static_cast<std::size_t>(category)].parent) {
            const auto found = crt_.find(tree_.code(category));
            if (found != crt_.end()) return found->second;
        }
        return {};
    }

    void add(std::string& csv, Json& series, int year, int category, int gas, const Figure& figure,
             const Basis& basis) const {
        const auto& named = tree_.categories[static_cast<std::size_t>(category)];
        const bool leaf = named.children.empty();
        const auto& id = inventory_.methodology->gases[static_cast<std::size_t>(gas)].id;
        const double value = figure.value * kt_[static_cast<std::size_t>(gas)];
        const auto code = crt_code(category), method = joined(basis.methods, ","), factors = joined(basis.factors, ",");
        const bool number = figure.status.is_number() && std::isfinite(value);
        const bool equivalent = figure.co2e_status.is_number() && std::isfinite(figure.co2e_kt);
        const auto key = std::string(notation_text(figure.status.notation));
        const std::string fields[] = {inventory_.settings.region,
                                      std::to_string(year),
                                      named.code,
                                      code,
                                      named.title.zh,
                                      named.title.en,
                                      leaf ? "yes" : "no",
                                      named.memo ? "yes" : "no",
                                      id,
                                      number ? number_text(value) : "",
                                      "kt",
                                      key,
                                      equivalent ? number_text(figure.co2e_kt) : "",
                                      inventory_.gwp->id,
                                      method,
                                      factors,
                                      figure.status.incomplete ? "yes" : "no",
                                      joined(basis.own, ";")};
        for (const auto& field : fields) csv += (&field == fields ? "" : ",") + csv_field(field);
        csv += "\n";
        if (series.is_null())
            series = {{"category", named.code},
                      {"crt", code},
                      {"title", {{"zh", named.title.zh}, {"en", named.title.en}}},
                      {"leaf", leaf},
                      {"memo", named.memo},
                      {"gas", id},
                      {"unit", "kt"},
                      {"years", Json::object()}};
        series["years"][std::to_string(year)] = {{"value", number ? Json(value) : Json()},
                                                 {"notation", key},
                                                 {"co2e_kt", equivalent ? Json(figure.co2e_kt) : Json()},
                                                 {"method", method},
                                                 {"factors", factors},
                                                 {"incomplete", figure.status.incomplete},
                                                 {"own_categories", joined(basis.own, ";")}};
    }

    /// One series a line.
    [[nodiscard]] std::string json(const std::map<std::pair<int, int>, Json>& series) const {
        Json head = {{"format", "qingdan-crt"},
                     {"version", 1},
                     {"region", inventory_.settings.region},
                     {"package", inventory_.methodology->id},
                     {"categories_of", tree_.package},
                     {"gwp_set", inventory_.gwp->id},
                     {"illustrative", inventory_.settings.illustrative},
                     {"years", inventory_.settings.years}};
        auto text = head.dump();
        text.pop_back();
        text += ",\n\"series\":[";
        bool first = true;
        for (const auto& [key, each] : series) {
            text += first ? "\n" : ",\n";
            text += each.dump(-1, ' ', false, Json::error_handler_t::replace);
            first = false;
        }
        return text + "\n]}\n";
    }

    const Inventory& inventory_;
    CategoryFigures figures_;
    const ReportTree& tree_;
    std::map<std::string, std::string> crt_, kinds_;
    std::vector<double> kt_;
    std::map<std::tuple<int, int, int>, Basis> leaves_;
    std::map<NodeId, std::set<std::string>> below_;
};

struct Target {
    std::string package;
    std::shared_ptr<const ReportTree> tree;
};

/// The package with a table of codes: the inventory's own, one below it, or one to which the mapping leads.
std::optional<Target> target_of(const Inventory& inventory, const std::filesystem::path& templates,
                                const std::filesystem::path& methodologies, Diagnostics& diagnostics) {
    const auto& methodology = *inventory.methodology;
    const auto has_codes = [&](const std::string& package) {
        return std::filesystem::exists(templates / package / codes_file);
    };
    std::vector<std::string> own{methodology.id};
    own.insert(own.end(), methodology.required.begin(), methodology.required.end());
    for (const auto& package : own)
        if (has_codes(package)) return Target{package, std::make_shared<const ReportTree>(own_tree(methodology))};
    const auto mapping = load_mapping(methodologies, methodology, diagnostics);
    if (!mapping) return std::nullopt;
    std::vector<std::string> others;
    for (const auto& entry : std::filesystem::directory_iterator(templates))
        if (entry.is_directory()) others.push_back(entry.path().filename().string());
    std::sort(others.begin(), others.end());
    for (const auto& package : others) {
        if (!has_codes(package) || !mapping->leads_to(package)) continue;
        const auto target = load_structure(methodologies, package, diagnostics);
        if (!target) return std::nullopt;
        const auto chinese = Words::load(templates, {}, "zh", diagnostics),
                   english = Words::load(templates, {}, "en", diagnostics);
        return Target{package,
                      std::make_shared<const ReportTree>(mapped_tree(
                          methodology, *target, *mapping, {chinese.in("undivided"), english.in("undivided")}))};
    }
    return std::nullopt;
}

}  // namespace

std::optional<CrtExport> crt_export(const Inventory& inventory, const std::filesystem::path& templates,
                                    const std::filesystem::path& methodologies, Diagnostics& diagnostics) {
    const auto target = target_of(inventory, templates, methodologies, diagnostics);
    if (!target) return std::nullopt;
    auto crt = pairs(templates, target->package + "/" + codes_file, "category", "crt", diagnostics);
    std::map<std::string, std::string> kinds;
    if (const auto name = target->package + "/" + kinds_file; std::filesystem::exists(templates / name))
        kinds = pairs(templates, name, "source", "kind", diagnostics);
    return CrtWriter(inventory, target->tree, std::move(crt), std::move(kinds)).write();
}

}  // namespace qingdan
