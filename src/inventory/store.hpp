#pragma once
// inventory.sqlite: data, factors used, graph, estimates and findings of one compiled inventory. Written once,
// then only read; SQLite stays behind this header.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "inventory/description.hpp"

namespace qingdan {

/// What stands beside the graph: findings and manifest as JSON texts, made by the rooms above.
struct StoreExtras {
    std::vector<std::string> findings;
    std::string manifest;
};

/// Writes a new file; an existing one is replaced. `extras` is asked for when all else is written. Throws
/// std::runtime_error if the disk refuses.
void write_store(const std::filesystem::path& path, const Inventory& inventory,
                 const std::function<StoreExtras()>& extras);

/// A row of table `estimate`.
struct StoredEstimate {
    std::string region, category, gas, unit, notation, gwp_set, tier, method, status;
    Title title;
    int year = 0;
    std::optional<double> value;
    std::optional<double> co2e_kt;
    NodeId node = no_node;
};

class StoredInventory {
public:
    /// Opens read-only; nothing if there is no such file or it is not an inventory store (S001, S002).
    static std::optional<StoredInventory> open(const std::filesystem::path& path, Diagnostics& diagnostics);
    StoredInventory(StoredInventory&&) noexcept;
    StoredInventory& operator=(StoredInventory&&) noexcept;
    ~StoredInventory();

    [[nodiscard]] std::vector<StoredEstimate> estimates() const;
    [[nodiscard]] std::optional<StoredEstimate> find(const std::string& category, const std::string& gas,
                                                     int year) const;
    [[nodiscard]] NodeDescription describe(NodeId node) const;
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId node) const;
    [[nodiscard]] std::string language() const;
    [[nodiscard]] std::string manifest() const;
    [[nodiscard]] std::vector<std::string> findings() const;

private:
    struct Connection;
    explicit StoredInventory(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace qingdan
