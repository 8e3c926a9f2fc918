#include "zip_writer.hpp"

#include <Poco/DateTime.h>
#include <Poco/Zip/Compress.h>

#include <sstream>

namespace qingdan::test {

namespace {

const std::string relations_space = "http://schemas.openxmlformats.org/package/2006/relationships";
const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const std::string main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office + type + "\" Target=\"" + target + "\"/>";
}

}  // namespace

std::string zip(const Parts& parts) {
    std::ostringstream out;
    Poco::Zip::Compress archive(out, true);
    for (const auto& [name, text] : parts) {
        std::istringstream in(text);
        archive.addFile(in, Poco::DateTime(2020, 1, 1), Poco::Path(name, Poco::Path::PATH_UNIX),
                        Poco::Zip::ZipCommon::CM_DEFLATE);
    }
    archive.close();
    return out.str();
}

Parts xlsx_parts(const std::string& rows, const std::string& strings) {
    return {
        {"_rels/.rels", "<Relationships xmlns=\"" + relations_space + "\">" +
                            relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns=\"" + main_space + "\" xmlns:r=\"" + office +
                                "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + relations_space + "\">" +
                                           relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                           relation("rId2", "sharedStrings", "/xl/sharedStrings.xml") +
                                           relation("rId3", "styles", "styles.xml") + "</Relationships>"},
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + main_space + "\">" + strings + "</sst>"},
        {"xl/styles.xml",
         "<styleSheet xmlns=\"" + main_space +
             "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
             "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
             "numFmtId=\"164\"/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet xmlns=\"" + main_space + "\"><sheetData>" + rows + "</sheetData></worksheet>"},
    };
}

Parts with(Parts parts, const std::string& name, const std::string& text) {
    for (auto& part : parts)
        if (part.first == name) part.second = text;
    return parts;
}

Parts ods_parts(const std::string& rows) {
    const std::string space = "urn:oasis:names:tc:opendocument:xmlns:";
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml", "<o:document-content xmlns:o=\"" + space + "office:1.0\" xmlns:table=\"" + space +
                                "table:1.0\" xmlns:text=\"" + space +
                                "text:1.0\"><o:body><o:spreadsheet><table:table table:name=\"S\">" + rows +
                                "</table:table></o:spreadsheet></o:body></o:document-content>"}};
}

}  // namespace qingdan::test
