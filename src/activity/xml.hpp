#pragma once
// XML of workbooks, piece by piece. Document types are refused: no workbook has one, and entities are how small files
// become large.

#include <string_view>

namespace qingdan {

/// Attributes of one element; names as the parser gives them.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** list) : list_(list) {}
    /// The value of the attribute whose name is `name`, with any prefix. Empty if there is none.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    /// The same, of the namespace whose address ends in `space` (only where namespaces are looked at).
    [[nodiscard]] std::string_view get(std::string_view space, std::string_view name) const;

private:
    const char** list_;
};

/// What a reader of one part does. Names are without prefix; `stop()` ends the reading as damaged or too large.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}
    [[nodiscard]] bool stopped() const { return stopped_; }
    void stop() { stopped_ = true; }

private:
    bool stopped_ = false;
};

class XmlParser {
public:
    /// With `namespaces` names are `address|name`, and attributes can be told apart by namespace.
    explicit XmlParser(XmlHandler& handler, bool namespaces = false);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;
    /// False when the text is not well-formed, has a document type, or the handler stopped.
    bool feed(std::string_view piece);
    bool finish();

private:
    struct Calls;
    void* parser_;
    XmlHandler& handler_;
    bool refused_ = false;
};

}  // namespace qingdan
