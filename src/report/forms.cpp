#include "report/forms.hpp"

#include "report/workbook_writer.hpp"

namespace qingdan {

std::vector<WrittenForm> write_forms(const std::filesystem::path& folder, const Inventory& inventory,
                                     const FormOptions& options, const std::filesystem::path& templates,
                                     Diagnostics& diagnostics) {
    const auto words = Words::load(templates, {"forms"}, inventory.settings.language, diagnostics);
    if (diagnostics.has_errors()) return {};
    std::vector<WrittenForm> written;
    for (const auto& book : plan_forms(inventory)) {
        const auto model = FormLayout(inventory, book, options, words).lay_out();
        const auto name = (book.department.empty() ? std::string("compilers") : book.department) + ".xlsx";
        write_xlsx(folder / name, model);
        const auto key = "department:" + book.department;
        written.push_back({name, words.has(key) ? words.in(key) : book.department, model.sheets.size() - 2});
    }
    return written;
}

}  // namespace qingdan
