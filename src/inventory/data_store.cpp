#include "inventory/data_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>

namespace qingdan {

namespace {

constexpr int application_id = 0x51444e44;  // "QDND"
constexpr int schema_version = 2;

constexpr const char* schema = R"sql(
CREATE TABLE version(
  id INTEGER PRIMARY KEY, imported TEXT NOT NULL, sender TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL, note TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK(undone IN (0, 1))) STRICT;
CREATE TABLE cell(
  version INTEGER NOT NULL REFERENCES version, variable TEXT NOT NULL, keys TEXT NOT NULL, region TEXT NOT NULL,
  year INTEGER NOT NULL CHECK(year BETWEEN 1900 AND 2100), value REAL, low REAL, high REAL, distribution TEXT NOT NULL, notation TEXT NOT NULL, unit TEXT NOT NULL,
  printed_value TEXT NOT NULL, printed_unit TEXT NOT NULL, place TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY(variable, keys, region, year, version), CHECK((value IS NULL) = (notation <> ''))) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* cell_columns =
    "version, variable, keys, region, year, value, low, high, distribution, notation, unit, printed_value, "
    "printed_unit, place, source, note";

std::optional<double> optional_number(SQLite::Column column) {
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

std::vector<StoredDatum> rows(SQLite::Statement& query) {
    std::vector<StoredDatum> found;
    while (query.executeStep()) {
        int c = 0;
        const auto text = [&] { return query.getColumn(c++).getString(); };
        StoredDatum datum;
        datum.version = query.getColumn(c++).getInt();
        datum.variable = text(), datum.keys = text(), datum.region = text();
        datum.year = query.getColumn(c++).getInt();
        datum.value = optional_number(query.getColumn(c++));
        datum.low = optional_number(query.getColumn(c++));
        datum.high = optional_number(query.getColumn(c++));
        datum.distribution = text(), datum.notation = text(), datum.unit = text(), datum.printed_value = text(),
        datum.printed_unit = text();
        datum.place = text(), datum.source = text(), datum.note = text();
        found.push_back(std::move(datum));
    }
    return found;
}

void bind_optional(SQLite::Statement& statement, int column, const std::optional<double>& value) {
    if (value)
        statement.bind(column, *value);
    else
        statement.bind(column);
}

/// `fuel=raw_coal;balance_row=…`: all keys, in the variable's order.
std::string keys_of(const Methodology& methodology, const Variable& variable, const Tuple& key) {
    std::string text;
    for (std::size_t i = 0; i < variable.dimensions.size(); ++i) {
        const auto& dimension = methodology.dimensions[static_cast<std::size_t>(variable.dimensions[i])];
        text += (text.empty() ? "" : ";") + dimension.id + "=" + dimension.members[static_cast<std::size_t>(key[i])].id;
    }
    return text;
}

}  // namespace

struct DataStore::Connection {
    mutable SQLite::Database database;
};

DataStore::DataStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
DataStore::DataStore(DataStore&&) noexcept = default;
DataStore& DataStore::operator=(DataStore&&) noexcept = default;
DataStore::~DataStore() = default;

bool DataStore::exists(const std::filesystem::path& folder) {
    return std::filesystem::exists(folder / data_store_name);
}

std::optional<DataStore> DataStore::open(const std::filesystem::path& folder, Diagnostics& diagnostics) {
    constexpr int wait_for_others = 5000;  // ms
    try {
        SQLite::Database database((folder / data_store_name).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                  wait_for_others);
        database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        const int id = database.execAndGet("PRAGMA application_id").getInt(),
                  version = database.execAndGet("PRAGMA user_version").getInt();
        if (id == 0 && version == 0 && database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0) {
            database.exec("PRAGMA application_id=" + std::to_string(application_id) +
                          "; PRAGMA user_version=" + std::to_string(schema_version) + ";");
            database.exec(schema);
        } else if (id != application_id || version != schema_version) {
            diagnostics.error("S011", {std::make_shared<const Document>(Document{data_store_name, {}}), {}});
            return std::nullopt;
        }
        transaction.commit();
        return DataStore(std::make_unique<Connection>(Connection{std::move(database)}));
    } catch (const SQLite::Exception& problem) {
        if (problem.getErrorCode() != 26 && problem.getErrorCode() != 11) throw;  // not a database, or damaged
        diagnostics.error("S011", {std::make_shared<const Document>(Document{data_store_name, {}}), {}});
        return std::nullopt;
    }
}

int DataStore::add(const DataVersion& version, const std::vector<ActivityDatum>& data, const Methodology& methodology) {
    auto& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement head(database, "INSERT INTO version(imported, sender, file, digest, note) VALUES(?,?,?,?,?)");
    SQLite::bind(head, version.imported, version.sender, version.file, version.digest, version.note);
    head.exec();
    const auto id = static_cast<int>(database.getLastInsertRowid());
    SQLite::Statement insert(
        database, std::string("INSERT INTO cell(") + cell_columns + ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
    for (const auto& datum : data) {
        const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
        const bool number = datum.notation == Notation::none;
        insert.bind(1, id);
        insert.bind(2, variable.id);
        insert.bind(3, keys_of(methodology, variable, datum.key));
        insert.bind(4, regions.members[static_cast<std::size_t>(datum.region)].id);
        insert.bind(5, datum.year);
        bind_optional(insert, 6, number ? std::optional(datum.value) : std::nullopt);
        bind_optional(insert, 7, datum.low);
        bind_optional(insert, 8, datum.high);
        insert.bind(9, datum.distribution);
        insert.bind(10, std::string(notation_text(datum.notation)));
        insert.bind(
            11, methodology.units.describe(
                    methodology.concrete_unit(variable.unit, variable.dimensions, datum.key).value_or(variable.unit)));
        insert.bind(12, datum.printed_value);
        insert.bind(13, datum.printed_unit);
        insert.bind(14, datum.where.locator);
        insert.bind(15, datum.source);
        insert.bind(16, datum.note);
        insert.exec();
        insert.reset();
    }
    transaction.commit();
    return id;
}

bool DataStore::undo(int version) {
    SQLite::Statement update(connection_->database, "UPDATE version SET undone = 1 WHERE id = ? AND undone = 0");
    update.bind(1, version);
    return update.exec() == 1;
}

std::vector<DataVersion> DataStore::versions() const {
    SQLite::Statement query(connection_->database,
                            "SELECT id, imported, sender, file, digest, note, undone, (SELECT count(*) FROM cell WHERE "
                            "cell.version = version.id) FROM version ORDER BY id");
    std::vector<DataVersion> found;
    while (query.executeStep())
        found.push_back({query.getColumn(0).getInt(), query.getColumn(1).getString(), query.getColumn(2).getString(),
                         query.getColumn(3).getString(), query.getColumn(4).getString(), query.getColumn(5).getString(),
                         static_cast<std::size_t>(query.getColumn(7).getInt64()), query.getColumn(6).getInt() != 0});
    return found;
}

std::vector<StoredDatum> DataStore::current(int last) const {
    SQLite::Statement query(
        connection_->database,
        std::string("SELECT ") + cell_columns +
            " FROM cell AS c WHERE version = (SELECT max(other.version) FROM cell AS other JOIN "
            "version ON version.id = other.version WHERE other.variable = c.variable AND other.keys "
            "= c.keys AND other.region = c.region AND other.year = c.year AND version.undone = 0 "
            "AND (?1 = 0 OR other.version <= ?1)) ORDER BY variable, keys, region, year");
    query.bind(1, last);
    return rows(query);
}

std::vector<StoredDatum> DataStore::history(const std::string& variable) const {
    SQLite::Statement query(connection_->database, std::string("SELECT ") + cell_columns +
                                                       " FROM cell WHERE variable = ? ORDER BY keys, region, year, "
                                                       "version");
    query.bind(1, variable);
    return rows(query);
}

}  // namespace qingdan
