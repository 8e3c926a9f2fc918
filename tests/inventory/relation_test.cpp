#include <catch2/catch.hpp>

#include "inventory/relation.hpp"

using namespace qingdan;

namespace {

Tuple tuple(std::initializer_list<MemberId> members) {
    Tuple made;
    for (const MemberId member : members) made.push(member);
    return made;
}

constexpr int category = 0, fuel = 1, row = 2, animal = 3, feeding = 4;

}  // namespace

TEST_CASE("a join keeps what both sides know, and adds the further keys") {
    const Relation balance{{row, fuel}, {tuple({0, 0}), tuple({0, 1}), tuple({1, 0})}};
    const Relation allocation{{category, row}, {tuple({7, 0}), tuple({8, 0}), tuple({8, 5})}};
    const auto joined = join(allocation, balance);
    REQUIRE(joined.keys == std::vector<int>{category, row, fuel});
    REQUIRE(joined.rows == std::vector<Tuple>{tuple({7, 0, 0}), tuple({7, 0, 1}), tuple({8, 0, 0}), tuple({8, 0, 1})});
}

TEST_CASE("without common keys a join is the product, and a scalar restricts nothing") {
    const Relation fuels{{fuel}, {tuple({0}), tuple({1})}}, categories{{category}, {tuple({4})}},
        scalar{{}, {tuple({})}};
    REQUIRE(join(fuels, categories).rows == std::vector<Tuple>{tuple({0, 4}), tuple({1, 4})});
    REQUIRE(join(scalar, fuels).rows == fuels.rows);
}

TEST_CASE("a delivery without its finer partner stays, with the finer key open") {
    // livestock by feeding system is known of goats only; the cattle must not vanish
    const Relation by_system{{animal, feeding}, {tuple({2, 0}), tuple({2, 1})}};
    const Relation herd{{animal}, {tuple({1}), tuple({2})}};
    const auto united = unite(by_system, herd);
    REQUIRE(united.rows == std::vector<Tuple>{tuple({1, any_member}), tuple({2, 0}), tuple({2, 1})});
}

TEST_CASE("relations over the same keys are united; projection drops repetitions") {
    const Relation a{{fuel}, {tuple({0}), tuple({2})}}, b{{fuel}, {tuple({1}), tuple({2})}};
    REQUIRE(unite(a, b).rows == std::vector<Tuple>{tuple({0}), tuple({1}), tuple({2})});
    const Relation wide{{category, fuel}, {tuple({0, 1}), tuple({3, 1}), tuple({3, 2})}};
    REQUIRE(project(wide, {fuel}).rows == std::vector<Tuple>{tuple({1}), tuple({2})});
    REQUIRE(ordered(wide, {fuel, category}) == std::vector<Tuple>{tuple({1, 0}), tuple({1, 3}), tuple({2, 3})});
}
