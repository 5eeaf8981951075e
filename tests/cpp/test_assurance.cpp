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

TEST_CASE("a number that is itself not meant is not met on it, and a bound on the other side says nothing") {
    using enum TargetSide;
    struct Case {
        double lower, upper, target;
        TargetSide side;
        Polarity polarity;
        Assurance wanted;
    };
    for (const auto& [lower, upper, target, side, polarity, wanted] : {
             Case{50, 50, 50, over, high_is_good, Assurance::fail},
             Case{50, 50, 50, at_least, high_is_good, Assurance::pass},
             Case{50, 60, 50, over, high_is_good, Assurance::inconsistent},
             Case{51, 60, 50, over, high_is_good, Assurance::pass},
             Case{40, 50, 50, over, high_is_good, Assurance::fail},
             Case{40, 50, 50, at_least, high_is_good, Assurance::inconsistent},
             Case{0.1, point_3, 0.3, under, low_is_good, Assurance::inconsistent},
             Case{point_3, 0.5, 0.3, under, low_is_good, Assurance::fail},
             Case{0.1, point_3, 0.3, at_most, low_is_good, Assurance::pass},
             Case{50, 50, 55, at_least, low_is_good, Assurance::no_direction},
             Case{50, 50, 45, over, low_is_good, Assurance::no_direction},
             Case{50, 50, 55, at_most, high_is_good, Assurance::no_direction},
             Case{50, 50, 55, under, high_is_good, Assurance::no_direction},
             Case{missing, 50, 55, at_most, high_is_good, Assurance::no_direction},
             Case{missing, 50, 45, over, high_is_good, Assurance::no_limits},
             Case{50, 50, missing, over, high_is_good, Assurance::no_target},
         })
        CHECK(assurance(lower, upper, range_of(target, side), polarity) == wanted);
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
