#include "base/beside.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

namespace {

bool same_processors(const cpu_set_t& a, const cpu_set_t& b) { return CPU_EQUAL(&a, &b) != 0; }

}  // namespace

TEST_CASE("work beside gives its result, or throws what it threw") {
    auto sum = qingdan::beside([terms = std::make_unique<int>(40)] { return *terms + 2; });
    CHECK(sum.get() == 42);
    auto refused = qingdan::beside([]() -> int { throw std::runtime_error("no"); });
    CHECK_THROWS_WITH(refused.get(), "no");
}

TEST_CASE("work beside begins on another processor and may go back to every one") {
    cpu_set_t allowed;
    REQUIRE(sched_getaffinity(0, sizeof allowed, &allowed) == 0);
    cpu_set_t inside;
    qingdan::beside([&] { sched_getaffinity(0, sizeof inside, &inside); }).get();
    CHECK(same_processors(inside, allowed));

    const int here = sched_getcpu();
    qingdan::beside([&] {
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(static_cast<std::size_t>(here), &one);
        REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
        qingdan::leave_processor(here);  // there is no other: it stays
        CHECK(sched_getcpu() == here);
        REQUIRE(sched_setaffinity(0, sizeof allowed, &allowed) == 0);
        if (CPU_COUNT(&allowed) > 1) {
            qingdan::leave_processor(sched_getcpu());
            sched_getaffinity(0, sizeof inside, &inside);
            CHECK(same_processors(inside, allowed));
        }
    }).get();
}

TEST_CASE("steps on two threads are all done, each once") {
    std::vector<int> done(1000, 0);
    qingdan::on_two_threads(done.size(), [&](std::size_t step) { ++done[step]; });
    CHECK(done == std::vector<int>(1000, 1));
    qingdan::on_two_threads(0, [](std::size_t) { FAIL("there is no step"); });
}

TEST_CASE("a step that throws is heard of, and no thread is left behind") {
    const auto refuse = [](std::size_t step) {
        if (step == 7) throw std::runtime_error("step 7");
    };
    CHECK_THROWS_WITH(qingdan::on_two_threads(100, refuse), "step 7");
}
