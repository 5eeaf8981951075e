// Two proportions and two rates compared: published examples, independent oracles, zero counts, symmetry.
#include <cmath>
#include <vector>

#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "testing.hpp"

namespace test_two_samples {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

struct Example {
    double x1, n1, x2, n2, lower, upper;
};

/// The standard score of two samples were r their ratio, by bisection on p2 of the likelihood: nothing shared with the
/// header's root of a quadratic.
double score_of(double r, double x1, double n1, double x2, double n2) {
    const auto slope = [&](double p) {
        return x1 / p - (n1 - x1) * r / (1.0 - r * p) + x2 / p - (n2 - x2) / (1.0 - p);
    };
    double below = 0.0, above = std::min(1.0, 1.0 / r);
    for (int i = 0; i < 200; ++i) {
        const double p = (below + above) / 2.0;
        (slope(p) > 0.0 ? below : above) = p;
    }
    const double p2 = (below + above) / 2.0, p1 = r * p2;
    return (x1 / n1 - r * x2 / n2) / std::sqrt(p1 * (1 - p1) / n1 + r * r * p2 * (1 - p2) / n2);
}

}  // namespace

TEST_CASE("the difference of two proportions: Newcombe's own examples") {
    // Newcombe (1998), table II, method 10: (a) to (h), four decimals.
    const std::vector<Example> examples{
        {56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},    {6, 7, 2, 7, 0.0582, 0.8062},
        {5, 56, 0, 29, -0.0381, 0.1926},  {0, 10, 0, 20, -0.1611, 0.2775},   {0, 10, 0, 10, -0.2775, 0.2775},
        {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000},
    };
    for (const Example& e : examples) {
        const Statistic found = proportion_difference(e.x1, e.n1, e.x2, e.n2);
        CHECK(found.status == StatisticStatus::estimated);
        CHECK(prints(found.lower, e.lower));
        CHECK(prints(found.upper, e.upper));
        CHECK(found.value == e.x1 / e.n1 - e.x2 / e.n2);
    }
    // statsmodels 0.15, confint_proportions_2indep(method="newcomb"), relative 1e-9
    const Statistic found = proportion_difference(5, 100, 12, 80, 0.95, 100.0);
    CHECK(near(found.value, -10.0, 1e-12));
    CHECK(near(found.lower, -19.833945998855654));
    CHECK(near(found.upper, -1.2452791167987115));
}

TEST_CASE("the ratio of two proportions: Koopman's example and the score equation") {
    // Koopman (1984): 36 of 40 against 16 of 80, 2.94 to 7.15.
    const Statistic published = proportion_ratio(36, 40, 16, 80);
    CHECK(near(published.value, 4.5, 1e-15));
    CHECK(std::fabs(published.lower - 2.94) < 0.005);
    CHECK(std::fabs(published.upper - 7.15) < 0.005);
    // statsmodels 0.15, confint_proportions_2indep(method="score", correction=False), which iterates: relative 1e-6
    CHECK(near(proportion_ratio(5, 100, 12, 80).lower, 0.12654128010334212, 1e-6));
    CHECK(near(proportion_ratio(5, 100, 12, 80).upper, 0.8677884167598687, 1e-6));
    CHECK(near(proportion_ratio(56, 70, 48, 80, 0.998).lower, 0.9505341162527354, 1e-6));
    CHECK(near(proportion_ratio(56, 70, 48, 80, 0.998).upper, 1.926548074571832, 1e-6));
    // At a limit the data are z standard errors away.
    for (const double level : {0.5, 0.95, 0.998, 1 - 1e-9})
        for (const Example& e : std::vector<Example>{{36, 40, 16, 80, 0, 0}, {1, 200000, 3, 5000, 0, 0},
                                                     {56, 70, 79, 80, 0, 0}, {2.5, 10.5, 7.25, 9.75, 0, 0}}) {
            const Statistic found = proportion_ratio(e.x1, e.n1, e.x2, e.n2, level);
            CHECK(near(score_of(found.lower, e.x1, e.n1, e.x2, e.n2), normal_multiple(level)));
            CHECK(near(score_of(found.upper, e.x1, e.n1, e.x2, e.n2), -normal_multiple(level)));
        }
}

TEST_CASE("the ratio of rates of very many events") {
    // As the logarithm of a ratio is nearly normal, with variance 1/x1 + 1/x2: to the square of that.
    for (const double x1 : {1e8, 1e12, 1e16, 1e20})
        for (const double x2 : {1e8, 1e12, 1e16, 1e20}) {
            const Statistic found = rate_ratio(x1, 1, x2, 1);
            const double reach = normal_multiple(0.95) * std::sqrt(1 / x1 + 1 / x2);
            CHECK(within(std::log(found.upper / found.value), reach, 2 / std::min(x1, x2) + 4e-16));
            CHECK(within(std::log(found.lower / found.value), -reach, 2 / std::min(x1, x2) + 4e-16));
        }
    // One event against so many that their rate is known: the exact limits of the one.
    for (const double many : {1e9, 1e11, 1e16, 1e100}) {
        const Interval one = exact_poisson(1, 0.025);
        const Statistic found = rate_ratio(1, many, many, many), turned = rate_ratio(many, many, 1, many);
        CHECK(near(found.lower * many, one.lower, 3e-8));
        CHECK(near(found.upper * many, one.upper, 3e-8));
        CHECK(near(turned.upper / many, 1 / one.lower, 3e-8));
        CHECK(found.status == StatisticStatus::estimated);
    }
    const Interval few = exact_rate_ratio(999'998, 1, 1e11, 1, 0.025), more = exact_rate_ratio(1e6, 1, 1e11, 1, 0.025);
    CHECK(near(more.upper / few.upper, 1 + 2e-6, 1e-8));  // no step between the two forms
    CHECK(near(more.lower / few.lower, 1 + 2e-6, 1e-8));
}

TEST_CASE("the ratio of two proportions at zero counts and at all") {
    const Statistic none_in_first = proportion_ratio(0, 50, 5, 50);
    CHECK(none_in_first.value == 0.0);
    CHECK(none_in_first.lower == 0.0);
    CHECK(near(score_of(none_in_first.upper, 1e-300, 50, 5, 50), -normal_multiple(0.95), 1e-6));
    CHECK(none_in_first.status == StatisticStatus::estimated);

    const Statistic none_in_second = proportion_ratio(5, 50, 0, 50);
    CHECK(std::isnan(none_in_second.value));
    CHECK(near(none_in_second.lower, 1.0 / none_in_first.upper, 1e-15));
    CHECK(none_in_second.upper == infinity);
    CHECK(none_in_second.status == StatisticStatus::zero_denominator);

    const Statistic none_at_all = proportion_ratio(0, 50, 0, 50);
    CHECK(none_at_all.lower == 0.0);
    CHECK(none_at_all.upper == infinity);
    CHECK(none_at_all.status == StatisticStatus::zero_denominator);

    // All of both: by hand n1 (1 - r) / r = z^2, which is Wilson's lower limit of n1 of n1.
    const double z2 = normal_multiple(0.95) * normal_multiple(0.95);
    const Statistic all = proportion_ratio(30, 30, 20, 20);
    CHECK(all.value == 1.0);
    CHECK(near(all.lower, 30 / (30 + z2)));
    CHECK(near(all.upper, (20 + z2) / 20));
    std::size_t off = 0;
    for (double n = 1; n <= 200; ++n)
        for (double m = 1; m <= 200; ++m) {
            const Statistic both = proportion_ratio(n, n, m, m);
            off += !(near(both.lower, n / (n + z2)) && near(both.upper, (m + z2) / m)) ? 1u : 0u;
        }
    CHECK(off == 0);
}

TEST_CASE("the turned ratio has the turned limits, and the turned difference the negative ones") {
    const auto turned = [](const Statistic& one, const Statistic& other) {
        CHECK(near(one.lower * other.upper, 1.0, 1e-12));
        CHECK(near(one.upper * other.lower, 1.0, 1e-12));
    };
    const auto negative = [](const Statistic& one, const Statistic& other) {
        CHECK(one.lower == -other.upper);
        CHECK(one.upper == -other.lower);
    };
    turned(proportion_ratio(5, 100, 12, 80), proportion_ratio(12, 80, 5, 100));
    turned(rate_ratio(5, 100, 12, 80), rate_ratio(12, 80, 5, 100));
    negative(proportion_difference(5, 100, 12, 80), proportion_difference(12, 80, 5, 100));
    negative(rate_difference(5, 100, 12, 80), rate_difference(12, 80, 5, 100));
}

TEST_CASE("the ratio of two rates is exact") {
    // The documentation of R's poisson.test prints this example: 11 in 800 against 21 in 3011.
    const Statistic published = rate_ratio(11, 800, 21, 3011);
    CHECK(std::fabs(published.lower - 0.8584264) < 5e-8);
    CHECK(std::fabs(published.upper - 4.2772659) < 5e-8);
    CHECK(near(published.value, 1.971488095238095, 1e-12));
    // scipy 1.17, quantiles of F: x1/(x2+1) / F.isf(tail; 2 x2 + 2, 2 x1) and (x1+1)/x2 F.isf(tail; 2 x1 + 2, 2 x2)
    CHECK(near(rate_ratio(41, 28010, 15, 19017).lower, 1.0056840626892576));
    CHECK(near(rate_ratio(41, 28010, 15, 19017).upper, 3.6093003110779054));
    CHECK(near(rate_ratio(200, 1e5, 150, 9e4, 0.998).lower, 0.8561058871308008));
    CHECK(near(rate_ratio(200, 1e5, 150, 9e4, 0.998).upper, 1.6905195654491834));
    CHECK(near(rate_ratio(5, 100, 12, 80, 1 - 1e-8).lower, 0.0030873764937546823, 1e-7));  // 1 - 1e-8 keeps 8 digits
    CHECK(near(rate_ratio(5, 100, 12, 80, 1 - 1e-8).upper, 7.013835199209051, 1e-7));
}

TEST_CASE("rates at zero counts") {
    const Statistic none_in_first = rate_ratio(0, 10, 4, 12);
    CHECK(none_in_first.value == 0.0);
    CHECK(none_in_first.lower == 0.0);
    CHECK(near(none_in_first.upper, 1.8178402312390443));  // scipy, as above
    const Statistic none_in_second = rate_ratio(4, 12, 0, 10);
    CHECK(none_in_second.status == StatisticStatus::zero_denominator);
    CHECK(near(none_in_second.lower, 1.0 / 1.8178402312390443));
    CHECK(none_in_second.upper == infinity);
    CHECK(std::isnan(none_in_second.value));
    const Statistic none_at_all = rate_ratio(0, 12, 0, 10);
    CHECK(none_at_all.lower == 0.0);
    CHECK(none_at_all.upper == infinity);

    // No events in either: by hand -log(0.025) on either side.
    const Statistic difference = rate_difference(0, 1, 0, 2);
    CHECK(difference.value == 0.0);
    CHECK(near(difference.upper, -std::log(0.025), 1e-12));
    CHECK(near(difference.lower, std::log(0.025) / 2, 1e-12));
}

TEST_CASE("the difference of two rates") {
    // statsmodels 0.15, confint_poisson_2indep(method="mover", compare="diff", method_mover="exact-c")
    const auto exact = [](double x1, double n1, double x2, double n2, double level) {
        return rate_difference(x1, n1, x2, n2, level, 1.0, PoissonInterval::exact);
    };
    CHECK(near(exact(41, 28010, 15, 19017, 0.95).lower, 1.6827544016533177e-05));
    CHECK(near(exact(41, 28010, 15, 19017, 0.95).upper, 0.0013019704961058664));
    CHECK(near(exact(5, 100, 12, 80, 0.998).lower, -0.2925965670627685));
    CHECK(near(exact(5, 100, 12, 80, 0.998).upper, 0.051707937276844154));
    // By hand from Byar's limits of 41 and 15 events (rate.hpp): a thousand times as many per thousand.
    const Interval first = byar(41, normal_multiple(0.95)), second = byar(15, normal_multiple(0.95));
    const double a = 41.0 / 28.010, b = 15.0 / 19.017;
    const double below = std::pow(a - first.lower / 28.010, 2) + std::pow(second.upper / 19.017 - b, 2);
    const double above = std::pow(first.upper / 28.010 - a, 2) + std::pow(b - second.lower / 19.017, 2);
    const Statistic found = rate_difference(41, 28010, 15, 19017, 0.95, 1000.0);
    CHECK(near(found.lower, a - b - std::sqrt(below)));
    CHECK(near(found.upper, a - b + std::sqrt(above)));
}

TEST_CASE("bad rows have a status, the first that either sample has; bad calls are refused") {
    CHECK(proportion_difference(1, 10, missing, 10).status == StatisticStatus::missing);
    CHECK(proportion_difference(11, 10, 1, 0).status == StatisticStatus::zero_denominator);
    CHECK(proportion_ratio(11, 10, 1, 2).status == StatisticStatus::count_above_denominator);
    CHECK(proportion_ratio(1, 10, -1, infinity).status == StatisticStatus::not_finite);
    CHECK(rate_ratio(11, 10, -1, 2).status == StatisticStatus::negative);
    CHECK(rate_difference(11, 10, 1, 0).status == StatisticStatus::zero_denominator);
    CHECK(std::isnan(rate_difference(11, 10, 1, 0).upper));
    CHECK(std::isnan(rate_ratio(11, 0, 1, 3).lower));
    CHECK(rate_ratio(11, 10, 1, 2).status == StatisticStatus::estimated);  // more events than people
    CHECK(says(refusal([] { (void)rate_ratio(1, 2, 1, 2, 1.0); }), "confidence: found 1"));
    CHECK(says(refusal([] { (void)proportion_ratio(1, 2, 1, 2, 0.0); }), "confidence: found 0"));
    CHECK(says(refusal([] { (void)rate_difference(1, 2, 1, 2, 0.95, -1.0); }), "multiplier: found -1"));
}

TEST_CASE("all in one sample alone has limits that are its score's") {
    for (const Example& e : std::vector<Example>{{10, 10, 5, 12, 0, 0}, {5, 12, 10, 10, 0, 0}, {3, 3, 1, 40, 0, 0}}) {
        const Statistic found = proportion_ratio(e.x1, e.n1, e.x2, e.n2);
        CHECK(near(score_of(found.upper, e.x1, e.n1, e.x2, e.n2), -normal_multiple(0.95), 1e-6));
        CHECK(near(score_of(found.lower, e.x1, e.n1, e.x2, e.n2), normal_multiple(0.95), 1e-6));
    }
    // all of both: the score is -sqrt(n2 (r - 1)) at the upper limit
    const double z2 = normal_multiple(0.95) * normal_multiple(0.95);
    CHECK(near(proportion_ratio(10, 10, 20, 20).upper, 1 + z2 / 20, 1e-12));
    CHECK(near(proportion_ratio(10, 10, 20, 20).lower, 1 / (1 + z2 / 10), 1e-12));
}

TEST_CASE("what has a status other than estimated has no number, of whichever sample it is") {
    const auto empty = [](const Statistic& s, StatisticStatus status) {
        CHECK(s.status == status);
        CHECK(std::isnan(s.value));
        CHECK(std::isnan(s.lower));
        CHECK(std::isnan(s.upper));
    };
    for (const auto& [x, n, status] : {std::tuple{missing, 10.0, StatisticStatus::missing},
                                       std::tuple{1.0, missing, StatisticStatus::missing},
                                       std::tuple{-1.0, 10.0, StatisticStatus::negative},
                                       std::tuple{1.0, -10.0, StatisticStatus::negative},
                                       std::tuple{1.0, 0.0, StatisticStatus::zero_denominator}}) {
        empty(rate_difference(x, n, 3, 10), status);
        empty(rate_difference(3, 10, x, n), status);
        empty(rate_ratio(x, n, 3, 10), status);
        empty(rate_ratio(3, 10, x, n), status);
        empty(proportion_difference(x, n, 3, 10), status);
        empty(proportion_difference(3, 10, x, n), status);
        empty(proportion_ratio(x, n, 3, 10), status);
        empty(proportion_ratio(3, 10, x, n), status);
    }
    empty(proportion_difference(11, 10, 3, 10), StatisticStatus::count_above_denominator);
    empty(proportion_ratio(3, 10, 11, 10), StatisticStatus::count_above_denominator);
}

}  // namespace test_two_samples
