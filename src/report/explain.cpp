#include "report/explain.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "report/formula_text.hpp"

namespace qingdan {

namespace {

struct Input {
    DescribedUse use;
    NodeDescription node;
};

bool is_sum(NodeKind kind) { return kind == NodeKind::category || kind == NodeKind::total || kind == NodeKind::co2e; }

class TreeWriter {
public:
    TreeWriter(const ExplainSource& source, const Words& words, const ExplainLimits& limits)
        : source_(source), words_(words), limits_(limits) {}

    std::string write(NodeId root) {
        const auto node = source_.node(root);
        text_ = head(node, {}) + "\n";
        below(root, node, "", 1);
        return text_;
    }

private:
    /// One line: what it is, for which keys, and its value.
    std::string head(const NodeDescription& node, const std::string& role) const {
        std::string line = role.empty() ? "" : role + words_.colon();
        switch (node.kind) {
            case NodeKind::sub_result:
                line += node.formula.empty() ? node.id : (role == node.id ? "" : node.id + " = ") + node.formula;
                break;
            case NodeKind::result:
            case NodeKind::datum:
            case NodeKind::factor:
            case NodeKind::missing: line += node.label.in(words_.language()) + " [" + node.id + "]"; break;
            case NodeKind::constant: line += node.id; break;
            case NodeKind::category:
            case NodeKind::co2e: line += node.id + " " + node.label.in(words_.language()); break;
            case NodeKind::total:
            case NodeKind::gwp: line += node.label.in(words_.language()) + " [" + node.id + "]"; break;
        }
        if (!node.keys.empty() && node.kind != NodeKind::sub_result) line += " · " + keys(node);
        if (node.year != 0 && (role.empty() || node.kind == NodeKind::result || node.kind == NodeKind::datum))
            line += " · " + std::to_string(node.year);
        line += node.kind == NodeKind::missing ? words_.colon() + words_.in("not-delivered")
                                               : " = " + quantity_text(node, words_);
        if (node.status.incomplete) line += words_.bracketed(words_.in("incomplete"));
        return line;
    }

    static std::string keys(const NodeDescription& node) {
        constexpr std::string_view gas = "gas=";  // of sums: the one key there is
        return is_sum(node.kind) && node.keys.starts_with(gas) ? node.keys.substr(gas.size()) : node.keys;
    }

    void line(const std::string& indent, const std::string& text) { text_ += indent + text + "\n"; }

    /// Everything under a node's head line. `indent` is what stands before its children's lines.
    void below(NodeId id, const NodeDescription& node, const std::string& indent, int level) {
        if (!shown_.insert(id).second && node.kind != NodeKind::datum && node.kind != NodeKind::factor &&
            node.kind != NodeKind::gwp && node.kind != NodeKind::constant && node.kind != NodeKind::missing) {
            line(indent, words_.in("seen-above"));
            return;
        }
        auto inputs = inputs_of(id, node);
        facts(node, inputs, inputs.empty() ? indent : indent + "│ ");
        if (inputs.empty()) return;
        if (limits_.depth > 0 && level > limits_.depth) {
            line(indent, "└─ " + words_.in("more-below", {{"count", std::to_string(inputs.size())}}));
            return;
        }
        const auto most =
            limits_.inputs > 0 && is_sum(node.kind) ? static_cast<std::size_t>(limits_.inputs) : inputs.size();
        for (std::size_t i = 0; i < std::min(most, inputs.size()); ++i) {
            const bool last = i + 1 == inputs.size();
            line(indent, (last ? "└─ " : "├─ ") + head(inputs[i].node, inputs[i].use.role));
            below(inputs[i].use.node, inputs[i].node, indent + (last ? "   " : "│  "), level + 1);
        }
        if (most < inputs.size())
            line(indent, "└─ " + words_.in("more-inputs", {{"count", std::to_string(inputs.size() - most)}}));
    }

    std::vector<Input> inputs_of(NodeId id, const NodeDescription& node) const {
        std::vector<Input> inputs;
        for (auto& use : source_.uses(id)) inputs.push_back({use, source_.node(use.node)});
        if (is_sum(node.kind))
            std::stable_sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) {
                return std::abs(a.node.status.is_number() ? a.node.value : 0.0) >
                       std::abs(b.node.status.is_number() ? b.node.value : 0.0);
            });
        return inputs;
    }

    /// What else there is to say: formula, clause, cell, source.
    void facts(const NodeDescription& node, const std::vector<Input>& inputs, const std::string& indent) {
        if (is_sum(node.kind)) {
            const bool by_gwp = std::any_of(inputs.begin(), inputs.end(),
                                            [](const Input& input) { return input.node.kind == NodeKind::gwp; });
            line(indent,
                 by_gwp ? words_.in("co2e-by") : words_.in("sum-of", {{"count", std::to_string(inputs.size())}}));
            return;
        }
        if (node.kind == NodeKind::result || node.kind == NodeKind::sub_result) {
            std::vector<std::pair<std::string, std::string>> numbers;
            for (const auto& input : inputs) numbers.emplace_back(input.use.role, quantity_text(input.node, words_));
            const auto put_in = with_numbers(node.formula, numbers);
            if (node.kind == NodeKind::result) {
                line(indent, words_.in("method") + words_.colon() + node.formula +
                                 words_.bracketed(words_.in("tier") + " " + node.tier));
            }
            line(indent, "= " + put_in);
            if (node.kind == NodeKind::result) line(indent, words_.in("basis") + words_.colon() + basis(node));
            return;
        }
        const auto stands = basis(node);
        if (!stands.empty()) line(indent, stands);
        if (!node.note.empty()) line(indent, words_.in("note") + words_.colon() + node.note);
    }

    /// Cell, source, page, status: whatever is known.
    std::string basis(const NodeDescription& node) const {
        std::vector<std::string> parts;
        const auto& title = node.source.in(words_.language());
        if (node.kind == NodeKind::datum) {
            if (!node.place.empty()) parts.push_back(node.place);
            if (!node.printed.empty()) parts.push_back(words_.in("printed") + " " + node.printed);
            if (!title.empty()) parts.push_back(title);
        } else {
            if (!title.empty()) parts.push_back(title);
            if (!node.page.empty()) parts.push_back(node.page);
            if (!node.factor_status.empty()) parts.push_back(words_.in(node.factor_status));
            if (!node.place.empty()) parts.push_back(node.place);
        }
        return join(parts, words_.semicolon());
    }

    const ExplainSource& source_;
    const Words& words_;
    ExplainLimits limits_;
    std::set<NodeId> shown_;
    std::string text_;
};

}  // namespace

NodeDescription InventoryExplainSource::node(NodeId id) const { return describe(inventory_, id); }

std::vector<DescribedUse> InventoryExplainSource::uses(NodeId id) const {
    std::vector<DescribedUse> uses;
    for (const auto& use : inventory_.graph.uses(id, *inventory_.methodology))
        uses.push_back({use.node, std::string(use.role)});
    return uses;
}

std::string explain_tree(const ExplainSource& source, NodeId root, const Words& words, const ExplainLimits& limits) {
    return TreeWriter(source, words, limits).write(root);
}

}  // namespace qingdan
