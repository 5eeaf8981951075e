// Tests for trend against published figures, hand-worked cases and values of numpy and scipy, to a relative 1e-12.
#include <cmath>
#include <numbers>
#include <vector>

#include "headway/stats/trend_test.hpp"
#include "testing.hpp"

namespace test_trend_test {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

TEST_CASE("Cochran-Armitage gives the figures of Fleiss's smokers") {
    // Fleiss (1981), "Statistical methods for rates and proportions", p. 139, in R's help on prop.trend.test:
    // X-squared = 8.2249, p-value = 0.004132. More digits by numpy and scipy from the definition.
    const std::vector<double> smokers{83, 90, 129, 70}, patients{86, 93, 136, 82};
    const TrendTest test = cochran_armitage(smokers, patients);
    CHECK(std::fabs(test.chi_squared - 8.2249) < 0.00005);
    CHECK(std::fabs(test.p_value - 0.004132) < 0.0000005);
    CHECK(near(test.chi_squared, 8.224922285197662));
    CHECK(near(test.slope, -0.033415626412601235));
    CHECK(near(test.p_value, 0.004131897477641614, 1e-11));
}

TEST_CASE("Cochran-Armitage by hand: 10, 20 and 30 of 100") {
    // T = 1, p = 0.2: sum x (t - T) = 20, sum n (t - T)^2 = 200; chi^2 = 400 / (0.16 x 200) = 12.5, slope = 0.1.
    const TrendTest test = cochran_armitage(std::vector<double>{10, 20, 30}, std::vector<double>{100, 100, 100});
    CHECK(near(test.chi_squared, 12.5));
    CHECK(near(test.slope, 0.1));
}

TEST_CASE("counts of none, of all and all alike have no trend and no NaN") {
    const std::vector<double> n{10, 20, 30};
    for (const std::vector<double>& x : {std::vector<double>{0, 0, 0}, n, std::vector<double>{1, 2, 3}}) {
        const TrendTest test = cochran_armitage(x, n);
        CHECK(test.status == StatisticStatus::estimated);
        CHECK(std::fabs(test.slope) < 1e-16);
        CHECK(test.chi_squared < 1e-28);
        CHECK(near(test.p_value, 1.0));
    }
    for (const double value : {0.1, 1 / 3.0, 1e9 + 0.7, -7.7})  // equal values, whichever way their last bits lean
        for (const double se : {0.3, 0.7})
            CHECK(weighted_trend(std::vector<double>(7, value), std::vector<double>{se, 1, 2, se, 3, 1, 0.1}).slope ==
                  0);
    const TrendTest flat = weighted_trend(std::vector<double>{5, 5, 5}, std::vector<double>{1, 2, 3});
    CHECK(flat.slope == 0);
    CHECK(flat.chi_squared == 0);
    CHECK(flat.p_value == 1);
}

TEST_CASE("inverse-variance weights agree with weighted least squares in numpy") {
    const TrendTest test =
        weighted_trend(std::vector<double>{10.2, 10.9, 12.4, 12.1, 13.8}, std::vector<double>{0.5, 0.4, 0.6, 0.3, 0.7});
    CHECK(near(test.slope, 0.7237233340823602));
    CHECK(near(test.chi_squared, 21.731668064483287));
    CHECK(near(test.p_value, 3.1357195051228518e-06, 1e-11));
}

TEST_CASE("values far from 0 keep the digits of their slope") {
    const std::vector<double> se{1, 1, 1};
    CHECK(near(weighted_trend(std::vector<double>{1e9 + 1, 1e9 + 2, 1e9 + 3}, se).slope, 1.0, 1e-9));
}

TEST_CASE("the upper tail of chi-squared is taken from the tail") {
    CHECK(near(chi_squared_tail(150), 1.7336432457178413e-34, 1e-11));  // scipy.stats.chi2.sf(150, 1)
    CHECK(near(chi_squared_limit(0.998), 9.549535706083239, 1e-12));    // scipy.stats.chi2.isf(0.002, 1)
    CHECK(near(chi_squared_limit(0.95), 3.8414588206941285, 1e-12));
    CHECK(std::isfinite(chi_squared_limit(1 - 1e-15)));
}

TEST_CASE("the first of the statuses that stops a point stops the test") {
    const auto status = [](std::vector<double> x, std::vector<double> n) { return cochran_armitage(x, n).status; };
    CHECK(status({1, missing}, {10, 10}) == StatisticStatus::missing);
    CHECK(status({1, 11, missing}, {10, 10, 10}) == StatisticStatus::missing);
    CHECK(status({1, infinity}, {10, 10}) == StatisticStatus::not_finite);
    CHECK(status({1, -1}, {10, 10}) == StatisticStatus::negative);
    CHECK(status({1, 0}, {10, 0}) == StatisticStatus::zero_denominator);
    CHECK(status({11, 1}, {10, 10}) == StatisticStatus::count_above_denominator);
    CHECK(status({1}, {10}) == StatisticStatus::too_few_points);
    CHECK(status({}, {}) == StatisticStatus::too_few_points);
    const auto weighted = [](std::vector<double> y, std::vector<double> se) { return weighted_trend(y, se); };
    CHECK(weighted({1, 2}, {1, 0}).status == StatisticStatus::zero_denominator);
    CHECK(weighted({1, 2}, {1, -1}).status == StatisticStatus::negative);
    CHECK(weighted({1, infinity}, {1, 1}).status == StatisticStatus::not_finite);
    CHECK(weighted({1, missing}, {1, 1}).status == StatisticStatus::missing);
    CHECK(std::isnan(weighted({1}, {1}).chi_squared));
    CHECK(weighted({-1, -2}, {1, 1}).status == StatisticStatus::estimated);  // values may be negative
}

TEST_CASE("columns of different lengths are refused, with what was found") {
    const std::vector<double> two{1, 2}, three{1, 2, 3};
    CHECK(says(refusal([&] { (void)cochran_armitage(two, three); }), "found 3 values of denominator; accepted: 2"));
    CHECK(says(refusal([&] { (void)weighted_trend(three, two); }), "found 2 values of se; accepted: 3"));
}

TEST_CASE("Mann-Kendall without ties is exact") {
    // Of 120 orders of five values one rises throughout and one falls: p = 2/120.
    const MannKendall rising = mann_kendall(std::vector<double>{1, 2, 3, 4, 5});
    CHECK(rising.s == 10);
    CHECK(rising.tau == 1);
    CHECK(rising.exact);
    CHECK(near(rising.p_value, 2.0 / 120));
    CHECK(near(mann_kendall(std::vector<double>{5, 4, 3, 2, 1}).p_value, 2.0 / 120));
    CHECK(mann_kendall(std::vector<double>{5, 4, 3, 2, 1}).z < 0);
    // scipy.stats.kendalltau(method="exact")
    const MannKendall eight = mann_kendall(std::vector<double>{12, 15, 11, 18, 17, 21, 20, 25});
    CHECK(near(eight.tau, 0.7142857142857142));
    CHECK(near(eight.p_value, 0.014136904761904762, 1e-11));
}

TEST_CASE("Mann-Kendall with ties is normal, its variance corrected") {
    // S, V and z by numpy from the definition; tau by scipy.stats.kendalltau.
    const MannKendall test = mann_kendall(std::vector<double>{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8});
    CHECK_FALSE(test.exact);
    CHECK(test.s == 25);
    CHECK(near(test.z, 24 / std::sqrt(207.0)));
    CHECK(near(test.p_value, 0.09529283802345664, 1e-11));
    CHECK(near(test.tau, 0.3940062612820493));
}

TEST_CASE("a constant series has no trend, whichever test is asked") {
    const std::vector<double> same(6, 4.2);
    const MannKendall test = mann_kendall(same);
    CHECK(test.status == StatisticStatus::estimated);
    CHECK(test.s == 0);
    CHECK(test.tau == 0);
    CHECK(test.z == 0);
    CHECK(test.p_value == 1);
    const Statistic slope = sen_slope(same);
    CHECK(slope.value == 0);
    CHECK(slope.lower == 0);
    CHECK(slope.upper == 0);
}

TEST_CASE("figures that are one printed decimal tie in Mann-Kendall and Sen, worked out or typed") {
    const double worked_out = 0.07 * 100.0, point_3 = 0.1 + 0.2;  // above 7 and 0.3 in their last bits
    struct Case {
        std::vector<double> values, typed;
    };
    for (const Case& each : {
             Case{{7.0, worked_out, worked_out, worked_out}, {7.0, 7.0, 7.0, 7.0}},
             Case{{worked_out, 7.0, 8.0, 7.0, worked_out, 9.0}, {7.0, 7.0, 8.0, 7.0, 7.0, 9.0}},
             Case{{point_3, 0.3, 0.1, point_3, 0.5}, {0.3, 0.3, 0.1, 0.3, 0.5}},
             Case{{-0.3, -point_3, -0.1, -0.3}, {-0.3, -0.3, -0.1, -0.3}},
         }) {
        const MannKendall found = mann_kendall(each.values), expected = mann_kendall(each.typed);
        CHECK(found.s == expected.s);
        CHECK(found.p_value == expected.p_value);
        CHECK(found.exact == expected.exact);
        CHECK(within(sen_slope(each.values).value, sen_slope(each.typed).value, 1e-14));
    }
    CHECK(mann_kendall(std::vector<double>{7.0, worked_out, worked_out, worked_out}).s == 0.0);
    CHECK(mann_kendall(std::vector<double>{7.0, 7.0000000001, 7.0000000002}).s == 3.0);
}

TEST_CASE("beyond 33 points the p-value is normal, and near the exact one") {
    std::vector<double> values;
    for (int i = 0; i < 33; ++i) values.push_back(i % 7 * 100 + i);
    const MannKendall exact = mann_kendall(values);
    CHECK(exact.exact);
    CHECK(std::fabs(exact.p_value - std::erfc(std::fabs(exact.z) / std::numbers::sqrt2)) < 0.02);
    values.push_back(1000);
    CHECK_FALSE(mann_kendall(values).exact);
}

TEST_CASE("Sen's slope and its interval agree with scipy's theilslopes") {
    const Statistic slope = sen_slope(std::vector<double>{12, 15, 11, 18, 17, 21, 20, 25});
    CHECK(near(slope.value, 1.7083333333333335));
    CHECK(near(slope.lower, 0.6666666666666666));
    CHECK(near(slope.upper, 3.0));
    const Statistic ties = sen_slope(std::vector<double>{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8});
    CHECK(near(ties.value, 0.3666666666666667));
    CHECK(ties.lower == 0);
    CHECK(near(ties.upper, 0.8));
}

TEST_CASE("three points cannot be sure of a slope at 95%, four not at 99.8%") {
    // Of n points without ties the widest interval, all slopes, holds the truth with 1 - 2 / n!: 67% of three.
    const Statistic three = sen_slope(std::vector<double>{1, 2, 4});
    CHECK(three.value == 1.5);
    CHECK((std::isnan(three.lower) && std::isnan(three.upper)));
    CHECK(three.status == StatisticStatus::too_few_points);
    CHECK(sen_slope(std::vector<double>{1, 2, 4, 7}, 0.998).status == StatisticStatus::too_few_points);
    CHECK(sen_slope(std::vector<double>{1, 2, 4, 7, 11, 16}).status == StatisticStatus::estimated);
}

TEST_CASE("a missing value is left out, and its neighbours keep their times") {
    const std::vector<double> gap{1, 2, missing, 4, 5};
    const Statistic slope = sen_slope(gap);
    CHECK(slope.value == 1);  // closed up, 2 to 4 would be a slope of 2
    CHECK(sen_slope(std::vector<double>{1, 2, missing, 4, 5, 6, 7, 8}).upper == 1);
    CHECK(mann_kendall(gap).s == 6);
    CHECK(near(mann_kendall(gap).p_value, 2.0 / 24));
    CHECK(mann_kendall(std::vector<double>{1, missing, 3}).status == StatisticStatus::too_few_points);
    CHECK(sen_slope(std::vector<double>{missing, missing, missing}).status == StatisticStatus::missing);
    CHECK(mann_kendall(std::vector<double>{missing}).status == StatisticStatus::missing);
    CHECK(mann_kendall(std::vector<double>{}).status == StatisticStatus::too_few_points);
    CHECK(mann_kendall(std::vector<double>{1, infinity, 3}).status == StatisticStatus::not_finite);
    CHECK(says(refusal([] { (void)sen_slope(std::vector<double>{1, 2, 3}, 95); }), "confidence: found 95"));
}

TEST_CASE("a test that has a status has no number") {
    const auto empty = [](const TrendTest& test, StatisticStatus status) {
        CHECK(test.status == status);
        CHECK(std::isnan(test.chi_squared));
        CHECK(std::isnan(test.p_value));
        CHECK(std::isnan(test.slope));
    };
    const std::vector<double> hundred(3, 100.0), ones(3, 1.0);
    for (const auto& [bad, status] : {std::pair{-1.0, StatisticStatus::negative},
                                      std::pair{101.0, StatisticStatus::count_above_denominator},
                                      std::pair{std::nan(""), StatisticStatus::missing}})
        empty(cochran_armitage(std::vector{10.0, bad, 30.0}, hundred), status);
    empty(cochran_armitage(std::vector{10.0}, std::vector{100.0}), StatisticStatus::too_few_points);
    empty(weighted_trend(std::vector{1.0, 2.0, 3.0}, std::vector{1.0, 0.0, 1.0}), StatisticStatus::zero_denominator);
    empty(weighted_trend(std::vector{1.0, 2.0, 3.0}, std::vector{1.0, -1.0, 1.0}), StatisticStatus::negative);
    empty(weighted_trend(std::vector{1.0}, std::vector{1.0}), StatisticStatus::too_few_points);
}

}  // namespace test_trend_test
