#include "inventory/settings.hpp"

#include <algorithm>
#include <cctype>

#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "inventory/gaps.hpp"

namespace qingdan {

namespace {

constexpr int first_sensible_year = 1900, last_sensible_year = 2100;

bool sensible(double year) {
    return year == static_cast<int>(year) && year >= first_sensible_year && year <= last_sensible_year;
}

std::vector<int> years_between(int first, int last) {
    std::vector<int> years;
    for (int year = first; year <= last; ++year) years.push_back(year);
    return years;
}

/// `[2005, 2006]` or `"2005-2022"`; the years between two given ones are always wanted, so that trends have no holes.
std::vector<int> read_years(const TomlDocument& document, const TomlNode& node, Diagnostics& diagnostics) {
    std::vector<int> years;
    if (node.kind == TomlNode::Kind::string) years = parse_years(node.string);
    if (node.kind == TomlNode::Kind::array && !node.items.empty() &&
        std::all_of(node.items.begin(), node.items.end(),
                    [](const auto& item) { return item.kind == TomlNode::Kind::integer && sensible(item.number); })) {
        const auto [first, last] = std::minmax_element(
            node.items.begin(), node.items.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
        years = years_between(static_cast<int>(first->number), static_cast<int>(last->number));
    }
    if (years.empty()) diagnostics.error("I002", document.where(node), {}, document.picture(node));
    return years;
}

Title read_title(const TomlDocument& document, const TomlNode* node, Diagnostics& diagnostics) {
    Title title;
    if (!node) return title;
    TomlTableReader reader(document, *node, diagnostics);
    title.zh = reader.required_string("zh");
    title.en = reader.required_string("en");
    reader.finish();
    return title;
}

/// Splits `2.5/N2O` into category and gas.
std::pair<std::string, std::string> category_and_gas(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {text, {}};
    return {text.substr(0, slash), text.substr(slash + 1)};
}

void read_data_entries(const TomlDocument& document, TomlTableReader& root, InventorySettings& settings,
                       Diagnostics& diagnostics) {
    for (const auto* entry : root.tables("data")) {
        TomlTableReader reader(document, *entry, diagnostics);
        DataFile file;
        file.file = reader.required_string("file");
        file.layout = reader.optional_string("layout");
        file.mapping = reader.optional_string("mapping");
        file.source = reader.optional_string("source");
        if (const auto year = reader.optional_number("year")) {
            if (sensible(*year))
                file.year = static_cast<int>(*year);
            else
                diagnostics.error("I002", reader.where("year"));
        }
        file.where = document.where(*entry);
        reader.finish();
        settings.data.push_back(std::move(file));
    }
    for (const auto* entry : root.tables("factors")) {
        TomlTableReader reader(document, *entry, diagnostics);
        settings.factor_files.push_back({reader.required_string("file"), document.where(*entry)});
        reader.finish();
    }
}

void read_pins(const TomlDocument& document, const TomlNode* table, InventorySettings& settings,
               Diagnostics& diagnostics) {
    if (!table) return;
    for (const auto& [key, node] : table->members) {
        auto [category, gas] = category_and_gas(key);
        if (node.kind != TomlNode::Kind::string) {
            diagnostics.error(
                "B012", document.where(node),
                {{"key", key}, {"expected", kind_word(TomlNode::Kind::string)}, {"found", kind_word(node.kind)}},
                document.picture(node));
            continue;
        }
        settings.pins.push_back({category, gas, node.string, document.where(node)});
    }
}

void read_notations(const TomlDocument& document, const TomlNode* table, InventorySettings& settings,
                    Diagnostics& diagnostics) {
    if (!table) return;
    for (const auto& [key, node] : table->members) {
        DeclaredNotation declared;
        std::tie(declared.category, declared.gas) = category_and_gas(key);
        declared.where = document.where(node);
        if (node.kind != TomlNode::Kind::table) {
            diagnostics.error(
                "B012", declared.where,
                {{"key", key}, {"expected", kind_word(TomlNode::Kind::table)}, {"found", kind_word(node.kind)}},
                document.picture(node));
            continue;
        }
        TomlTableReader reader(document, node, diagnostics);
        const auto text = reader.required_string("key");
        const auto notation = parse_notation(text);
        if (notation && *notation != Notation::none)
            declared.notation = *notation;
        else if (!text.empty())
            diagnostics.error("I006", reader.where("key"), {{"text", text}});
        declared.explanation.zh = reader.required_string("zh");
        declared.explanation.en = reader.required_string("en");
        reader.finish();
        settings.notations.push_back(std::move(declared));
    }
}

void read_answers(const TomlDocument& document, TomlTableReader& root, InventorySettings& settings,
                  Diagnostics& diagnostics) {
    for (const auto* entry : root.tables("answer")) {
        TomlTableReader reader(document, *entry, diagnostics);
        Answer answer;
        answer.where = document.where(*entry);
        answer.check = reader.required_string("check");
        if (const auto* keys = reader.optional_table("keys")) {
            TomlTableReader members(document, *keys, diagnostics);
            for (const auto& [name, node] : keys->members)
                answer.keys.emplace_back(name, members.required_string(name));
        }
        answer.cells = reader.optional_strings("cells");
        if (const auto* years = reader.any("years")) answer.years = read_years(document, *years, diagnostics);
        answer.status = reader.required_string("status");
        if (answer.status != "accepted" && !answer.status.empty())
            diagnostics.error("I017", reader.where("status"), {{"text", answer.status}});
        answer.reason = read_title(document, reader.required_table("reason"), diagnostics);
        answer.by = reader.required_string("by");
        if (const auto* date = reader.any("date"); date && date->kind == TomlNode::Kind::date)
            answer.date = date->string;
        else
            diagnostics.error("I018", date ? document.where(*date) : answer.where);
        reader.finish();
        settings.answers.push_back(std::move(answer));
    }
}

void read_previous(const TomlDocument& document, TomlTableReader& root, InventorySettings& settings,
                   Diagnostics& diagnostics) {
    if (const auto* table = root.optional_table("previous")) {
        TomlTableReader reader(document, *table, diagnostics);
        settings.previous = PreviousSubmission{reader.required_string("output"), reader.where("output")};
        reader.finish();
    }
    for (const auto* entry : root.tables("recalculation")) {
        TomlTableReader reader(document, *entry, diagnostics);
        RecalculationReason reason;
        reason.where = document.where(*entry);
        reason.category = reader.required_string("category");
        if (const auto* years = reader.any("years")) reason.years = read_years(document, *years, diagnostics);
        reason.reason = read_title(document, reader.required_table("reason"), diagnostics);
        reader.finish();
        if (!settings.previous) diagnostics.error("I019", reason.where, {{"category", reason.category}});
        settings.recalculations.push_back(std::move(reason));
    }
}

}  // namespace

std::vector<int> parse_years(const std::string& text) {
    std::vector<int> ends;
    for (const auto& part : split(text, '-')) {
        const auto year = parse_number(part);
        if (!year || !sensible(*year)) return {};
        ends.push_back(static_cast<int>(*year));
    }
    if (ends.empty() || ends.size() > 2) return {};
    return years_between(std::min(ends.front(), ends.back()), std::max(ends.front(), ends.back()));
}

std::optional<InventorySettings> read_settings(const std::filesystem::path& folder, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    const auto file = read_file(folder, "inventory.toml", diagnostics);
    if (!file) return std::nullopt;
    const auto document = TomlDocument::parse(file->bytes, file->document, diagnostics);
    if (!document) return std::nullopt;

    InventorySettings settings;
    settings.document = file->document;
    TomlTableReader root(*document, document->root, diagnostics);
    settings.title = read_title(*document, root.required_table("title"), diagnostics);
    settings.region = root.required_string("region");
    settings.region_where = root.where("region");
    settings.package = root.required_string("package");
    settings.package_where = root.where("package");
    settings.regions_file = root.optional_string("regions");
    settings.facilities_file = root.optional_string("facilities");
    settings.gwp_set = root.optional_string("gwp_set");
    settings.gwp_where = root.where("gwp_set");
    settings.language = root.optional_string("language", "zh");
    if (settings.language != "zh" && settings.language != "en")
        diagnostics.error("I003", root.where("language"), {{"text", settings.language}});
    settings.illustrative = root.optional_boolean("illustrative", false);
    if (const auto* years = root.any("years"))
        settings.years = read_years(*document, *years, diagnostics);
    else
        diagnostics.error("B011", root.where("years"),
                          {{"key", "years"}, {"expected", kind_word(TomlNode::Kind::array)}});
    settings.years_where = root.where("years");
    read_data_entries(*document, root, settings, diagnostics);
    read_pins(*document, root.optional_table("pins"), settings, diagnostics);
    read_notations(*document, root.optional_table("notation"), settings, diagnostics);
    read_answers(*document, root, settings, diagnostics);
    settings.gaps = read_gaps(*document, root, diagnostics);
    read_previous(*document, root, settings, diagnostics);
    if (const auto* departments = root.optional_table("departments")) {
        TomlTableReader reader(*document, *departments, diagnostics);
        for (const auto& [variable, node] : departments->members)
            settings.departments[variable] = reader.required_string(variable);
    }
    root.finish();
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return settings;
}

}  // namespace qingdan
