// Rates and their intervals: published limits of counts, where Byar takes over, and the tails.
#include <cmath>

#include "headway/stats/rate.hpp"
#include "testing.hpp"

namespace test_crude_rate {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

TEST_CASE("exact limits of a count as tables print them") {
    // Garwood's limits at 95%, as in the tables of Gardner and Altman, "Statistics with Confidence" (2000).
    struct Case {
        double x, lower, upper;
    };
    for (const Case& c : {Case{0, 0, 3.689}, Case{1, 0.0253, 5.572}, Case{5, 1.6235, 11.668}, Case{10, 4.7954, 18.390},
                          Case{50, 37.111, 65.919}, Case{100, 81.364, 121.627}}) {
        const Interval limits = exact_poisson(c.x, tail_of(0.95));
        CHECK(std::fabs(limits.lower - c.lower) <= 0.0006);
        CHECK(std::fabs(limits.upper - c.upper) <= 0.0006);
    }
}

TEST_CASE("exact limits leave just the tail beyond them") {
    // Sums of the Poisson distribution, term by term, are an oracle without a quantile.
    const auto at_most = [](int x, double mean) {
        double term = std::exp(-mean), sum = term;
        for (int k = 1; k <= x; ++k) sum += term *= mean / k;
        return sum;
    };
    for (const double level : {0.8, 0.95, 0.998, 0.999999})
        for (const int x : {1, 2, 9, 30}) {
            const Interval limits = exact_poisson(x, tail_of(level));
            CHECK(near(at_most(x, limits.upper), tail_of(level), 1e-9));
            CHECK(std::fabs(1 - at_most(x - 1, limits.lower) - tail_of(level)) < 1e-13);
        }
    CHECK(exact_poisson(0, tail_of(0.95)).lower == 0);
    CHECK(near(exact_poisson(0, tail_of(0.95)).upper, 3.6888794541139363, 1e-15));  // -log(0.025)
}

TEST_CASE("exact limits of very many events") {
    // How far below and above x they lie: 40 digits by mpmath 1.3, the gamma density integrated and its roots found.
    struct Many {
        double x, below, above;
    };
    for (const Many& many : {Many{1e3, 61.026981592304784376, 63.952136016301980282},
                             Many{1e6, 1959.0166597060970042, 1961.9119454321939448},
                             Many{1e9, 61978.556072078088353, 61981.450408948166515},
                             Many{1e12, 1959963.0373869420424, 1959965.931693802487},
                             Many{1e15, 61979502.283303217437, 61979505.17760912889}}) {
        const Interval limits = exact_poisson(many.x, 0.025);
        const double last_bit = std::nextafter(many.x, infinity) - many.x;
        CHECK(within(many.x - limits.lower, many.below, 1e-11 * many.below + 2 * last_bit));
        CHECK(within(limits.upper - many.x, many.above, 1e-11 * many.above + 2 * last_bit));
    }
    for (const double tail : {0.4, 0.025, 1e-3, 1e-10, 1e-100, 1e-300}) {  // no step where the expansion begins
        const Interval before = exact_poisson(999'999, tail), after = exact_poisson(1'000'000, tail);
        CHECK(within(after.upper - before.upper, 1.0, 0.02));
        CHECK(within(after.lower - before.lower, 1.0, 0.02));
    }
}

TEST_CASE("the upper limit at an extreme level is taken from its own tail") {
    const double level = 1 - 0x1p-50;  // 1 - tail would round to 1
    CHECK(near(exact_poisson(0, tail_of(level)).upper, 51 * std::log(2.0), 1e-15));
    CHECK(near(normal_multiple(level), 8.041399959096541, 1e-12));  // scipy.stats.norm.isf(2**-51), 1.17.1
}

TEST_CASE("Byar's limits by hand, from ten events") {
    const double z = normal_multiple(0.95);
    CHECK(near(crude_rate(100, 1000).lower, 0.1 * std::pow(1 - 1 / 900.0 - z / 30, 3), 1e-14));
    CHECK(near(crude_rate(100, 1000).upper, 0.101 * std::pow(1 - 1 / 909.0 + z / (3 * std::sqrt(101.0)), 3), 1e-14));
    CHECK(crude_rate(10, 1).lower == byar(10, z).lower);
    CHECK(crude_rate(9, 1).lower == exact_poisson(9, tail_of(0.95)).lower);
    CHECK(crude_rate(9.5, 1).upper == exact_poisson(9.5, tail_of(0.95)).upper);
    CHECK(crude_rate(1000, 1, 0.95, 1, PoissonInterval::exact).upper == exact_poisson(1000, tail_of(0.95)).upper);
    for (double x = 10; x < 1e6; x *= 1.7) {  // the official method is within 0.2% of the exact one
        CHECK(near(byar(x, z).lower, exact_poisson(x, tail_of(0.95)).lower, 0.002));
        CHECK(near(byar(x, z).upper, exact_poisson(x, tail_of(0.95)).upper, 0.002));
    }
}

TEST_CASE("Byar's cube is never negative") {
    CHECK(byar(10, 20).lower == 0);
    CHECK(crude_rate(10, 50, 1 - 1e-15).lower >= 0);
}

TEST_CASE("no events, more events than people, and rows without a rate") {
    const Statistic none = crude_rate(0, 500, 0.95, 100'000);
    CHECK(none.value == 0);
    CHECK(none.lower == 0);
    CHECK(near(none.upper, 737.7758908227873, 1e-12));  // -log(0.025) / 500 x 100,000
    CHECK(crude_rate(30, 10).status == StatisticStatus::estimated);
    CHECK(crude_rate(missing, 10).status == StatisticStatus::missing);
    CHECK(crude_rate(1, 0).status == StatisticStatus::zero_denominator);
    CHECK(crude_rate(-1, 10).status == StatisticStatus::negative);
    CHECK(crude_rate(1, -10).status == StatisticStatus::negative);
    CHECK(std::isnan(crude_rate(1, 0).upper));
    CHECK(says(refusal([] { (void)crude_rate(1, 2, 95); }), "found 95"));
}

}  // namespace test_crude_rate
