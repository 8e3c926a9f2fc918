#include "activity/xlsx_parts.hpp"

#include <algorithm>

#include "activity/sheet_builder.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t longest_string = 1'000'000, longest_strings = 500'000'000;

unsigned int whole(std::string_view text) {
    unsigned int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > 100'000'000) return 0;
        value = value * 10 + static_cast<unsigned int>(c - '0');
    }
    return value;
}

bool truth(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

/// `../worksheets/sheet1.xml` seen from the folder of `part`, as a path from the root.
std::string resolved(const std::string& part, std::string_view target) {
    std::vector<std::string> path;
    if (!target.starts_with('/'))
        path = split(part.substr(0, part.rfind('/') == std::string::npos ? 0 : part.rfind('/')), '/');
    for (const auto& step : split(target, '/')) {
        if (step == "..") {
            if (!path.empty()) path.pop_back();
        } else if (step != ".") {
            path.push_back(step);
        }
    }
    return join(path, "/");
}

class Relations : public XmlHandler {
public:
    Relations(const std::string& part, std::map<std::string, PackagePart>& relations)
        : part_(part), relations_(relations) {}
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
        const auto type = attributes.get("Type");
        relations_[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                         resolved(part_, attributes.get("Target"))};
    }
    void end(std::string_view) override {}

private:
    const std::string& part_;
    std::map<std::string, PackagePart>& relations_;
};

class Sheets : public XmlHandler {
public:
    explicit Sheets(WorkbookPart& workbook) : workbook_(workbook) {}
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") workbook_.since_1904 = truth(attributes.get("date1904"));
        if (name != "sheet") return;
        const auto state = attributes.get("state");
        workbook_.sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                                    state == "hidden" || state == "veryHidden"});
    }
    void end(std::string_view) override {}

private:
    WorkbookPart& workbook_;
};

class Styles : public XmlHandler {
public:
    explicit Styles(std::vector<bool>& dates) : dates_(dates) {}
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") codes_[whole(attributes.get("numFmtId"))] = attributes.get("formatCode");
        if (name == "cellXfs") cells_ = true;
        if (name != "xf" || !cells_) return;
        const auto id = whole(attributes.get("numFmtId"));
        const auto code = codes_.find(id);
        dates_.push_back(is_date_format(id, code == codes_.end() ? std::string_view{} : code->second));
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") cells_ = false;
    }

private:
    std::vector<bool>& dates_;
    std::map<unsigned int, std::string> codes_;
    bool cells_ = false;
};

class Strings : public XmlHandler {
public:
    explicit Strings(std::vector<std::string>& strings) : strings_(strings) {}
    void start(std::string_view name, const XmlAttributes&) override {
        if (name == "si") current_.clear();
        text_ = name == "t";
        if (name == "rPh") ++phonetic_;
    }
    void end(std::string_view name) override {
        text_ = false;
        if (name == "rPh") --phonetic_;
        if (name != "si") return;
        total_ += current_.size();
        strings_.push_back(without_escapes(std::move(current_)));
        if (strings_.size() > most_cells || total_ > longest_strings) stop();
        current_.clear();
    }
    void text(std::string_view more) override {
        if (text_ && phonetic_ == 0) current_ += more;
        if (current_.size() > longest_string) stop();
    }

private:
    std::vector<std::string>& strings_;
    std::string current_;
    bool text_ = false;
    int phonetic_ = 0;
    std::size_t total_ = 0;
};

}  // namespace

ReadFault parse_part(const Archive& archive, const std::string& part, XmlHandler& handler, bool namespaces) {
    XmlParser parser(handler, namespaces);
    bool good = true;
    const auto fault = archive.read(part, [&](std::string_view piece) { return good = parser.feed(piece); });
    if (fault != ReadFault::none) return fault;
    return good && parser.finish() && !handler.stopped() ? ReadFault::none : ReadFault::damaged;
}

ReadFault read_relations(const Archive& archive, const std::string& part,
                         std::map<std::string, PackagePart>& relations) {
    const auto slash = part.rfind('/');
    const auto folder = slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
    const auto file = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    Relations handler(part, relations);
    return archive.has(file) ? parse_part(archive, file, handler) : ReadFault::none;
}

ReadFault read_workbook_part(const Archive& archive, const std::string& part, WorkbookPart& workbook) {
    Sheets handler(workbook);
    return parse_part(archive, part, handler);
}

ReadFault read_styles(const Archive& archive, const std::string& part, std::vector<bool>& dates) {
    Styles handler(dates);
    return parse_part(archive, part, handler);
}

ReadFault read_shared_strings(const Archive& archive, const std::string& part, std::vector<std::string>& strings) {
    Strings handler(strings);
    return parse_part(archive, part, handler);
}

std::string without_escapes(std::string text) {
    std::string plain;
    std::size_t from = 0;
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (at + 6 >= text.size() || text[at + 6] != '_') continue;
        char32_t point = 0;
        bool good = true;
        for (std::size_t i = at + 2; i < at + 6; ++i) {
            const char c = text[i];
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                     : -1;
            good = good && digit >= 0;
            point = point * 16 + static_cast<char32_t>(digit & 15);
        }
        if (!good || point == 0 || (point >= 0xD800 && point < 0xE000)) continue;
        plain.append(text, from, at - from);
        append_utf8(plain, point);
        from = at + 7;
        at += 6;
    }
    return from == 0 ? text : plain + text.substr(from);
}

}  // namespace qingdan
