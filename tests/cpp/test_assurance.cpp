// Assurance of a target: decimals on a limit, a limit that is missing, and which reason comes first.
#include "headway/spc/assurance.hpp"
#include "testing.hpp"

namespace test_assurance {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

namespace {

using enum Polarity;

constexpr double point_3 = 0.1 + 0.2;  // 0.3 as printed, above it in binary

}  // namespace

TEST_CASE("a target on a limit is on it as printed, whichever limit it is") {
    CHECK(assurance(0.1, point_3, 0.3, low_is_good) == Assurance::pass);
    CHECK(assurance(0.3, 0.5, point_3, high_is_good) == Assurance::pass);
    CHECK(assurance(0.1, 0.3, point_3, high_is_good) == Assurance::inconsistent);
    CHECK(assurance(point_3, 0.5, 0.3, low_is_good) == Assurance::inconsistent);
}

TEST_CASE("a process that always is on its target passes, in either direction") {
    CHECK(assurance(5, 5, 5, high_is_good) == Assurance::pass);
    CHECK(assurance(5, 5, 5, low_is_good) == Assurance::pass);
}

TEST_CASE("one missing limit is enough to have none") {
    CHECK(assurance(missing, 8, 9, high_is_good) == Assurance::no_limits);
    CHECK(assurance(4, missing, 3, high_is_good) == Assurance::no_limits);
    CHECK(assurance(missing, 8, 9, low_is_good) == Assurance::no_limits);
    CHECK(assurance(4, missing, 3, low_is_good) == Assurance::no_limits);
}

TEST_CASE("without a target there is none, whatever else is missing; then a direction, then limits") {
    CHECK(assurance(missing, 8, missing, neutral) == Assurance::no_target);
    CHECK(assurance(missing, 8, 5, in_range) == Assurance::no_direction);
    CHECK(assurance(missing, 8, 5, neutral) == Assurance::no_direction);
}

}  // namespace test_assurance
