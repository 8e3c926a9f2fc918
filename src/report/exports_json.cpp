// findings.json and manifest.json.

#include <cmath>
#include <nlohmann/json.hpp>

#include "report/exports.hpp"

namespace qingdan {

namespace {

using Json = nlohmann::ordered_json;

const char* severity_text(Severity severity) {
    switch (severity) {
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "error";
}

Json in_both(const Title& title) { return {{"zh", title.zh}, {"en", title.en}}; }

Json optional_number(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

/// Text from files of others may not be UTF-8; a replacement sign is better than no file.
std::string dumped(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json finding_object(const Finding& finding) {
    Json json;
    json["check"] = finding.check;
    json["verdict"] = verdict_text(finding.verdict);
    json["severity"] = severity_text(finding.severity);
    json["title"] = in_both(finding.title);
    json["message"] = in_both(finding.message);
    json["hint"] = in_both(finding.hint);
    json["year"] = finding.year == 0 ? Json(nullptr) : Json(finding.year);
    json["keys"] = finding.keys;
    json["cells"] = finding.cells;
    json["expected"] = optional_number(finding.expected);
    json["actual"] = optional_number(finding.actual);
    json["residual"] = optional_number(finding.residual);
    json["tolerance"] = optional_number(finding.tolerance);
    json["unit"] = finding.unit;
    json["parts"] = Json::array();
    for (const auto& part : finding.parts)
        json["parts"].push_back({{"title", in_both(part.title)},
                                 {"value", optional_number(part.value)},
                                 {"unit", part.unit},
                                 {"aside", part.aside}});
    json["causes"] = Json::array();
    for (const auto& cause : finding.causes)
        json["causes"].push_back({{"kind", cause.kind},
                                  {"cell", cause.cell},
                                  {"value", optional_number(cause.value)},
                                  {"text", in_both(cause.text)}});
    json["reference"] = finding.reference;
    if (const auto& answer = finding.answer)
        json["answer"] = {{"status", answer->status},
                          {"reason", in_both(answer->reason)},
                          {"by", answer->by},
                          {"date", answer->date}};
    return json;
}

Json file_list(const std::vector<DocumentPtr>& documents) {
    Json list = Json::array();
    for (const auto& document : documents)
        if (document) list.push_back({{"path", document->path}, {"sha256", document->digest}});
    return list;
}

}  // namespace

std::vector<std::string> finding_texts(const std::vector<Finding>& findings) {
    std::vector<std::string> texts;
    for (const auto& finding : findings) texts.push_back(dumped(finding_object(finding)));
    return texts;
}

std::string findings_json(const std::vector<std::string>& findings) {
    std::string text = "[";
    for (const auto& finding : findings) (text += text.size() > 1 ? ",\n" : "\n") += finding;
    return text + (findings.empty() ? "]\n" : "\n]\n");
}

std::string manifest_json(const Inventory& inventory, const ManifestFacts& facts) {
    const auto& methodology = *inventory.methodology;
    Json json;
    json["program"] = {{"name", "qingdan"}, {"version", facts.version}};
    if (!facts.time.empty()) json["time"] = facts.time;
    json["inventory"] = {
        {"title", in_both(inventory.settings.title)}, {"region", inventory.settings.region},
        {"years", inventory.settings.years},          {"gwp_set", inventory.gwp->id},
        {"language", inventory.settings.language},    {"illustrative", inventory.settings.illustrative}};
    json["options"] = Json::object();
    for (const auto& [name, value] : facts.options) json["options"][name] = value;
    json["package"] = {{"id", methodology.id},
                       {"version", methodology.version},
                       {"edition", methodology.edition},
                       {"requires", methodology.required},
                       {"files", file_list(methodology.documents)}};
    json["inputs"] = file_list(inventory.documents);
    return dumped(json, 1) + "\n";
}

}  // namespace qingdan
