#pragma once
// Records of a binary workbook ([MS-XLS], BIFF5 and BIFF8): a stream of type, length and data, where long data go on in
// CONTINUE records.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qingdan::biff {

/// Types of the records that matter here.
enum Record : std::uint16_t {
    formula = 0x0006,
    end_of_file = 0x000A,
    date_mode = 0x0022,
    file_pass = 0x002F,
    continued = 0x003C,
    code_page = 0x0042,
    bound_sheet = 0x0085,
    many_rk = 0x00BD,
    extended_format = 0x00E0,
    shared_strings = 0x00FC,
    shared_label = 0x00FD,
    rich_label = 0x00D6,
    number = 0x0203,
    label = 0x0204,
    boolean_or_error = 0x0205,
    formula_string = 0x0207,
    rk = 0x027E,
    format = 0x041E,
    beginning = 0x0809
};

/// One record with those that continue it.
struct Item {
    std::uint16_t type = 0;
    std::vector<std::string_view> parts;
    [[nodiscard]] std::string_view data() const { return parts.front(); }
};

/// Walks a stream from a position. Stops (`damaged`) where a record runs over the end.
class Records {
public:
    Records(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
    std::optional<Item> next();
    [[nodiscard]] bool damaged() const { return damaged_; }

private:
    std::string_view stream_;
    std::size_t at_;
    bool damaged_ = false;
};

/// Little-endian numbers and strings out of one record and its continuations. Reading past the end gives zeros and
/// sets `failed`.
class Data {
public:
    explicit Data(const Item& item) : parts_(item.parts) {}
    std::uint8_t byte();
    std::uint16_t word();
    std::uint32_t dword();
    double real();
    void skip(std::size_t bytes);
    /// Characters of a BIFF8 string. Where they cross into a continuation, a new flag byte says how wide they are
    /// there.
    std::string characters(std::size_t count, bool wide);
    /// Bytes of a BIFF5 string.
    std::string bytes(std::size_t count);
    /// A BIFF8 string with its flags, rich-text runs and phonetic data; the latter two are passed over.
    std::string unicode_string(std::size_t count);
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool done() const {
        return part_ >= parts_.size() || (part_ + 1 == parts_.size() && at_ >= parts_[part_].size());
    }

private:
    bool advance();  ///< to a part with something left
    const std::vector<std::string_view>& parts_;
    std::size_t part_ = 0, at_ = 0;
    bool failed_ = false;
};

double rk_number(std::uint32_t packed);
std::string error_code(std::uint8_t code);  ///< `#DIV/0!`

}  // namespace qingdan::biff
