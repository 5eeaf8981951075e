// Funnels: limits by their definition and by tables of the Poisson interval, labels, overdispersion.
#include <cmath>
#include <string>
#include <vector>

#include "headway/assess/funnel.hpp"
#include "testing.hpp"

namespace test_funnel {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

}  // namespace

TEST_CASE("limits of proportions by hand, capped at none and all") {
    const Funnel funnel{.kind = FunnelKind::proportion, .target = 0.2, .multiplier = 100};
    const Interval limits = funnel_limits(funnel, 400);  // 1.959964 x sqrt(0.2 x 0.8 / 400) = 3.919928%
    CHECK(near(limits.lower, 20 - 1.959963984540054 * 2));
    CHECK(near(limits.upper, 20 + 1.959963984540054 * 2));
    CHECK(funnel_limits(funnel, 3, 0.998).lower == 0);
    CHECK(funnel_limits({.target = 0.9, .multiplier = 100}, 3, 0.998).upper == 100);
}

TEST_CASE("no limit stops at 100 whatever the multiplier") {
    // Of proportions it stops at 1 x multiplier, of rates and ratios nowhere.
    CHECK(funnel_limits({.target = 0.9, .multiplier = 1000}, 3, 0.998).upper == 1000);
    CHECK(funnel_limits({.target = 0.5, .multiplier = 1000}, 400).upper > 500);
    CHECK(funnel_limits({.target = 0.9, .multiplier = 1}, 3, 0.998).upper == 1);
    CHECK(funnel_limits({.kind = FunnelKind::ratio, .target = 1, .multiplier = 100}, 4).upper > 200);
    CHECK(funnel_limits({.kind = FunnelKind::rate, .target = 0.01, .multiplier = 100'000}, 1000).upper > 1500);
}

TEST_CASE("weighted counts of all are all") {
    const Values count(3, 0.1 + 0.2), denominator(3, 0.3);  // more than all in the last bit
    const Funnel funnel = fit_funnel(count, denominator);
    CHECK(funnel.target == 1);
    const Statistic point = funnel_point(funnel, count[0], denominator[0]);
    CHECK(point.value == 1);
    CHECK(funnel_label(point) == FunnelLabel::within);
}

TEST_CASE("limits of counts pass through the exact Poisson limits of whole counts") {
    // Garwood's table, as in Breslow and Day (1987), appendix: 10 events have 4.7954 to 18.3904 at 95%, 3 have 0.6187
    // to 8.7673. So 10 over 4.7954 expected is on the upper limit, 10 over 18.3904 on the lower one.
    const Funnel ratio{.kind = FunnelKind::ratio, .target = 1};
    CHECK(near(funnel_limits(ratio, 4.7954).upper, 10 / 4.7954, 2e-5));
    CHECK(near(funnel_limits(ratio, 18.3904).lower, 10 / 18.3904, 2e-5));
    CHECK(near(funnel_limits(ratio, 0.6187).upper, 3 / 0.6187, 2e-4));
    CHECK(near(funnel_limits(ratio, 8.7673).lower, 3 / 8.7673, 2e-5));
    for (const double level : {0.5, 0.95, 0.998, 0.999999999})
        for (const double x : {1.0, 2.0, 9.0, 150.0, 1e6}) {
            const Interval interval = exact_poisson(x, tail_of(level));
            CHECK(near(funnel_limits(ratio, interval.lower, level).upper * interval.lower, x, 1e-10));
            CHECK(near(funnel_limits(ratio, interval.upper, level).lower * interval.upper, x, 1e-10));
            for (const double expected : {interval.lower, interval.upper})  // on the limit, whatever binary makes of it
                CHECK(funnel_label(funnel_point(ratio, x, expected, level)) == FunnelLabel::within);
        }
}

TEST_CASE("limits of very many expected events") {
    // How far below and above the expected count they lie: 40 digits by mpmath 1.3, from the gamma density integrated.
    struct Many {
        double expected, below, above;
    };
    for (const Many& many : {Many{1e3, 62.000829185987276948, 62.94811833841465826},
                             Many{1e6, 1959.9902489872396623, 1960.9374020636701357},
                             Many{1e9, 61979.529648957497154, 61980.476801897864728},
                             Many{1e12, 1959964.0109634251052, 1959964.9581163653367},
                             Many{1e15, 61979503.256879687962, 61979504.204032628194}}) {
        const Interval limits = funnel_limits({.kind = FunnelKind::rate, .target = 1.0}, many.expected);
        const double last_bits = 4 * (std::nextafter(many.expected, infinity) - many.expected);
        CHECK(within((1 - limits.lower) * many.expected, many.below, 1e-10 * many.below + last_bits));
        CHECK(within((limits.upper - 1) * many.expected, many.above, 1e-10 * many.above + last_bits));
    }
}

TEST_CASE("labels say what the official intervals say and never contradict the limits that are drawn") {
    for (const double level : {0.95, 0.998}) {
        const Funnel ratio{.kind = FunnelKind::ratio, .target = 1, .multiplier = 100};
        const Funnel proportions{.kind = FunnelKind::proportion, .target = 0.13, .multiplier = 100};
        for (double x = 0; x < 60; ++x)
            for (double expected = 0.3; expected < 60; expected *= 1.17) {
                const Statistic point = funnel_point(ratio, x, expected, level);
                const Interval interval = exact_poisson(x, tail_of(level));
                CHECK((funnel_label(point) == FunnelLabel::high) == (interval.lower > expected));
                CHECK((funnel_label(point) == FunnelLabel::low) == (interval.upper < expected));
                CHECK(point.upper == funnel_limits(ratio, expected, level).upper);
                const double n = std::floor(expected) + 60;
                const Statistic share = funnel_point(proportions, x, n, level);
                const Interval wilsons = wilson(x, n, normal_multiple(level));
                CHECK((funnel_label(share) == FunnelLabel::high) == (wilsons.lower > 0.13));
                CHECK((funnel_label(share) == FunnelLabel::low) == (wilsons.upper < 0.13));
            }
    }
}

TEST_CASE("no events can be low among many and never among few") {
    const Funnel ratio{.kind = FunnelKind::ratio, .target = 1};
    CHECK(funnel_limits(ratio, 3.6).lower == 0);  // exp(-3.6) = 0.0273
    CHECK(funnel_limits(ratio, 3.7).lower > 0);   // exp(-3.7) = 0.0247, below 0.025
    CHECK(funnel_label(funnel_point(ratio, 0, 3.6)) == FunnelLabel::within);
    CHECK(funnel_label(funnel_point(ratio, 0, 3.7)) == FunnelLabel::low);
    CHECK(funnel_label(funnel_point(ratio, 0, 1e-3)) == FunnelLabel::within);
    for (double expected = 1e-300; expected < 1; expected *= 1e30) {
        CHECK(funnel_limits(ratio, expected, 0.998).lower == 0);
        CHECK(funnel_limits(ratio, expected, 0.998).upper > 0);
    }
    const Funnel none{.kind = FunnelKind::rate, .target = 0};
    CHECK(funnel_limits(none, 10).upper == 0);
    CHECK(funnel_label(funnel_point(none, 0, 10)) == FunnelLabel::within);
    CHECK(funnel_label(funnel_point(none, 1, 10)) == FunnelLabel::high);
}

TEST_CASE("on a limit is within") {
    // 0.5 +- z sqrt(0.25 / n) with z = 2 at n = 100: 0.4 and 0.6 as printed, whatever binary makes of them.
    const double level = std::erf(std::sqrt(2.0));  // of z = 2
    const Funnel half{.target = 0.5};
    CHECK(funnel_label(funnel_point(half, 60, 100, level)) == FunnelLabel::within);
    CHECK(funnel_label(funnel_point(half, 40, 100, level)) == FunnelLabel::within);
    CHECK(funnel_label(funnel_point(half, 60.001, 100, level)) == FunnelLabel::high);
    CHECK(funnel_label(funnel_point(half, 39.999, 100, level)) == FunnelLabel::low);
}

TEST_CASE("the target is that of all units that have a value; of ratios 1") {
    const Values x{10, 30, missing, 5, 7}, n{100, 200, 100, 0, 3};
    CHECK(near(fit_funnel(x, n).target, 40.0 / 300));
    CHECK(near(fit_funnel(x, n, {.kind = FunnelKind::rate}).target, 47.0 / 303));  // more events than people may be
    CHECK(fit_funnel(x, n, {.kind = FunnelKind::ratio}).target == 1);
    CHECK(fit_funnel(x, n, {.target = 0.25}).target == 0.25);
    CHECK(fit_funnel({}, {}, {.kind = FunnelKind::ratio}).target == 1);
}

TEST_CASE("a unit that has no value says why and is not labelled") {
    const Funnel funnel{.target = 0.2};
    const auto status = [&](double x, double n) {
        const Statistic point = funnel_point(funnel, x, n);
        CHECK((funnel_label(point) == FunnelLabel::not_compared) == (point.status != StatisticStatus::estimated));
        CHECK(std::isnan(point.upper) == (point.status != StatisticStatus::estimated));
        return point.status;
    };
    CHECK(status(1, 10) == StatisticStatus::estimated);
    CHECK(status(missing, 10) == StatisticStatus::missing);
    CHECK(status(1, 0) == StatisticStatus::zero_denominator);
    CHECK(status(11, 10) == StatisticStatus::count_above_denominator);
    CHECK(status(-1, 10) == StatisticStatus::negative);
    CHECK(std::isnan(funnel_limits(funnel, 0).lower));
    CHECK(std::isnan(funnel_limits(funnel, missing).upper));
}

TEST_CASE("overdispersion: the mean of squared z-scores, a tenth at either end winsorised, never below 1") {
    Values z{-9, -2, -2, -1, -1, 1, 1, 2, 2, 9};  // the nines become twos: (6 x 4 + 4 x 1) / 10
    CHECK(near(winsorised_dispersion(z), 2.8));
    Values nine{-9, -2, -2, -1, 1, 1, 2, 2, 9};  // of fewer than ten none is cut: (2 x 81 + 4 x 4 + 3) / 9
    CHECK(near(winsorised_dispersion(nine), 181.0 / 9));
    Values calm{0.1, -0.1, 0.2};
    CHECK(winsorised_dispersion(calm) == 1);
    CHECK(winsorised_dispersion({}) == 1);

    // 8 and 24 of 100, four times each: t = 0.16, z = -+ 8 / sqrt(0.16 x 0.84 x 100), phi = 64 / 13.44 = 4.762.
    const Values x{8, 24, 8, 24, 8, 24, 8, 24}, n(8, 100.0);
    const Funnel funnel = fit_funnel(x, n, {.overdispersion = true});
    CHECK(near(funnel.dispersion, 64 / 13.44));
    CHECK(near(funnel_limits(funnel, 100).upper, 0.16 + 1.959963984540054 * 0.08));
    CHECK(fit_funnel(x, n).dispersion == 1);
}

TEST_CASE("overdispersed limits of counts are those of a wider level, and go over into the exact ones") {
    const Funnel exact{.kind = FunnelKind::ratio, .target = 1};
    Funnel wide = exact;
    wide.dispersion = 1 + 1e-12;
    CHECK(near(funnel_limits(wide, 20).upper, funnel_limits(exact, 20).upper, 1e-11));
    wide.dispersion = 4;  // z = 3.92: a level of 1 - 2 Phi(-3.92)
    const double wider = 1 - 2 * normal_distribution(-2 * normal_multiple(0.95));
    CHECK(near(funnel_limits(wide, 20).upper, funnel_limits(exact, 20, wider).upper, 1e-9));
    CHECK(near(funnel_limits(wide, 20).lower, funnel_limits(exact, 20, wider).lower, 1e-9));
    wide.dispersion = 1e6;  // beyond the tails that a double holds
    CHECK(funnel_limits(wide, 20).lower == 0);
    CHECK(std::isfinite(funnel_limits(wide, 20).upper));
}

TEST_CASE("limits are drawn from the smallest to the largest unit") {
    const Values at = funnel_denominators(Values{50, missing, 0, 5000, 200}, 5);
    CHECK(at.size() == 5);
    CHECK(at.front() == 50);
    CHECK(at.back() == 5000);
    CHECK(near(at[2], 500));
    CHECK(funnel_denominators(Values{7, 7}).size() == 1);
    CHECK(funnel_denominators(Values{missing}).empty());
}

TEST_CASE("a funnel that cannot be is refused") {
    const Values x{1}, n{10}, none{missing}, two{1, 2};
    CHECK(says(refusal([&] { (void)fit_funnel(x, n, {.target = 13.0}); }),
               "found target 13; accepted: a proportion from 0 to 1"));
    CHECK(says(refusal([&] { (void)fit_funnel(x, n, {.kind = FunnelKind::rate, .target = -1.0}); }), "0 or more"));
    CHECK(says(refusal([&] { (void)fit_funnel(x, n, {.multiplier = 0}); }), "multiplier: found 0"));
    CHECK(says(refusal([&] { (void)fit_funnel(none, n); }), "no unit with a count and a denominator"));
    CHECK(says(refusal([&] { (void)fit_funnel(x, two); }), "found 2 denominators; accepted: 1"));
    CHECK(says(refusal([&] { (void)funnel_limits({.target = 0.5}, 10, 95); }), "found 95"));
    CHECK(says(refusal([&] { validate(Funnel{.dispersion = 0.5}); }), "found dispersion 0.5"));
    CHECK(says(std::string(funnel_method({.overdispersion = true})), "overdispersion, version 1"));
}

TEST_CASE("limits are drawn at finite denominators above 0, at one where there is no more to draw") {
    CHECK(funnel_denominators(Values{10, infinity, 40}, 3) == Values{10, 20, 40});
    CHECK(funnel_denominators(Values{infinity}).empty());
    CHECK(funnel_denominators(Values{0, -1, missing}).empty());
    CHECK(funnel_denominators(Values{10, 40}, 0) == Values{10});
    CHECK(funnel_denominators(Values{10, 40}, 1) == Values{10});
    CHECK(funnel_denominators(Values{10, 40}, 2) == Values{10, 40});
    CHECK(funnel_denominators(Values{10, 40}).size() == 100);
}

TEST_CASE("a wide multiple is cut at 37 standard deviations, where the tail still has its digits") {
    // Phi(-30) is 4.906713927148187e-198 (Abramowitz and Stegun 26.2.12): what lies between 30 and 37 is told apart.
    const auto upper = [](double z) {
        return stats::detail::funnel_limits(FunnelKind::ratio, 1.0, 100.0, z).upper;
    };
    CHECK(upper(30.0) < upper(33.0));
    CHECK(upper(33.0) < upper(36.9));
    CHECK(upper(36.9) < upper(37.0));
    CHECK(upper(37.0) == upper(38.0));
}

TEST_CASE("every unit counts for target and dispersion, the first and the last too") {
    // 60, 50 and 40 of 100 about a half: z = 2, 0 and -2, so 8 / 3; the same wherever each stands
    const Values n(3, 100.0);
    for (const Values& count : {Values{60, 50, 40}, Values{50, 60, 40}, Values{40, 50, 60}}) {
        const Funnel funnel = fit_funnel(count, n, {.overdispersion = true});
        CHECK(near(funnel.target, 0.5));
        CHECK(near(funnel.dispersion, 8.0 / 3.0));
    }
    // of ten the lowest and the highest are taken for their neighbours: z = -10 and 10 count as 2 and -2
    Values ten{0, 40, 60, 40, 60, 40, 60, 40, 60, 100};
    CHECK(near(fit_funnel(ten, Values(10, 100.0), {.overdispersion = true}).dispersion, 4.0));
    CHECK(funnel_denominators(Values{0.5, 2}, 2) == Values{0.5, 2});
}

}  // namespace test_funnel
