#include "base/text.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

std::optional<MemberId> KeyDimension::find(std::string_view wanted) const {
    const auto found = by_id_.find(wanted);
    if (found == by_id_.end()) return std::nullopt;
    return found->second;
}

std::optional<MemberId> KeyDimension::recognise(std::string_view printed) const {
    if (const auto member = find(printed)) return member;
    const auto found = by_name_.find(name_key(printed));
    if (found == by_name_.end()) return std::nullopt;
    return found->second;
}

std::optional<int> KeyDimension::distance(MemberId member, MemberId ancestor) const {
    if (member == ancestor) return 0;
    const auto& above = ancestors_[static_cast<std::size_t>(member)];
    const auto found = above.find(ancestor);
    if (found == above.end()) return std::nullopt;
    return found->second;
}

bool KeyDimension::has_children(MemberId member) const { return parent_[static_cast<std::size_t>(member)]; }

std::vector<std::string> KeyDimension::ids() const {
    std::vector<std::string> ids;
    for (const auto& member : members) ids.push_back(member.id);
    return ids;
}

void KeyDimension::index() {
    by_id_.clear();
    by_name_.clear();
    parent_.assign(members.size(), false);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto member = static_cast<MemberId>(i);
        by_id_.emplace(members[i].id, member);
        by_name_.emplace(name_key(members[i].id), member);
        for (const MemberId parent : members[i].parents) parent_[static_cast<std::size_t>(parent)] = true;
    }
    // Titles before aliases: what is another member's own name is no alias.
    for (std::size_t i = 0; i < members.size(); ++i) {
        by_name_.emplace(name_key(members[i].title.zh), static_cast<MemberId>(i));
        by_name_.emplace(name_key(members[i].title.en), static_cast<MemberId>(i));
    }
    for (std::size_t i = 0; i < members.size(); ++i)
        for (const auto& alias : members[i].aliases) by_name_.emplace(name_key(alias), static_cast<MemberId>(i));
    // Breadth first, so that the distance is the shortest way up.
    ancestors_.assign(members.size(), {});
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto& above = ancestors_[i];
        std::vector<MemberId> level{static_cast<MemberId>(i)};
        for (int steps = 0; !level.empty(); ++steps) {
            std::vector<MemberId> next;
            for (const MemberId member : level)
                if (above.emplace(member, steps).second) {
                    const auto& parents = members[static_cast<std::size_t>(member)].parents;
                    next.insert(next.end(), parents.begin(), parents.end());
                }
            level = std::move(next);
        }
    }
}

}  // namespace qingdan
