// forms and export: an inventory's data as workbooks to be filled in, or as tidy tables.

#include <algorithm>
#include <ostream>

#include "app/commands.hpp"
#include "app/inventory_run.hpp"
#include "app/output_folder.hpp"
#include "base/text.hpp"
#include "report/data_csv.hpp"
#include "report/forms.hpp"

namespace qingdan {

namespace {

/// The years asked for: those of `--years`, or the inventory's last.
std::vector<int> form_years(const CompileOptions& options, const Inventory& inventory) {
    if (!options.years.empty()) return parse_years(options.years);
    return {inventory.settings.years.back()};
}

/// Nothing if the inventory or the folder was refused (reported).
std::optional<Inventory> open_for(const Session& session, const CompileOptions& options, Diagnostics& diagnostics) {
    auto every_year = options;
    every_year.years.clear();  // the years before are shown, too
    auto inventory = open_inventory(session, every_year, diagnostics);
    if (inventory && !options.years.empty() && parse_years(options.years).empty())
        diagnostics.error("P012", inventory->settings.years_where,
                          {{"years", options.years},
                           {"first", std::to_string(inventory->settings.years.front())},
                           {"last", std::to_string(inventory->settings.years.back())}});
    return inventory;
}

}  // namespace

int forms_command(const Session& session, const CompileOptions& options, bool empty) {
    Diagnostics diagnostics;
    const auto inventory = open_for(session, options, diagnostics);
    if (!inventory || diagnostics.has_errors()) return session.report(diagnostics);
    OutputFolder output(options.output);
    std::vector<std::string> own;
    for (const auto& book : plan_forms(*inventory))
        own.push_back((book.department.empty() ? std::string("compilers") : book.department) + ".xlsx");
    std::vector<WrittenForm> written;
    if (output.acceptable(own, diagnostics))
        written = write_forms(output.path(""), *inventory, {form_years(options, *inventory), !empty},
                              session.home.templates, diagnostics);
    const int code = session.report(diagnostics);
    if (diagnostics.has_errors()) return code;
    output.commit();
    if (!session.quiet)
        for (const auto& form : written)
            session.out << (options.output / form.file).string() << "  " << form.department << session.in("，", ", ")
                        << form.sheets << session.in(" 个工作表\n", form.sheets == 1 ? " sheet\n" : " sheets\n");
    return code;
}

int export_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    const auto inventory = open_for(session, options, diagnostics);
    if (!inventory || diagnostics.has_errors()) return session.report(diagnostics);
    const auto years = options.years.empty() ? std::vector<int>() : parse_years(options.years);
    OutputFolder output(options.output);
    const auto tables = data_csv(*inventory, years);
    std::vector<std::string> own;
    for (const auto& table : tables) own.push_back(table.file);
    if (!output.acceptable(own, diagnostics)) return session.report(diagnostics);
    for (const auto& table : tables) output.write(table.file, table.bytes);
    const int code = session.report(diagnostics);
    output.commit();
    if (!session.quiet)
        for (const auto& table : tables)
            session.out << (options.output / table.file).string() << "  " << table.rows
                        << session.in(" 行\n", table.rows == 1 ? " row\n" : " rows\n");
    return code;
}

}  // namespace qingdan
