#include "activity/xml.hpp"

#include <expat.h>

#include <new>

namespace qingdan {

namespace {

std::string_view local(std::string_view name) { return name.substr(name.find_last_of(":|") + 1); }

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
    for (const char** at = list_; *at; at += 2)
        if (local(*at) == name) return at[1];
    return {};
}

std::string_view XmlAttributes::get(std::string_view space, std::string_view name) const {
    for (const char** at = list_; *at; at += 2) {
        const std::string_view full = *at;
        const auto bar = full.rfind('|');
        if (bar != std::string_view::npos && full.substr(bar + 1) == name && full.substr(0, bar).ends_with(space))
            return at[1];
    }
    return {};
}

/// What expat calls. Nothing is thrown through it.
struct XmlParser::Calls {
    static XmlParser& self(void* data) { return *static_cast<XmlParser*>(data); }
    static void check(XmlParser& parser) {
        if (parser.handler_.stopped() || parser.refused_)
            XML_StopParser(static_cast<XML_Parser>(parser.parser_), XML_FALSE);
    }
    template <typename Action>
    static void guarded(void* data, Action action) {
        auto& parser = self(data);
        if (parser.handler_.stopped() || parser.refused_) return;
        try {
            action(parser.handler_);
        } catch (...) { parser.refused_ = true; }
        check(parser);
    }
    static void XMLCALL start(void* data, const XML_Char* name, const XML_Char** attributes) {
        guarded(data, [&](XmlHandler& handler) { handler.start(local(name), XmlAttributes(attributes)); });
    }
    static void XMLCALL end(void* data, const XML_Char* name) {
        guarded(data, [&](XmlHandler& handler) { handler.end(local(name)); });
    }
    static void XMLCALL text(void* data, const XML_Char* text, int length) {
        guarded(data, [&](XmlHandler& handler) { handler.text({text, static_cast<std::size_t>(length)}); });
    }
    static void XMLCALL doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        self(data).refused_ = true;
        check(self(data));
    }
};

XmlParser::XmlParser(XmlHandler& handler, bool namespaces)
    : parser_(namespaces ? XML_ParserCreateNS(nullptr, '|') : XML_ParserCreate(nullptr)), handler_(handler) {
    if (!parser_) throw std::bad_alloc();
    const auto parser = static_cast<XML_Parser>(parser_);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, Calls::start, Calls::end);
    XML_SetCharacterDataHandler(parser, Calls::text);
    XML_SetStartDoctypeDeclHandler(parser, Calls::doctype);
}

XmlParser::~XmlParser() { XML_ParserFree(static_cast<XML_Parser>(parser_)); }

bool XmlParser::feed(std::string_view piece) {
    return XML_Parse(static_cast<XML_Parser>(parser_), piece.data(), static_cast<int>(piece.size()), XML_FALSE) ==
           XML_STATUS_OK;
}

bool XmlParser::finish() { return XML_Parse(static_cast<XML_Parser>(parser_), "", 0, XML_TRUE) == XML_STATUS_OK; }

}  // namespace qingdan
