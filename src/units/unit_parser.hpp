#pragma once
// The grammar of unit texts. Private to this room.
//   unit    = product { "/" product | "*" product }
//   product = factor { (" " | "·") factor }          binds closer than "/"
//   factor  = ( number | symbol | "(" unit ")" ) [ ["^"] exponent ]

#include "units/unit.hpp"

namespace qingdan {

class UnitParser {
public:
    UnitParser(const UnitTable& table, std::string_view text) : table_(table), text_(text) {}
    std::optional<Unit> parse();

    /// What went wrong, when parse() gave nothing: `U002` with the symbol, `U004` with the problem.
    struct Fault {
        std::string code, what;
        std::size_t from = 0, to = 0;
    };
    [[nodiscard]] const Fault& fault() const { return fault_; }

private:
    struct Match {
        const UnitTable::Row* row = nullptr;
        std::size_t end = 0;
        bool mass_of_word = false;  ///< the `t` of `tCO2`
    };
    std::optional<Unit> unit(int depth);
    std::optional<Unit> product(int depth);
    std::optional<Unit> factor(int depth);
    std::optional<Unit> number();
    std::optional<Unit> symbol();
    std::optional<Unit> raised(Unit base, std::string_view name);
    [[nodiscard]] Match longest_match(std::size_t from) const;
    [[nodiscard]] bool ends_at(std::size_t at, const UnitTable::Row& row) const;
    [[nodiscard]] std::size_t word_end(std::size_t from) const;
    [[nodiscard]] bool next_is(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    std::nullopt_t fail(std::string code, std::string what, std::size_t from, std::size_t to);

    const UnitTable& table_;
    std::string_view text_;
    std::size_t at_ = 0;
    bool may_be_glued_ = false;  ///< a symbol may follow without a sign: `10^4t`, `tCO2`, but not 万头(只)
    Fault fault_;
};

}  // namespace qingdan
