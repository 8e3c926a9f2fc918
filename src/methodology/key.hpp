#pragma once
// Keys: which fuel, which animal, which category. A tuple holds member numbers in the order of a list of dimensions.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace qingdan {

using MemberId = std::int32_t;
inline constexpr MemberId any_member = -1;  ///< a factor row that leaves this key open

/// Up to `capacity` member numbers; plain data, so that tuples sort and compare quickly.
class Tuple {
public:
    static constexpr std::size_t capacity = 7;
    Tuple() = default;
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] MemberId operator[](std::size_t i) const { return members_[i]; }
    void set(std::size_t i, MemberId member) { members_[i] = member; }
    void push(MemberId member) { members_[size_++] = member; }
    friend auto operator<=>(const Tuple&, const Tuple&) = default;

private:
    std::array<MemberId, capacity> members_{};
    std::uint32_t size_ = 0;
};

}  // namespace qingdan
