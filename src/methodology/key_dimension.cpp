#include <algorithm>

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

const std::vector<std::pair<MemberId, int>>& KeyDimension::upwards(MemberId member) const {
    return upwards_[static_cast<std::size_t>(member)];
}

bool KeyDimension::has_children(MemberId member) const { return parent_[static_cast<std::size_t>(member)]; }

std::vector<std::string> KeyDimension::ids() const {
    std::vector<std::string> ids;
    for (const auto& member : members) ids.push_back(member.id);
    return ids;
}

void KeyDimension::index_names() {
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto member = static_cast<MemberId>(i);
        by_id_.emplace(members[i].id, member);
        by_name_.emplace(name_key(members[i].id), member);
    }
    // Titles before aliases: what is another member's own name is no alias.
    for (std::size_t i = 0; i < members.size(); ++i) {
        by_name_.emplace(name_key(members[i].title.zh), static_cast<MemberId>(i));
        by_name_.emplace(name_key(members[i].title.en), static_cast<MemberId>(i));
    }
    for (std::size_t i = 0; i < members.size(); ++i)
        for (const auto& alias : members[i].aliases) by_name_.emplace(name_key(alias), static_cast<MemberId>(i));
}

void KeyDimension::index_parents() {
    parent_.assign(members.size(), false);
    for (const auto& member : members)
        for (const MemberId parent : member.parents) parent_[static_cast<std::size_t>(parent)] = true;
    // Breadth first, so that the distance is the shortest way up.
    upwards_.assign(members.size(), {});
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto& above = upwards_[i];
        above.emplace_back(static_cast<MemberId>(i), 0);
        for (std::size_t at = 0; at < above.size(); ++at)
            for (const MemberId parent : members[static_cast<std::size_t>(above[at].first)].parents)
                if (std::none_of(above.begin(), above.end(), [&](const auto& known) { return known.first == parent; }))
                    above.emplace_back(parent, above[at].second + 1);
    }
}

}  // namespace qingdan
