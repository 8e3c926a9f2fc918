// Binary workbooks of Excel 5 to 2003 ([MS-XLS]). Every kind of cell is kept, results of formulas too; the packaged
// library passes formulas, booleans and errors over without a word, so that a total would have been read as a blank.

#include <algorithm>
#include <bit>
#include <map>

#include "activity/biff.hpp"
#include "activity/compound_file.hpp"
#include "activity/encoding.hpp"
#include "activity/read_fault.hpp"
#include "activity/sheet_builder.hpp"

namespace qingdan {

namespace {

using biff::Data;
using biff::Item;
using biff::Records;

class XlsReader {
public:
    explicit XlsReader(std::string_view stream) : stream_(stream) {}
    ReadFault read(Workbook& workbook);

private:
    struct SheetEntry {
        std::size_t position;
        bool hidden;
        std::string name;
    };
    ReadFault read_globals();
    void read_global(const Item& item);
    void read_strings(const Item& item);
    ReadFault read_sheet(const SheetEntry& entry, Workbook& workbook);
    bool read_cells(const Item& item, SheetBuilder& sheet);
    bool read_formula(Data& data, std::size_t row, std::size_t column, unsigned int style, SheetBuilder& sheet);
    std::string old_text(std::string bytes) const;
    std::string text(Data& data, std::size_t count) const {
        return unicode_ ? data.unicode_string(count) : old_text(data.bytes(count));
    }
    CellContent styled(double value, unsigned int style) const {
        return style < dates_.size() && dates_[style] ? date_cell(value, since_1904_) : number_cell(value);
    }

    std::string_view stream_;
    bool unicode_ = true, since_1904_ = false, broken_ = false;
    int code_page_ = 1252;
    std::vector<SheetEntry> entries_;
    std::vector<std::string> strings_;
    std::map<unsigned int, std::string> formats_;
    std::vector<unsigned int> styles_;                            ///< format of each XF
    std::vector<bool> dates_;                                     ///< per XF
    std::optional<std::pair<std::size_t, std::size_t>> waiting_;  ///< formula whose text follows
};

/// Code pages as printed in the file; 936 is what Chinese offices wrote.
std::string XlsReader::old_text(std::string bytes) const {
    const char* encoding = code_page_ == 936    ? "GB18030"
                           : code_page_ == 950  ? "BIG5"
                           : code_page_ == 1200 ? "UTF-16LE"
                                                : "CP1252";
    if (auto text = to_utf8(bytes, encoding)) return *text;
    for (char& c : bytes)
        if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    return bytes;
}

ReadFault XlsReader::read(Workbook& workbook) {
    if (const auto fault = read_globals(); fault != ReadFault::none) return fault;
    for (const auto format : styles_) {
        const auto code = formats_.find(format);
        dates_.push_back(is_date_format(format, code == formats_.end() ? std::string_view{} : code->second));
    }
    for (const auto& entry : entries_)
        if (const auto fault = read_sheet(entry, workbook); fault != ReadFault::none) return fault;
    return workbook.sheets.empty() ? ReadFault::damaged : ReadFault::none;
}

ReadFault XlsReader::read_globals() {
    Records records(stream_, 0);
    const auto first = records.next();
    if (!first || first->type != biff::beginning) return ReadFault::damaged;
    Data data(*first);
    const auto version = data.word();
    if (version != 0x0600 && version != 0x0500) return ReadFault::damaged;
    unicode_ = version == 0x0600;
    while (const auto item = records.next()) {
        if (item->type == biff::file_pass) return ReadFault::encrypted;
        if (item->type == biff::end_of_file) return broken_ ? ReadFault::damaged : ReadFault::none;
        read_global(*item);
    }
    return ReadFault::damaged;
}

void XlsReader::read_global(const Item& item) {
    Data data(item);
    if (item.type == biff::code_page) {
        code_page_ = data.word();
    } else if (item.type == biff::date_mode) {
        since_1904_ = data.word() != 0;
    } else if (item.type == biff::bound_sheet) {
        SheetEntry entry{data.dword(), (data.byte() & 3) != 0, {}};
        const bool worksheet = data.byte() == 0;
        entry.name = text(data, data.byte());
        if (worksheet) entries_.push_back(std::move(entry));
    } else if (item.type == biff::extended_format) {
        (void)data.word();
        styles_.push_back(data.word());
    } else if (item.type == biff::format) {
        const auto id = data.word();
        formats_[id] = text(data, unicode_ ? data.word() : data.byte());
    } else if (item.type == biff::shared_strings) {
        read_strings(item);
        return;
    } else {
        return;
    }
    broken_ = broken_ || data.failed();
}

void XlsReader::read_strings(const Item& item) {
    Data data(item);
    (void)data.dword();
    const std::size_t count = data.dword();
    while (strings_.size() < count && !data.done()) strings_.push_back(data.unicode_string(data.word()));
    broken_ = broken_ || data.failed() || strings_.size() < count;
}

ReadFault XlsReader::read_sheet(const SheetEntry& entry, Workbook& workbook) {
    if (entry.position >= stream_.size()) return ReadFault::damaged;
    Records records(stream_, entry.position);
    SheetBuilder builder;
    int depth =
        0;  // charts inside a sheet have a beginning and an end of their own, and cells that are not the sheet's
    waiting_.reset();
    while (const auto item = records.next()) {
        if (item->type == biff::beginning) {
            if (++depth > 1 || item->data().size() < 4) continue;
            if (item->data()[2] != 0x10) return ReadFault::none;  // a chart or macro sheet
        } else if (depth == 0) {
            return ReadFault::damaged;
        } else if (item->type == biff::end_of_file) {
            if (--depth > 0) continue;
            auto sheet = builder.finish(entry.name);
            if (!sheet) return ReadFault::too_large;
            sheet->hidden = entry.hidden;
            workbook.sheets.push_back(std::move(*sheet));
            return ReadFault::none;
        } else if (depth == 1 && !read_cells(*item, builder)) {
            return broken_ ? ReadFault::damaged : ReadFault::too_large;
        }
    }
    return ReadFault::damaged;
}

bool XlsReader::read_cells(const Item& item, SheetBuilder& sheet) {
    if (item.type == biff::formula_string) {
        Data data(item);
        if (!waiting_) return true;
        const auto [row, column] = *waiting_;
        waiting_.reset();
        return sheet.set(row, column, text_cell(text(data, data.word())));
    }
    const bool cell = item.type == biff::number || item.type == biff::rk || item.type == biff::many_rk ||
                      item.type == biff::label || item.type == biff::rich_label || item.type == biff::shared_label ||
                      item.type == biff::boolean_or_error || item.type == biff::formula;
    if (!cell) return true;
    Data data(item);
    const std::size_t row = data.word();
    std::size_t column = data.word();
    if (item.type == biff::many_rk) {
        for (std::size_t left = (item.data().size() - std::min<std::size_t>(item.data().size(), 6)) / 6; left > 0;
             --left, ++column) {
            const auto style = data.word();
            if (!sheet.set(row, column, styled(biff::rk_number(data.dword()), style))) return false;
        }
        return true;
    }
    const auto style = data.word();
    bool good = true;
    if (item.type == biff::number) good = sheet.set(row, column, styled(data.real(), style));
    if (item.type == biff::rk) good = sheet.set(row, column, styled(biff::rk_number(data.dword()), style));
    if (item.type == biff::label || item.type == biff::rich_label)
        good = sheet.set(row, column, text_cell(text(data, data.word())));
    if (item.type == biff::formula) good = read_formula(data, row, column, style, sheet);
    if (item.type == biff::shared_label) {
        const auto index = data.dword();
        if (index < strings_.size())
            good = sheet.set(row, column, text_cell(strings_[index]));
        else
            broken_ = true;
    }
    if (item.type == biff::boolean_or_error) {
        const auto value = data.byte();
        good =
            sheet.set(row, column, data.byte() != 0 ? error_cell(biff::error_code(value)) : boolean_cell(value != 0));
    }
    broken_ = broken_ || data.failed();
    return good && !broken_;
}

/// The result as it was when the file was saved: a number, or a mark and what it is.
bool XlsReader::read_formula(Data& data, std::size_t row, std::size_t column, unsigned int style, SheetBuilder& sheet) {
    const std::uint64_t low = data.dword(), high = data.dword();
    if (high >> 16 != 0xFFFF) return sheet.set(row, column, styled(std::bit_cast<double>(low | (high << 32)), style));
    const auto value = static_cast<std::uint8_t>(low >> 16);
    switch (low & 0xFF) {
        case 0: waiting_.emplace(row, column); return true;
        case 1: return sheet.set(row, column, boolean_cell(value != 0));
        case 2: return sheet.set(row, column, error_cell(biff::error_code(value)));
        default: return true;  // an empty text
    }
}

}  // namespace

std::optional<Workbook> parse_xls(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics) {
    Workbook workbook{document, {}};
    auto fault = ReadFault::damaged;
    if (const auto container = CompoundFile::open(bytes)) {
        const auto stream = container->read(container->has("Workbook") ? "Workbook" : "Book");
        if (container->has("EncryptedPackage"))
            fault = ReadFault::encrypted;
        else if (stream)
            fault = XlsReader(*stream).read(workbook);
    }
    if (fault == ReadFault::none) return workbook;
    diagnostics.error(fault_code(fault), {document, {}});
    return std::nullopt;
}

}  // namespace qingdan
