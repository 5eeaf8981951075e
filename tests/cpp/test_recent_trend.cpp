// The recent trend: markers by hand, the three conditions one by one, and what cannot be calculated.
#include <cmath>
#include <string>
#include <vector>

#include "headway/assess/recent_trend.hpp"
#include "testing.hpp"

namespace test_recent_trend {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

RecentTrend proportions(const Values& x, const Values& n, RecentTrendRule rule = {}, const Values& period = {}) {
    return recent_trend({.first = x, .second = n, .period = period}, rule);
}

const Values hundreds(5, 100.0);

}  // namespace

TEST_CASE("a rise of 10 points a year in 100 by hand") {
    // 10, 20, 30, 40, 50 of 100: p = 0.3, sum x (t - T) = 100, sum n (t - T)^2 = 1000, chi^2 = 10^4 / 210 = 47.62.
    // Log odds of 0.1 to 0.5 at -2 to 2: (2 (log 1 - log(1/9)) + (log(2/3) - log(1/4))) / 10.
    const RecentTrend trend = proportions({10, 20, 30, 40, 50}, hundreds);
    CHECK(near(trend.chi_squared, 1e4 / 210));
    CHECK(near(trend.slope, (2 * std::log(9.0) + std::log(8.0 / 3)) / 10));
    CHECK(trend.marker == TrendMarker::increasing);
    CHECK(trend.status == TrendStatus::estimated);
    CHECK(proportions({50, 40, 30, 20, 10}, hundreds).marker == TrendMarker::decreasing);
}

TEST_CASE("polarity reads the marker") {
    const auto marker = [](Polarity polarity, bool up) {
        const Values rise{10, 20, 30, 40, 50}, fall{50, 40, 30, 20, 10};
        return proportions(up ? rise : fall, hundreds, {.polarity = polarity}).marker;
    };
    CHECK(marker(Polarity::high_is_good, true) == TrendMarker::improving);
    CHECK(marker(Polarity::high_is_good, false) == TrendMarker::worsening);
    CHECK(marker(Polarity::low_is_good, true) == TrendMarker::worsening);
    CHECK(marker(Polarity::low_is_good, false) == TrendMarker::improving);
    CHECK(marker(Polarity::in_range, true) == TrendMarker::increasing);
    CHECK(marker(Polarity::neutral, false) == TrendMarker::decreasing);
}

TEST_CASE("chi-squared must exceed the limit of the level") {
    // 20, 22, 24, 26, 28 of 100: p = 0.24, chi^2 = 20^2 / (0.24 x 0.76 x 1000) = 2.193; of 500 five times that, 10.97.
    const Values x{20, 22, 24, 26, 28}, five{100, 110, 120, 130, 140}, n(5, 500.0);
    CHECK(near(proportions(x, hundreds).chi_squared, 400 / 182.4));
    CHECK(proportions(x, hundreds).marker == TrendMarker::no_significant_change);
    CHECK(proportions(x, hundreds, {.level = 0.8}).marker == TrendMarker::increasing);  // 1.64
    const Values between{52, 57, 62, 67, 72}, of(5, 258.4);  // chi^2 = 5.6, beyond 95% and not 99.8%
    CHECK(near(proportions(between, of).chi_squared, 2500 / (62 / 258.4 * (1 - 62 / 258.4) * 2584)));
    CHECK(proportions(between, of).marker == TrendMarker::no_significant_change);
    CHECK(proportions(between, of, {.level = 0.95}).marker == TrendMarker::increasing);
    CHECK(near(proportions(five, n).chi_squared, 2000 / 182.4));
    CHECK(proportions(five, n).marker == TrendMarker::increasing);
    CHECK(proportions(five, n, {.level = 0.9999}).marker == TrendMarker::no_significant_change);  // 15.14
}

TEST_CASE("one point that makes the trend alone is no trend") {
    // 30, 30, 30, 30 and then 60 of 100: chi^2 is 27.4, but without the last point nothing moves.
    const RecentTrend jump = proportions({30, 30, 30, 30, 60}, hundreds);
    CHECK(near(jump.chi_squared, 60.0 * 60 / (0.36 * 0.64 * 1000)));
    CHECK(jump.slope > 0);
    CHECK(jump.marker == TrendMarker::no_significant_change);
    // Without the last it even falls.
    CHECK(proportions({33, 32, 31, 30, 60}, hundreds).marker == TrendMarker::no_significant_change);
    // A little rise before it, and it is one.
    CHECK(proportions({30, 31, 32, 33, 60}, hundreds).marker == TrendMarker::increasing);
}

TEST_CASE("only the latest five points count") {
    CHECK(proportions({90, 1, 10, 20, 30, 40, 50}, Values(7, 100.0)).chi_squared ==
          proportions({10, 20, 30, 40, 50}, hundreds).chi_squared);
    CHECK(proportions({missing, 10, 20, 30, 40, 50}, Values(6, 100.0)).marker == TrendMarker::increasing);
}

TEST_CASE("rows are put in the order of their periods") {
    const Values period{2021, 2019, 2023, 2020, 2022, 2018};
    const RecentTrend trend = proportions({30, 10, 50, 20, 40, 99}, Values(6, 100.0), {}, period);
    CHECK(trend.chi_squared == proportions({10, 20, 30, 40, 50}, hundreds).chi_squared);
    CHECK(trend.marker == TrendMarker::increasing);
}

TEST_CASE("what cannot be calculated says why") {
    const auto why = [](const Values& x, const Values& n, const Values& period = {}) {
        const RecentTrend trend = proportions(x, n, {}, period);
        CHECK(trend.marker == TrendMarker::cannot_be_calculated);
        return trend.status;
    };
    const Values rise{10, 20, 30, 40, 50};
    CHECK(why({10, 20, 30, 40}, Values(4, 100.0)) == TrendStatus::too_few_points);
    CHECK(why({}, {}) == TrendStatus::too_few_points);
    CHECK(why({10, 20, missing, 40, 50}, hundreds) == TrendStatus::missing);
    CHECK(why({10, 20, 30, 40, missing}, hundreds) == TrendStatus::missing);
    CHECK(why(rise, hundreds, {2018, 2020, 2021, 2022, 2023}) == TrendStatus::not_consecutive);
    CHECK(why(rise, hundreds, {2019, 2020, 2021, 2021, 2022}) == TrendStatus::not_consecutive);
    CHECK(why(rise, hundreds, {2019, 2020, 2020, 2022, 2023}) == TrendStatus::not_consecutive);
    CHECK(why(rise, hundreds, {2019, 2020, missing, 2022, 2023}) == TrendStatus::missing);
    CHECK(why({10, 20, 30, 40, 101}, hundreds) == TrendStatus::count_above_denominator);
    CHECK(why({10, 20, 30, 40, -1}, hundreds) == TrendStatus::negative);
    CHECK(why({10, 20, 30, 40, infinity}, hundreds) == TrendStatus::not_finite);
    CHECK(why(rise, {100, 100, 0, 100, 100}) == TrendStatus::zero_denominator);
    CHECK(why({0, 20, 30, 40, 50}, hundreds) == TrendStatus::no_log_odds);
    CHECK(why({10, 20, 30, 40, 100}, hundreds) == TrendStatus::no_log_odds);
    CHECK(std::isnan(proportions({10, 20, 30, 40, 101}, hundreds).chi_squared));
    CHECK(proportions({0, 20, 30, 40, 50}, hundreds).chi_squared > 9.55);  // there is one all the same
    // Weights of 0.1 and 0.2 are all of 0.3: no variation, and not less than none.
    CHECK_FALSE(std::signbit(proportions(Values(5, 0.1 + 0.2), Values(5, 0.3)).chi_squared));
}

TEST_CASE("a constant series changes nothing and is no NaN") {
    const RecentTrend trend = proportions(Values(5, 7.0), hundreds);
    CHECK(trend.chi_squared == 0);
    CHECK(trend.slope == 0);
    CHECK(trend.marker == TrendMarker::no_significant_change);
    const Values none(5, 0.0);
    const RecentTrend rates = recent_trend({.first = none, .second = hundreds}, {.kind = TrendKind::rate});
    CHECK(rates.chi_squared == 0);
    CHECK(rates.marker == TrendMarker::no_significant_change);
    const Values above{1, 2, 3, 4, 200}, zero{1, 1, 1, 1, 0};
    CHECK(recent_trend({.first = above, .second = hundreds}, {.kind = TrendKind::rate}).status ==
          TrendStatus::estimated);
    CHECK(recent_trend({.first = above, .second = zero}, {.kind = TrendKind::rate}).status ==
          TrendStatus::zero_denominator);
}

TEST_CASE("rates weigh by the width of their official interval over 3.92, no events too") {
    const Values x{0, 4, 12, 25, 40}, n{1000, 1100, 1050, 1200, 1150};
    Values y, se;
    for (std::size_t i = 0; i < 5; ++i) {
        const Statistic rate = crude_rate(x[i], n[i]);
        y.push_back(rate.value);
        se.push_back((rate.upper - rate.lower) / 3.92);
    }
    const RecentTrend rates = recent_trend({.first = x, .second = n}, {.kind = TrendKind::rate});
    const RecentTrend values = recent_trend({.first = y, .second = se}, {.kind = TrendKind::value});
    CHECK(near(rates.chi_squared, values.chi_squared));
    CHECK(near(rates.slope, values.slope));
    CHECK(rates.marker == TrendMarker::increasing);
}

TEST_CASE("values with standard errors by hand") {
    // 1 to 5 with standard errors of 1: slope 1 exactly, chi^2 = sum (t - T)^2 = 10.
    const Values y{1, 2, 3, 4, 5}, ones(5, 1.0);
    const RecentTrend trend = recent_trend({.first = y, .second = ones}, {.kind = TrendKind::value});
    CHECK(trend.slope == 1);
    CHECK(trend.chi_squared == 10);
    CHECK(trend.marker == TrendMarker::increasing);
    CHECK(near(standard_error_of_interval({.lower = 8.04, .upper = 11.96}), 1.0));
    Values lower, upper;
    for (const double each : y) {
        lower.push_back(each - 1.96);
        upper.push_back(each + 1.96);
    }
    const RecentTrendRule of_values{.kind = TrendKind::value};
    const RecentTrend by_limits = recent_trend({.first = y, .lower = lower, .upper = upper}, of_values);
    CHECK(near(by_limits.chi_squared, 10));
    CHECK(by_limits.marker == TrendMarker::increasing);
    const auto why = [&](double value, double low, double high) {
        Values moved = y, down = lower, up = upper;
        moved[3] = value;
        down[3] = low;
        up[3] = high;
        return recent_trend({.first = moved, .lower = down, .upper = up}, of_values).status;
    };
    CHECK(why(4, 4, 5) == TrendStatus::estimated);
    CHECK(why(4, 4.1, 5) == TrendStatus::outside_limits);
    CHECK(why(4, 3, 3.9) == TrendStatus::outside_limits);
    CHECK(why(4, 5, 3) == TrendStatus::negative);
    CHECK(why(4, 4, 4) == TrendStatus::zero_denominator);
    CHECK(why(4, missing, 5) == TrendStatus::missing);
    const Values none{1, 1, 0, 1, 1};
    CHECK(recent_trend({.first = y, .second = none}, {.kind = TrendKind::value}).status ==
          TrendStatus::zero_denominator);
}

TEST_CASE("a rule and columns that cannot be are refused") {
    const Values four(4, 1.0);
    CHECK(says(refusal([&] { (void)recent_trend({.first = hundreds, .second = four}); }),
               "found 4 values of denominator; accepted: 5"));
    CHECK(says(refusal([&] { (void)recent_trend({.first = hundreds, .second = four}, {.kind = TrendKind::value}); }),
               "of se"));
    const auto by_limits = [&](const Values& lower, const Values& upper) {
        return refusal([&] {
            (void)recent_trend({.first = hundreds, .lower = lower, .upper = upper}, {.kind = TrendKind::value});
        });
    };
    CHECK(says(by_limits(four, hundreds), "of lower"));
    CHECK(says(by_limits(hundreds, {}), "found 0 values of upper"));
    CHECK(says(refusal([&] { (void)recent_trend({.first = hundreds, .second = hundreds, .period = four}); }),
               "of period"));
    CHECK(says(refusal([&] { (void)recent_trend({.first = hundreds, .second = hundreds}, {.level = 99.8}); }),
               "found 99.8"));
    CHECK(says(std::string(recent_trend_method(TrendKind::proportion)), "version 1"));
}

}  // namespace test_recent_trend
