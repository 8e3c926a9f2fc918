#include "../base/catalogue_check.hpp"

TEST_CASE("every code of this room has its words and a test") { catalogue_check::room("units", "U"); }
