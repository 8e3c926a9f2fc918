#include "report/annual_template.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"

namespace qingdan {

namespace {

struct Word {
    std::string name, text;  ///< name: of `name=text`
    bool quoted = false;
};

/// Blanks part words; quotes hold them together, also behind `name=`.
std::optional<std::vector<Word>> words_of(std::string_view text) {
    std::vector<Word> words;
    std::size_t at = 0;
    const auto blank = [&] { return at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t'); };
    while (true) {
        while (blank()) ++at;
        if (at >= text.size()) return words;
        Word word;
        while (at < text.size() && !blank()) {
            if (text[at] == '"') {
                const auto close = text.find('"', at + 1);
                if (close == std::string_view::npos) return std::nullopt;
                word.text += text.substr(at + 1, close - at - 1);
                word.quoted = true;
                at = close + 1;
            } else if (text[at] == '=' && word.name.empty() && !word.text.empty() && !word.quoted) {
                word.name = std::exchange(word.text, {});
                ++at;
            } else {
                word.text += text[at++];
            }
        }
        words.push_back(std::move(word));
    }
}

class ChapterParser {
public:
    ChapterParser(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics)
        : bytes_(bytes), document_(document), diagnostics_(diagnostics) {}

    std::vector<ReportNode> parse() {
        std::vector<ReportNode> nodes;
        do {
            auto part = block();
            std::move(part.begin(), part.end(), std::back_inserter(nodes));
            if (!stop_.empty()) complain(mark_, stop_);  // an `end` too many
        } while (at_ < bytes_.size());
        return nodes;
    }

private:
    SourceRef where(std::size_t at) const {
        const auto before = bytes_.substr(0, at);
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const auto start = before.rfind('\n');
        const auto column = code_points(start == std::string_view::npos ? before : before.substr(start + 1)).size() + 1;
        return {document_, std::to_string(line) + ":" + std::to_string(column)};
    }
    void complain(std::size_t at, const std::string& text) {
        diagnostics_.error("R040", where(at), {{"text", std::string(trim(text))}});
    }

    /// Up to `end`, `else`, `elif` or the end of the file; which of them it was is in `stop_`.
    std::vector<ReportNode> block() {
        std::vector<ReportNode> nodes;
        stop_.clear();
        while (at_ < bytes_.size()) {
            const auto open = bytes_.find("{{", at_);
            add_text(nodes, bytes_.substr(at_, open == std::string_view::npos ? open : open - at_));
            if (open == std::string_view::npos) {
                at_ = bytes_.size();
                return nodes;
            }
            const auto close = bytes_.find("}}", open);
            mark_ = open;
            if (close == std::string_view::npos) {
                complain(open, std::string(bytes_.substr(open, 40)));
                at_ = bytes_.size();
                return nodes;
            }
            at_ = close + 2;
            const auto inside = std::string(bytes_.substr(open + 2, close - open - 2));
            const auto words = words_of(inside);
            if (!words || words->empty() || !words->front().name.empty()) {
                complain(open, inside);
                continue;
            }
            const auto& first = words->front().text;
            if (first == "end" || first == "else" || first == "elif") {
                drop_line_end();
                stop_ = inside;
                return nodes;
            }
            if (first == "if" || first == "for" || first == "include") drop_line_end();
            statement(nodes, *words, open, inside);
        }
        return nodes;
    }

    void statement(std::vector<ReportNode>& nodes, const std::vector<Word>& words, std::size_t open,
                   const std::string& inside) {
        ReportNode node;
        const auto& first = words.front().text;
        if (first == "if") {
            branch(node, words, 1, open, inside);
        } else if (first == "for") {
            if (words.size() < 4 || words[2].text != "in") return complain(open, inside);
            node.kind = ReportNode::Kind::loop;
            node.text = words[1].text;
            node.selector = selector(words, 3, words.size(), open);
            node.body = block();
            expect_end(open, inside);
        } else if (first == "include") {
            if (words.size() < 2) return complain(open, inside);
            node.kind = ReportNode::Kind::include;
            node.text = words[1].text;
            node.selector = selector(words, 1, words.size(), open);
        } else {
            node.kind = ReportNode::Kind::selector;
            node.selector = selector(words, 0, words.size(), open);
        }
        nodes.push_back(std::move(node));
    }

    void branch(ReportNode& node, const std::vector<Word>& words, std::size_t from, std::size_t open,
                const std::string& inside) {
        node.kind = ReportNode::Kind::branch;
        if (from < words.size() && words[from].text == "not") {
            node.negated = true;
            ++from;
        }
        auto to = words.size();
        if (to >= from + 3 && (words[to - 2].text == ">" || words[to - 2].text == "<" || words[to - 2].text == "is")) {
            const auto number = parse_number(words[to - 1].text);
            if (!number) complain(open, inside);
            node.comparison = words[to - 2].text;
            node.compared = number.value_or(0.0);
            to -= 2;
        }
        if (from >= to) return complain(open, inside);
        node.selector = selector(words, from, to, open);
        node.body = block();
        const auto stop = words_of(stop_);
        if (stop && !stop->empty() && stop->front().text == "elif") {
            ReportNode next;
            branch(next, *stop, 1, mark_, stop_);
            node.otherwise.push_back(std::move(next));
            return;
        }
        if (stop && !stop->empty() && stop->front().text == "else") node.otherwise = block();
        expect_end(open, inside);
    }

    void expect_end(std::size_t open, const std::string& inside) {
        if (trim(stop_) != "end") complain(open, inside);
        stop_.clear();
    }

    [[nodiscard]] ReportSelector selector(const std::vector<Word>& words, std::size_t from, std::size_t to,
                                          std::size_t open) const {
        ReportSelector made;
        made.where = where(open);
        made.word = words[from].text;
        for (std::size_t i = from + 1; i < to; ++i) {
            if (words[i].name.empty())
                made.plain.push_back(words[i].text);
            else
                made.named[words[i].name] = words[i].text;
        }
        return made;
    }

    void add_text(std::vector<ReportNode>& nodes, std::string_view text) {
        // A line that holds nothing but `if`, `for`, `else`, `end` or `include` leaves no empty line behind.
        if (skip_line_end_ && !text.empty() && text.front() == '\n') text.remove_prefix(1);
        skip_line_end_ = false;
        if (text.empty()) return;
        ReportNode node;
        node.text = text;
        nodes.push_back(std::move(node));
    }

    void drop_line_end() {
        const bool starts = mark_ == 0 || bytes_[mark_ - 1] == '\n';
        const bool ends = at_ >= bytes_.size() || bytes_[at_] == '\n';
        skip_line_end_ = starts && ends;
    }

    std::string_view bytes_;
    const DocumentPtr& document_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0, mark_ = 0;
    std::string stop_;
    bool skip_line_end_ = false;
};

}  // namespace

std::string ReportSelector::text() const {
    std::string all = word;
    for (const auto& each : plain) all += " " + each;
    for (const auto& [name, value] : named) all += " " + name + "=" + value;
    return all;
}

std::vector<ReportNode> parse_chapter(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics) {
    return ChapterParser(bytes, document, diagnostics).parse();
}

}  // namespace qingdan
