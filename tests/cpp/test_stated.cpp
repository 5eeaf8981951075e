#include "headway/audit/stated.hpp"
#include "testing.hpp"

namespace test_stated {

using namespace headway;
using namespace headway::auditing;

constexpr Stated share(double value, int decimals, Bound bound = Bound::exact) {
    return {.value = value, .decimals = decimals, .unit = StatedUnit::per_cent, .bound = bound};
}

TEST_CASE("a printed decimal stands for what rounds to it, and a count for itself", "[audit]") {
    CHECK(behind(share(53.2, 1)).low == 53.2 - 0.05);
    CHECK(behind({.value = 1.2e6, .decimals = 1, .scale = 6}).high == 1.25e6);
    CHECK(behind({.value = 12.0}).low == 12.0);
}

TEST_CASE("what is computed holds, is explained by rounding, or contradicts", "[audit]") {
    CHECK(agreement(share(53.2, 1), exactly(53.24)) == Verdict::holds);
    CHECK(agreement(share(53.2, 1), exactly(53.25)) == Verdict::holds);  // a half may be rounded either way
    CHECK(agreement(share(53.2, 1), exactly(53.26)) == Verdict::contradiction);
    // 3.48 - 3.29 is 0.19; numbers behind them differ by 0.18 to 0.20
    const Interval change = behind({.value = 3.48, .decimals = 2}) - behind({.value = 3.29, .decimals = 2});
    CHECK(agreement({.value = 0.20, .decimals = 2}, change) == Verdict::rounding);
    CHECK(agreement({.value = 0.22, .decimals = 2}, change) == Verdict::contradiction);
    CHECK(agreement(share(10.0, 0), {}) == Verdict::not_checkable);
}

TEST_CASE("words make a bound of a number", "[audit]") {
    CHECK(agreement(share(50.0, 0, Bound::over), exactly(50.4)) == Verdict::holds);
    CHECK(agreement(share(50.0, 0, Bound::over), exactly(49.0)) == Verdict::contradiction);
    CHECK(agreement(share(50.0, 0, Bound::nearly), exactly(48.0)) == Verdict::holds);
    CHECK(agreement(share(50.0, 0, Bound::nearly), exactly(51.0)) == Verdict::contradiction);
    CHECK(agreement(share(50.0, 0, Bound::about), exactly(49.7)) == Verdict::holds);
    CHECK(agreement(share(50.0, 0, Bound::about), exactly(57.0)) == Verdict::not_checkable);
    CHECK(agreement(share(50.0, 0, Bound::about), exactly(80.0)) == Verdict::contradiction);
}

TEST_CASE("two printings of one figure differ where neither rounds to the other", "[audit]") {
    CHECK(differs({.value = 94.87, .decimals = 2}, {.value = 94.86, .decimals = 2}));
    CHECK_FALSE(differs({.value = 94.9, .decimals = 1}, {.value = 94.86, .decimals = 2}));
    CHECK(differs({.value = 94.8, .decimals = 1}, {.value = 94.86, .decimals = 2}));
}

TEST_CASE("a quotient by what may be 0 is unknown", "[audit]") {
    CHECK_FALSE((exactly(1.0) / Interval{-0.5, 0.0, 0.5}).known());
    CHECK((exactly(1.0) / exactly(4.0)).middle == 0.25);
}

}  // namespace test_stated
