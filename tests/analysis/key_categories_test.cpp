// Equations 4.1 to 4.5 by hand.

#include "analysis/key_categories.hpp"

#include <catch2/catch.hpp>

using namespace qingdan;

TEST_CASE("level: removals count by size, and the category that reaches the threshold is key") {
    // sizes 60, 30, 6, 4 of 100: running sums 0.60, 0.90, 0.96, 1.00
    const auto marks = key_categories({{{}, 6, {}}, {{}, -30, {}}, {{}, 60, {}}, {{}, 4, {}}});
    CHECK(marks[2].level1.rank == 1);
    CHECK(marks[1].level1.value == Approx(0.30));
    CHECK(marks[1].level1.cumulative == Approx(0.90));
    CHECK(marks[0].level1.key);  // takes 0.90 to 0.96
    CHECK_FALSE(marks[3].level1.key);
    CHECK(marks[0].trend1.rank == 0);  // no base year
    CHECK(marks[0].level2.rank == 0);  // no uncertainty
}

TEST_CASE("trend: equation 4.2, and 4.3 where the base year was zero") {
    // base 100, -50, 0 (net 50, sizes 150); year 80, -50, 30 (net 60): change of the total +20 %
    const auto marks = key_categories({{100, 80, {}}, {-50, -50, {}}, {0, 30, {}}});
    CHECK(marks[0].trend1.value == Approx(100.0 / 150 * (0.2 + 0.2)));
    CHECK(marks[1].trend1.value == Approx(50.0 / 150 * 0.2));
    CHECK(marks[2].trend1.value == Approx(30.0 / 150));
    const double sum = (40.0 + 10.0 + 30.0) / 150;
    CHECK(marks[0].trend1.share == Approx(40.0 / 150 / sum));
    CHECK(marks[2].trend1.rank == 2);
}

TEST_CASE("Approach 2: a small category with a large uncertainty comes to the front") {
    const auto marks = key_categories({{90, 90, 2}, {10, 10, 100}, {5, 5, {}}});
    CHECK(marks[0].level1.rank == 1);
    CHECK(marks[1].level2.rank == 1);
    // 90 x 2 % = 1.8 against 10 x 100 % = 10: 0.847 alone does not reach 0.90
    CHECK(marks[1].level2.share == Approx(10 / 11.8));
    CHECK(marks[0].level2.key);
    CHECK(marks[2].level2.rank == 0);
    CHECK_FALSE(marks[2].level2.key);
}

TEST_CASE("nothing emitted: no category is key, and nothing is divided by zero") {
    const auto marks = key_categories({{0, 0, 10}, {0, 0, 10}});
    CHECK_FALSE(marks[0].any());
    CHECK(marks[1].level1.share == 0.0);
    CHECK(key_categories({}).empty());
}

TEST_CASE("thresholds are the caller's") {
    const std::vector<KeyCategoryInput> inputs{{{}, 50, {}}, {{}, 30, {}}, {{}, 20, {}}};
    CHECK_FALSE(key_categories(inputs, {0.5, 0.5})[1].level1.key);
    CHECK(key_categories(inputs, {0.51, 0.5})[1].level1.key);
}
