#include <catch2/catch.hpp>

#include "../base/catalogue_check.hpp"

TEST_CASE("the words of the methodology room are complete") { catalogue_check::room("methodology", "M"); }
