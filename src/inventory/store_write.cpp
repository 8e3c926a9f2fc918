#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

#include <map>
#include <unordered_map>

#include "inventory/store.hpp"
#include "inventory/store_schema.hpp"

namespace qingdan {

namespace {

/// Ids of rows that many others name, each written once.
class Catalogue {
public:
    explicit Catalogue(SQLite::Database& database)
        : source_(database, "INSERT INTO source VALUES(?,?,?)"),
          document_(database, "INSERT INTO document VALUES(?,?,?)"),
          label_(database, "INSERT INTO label VALUES(?,?,?,?)") {}

    int source(const Title& title) {
        const auto [entry, fresh] =
            sources_.try_emplace(title.zh + '\n' + title.en, static_cast<int>(sources_.size() + 1));
        if (fresh) put(source_, entry->second, title.zh, title.en);
        return entry->second;
    }
    int document(const DocumentPtr& document) {
        const auto [entry, fresh] = documents_.try_emplace(document.get(), static_cast<int>(documents_.size() + 1));
        if (fresh) put(document_, entry->second, document->path, document->digest);
        return entry->second;
    }
    int label(const std::string& name, const Title& title) {
        const auto [entry, fresh] = labels_.try_emplace(name + '\n' + title.zh, static_cast<int>(labels_.size() + 1));
        if (fresh) put(label_, entry->second, name, title.zh, title.en);
        return entry->second;
    }

private:
    template <typename... Values>
    static void put(SQLite::Statement& statement, const Values&... values) {
        SQLite::bind(statement, values...);
        statement.exec();
        statement.reset();
    }
    SQLite::Statement source_, document_, label_;
    std::map<std::string, int> sources_, labels_;
    std::unordered_map<const Document*, int> documents_;
};

void bind_number(SQLite::Statement& statement, int column, double value, Status status) {
    if (status.is_number())
        statement.bind(column, value);
    else
        statement.bind(column);
}

void bind_optional(SQLite::Statement& statement, int column, const std::optional<double>& value) {
    if (value)
        statement.bind(column, *value);
    else
        statement.bind(column);
}

std::string notation_of(Status status) { return std::string(notation_text(status.notation)); }

class Writer {
public:
    Writer(SQLite::Database& database, const Inventory& inventory)
        : database_(database),
          inventory_(inventory),
          catalogue_(database),
          factor_(database, "INSERT INTO factor VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
          formula_(database, "INSERT INTO formula VALUES(?,?,?,?,?,?,?,?)") {}

    void write(const StoreExtras& extras) {
        mark_reachable();
        write_data();
        write_nodes();
        write_estimates();
        write_leaves();
        SQLite::Statement finding(database_, "INSERT INTO finding(json) VALUES(?)");
        for (const auto& json : extras.findings ? extras.findings() : std::vector<std::string>()) {
            finding.bind(1, json);
            finding.exec();
            finding.reset();
        }
        SQLite::Statement manifest(database_, "INSERT INTO manifest VALUES(?,?)");
        for (const auto& [key, value] : {std::pair<std::string, std::string>{"manifest", extras.manifest},
                                         {"language", inventory_.settings.language}}) {
            SQLite::bind(manifest, key, value);
            manifest.exec();
            manifest.reset();
        }
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
        SQLite::Statement insert(database_, "INSERT INTO datum VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        const auto& methodology = *inventory_.methodology;
        const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
        for (std::size_t i = 0; i < inventory_.data.size(); ++i) {
            const auto& datum = inventory_.data[i];
            const auto text = describe_datum(inventory_, datum);
            insert.bind(1, static_cast<int>(i + 1));
            insert.bind(2, catalogue_.label(text.id, text.label));
            insert.bindNoCopy(3, text.keys);
            insert.bind(4, datum.region == any_member ? inventory_.settings.region
                                                      : regions.members[static_cast<std::size_t>(datum.region)].id);
            insert.bind(5, datum.year);
            bind_number(insert, 6, datum.value, {datum.notation, false});
            insert.bind(7, std::string(notation_text(datum.notation)));
            insert.bindNoCopy(8, text.unit);
            bind_optional(insert, 9, datum.low);
            bind_optional(insert, 10, datum.high);
            insert.bindNoCopy(11, text.printed);
            if (datum.where.document) insert.bind(12, catalogue_.document(datum.where.document));
            insert.bindNoCopy(13, text.place);
            insert.bindNoCopy(14, datum.source);
            insert.bindNoCopy(15, datum.note);
            insert.exec();
            insert.reset();
            insert.clearBindings();
        }
    }

    int factor_row(const NodeDescription& text, const FactorRow& row) {
        const auto [entry, fresh] = factors_.try_emplace(&row, static_cast<int>(factors_.size() + 1));
        if (!fresh) return entry->second;
        factor_.bind(1, entry->second);
        factor_.bind(2, catalogue_.label(text.id, text.label));
        factor_.bindNoCopy(3, text.keys);
        bind_optional(factor_, 4, row.value);
        factor_.bind(5, std::string(notation_text(row.notation)));
        factor_.bindNoCopy(6, text.unit);
        bind_optional(factor_, 7, row.low);
        bind_optional(factor_, 8, row.high);
        factor_.bindNoCopy(9, text.printed);
        factor_.bindNoCopy(10, text.factor_status);
        factor_.bind(11, catalogue_.source(text.source));
        factor_.bindNoCopy(12, text.page);
        if (row.where.document)
            factor_.bind(13, catalogue_.document(row.where.document));
        else
            factor_.bind(13);
        factor_.bindNoCopy(14, text.place);
        factor_.bindNoCopy(15, row.note);
        factor_.exec();
        factor_.reset();
        return entry->second;
    }

    int formula_row(int method_index, int named_index, const NodeDescription& text) {
        const auto [entry, fresh] =
            formulas_.try_emplace({method_index, named_index}, static_cast<int>(formulas_.size() + 1));
        if (!fresh) return entry->second;
        SQLite::bind(
            formula_, entry->second,
            catalogue_.label(inventory_.methodology->methods[static_cast<std::size_t>(method_index)].id, text.label),
            text.id, text.formula, text.tier, catalogue_.source(text.source), text.page, text.place);
        formula_.exec();
        formula_.reset();
        return entry->second;
    }

    void write_nodes() {
        SQLite::Statement insert(database_, "INSERT INTO node VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        SQLite::Statement edge(database_, "INSERT INTO edge VALUES(?,?,?,?)");
        for (std::size_t i = 0; i < reachable_.size(); ++i) {
            if (!reachable_[i]) continue;
            write_node(insert, static_cast<NodeId>(i));
            int position = 0;
            for (const auto& use : uses_[i]) {
                SQLite::bind(edge, static_cast<int>(i), position++, use.node, std::string(use.role));
                edge.exec();
                edge.reset();
            }
        }
    }

    void write_node(SQLite::Statement& insert, NodeId id) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        insert.bind(1, id);
        insert.bind(2, static_cast<int>(node.kind));
        insert.bind(3, static_cast<int>(node.year));
        bind_number(insert, 4, node.value, node.status);
        insert.bind(5, notation_of(node.status));
        insert.bind(6, node.status.incomplete ? 1 : 0);
        if (node.kind == NodeKind::datum) {  // everything else stands in table datum
            insert.bind(7, node.ref + 1);
            for (int column = 11; column <= 14; ++column) insert.bind(column, "");
        } else {
            const auto text = describe(inventory_, id);
            if (node.kind == NodeKind::factor)
                insert.bind(8,
                            factor_row(text, inventory_.methodology->factor_rows[static_cast<std::size_t>(node.ref)]));
            else if (node.kind == NodeKind::result || node.kind == NodeKind::sub_result)
                insert.bind(9, formula_row(inventory_.graph.blocks[static_cast<std::size_t>(node.ref)].method,
                                           node.named, text));
            else
                insert.bind(10, catalogue_.label(text.id, text.label));
            const bool in_factor = node.kind == NodeKind::factor;
            insert.bind(11, in_factor ? std::string() : text.keys);
            insert.bind(12, in_factor ? std::string() : text.unit);
            insert.bind(13, in_factor || node.kind == NodeKind::result || node.kind == NodeKind::sub_result
                                ? std::string()
                                : text.place);
            insert.bind(14, in_factor ? text.asked : text.note);
            if (node.kind == NodeKind::gwp)
                insert.bind(15, catalogue_.source(text.source));  // factors and formulas have theirs
        }
        insert.exec();
        insert.reset();
        insert.clearBindings();
    }

    void write_estimates() {
        SQLite::Statement insert(database_, "INSERT INTO estimate VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        const auto& methodology = *inventory_.methodology;
        for (const auto& estimate : inventory_.estimates) {
            const Method* method =
                estimate.method < 0 ? nullptr : &methodology.methods[static_cast<std::size_t>(estimate.method)];
            const auto& title = inventory_.category_title(estimate.category);
            insert.bind(1, inventory_.settings.region);
            insert.bind(2, estimate.year);
            insert.bind(3, inventory_.category_code(estimate.category));
            insert.bind(4, inventory_.gas_id(estimate.gas));
            insert.bind(5, title.zh);
            insert.bind(6, title.en);
            bind_number(insert, 7, estimate.value, estimate.status);
            insert.bind(8, methodology.units.describe(inventory_.gas_unit(estimate.gas)));
            insert.bind(9, notation_of(estimate.status));
            bind_number(insert, 10, estimate.co2e_kt,
                        inventory_.graph.nodes[static_cast<std::size_t>(estimate.co2e_node)].status);
            insert.bind(11, inventory_.gwp->id);
            insert.bind(12, method ? method->tier : std::string());
            insert.bind(13, method ? method->id : std::string());
            insert.bind(14, status_text(estimate.mask, estimate.status));
            insert.bind(15, estimate.node);
            insert.bind(16, estimate.co2e_node);
            insert.exec();
            insert.reset();
            insert.clearBindings();
        }
    }

    void write_leaves() {
        SQLite::Statement insert(database_, "INSERT INTO leaf VALUES(?,?,?,?,?,?,?,?,?,?,?)");
        const auto& methodology = *inventory_.methodology;
        for (const auto& leaf : inventory_.leaves) {
            insert.bind(1, inventory_.settings.region);
            insert.bind(2, leaf.year);
            insert.bind(3, inventory_.category_code(leaf.category));
            insert.bind(4, inventory_.gas_id(leaf.gas));
            insert.bind(5, methodology.key_text(leaf.dimensions, leaf.key));
            bind_number(insert, 6, leaf.value, leaf.status);
            insert.bind(7, methodology.units.describe(inventory_.gas_unit(leaf.gas)));
            insert.bind(8, notation_of(leaf.status));
            insert.bind(
                9, leaf.method < 0 ? std::string() : methodology.methods[static_cast<std::size_t>(leaf.method)].id);
            insert.bind(10, status_text(leaf.mask, leaf.status));
            if (leaf.node != no_node) insert.bind(11, leaf.node);
            insert.exec();
            insert.reset();
            insert.clearBindings();
        }
    }

    SQLite::Database& database_;
    const Inventory& inventory_;
    Catalogue catalogue_;
    SQLite::Statement factor_, formula_;
    std::vector<std::vector<Use>> uses_;
    std::vector<bool> reachable_;
    std::unordered_map<const FactorRow*, int> factors_;
    std::map<std::pair<int, int>, int> formulas_;
};

}  // namespace

void write_store(const std::filesystem::path& path, const Inventory& inventory, const StoreExtras& extras) {
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
