// Gaps as shares of what they are from, worked out by hand.
#include "testing.hpp"

#include <cmath>
#include <limits>

#include "headway/assess/gap_share.hpp"

namespace test_gap_share {

using namespace headway;

TEST_CASE("a gap is a share of its comparator whichever side it is on") {
    CHECK(gap_share(8.26, {82.6, 82.6}) == 0.1);
    CHECK(gap_share(-8.26, {82.6, 82.6}) == 0.1);
    CHECK(gap_share(0.0, {82.6, 82.6}) == 0.0);
    CHECK(gap_share(-5.0, {-20.0, -20.0}) == 0.25);
}

TEST_CASE("a gap from a range is a share of the end that it is from") {
    CHECK(gap_share(-10.0, {40.0, 50.0}) == 0.25);
    CHECK(gap_share(10.0, {40.0, 50.0}) == 0.2);
}

TEST_CASE("what is missing, and a comparator of 0, has no share") {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(gap_share(missing, {40.0, 50.0})));
    CHECK(std::isnan(gap_share(1.0, {40.0, missing})));
    CHECK(std::isnan(gap_share(3.0, {0.0, 0.0})));
}

}  // namespace test_gap_share
