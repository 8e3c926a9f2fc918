#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <unordered_map>

#include "inventory/store_rows.hpp"
#include "inventory/store.hpp"
#include "inventory/store_schema.hpp"

namespace qingdan {

namespace {

/// Ids of rows that many others name, each written once.
class Catalogue {
public:
    explicit Catalogue(SQLite::Database& database)
        : source_(database, "source", 3), document_(database, "document", 3), label_(database, "label", 4) {}

    int source(const Title& title) {
        const auto [entry, fresh] =
            sources_.try_emplace(title.zh + '\n' + title.en, static_cast<int>(sources_.size() + 1));
        if (fresh) source_.add(entry->second, title.zh, title.en);
        return entry->second;
    }
    std::optional<int> document(const DocumentPtr& document) {
        if (!document) return std::nullopt;
        const auto [entry, fresh] = documents_.try_emplace(document.get(), static_cast<int>(documents_.size() + 1));
        if (fresh) document_.add(entry->second, document->path, document->digest);
        return entry->second;
    }
    int label(const std::string& name, const Title& title) {
        const auto [entry, fresh] = labels_.try_emplace(name + '\n' + title.zh, static_cast<int>(labels_.size() + 1));
        if (fresh) label_.add(entry->second, name, title.zh, title.en);
        return entry->second;
    }
    void finish() {
        for (auto* rows : {&source_, &document_, &label_}) rows->finish();
    }

private:
    RowInserter source_, document_, label_;
    std::map<std::string, int> sources_, labels_;
    std::unordered_map<const Document*, int> documents_;
};

std::optional<double> number_of(double value, Status status) {
    return status.is_number() ? std::optional(value) : std::nullopt;
}

class Writer {
public:
    Writer(SQLite::Database& database, const Inventory& inventory)
        : database_(database),
          inventory_(inventory),
          catalogue_(database),
          factor_(database, "factor", 15),
          formula_(database, "formula", 8) {}

    void write(const std::function<StoreExtras()>& ask) {
        mark_reachable();
        write_data();
        write_nodes();
        write_estimates();
        write_leaves();
        catalogue_.finish();
        const auto extras = ask();
        RowInserter manifest(database_, "manifest", 2);
        manifest.add("manifest", extras.manifest);
        manifest.add("language", inventory_.settings.language);
        manifest.finish();
        RowInserter finding(database_, "finding(json)", 1);
        for (const auto& json : extras.findings) finding.add(json);
        finding.finish();
    }

private:
    /// Only what some estimate rests on is kept; edges are remembered for the second pass.
    void mark_reachable() {
        uses_.resize(inventory_.graph.nodes.size());
        reachable_.assign(inventory_.graph.nodes.size(), false);
        std::vector<NodeId> open;
        const auto visit = [&](NodeId node) {
            if (node == no_node || reachable_[static_cast<std::size_t>(node)]) return;
            reachable_[static_cast<std::size_t>(node)] = true;
            open.push_back(node);
        };
        for (const auto& estimate : inventory_.estimates) {
            visit(estimate.node);
            visit(estimate.co2e_node);
        }
        while (!open.empty()) {
            const NodeId node = open.back();
            open.pop_back();
            auto& uses = uses_[static_cast<std::size_t>(node)];
            uses = inventory_.graph.uses(node, *inventory_.methodology);
            for (const auto& use : uses) visit(use.node);
        }
    }

    void write_data() {
        RowInserter rows(database_, "datum", 15);
        const auto& methodology = *inventory_.methodology;
        const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
        for (std::size_t i = 0; i < inventory_.data.size(); ++i) {
            const auto& datum = inventory_.data[i];
            const auto text = describe_datum(inventory_, datum);
            const auto& region = datum.region == any_member
                                     ? inventory_.settings.region
                                     : regions.members[static_cast<std::size_t>(datum.region)].id;
            rows.add(static_cast<int>(i + 1), catalogue_.label(text.id, text.label), text.keys, region, datum.year,
                     number_of(datum.value, {datum.notation, false}), notation_text(datum.notation), text.unit,
                     datum.low, datum.high, text.printed, catalogue_.document(datum.where.document), text.place,
                     datum.source, datum.note);
        }
        rows.finish();
    }

    int factor_row(const NodeDescription& text, const FactorRow& row) {
        const auto [entry, fresh] = factors_.try_emplace(&row, static_cast<int>(factors_.size() + 1));
        if (fresh)
            factor_.add(entry->second, catalogue_.label(text.id, text.label), text.keys, row.value,
                        notation_text(row.notation), text.unit, row.low, row.high, text.printed, text.factor_status,
                        catalogue_.source(text.source), text.page, catalogue_.document(row.where.document), text.place,
                        row.note);
        return entry->second;
    }

    int formula_row(int method_index, int named_index, const NodeDescription& text) {
        const auto [entry, fresh] =
            formulas_.try_emplace({method_index, named_index}, static_cast<int>(formulas_.size() + 1));
        if (fresh) {
            const auto& method = inventory_.methodology->methods[static_cast<std::size_t>(method_index)];
            formula_.add(entry->second, catalogue_.label(method.id, text.label), text.id, text.formula, text.tier,
                         catalogue_.source(text.source), text.page, text.place);
        }
        return entry->second;
    }

    void write_nodes() {
        RowInserter nodes(database_, "node", 15), edges(database_, "edge", 4);
        for (std::size_t i = 0; i < reachable_.size(); ++i) {
            if (!reachable_[i]) continue;
            add_node(nodes, static_cast<NodeId>(i));
            int position = 0;
            for (const auto& use : uses_[i]) edges.add(static_cast<int>(i), position++, use.node, use.role);
        }
        for (auto* rows : {&nodes, &edges, &factor_, &formula_}) rows->finish();
    }

    void add_node(RowInserter& rows, NodeId id) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        const auto add = [&](std::optional<int> datum, std::optional<int> factor, std::optional<int> formula,
                             std::optional<int> label, std::string_view keys, std::string_view unit,
                             std::string_view place, std::string_view note, std::optional<int> source) {
            rows.add(id, static_cast<int>(node.kind), static_cast<int>(node.year), number_of(node.value, node.status),
                     notation_text(node.status.notation), node.status.incomplete ? 1 : 0, datum, factor, formula, label,
                     keys, unit, place, note, source);
        };
        if (node.kind == NodeKind::datum)  // everything else stands in table datum
            return add(node.ref + 1, {}, {}, {}, {}, {}, {}, {}, {});
        const auto text = describe(inventory_, id);
        if (node.kind == NodeKind::factor) {
            const auto& row = inventory_.methodology->factor_rows[static_cast<std::size_t>(node.ref)];
            return add({}, factor_row(text, row), {}, {}, {}, {}, {}, text.asked, {});
        }
        if (node.kind == NodeKind::result || node.kind == NodeKind::sub_result) {
            const int method = inventory_.graph.blocks[static_cast<std::size_t>(node.ref)].method;
            return add({}, {}, formula_row(method, node.named, text), {}, text.keys, text.unit, {}, text.note, {});
        }
        // Factors and formulas have their sources; of the others, only potentials have one.
        const auto source = node.kind == NodeKind::gwp ? std::optional(catalogue_.source(text.source)) : std::nullopt;
        add({}, {}, {}, catalogue_.label(text.id, text.label), text.keys, text.unit, text.place, text.note, source);
    }

    void write_estimates() {
        RowInserter rows(database_, "estimate", 16);
        const auto& methodology = *inventory_.methodology;
        for (const auto& estimate : inventory_.estimates) {
            const Method* method =
                estimate.method < 0 ? nullptr : &methodology.methods[static_cast<std::size_t>(estimate.method)];
            const auto& title = inventory_.category_title(estimate.category);
            const auto& co2e = inventory_.graph.nodes[static_cast<std::size_t>(estimate.co2e_node)].status;
            rows.add(inventory_.settings.region, estimate.year, inventory_.category_code(estimate.category),
                     inventory_.gas_id(estimate.gas), title.zh, title.en, number_of(estimate.value, estimate.status),
                     methodology.units.describe(inventory_.gas_unit(estimate.gas)),
                     notation_text(estimate.status.notation), number_of(estimate.co2e_kt, co2e), inventory_.gwp->id,
                     method ? method->tier : std::string(), method ? method->id : std::string(),
                     status_text(estimate.mask, estimate.status), estimate.node, estimate.co2e_node);
        }
        rows.finish();
    }

    void write_leaves() {
        RowInserter rows(database_, "leaf", 11);
        const auto& methodology = *inventory_.methodology;
        for (const auto& leaf : inventory_.leaves)
            rows.add(inventory_.settings.region, leaf.year, inventory_.category_code(leaf.category),
                     inventory_.gas_id(leaf.gas), methodology.key_text(leaf.dimensions, leaf.key),
                     number_of(leaf.value, leaf.status), methodology.units.describe(inventory_.gas_unit(leaf.gas)),
                     notation_text(leaf.status.notation),
                     leaf.method < 0 ? std::string() : methodology.methods[static_cast<std::size_t>(leaf.method)].id,
                     status_text(leaf.mask, leaf.status),
                     leaf.node == no_node ? std::nullopt : std::optional<int>(leaf.node));
        rows.finish();
    }

    SQLite::Database& database_;
    const Inventory& inventory_;
    Catalogue catalogue_;
    RowInserter factor_, formula_;
    std::vector<std::vector<Use>> uses_;
    std::vector<bool> reachable_;
    std::unordered_map<const FactorRow*, int> factors_;
    std::map<std::pair<int, int>, int> formulas_;
};

}  // namespace

void write_store(const std::filesystem::path& path, const Inventory& inventory,
                 const std::function<StoreExtras()>& extras) {
    std::filesystem::remove(path);
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    // The whole output folder is put in place at once at the end, so the file itself needs no journal.
    database.exec(
        "PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; "
        "PRAGMA locking_mode=EXCLUSIVE;");
    database.exec("PRAGMA application_id=" + std::to_string(store_application_id) +
                  "; PRAGMA user_version=" + std::to_string(store_version) + ";");
    SQLite::Transaction transaction(database);
    database.exec(store_schema);
    Writer(database, inventory).write(extras);
    transaction.commit();
}

}  // namespace qingdan
