// Any bytes as the sheet of an .xlsx and as the content of an .ods, inside a sound archive: deeper than what survives
// compression.

#include <Poco/DateTime.h>
#include <Poco/Zip/Compress.h>

#include <cstdint>
#include <sstream>

#include "activity/sheet.hpp"
#include "base/text.hpp"

namespace {

std::string archive(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::ostringstream out;
    Poco::Zip::Compress zip(out, true);
    for (const auto& [name, text] : parts) {
        std::istringstream in(text);
        zip.addFile(in, Poco::DateTime(2020, 1, 1), Poco::Path(name, Poco::Path::PATH_UNIX),
                    Poco::Zip::ZipCommon::CM_STORE);
    }
    zip.close();
    return out.str();
}

void check(const std::optional<qingdan::Workbook>& workbook, const qingdan::Diagnostics& diagnostics) {
    if (workbook.has_value() == diagnostics.has_errors()) __builtin_trap();
    if (workbook)
        for (const auto& sheet : workbook->sheets)
            for (std::size_t row = 0; row < sheet.rows; ++row)
                for (std::size_t column = 0; column < sheet.columns; ++column)
                    if (!qingdan::valid_utf8(sheet.at(row, column).text)) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto document = std::make_shared<const qingdan::Document>(qingdan::Document{"fuzz", ""});
    qingdan::Diagnostics diagnostics;
    if (text.find("spreadsheet>") != std::string::npos) {
        check(qingdan::parse_ods(archive({{"content.xml", text}}), document, diagnostics), diagnostics);
        return 0;
    }
    const auto relation = [](const std::string& id, const std::string& type, const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"x/" + type + "\" Target=\"" + target + "\"/>";
    };
    check(qingdan::parse_xlsx(archive({{"_rels/.rels", "<R>" + relation("a", "officeDocument", "w.xml") + "</R>"},
                                       {"w.xml", "<w><sheet name=\"S\" id=\"a\"/></w>"},
                                       {"_rels/w.xml.rels", "<R>" + relation("a", "worksheet", "s.xml") +
                                                                relation("b", "sharedStrings", "t.xml") + "</R>"},
                                       {"t.xml", "<sst><si><t>one</t></si><si><t>two</t></si></sst>"},
                                       {"s.xml", text}}),
                              document, diagnostics),
          diagnostics);
    return 0;
}
