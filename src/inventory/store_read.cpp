#include <SQLiteCpp/SQLiteCpp.h>

#include "inventory/store.hpp"
#include "inventory/store_schema.hpp"

namespace qingdan {

struct StoredInventory::Connection {
    explicit Connection(const std::string& path) : database(path, SQLite::OPEN_READONLY) {}
    mutable SQLite::Database database;
};

StoredInventory::StoredInventory(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
StoredInventory::StoredInventory(StoredInventory&&) noexcept = default;
StoredInventory& StoredInventory::operator=(StoredInventory&&) noexcept = default;
StoredInventory::~StoredInventory() = default;

std::optional<StoredInventory> StoredInventory::open(const std::filesystem::path& path, Diagnostics& diagnostics) {
    const auto document = std::make_shared<const Document>(Document{path.string(), {}});
    if (!std::filesystem::exists(path)) {
        diagnostics.error("S001", {document, {}});
        return std::nullopt;
    }
    try {
        auto connection = std::make_unique<Connection>(path.string());
        connection->database.exec("PRAGMA trusted_schema=OFF;");
        if (connection->database.execAndGet("PRAGMA application_id").getInt() == store_application_id &&
            connection->database.execAndGet("PRAGMA user_version").getInt() == store_version)
            return StoredInventory(std::move(connection));
    } catch (const SQLite::Exception&) {  // not a database at all: the same answer
    }
    diagnostics.error("S002", {document, {}});
    return std::nullopt;
}

namespace {

std::optional<double> optional_number(const SQLite::Column& column) {
    if (column.isNull()) return std::nullopt;
    return column.getDouble();
}

StoredEstimate estimate_row(SQLite::Statement& query) {
    StoredEstimate row;
    row.region = query.getColumn(0).getString();
    row.year = query.getColumn(1).getInt();
    row.category = query.getColumn(2).getString();
    row.gas = query.getColumn(3).getString();
    row.title = {query.getColumn(4).getString(), query.getColumn(5).getString()};
    row.value = optional_number(query.getColumn(6));
    row.unit = query.getColumn(7).getString();
    row.notation = query.getColumn(8).getString();
    row.co2e_kt = optional_number(query.getColumn(9));
    row.gwp_set = query.getColumn(10).getString();
    row.tier = query.getColumn(11).getString();
    row.method = query.getColumn(12).getString();
    row.status = query.getColumn(13).getString();
    row.node = query.getColumn(14).getInt();
    return row;
}

constexpr const char* estimate_columns =
    "SELECT region, year, category, gas, title_zh, title_en, value, unit, notation, co2e_kt, gwp_set, tier, method, "
    "status, node FROM estimate ";

void add_datum(SQLite::Database& database, int id, NodeDescription& description) {
    SQLite::Statement query(
        database,
        "SELECT l.name, l.title_zh, l.title_en, d.keys, d.unit, d.printed, d.place, d.source, d.note "
        "FROM datum d JOIN label l ON l.id = d.label WHERE d.id = ?");
    query.bind(1, id);
    if (!query.executeStep()) return;
    description.id = query.getColumn(0).getString();
    description.label = {query.getColumn(1).getString(), query.getColumn(2).getString()};
    description.keys = query.getColumn(3).getString();
    description.unit = query.getColumn(4).getString();
    description.printed = query.getColumn(5).getString();
    description.place = query.getColumn(6).getString();
    description.source = {query.getColumn(7).getString(), query.getColumn(7).getString()};
    description.note = query.getColumn(8).getString();
}

void add_factor(SQLite::Database& database, int id, NodeDescription& description) {
    SQLite::Statement query(
        database,
        "SELECT l.name, l.title_zh, l.title_en, f.keys, f.unit, f.printed, f.place, s.title_zh, s.title_en, f.page, "
        "f.status, f.note "
        "FROM factor f JOIN label l ON l.id = f.label LEFT JOIN source s ON s.id = f.source WHERE f.id = ?");
    query.bind(1, id);
    if (!query.executeStep()) return;
    description.id = query.getColumn(0).getString();
    description.label = {query.getColumn(1).getString(), query.getColumn(2).getString()};
    description.keys = query.getColumn(3).getString();
    description.unit = query.getColumn(4).getString();
    description.printed = query.getColumn(5).getString();
    description.place = query.getColumn(6).getString();
    description.source = {query.getColumn(7).getString(), query.getColumn(8).getString()};
    description.page = query.getColumn(9).getString();
    description.factor_status = query.getColumn(10).getString();
    description.note = query.getColumn(11).getString();
}

void add_formula(SQLite::Database& database, int id, NodeDescription& description) {
    SQLite::Statement query(
        database,
        "SELECT f.name, l.title_zh, l.title_en, f.text, f.tier, s.title_zh, s.title_en, f.page, f.place "
        "FROM formula f JOIN label l ON l.id = f.label LEFT JOIN source s ON s.id = f.source WHERE f.id = ?");
    query.bind(1, id);
    if (!query.executeStep()) return;
    description.id = query.getColumn(0).getString();
    description.label = {query.getColumn(1).getString(), query.getColumn(2).getString()};
    description.formula = query.getColumn(3).getString();
    description.tier = query.getColumn(4).getString();
    description.source = {query.getColumn(5).getString(), query.getColumn(6).getString()};
    description.page = query.getColumn(7).getString();
    description.place = query.getColumn(8).getString();
}

}  // namespace

std::vector<StoredEstimate> StoredInventory::estimates() const {
    std::vector<StoredEstimate> rows;
    SQLite::Statement query(connection_->database, std::string(estimate_columns) + "ORDER BY rowid");
    while (query.executeStep()) rows.push_back(estimate_row(query));
    return rows;
}

std::optional<StoredEstimate> StoredInventory::find(const std::string& category, const std::string& gas,
                                                    int year) const {
    SQLite::Statement query(connection_->database,
                            std::string(estimate_columns) + "WHERE category = ? AND gas = ? AND year = ?");
    query.bind(1, category);
    query.bind(2, gas);
    query.bind(3, year);
    if (!query.executeStep()) return std::nullopt;
    return estimate_row(query);
}

NodeDescription StoredInventory::describe(NodeId node) const {
    NodeDescription description;
    SQLite::Statement query(
        connection_->database,
        "SELECT n.kind, n.year, n.value, n.notation, n.incomplete, n.datum, n.factor, n.formula, n.keys, n.unit, "
        "n.place, n.note, "
        "l.name, l.title_zh, l.title_en, s.title_zh, s.title_en FROM node n LEFT JOIN label l ON l.id = n.label "
        "LEFT JOIN source s ON s.id = n.source WHERE n.id = ?");
    query.bind(1, node);
    if (!query.executeStep()) return description;
    description.keys = query.getColumn(8).getString();
    description.unit = query.getColumn(9).getString();
    description.place = query.getColumn(10).getString();
    description.note = query.getColumn(11).getString();
    description.id = query.getColumn(12).getString();
    description.label = {query.getColumn(13).getString(), query.getColumn(14).getString()};
    description.source = {query.getColumn(15).getString(), query.getColumn(16).getString()};
    if (!query.getColumn(5).isNull()) add_datum(connection_->database, query.getColumn(5).getInt(), description);
    if (!query.getColumn(6).isNull()) {
        description.asked = description.note;
        add_factor(connection_->database, query.getColumn(6).getInt(), description);
        if (!description.asked.empty()) description.note += (description.note.empty() ? "" : "; ") + description.asked;
    }
    if (!query.getColumn(7).isNull()) add_formula(connection_->database, query.getColumn(7).getInt(), description);
    description.kind = static_cast<NodeKind>(query.getColumn(0).getInt());
    description.year = query.getColumn(1).getInt();
    description.value = query.getColumn(2).isNull() ? 0.0 : query.getColumn(2).getDouble();
    description.status.notation = parse_notation(query.getColumn(3).getString()).value_or(Notation::none);
    description.status.incomplete = query.getColumn(4).getInt() != 0;
    return description;
}

std::vector<DescribedUse> StoredInventory::uses(NodeId node) const {
    std::vector<DescribedUse> uses;
    SQLite::Statement query(connection_->database, "SELECT input, role FROM edge WHERE node = ? ORDER BY position");
    query.bind(1, node);
    while (query.executeStep()) uses.push_back({query.getColumn(0).getInt(), query.getColumn(1).getString()});
    return uses;
}

std::string StoredInventory::language() const {
    return connection_->database.execAndGet("SELECT value FROM manifest WHERE key = 'language'").getString();
}

std::string StoredInventory::manifest() const {
    return connection_->database.execAndGet("SELECT value FROM manifest WHERE key = 'manifest'").getString();
}

std::vector<std::string> StoredInventory::findings() const {
    std::vector<std::string> rows;
    SQLite::Statement query(connection_->database, "SELECT json FROM finding ORDER BY id");
    while (query.executeStep()) rows.push_back(query.getColumn(0).getString());
    return rows;
}

}  // namespace qingdan
