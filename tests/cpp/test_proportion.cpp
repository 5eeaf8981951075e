// Proportions and Wilson's interval: Newcombe's published cases, the traps at 0 and n, and what is no proportion.
#include <cmath>

#include "headway/stats/proportion.hpp"
#include "testing.hpp"

namespace test_proportion {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

TEST_CASE("the published cases of Newcombe (1998), table I, method 3") {
    struct Case {
        double r, n, lower, upper;
    };
    for (const Case& c : {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605}, Case{0, 20, 0, 0.1611},
                          Case{1, 29, 0.0061, 0.1718}}) {
        const Statistic statistic = proportion(c.r, c.n);
        CHECK(prints(statistic.lower, c.lower));
        CHECK(prints(statistic.upper, c.upper));
        CHECK(statistic.value == c.r / c.n);
        CHECK(statistic.status == StatisticStatus::estimated);
    }
}

TEST_CASE("the limits are the proportions at which the count is z standard errors away") {
    for (const double level : {0.5, 0.95, 0.998, 0.9999999})
        for (const double n : {1.0, 7.0, 120.0, 1e9})
            for (const double share : {0.0, 0.01, 0.3, 0.9, 1.0}) {
                const double x = std::floor(share * n), z = normal_multiple(level);
                const Interval limits = wilson(x, n, z);
                for (const double p : {limits.lower, limits.upper}) {
                    const double away = (x / n - p) * (x / n - p), error = z * z * p * (1 - p) / n;
                    CHECK(std::fabs(away - error) <= 1e-12 * (away + error) + 1e-17);
                }
                CHECK(0 <= limits.lower);
                CHECK(limits.lower <= x / n);
                CHECK(x / n <= limits.upper);
                CHECK(limits.upper <= 1);
            }
}

TEST_CASE("none has a lower limit of exactly 0, all an upper limit of exactly 1") {
    for (double n = 1; n < 3000; ++n) {
        CHECK(proportion(0, n).lower == 0);
        CHECK(proportion(n, n, 0.998, 100).upper == 100);
    }
}

TEST_CASE("one of many millions keeps the digits of its lower limit") {
    // 1 of n has roots whose product is 1 / (n (n + z^2)); the textbook form loses every digit here.
    const double n = 1e15, z = normal_multiple(0.95);
    const Interval limits = wilson(1, n, z);
    CHECK(std::fabs(limits.lower * limits.upper * n * (n + z * z) - 1) < 1e-12);
    CHECK(std::fabs(limits.lower * n - 0.17653) < 0.00001);  // of Poisson's score: 1 + z^2/2 - z sqrt(1 + z^2/4)
}

TEST_CASE("counts and limits take the multiplier, level by level") {
    const Statistic narrow = proportion(83, 586, 0.95, 100), wide = proportion(83, 586, 0.998, 100);
    CHECK(std::fabs(narrow.value - 14.1638) < 0.0001);
    CHECK(wide.lower < narrow.lower);
    CHECK(narrow.upper < wide.upper);
}

TEST_CASE("what is no proportion says why, by the first reason that applies") {
    const auto status = [](double count, double denominator) {
        const Statistic statistic = proportion(count, denominator);
        CHECK((std::isnan(statistic.value) && std::isnan(statistic.lower) && std::isnan(statistic.upper)));
        return statistic.status;
    };
    CHECK(status(missing, 10) == StatisticStatus::missing);
    CHECK(status(-1, missing) == StatisticStatus::missing);
    CHECK(status(1, infinity) == StatisticStatus::not_finite);
    CHECK(status(-infinity, 5) == StatisticStatus::not_finite);
    CHECK(status(-1, 5) == StatisticStatus::negative);
    CHECK(status(1, -5) == StatisticStatus::negative);
    CHECK(status(0, 0) == StatisticStatus::zero_denominator);
    CHECK(status(1, 0) == StatisticStatus::zero_denominator);
    CHECK(status(11, 10) == StatisticStatus::count_above_denominator);
    CHECK(proportion(-0.0, 10).lower == 0);
}

TEST_CASE("weights that add up to the same decimal are all of them") {
    const Statistic all = proportion(0.1 + 0.2, 0.3);  // in binary above it
    CHECK(all.status == StatisticStatus::estimated);
    CHECK(all.value == 1);
    CHECK(all.upper == 1);
    double above = 0;
    for (int i = 1; i < 3000; ++i) {  // n and x a rounding apart
        const double n = i * 0.1, x = std::nextafter(n, 0.0);
        above += proportion(x, n, 0.95, 100).upper > 100 || proportion(std::nextafter(n, 1e9), n).upper > 1 ? 1 : 0;
    }
    CHECK(above == 0);
}

TEST_CASE("levels and multipliers that are none are refused") {
    for (const double level : {0.0, 1.0, 95.0, -0.1, missing, infinity})
        CHECK(says(refusal([&] { (void)proportion(1, 2, level); }), "accepted: a level above 0 and below 1"));
    for (const double multiplier : {0.0, -100.0, missing, infinity})
        CHECK(says(refusal([&] { (void)proportion(1, 2, 0.95, multiplier); }), "multiplier: found"));
}

}  // namespace test_proportion
