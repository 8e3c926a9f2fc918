#include "workbook_cells.hpp"

#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <expat.h>

#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>

namespace {

using Attributes = std::map<std::string, std::string>;

struct Handlers {
    std::function<void(const std::string&, const Attributes&)> open;
    std::function<void(const std::string&)> close;
    std::function<void(const std::string&)> text;
};

/// Names without their namespace's prefix.
std::string local(const char* name) {
    const std::string text = name;
    const auto colon = text.find(':');
    return colon == std::string::npos ? text : text.substr(colon + 1);
}

void parse(const std::string& xml, const Handlers& handlers) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree);
    XML_SetUserData(parser.get(), const_cast<Handlers*>(&handlers));
    XML_SetElementHandler(
        parser.get(),
        [](void* data, const char* name, const char** given) {
            Attributes attributes;
            for (; *given != nullptr; given += 2) attributes[local(given[0])] = given[1];
            static_cast<Handlers*>(data)->open(local(name), attributes);
        },
        [](void* data, const char* name) { static_cast<Handlers*>(data)->close(local(name)); });
    XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* text, int length) {
        static_cast<Handlers*>(data)->text({text, static_cast<std::size_t>(length)});
    });
    if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_ERROR)
        throw std::runtime_error("a part of the workbook is not XML");
}

class Package {
public:
    explicit Package(const std::filesystem::path& file) : in_(file, std::ios::binary) {
        if (!in_) throw std::runtime_error("cannot read " + file.string());
        archive_ = std::make_unique<Poco::Zip::ZipArchive>(in_);
    }
    std::string part(const std::string& name) {
        const auto header = archive_->findHeader(name);
        if (header == archive_->headerEnd()) return {};
        in_.clear();
        Poco::Zip::ZipInputStream stream(in_, header->second);
        std::string bytes;
        Poco::StreamCopier::copyToString(stream, bytes);
        return bytes;
    }

private:
    std::ifstream in_;
    std::unique_ptr<Poco::Zip::ZipArchive> archive_;
};

std::vector<std::string> shared_texts(const std::string& xml) {
    std::vector<std::string> texts;
    bool inside = false;
    if (!xml.empty())
        parse(xml, {[&](const std::string& name, const Attributes&) {
                        if (name == "si") texts.emplace_back();
                        inside = name == "t";
                    },
                    [&](const std::string&) { inside = false; },
                    [&](const std::string& text) {
                        if (inside) texts.back() += text;
                    }});
    return texts;
}

std::pair<int, int> place(const std::string& address) {
    int column = 0;
    std::size_t at = 0;
    while (at < address.size() && address[at] >= 'A') column = column * 26 + (address[at++] - 'A' + 1);
    return {std::stoi(address.substr(at)) - 1, column - 1};
}

std::map<std::pair<int, int>, WorkbookCell> sheet_cells(const std::string& xml,
                                                        const std::vector<std::string>& shared) {
    std::map<std::pair<int, int>, WorkbookCell> cells;
    std::string address, type, *into = nullptr;
    WorkbookCell cell;
    parse(xml, {[&](const std::string& name, const Attributes& attributes) {
                    const auto attribute = [&](const char* key) {
                        const auto found = attributes.find(key);
                        return found == attributes.end() ? std::string() : found->second;
                    };
                    if (name == "c") {
                        cell = {};
                        address = attribute("r");
                        type = attribute("t");
                    }
                    if (name == "f" && attribute("t") == "shared") cell.formula = " ";
                    into = name == "f" ? &cell.formula : name == "v" || name == "t" ? &cell.text : nullptr;
                },
                [&](const std::string& name) {
                    into = nullptr;
                    if (name != "c") return;
                    cell.error = type == "e";
                    cell.number = (type.empty() || type == "n") && !cell.text.empty();
                    if (type == "s") cell.text = shared.at(std::stoul(cell.text));
                    if (!cell.text.empty() || !cell.formula.empty()) cells[place(address)] = cell;
                },
                [&](const std::string& text) {
                    if (into != nullptr) *into += text;
                }});
    return cells;
}

}  // namespace

std::vector<WorkbookSheet> read_workbook(const std::filesystem::path& file) {
    Package package(file);
    const auto shared = shared_texts(package.part("xl/sharedStrings.xml"));
    std::map<std::string, std::string> targets;  // relation -> part
    parse(package.part("xl/_rels/workbook.xml.rels"), {[&](const std::string& name, const Attributes& attributes) {
                                                           if (name == "Relationship")
                                                               targets[attributes.at("Id")] = attributes.at("Target");
                                                       },
                                                       [](const std::string&) {}, [](const std::string&) {}});
    std::vector<std::pair<std::string, std::string>> names;  // sheet -> relation
    parse(package.part("xl/workbook.xml"), {[&](const std::string& name, const Attributes& attributes) {
                                                if (name == "sheet")
                                                    names.emplace_back(attributes.at("name"), attributes.at("id"));
                                            },
                                            [](const std::string&) {}, [](const std::string&) {}});
    std::vector<WorkbookSheet> sheets;
    for (const auto& [name, relation] : names)
        sheets.push_back({name, sheet_cells(package.part("xl/" + targets.at(relation)), shared)});
    return sheets;
}

std::string cell_address(const std::pair<int, int>& place) {
    std::string letters;
    for (int column = place.second + 1; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(place.first + 1);
}
