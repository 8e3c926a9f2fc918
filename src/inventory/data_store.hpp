#pragma once
// data.sqlite beside inventory.toml: what was imported, version by version. A later version replaces exactly the cells
// that it brings; what stood there before stays in history, and a version can be undone.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "activity/datum.hpp"

namespace qingdan {

inline constexpr const char* data_store_name = "data.sqlite";

/// One import: one file of one sender.
struct DataVersion {
    int id = 0;
    std::string imported;  ///< ISO time, UTC
    std::string sender, file, digest, note;
    std::size_t cells = 0;
    bool undone = false;
};

/// One cell in one version, as it was delivered.
struct StoredDatum {
    int version = 0;
    std::string variable, keys, region;  ///< keys: `fuel=raw_coal;balance_row=…` in the variable's order
    int year = 0;
    std::optional<double> value, low, high;
    std::string distribution, notation, unit, printed_value, printed_unit, place, source, note;
};

class DataStore {
public:
    /// Opens, or makes, `folder/data.sqlite`. Not such a store, or of a newer program: S011. Throws if the disk
    /// refuses.
    static std::optional<DataStore> open(const std::filesystem::path& folder, Diagnostics& diagnostics);
    [[nodiscard]] static bool exists(const std::filesystem::path& folder);
    DataStore(DataStore&&) noexcept;
    DataStore& operator=(DataStore&&) noexcept;
    ~DataStore();

    /// All cells of an import in one step: after a crash all of them are there, or none. Returns the version's number.
    int add(const DataVersion& version, const std::vector<ActivityDatum>& data, const Methodology& methodology);
    /// False if there is no such version, or it is undone already.
    bool undo(int version);
    [[nodiscard]] std::vector<DataVersion> versions() const;
    /// The cells that hold after version `last` (0: after all), the newest of each.
    [[nodiscard]] std::vector<StoredDatum> current(int last = 0) const;
    /// Everything ever delivered for a variable, by cell, oldest first.
    [[nodiscard]] std::vector<StoredDatum> history(const std::string& variable) const;

private:
    struct Connection;
    explicit DataStore(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

/// Replaces and adds what the store holds. A variable, key or unit that the package does not know: S012.
void merge_store(const DataStore& store, const Methodology& methodology, int year_to, std::vector<ActivityDatum>& data,
                 Diagnostics& diagnostics);

}  // namespace qingdan
