// Whatever doubles a statistic is made from: what is estimated is finite and within its limits, and every search ends.
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "headway/assess/funnel.hpp"
#include "headway/assess/recent_trend.hpp"
#include "headway/batch/statistics.hpp"
#include "headway/spc/attribute_chart.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/spc/run_chart.hpp"
#include "headway/spc/subgroup_chart.hpp"
#include "headway/stats/direct_standardisation.hpp"
#include "headway/stats/indirect_standardisation.hpp"
#include "headway/stats/inequality.hpp"
#include "headway/stats/life_table.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/neighbours.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/stats/two_proportions.hpp"
#include "headway/stats/two_rates.hpp"
#include "testing.hpp"

namespace test_extremes {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

/// Numbers at the edges of what a double holds, and some in the middle.
const std::vector<double> amounts{0.0,   5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-154, 1e-20, 0.3,  1.0,
                                  7.0,   30.0,   612.0,  1e6,                     1e12,   1e16,   1e100, 1e154, 1e200,
                                  1e300, 1e308,  std::numeric_limits<double>::max()};

double draw(std::mt19937_64& random) { return amounts[random() % amounts.size()]; }

std::vector<double> column(std::mt19937_64& random, std::size_t size, bool of_both_signs = false) {
    std::vector<double> values(size);
    for (double& value : values) value = of_both_signs && random() % 2 == 0 ? -draw(random) : draw(random);
    return values;
}

template <class Estimate>
bool holds_true(const Estimate& found) {
    if (found.status == StatisticStatus::estimated)
        return std::isfinite(found.lower) && std::isfinite(found.upper) && found.lower <= found.value &&
               found.value <= found.upper;
    return !std::isinf(found.value);
}

}  // namespace

TEST_CASE("statistics of one and of two samples hold true of any doubles") {
    std::size_t wrong = 0, estimated = 0;
    const auto check = [&](const Statistic& found, const char* of, const std::vector<double>& from) {
        estimated += found.status == StatisticStatus::estimated ? 1u : 0u;
        if (holds_true(found)) return;
        std::string said = of;
        for (const double each : from) said += " " + shown(each);
        UNSCOPED_INFO(said << ": " << found.value << " (" << found.lower << " to " << found.upper << ")");
        ++wrong;
    };
    for (const double x : amounts)
        for (const double n : amounts)
            for (const double multiplier : {1e-300, 1.0, 100'000.0, 1e300}) {
                check(proportion(x, n, 0.95, multiplier), "proportion", {x, n, multiplier});
                check(crude_rate(x, n, 0.95, multiplier), "rate", {x, n, multiplier});
                check(crude_rate(x, n, 0.998, multiplier, PoissonInterval::exact), "exact rate", {x, n, multiplier});
            }
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 3000; ++trial) {
        const double x1 = draw(random), n1 = draw(random), x2 = draw(random), n2 = draw(random);
        const std::vector<double> from{x1, n1, x2, n2};
        check(proportion_ratio(x1, n1, x2, n2), "ratio of proportions", from);
        check(proportion_difference(x1, n1, x2, n2), "difference of proportions", from);
        check(rate_ratio(x1, n1, x2, n2), "ratio of rates", from);
        check(rate_difference(x1, n1, x2, n2), "difference of rates", from);
    }
    CHECK(wrong == 0);
    CHECK(estimated > 4000);
}

TEST_CASE("statistics of groups hold true of any doubles") {
    std::mt19937_64 random(4);
    std::size_t wrong = 0;
    const auto check = [&](const auto& found, const char* of) {
        if (holds_true(found)) return;
        UNSCOPED_INFO(of << ": " << found.value << " (" << found.lower << " to " << found.upper << ")");
        ++wrong;
    };
    const std::vector<double> start{0, 1, 40, 85};
    for (int trial = 0; trial < 3000; ++trial) {
        const std::vector<double> a = column(random, 4), b = column(random, 4), c = column(random, 4),
                                  values = column(random, 3 + random() % 5, true);
        check(mean(values), "mean");
        check(sen_slope(values), "Sen's slope");
        std::vector<AgeStratum> strata;
        std::vector<ReferenceStratum> reference;
        for (std::size_t i = 0; i < 4; ++i) {
            strata.push_back({.count = a[i], .population = b[i], .standard = c[i]});
            reference.push_back({.population = a[i], .reference_count = b[i], .reference_population = c[i]});
        }
        check(directly_standardised_rate(strata), "directly standardised rate");
        const ObservedEvents seen = observed_events(a);
        check(indirectly_standardised_ratio(seen, expected_events(reference)), "ratio");
        check(indirectly_standardised_rate(seen, expected_events(reference)), "indirectly standardised rate");
        check(life_expectancy({.start = start, .deaths = a, .population = b}), "life expectancy");
        const NeighbourStatistic average = neighbour_average(a, b, NeighbourAverage::ratio_of_sums);
        if (std::isfinite(average.value) != (average.status == StatisticStatus::estimated)) ++wrong;
        for (const TrendTest& test : {cochran_armitage(a, b), weighted_trend(values, column(random, values.size()))})
            if (std::isfinite(test.slope) != (test.status == StatisticStatus::estimated)) ++wrong;
        const std::vector<double> five = column(random, 5), others = column(random, 5);
        for (const TrendKind kind : {TrendKind::proportion, TrendKind::rate, TrendKind::value}) {
            const RecentTrend trend = recent_trend({.first = five, .second = others}, {.kind = kind});
            if (trend.status == TrendStatus::estimated && !(std::isfinite(trend.slope) && trend.chi_squared >= 0.0))
                ++wrong;
        }
        if (trial % 10 != 0) continue;
        std::vector<double> shares = a;
        for (double& share : shares) share = std::min(share, 0.9);
        for (const InequalityRule& rule :
             {InequalityRule{}, InequalityRule{.type = ValueType::rate, .draws = 1000},
              InequalityRule{.type = ValueType::rate, .transform = true, .multiplier = -1e10},
              InequalityRule{.type = ValueType::proportion, .transform = true}}) {
            std::vector<double> lower, upper;
            const std::vector<double>& of = rule.type == ValueType::proportion ? shares : a;
            for (const double value : of) {
                lower.push_back(value / 2);
                upper.push_back(rule.type == ValueType::proportion ? (1 + value) / 2 : value * 1.5);
            }
            const Inequality found = slope_index_of_inequality(
                {.value = of, .population = b, .lower = lower, .upper = upper}, rule);
            check(found.slope, "slope index");
            check(found.relative, "relative index");
            if (std::isinf(found.at_bottom) || std::isinf(found.at_top)) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("funnels have limits in order, or none, of any doubles") {
    std::size_t wrong = 0;
    for (const double x : amounts)
        for (const double n : amounts)
            for (const double target : {1e-300, 0.1, 1.0, 1e10, 1e300})
                for (const FunnelKind kind : {FunnelKind::proportion, FunnelKind::rate}) {
                    if (kind == FunnelKind::proportion && target > 1.0) continue;
                    const Statistic point = funnel_point({.kind = kind, .target = target, .multiplier = 1e5}, x, n);
                    const bool estimated = point.status == StatisticStatus::estimated;
                    const bool in_order = std::isfinite(point.value) && std::isfinite(point.upper) &&
                                          point.lower <= point.upper && point.lower >= 0.0;
                    if (estimated ? !in_order : !std::isnan(point.value)) ++wrong;
                }
    CHECK(wrong == 0);
}

TEST_CASE("charts have means within their limits, or say why, of any doubles") {
    std::mt19937_64 random(5);
    std::size_t wrong = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const std::size_t size = 1 + random() % 16;
        const std::vector<double> values = column(random, size, true), counts = column(random, size),
                                  sizes = column(random, size), whole(size, 4.0);
        const auto check = [&](const spc::ControlChart& chart) {
            for (const spc::ChartPoint& point : chart.points) {
                if (std::isinf(point.mean) || std::isinf(point.lower) || std::isinf(point.upper)) ++wrong;
                if (point.status == StatisticStatus::not_finite && point.cause.rule != SpecialCause::none) ++wrong;
                if (!std::isnan(point.lower) && !(point.lower <= point.mean && point.mean <= point.upper)) ++wrong;
            }
        };
        const bool screen = trial % 2 == 0;
        const spc::ChartSeries in_order{.values = values}, of_counts{.values = counts, .denominators = sizes};
        check(spc::xmr(in_order, {.screen_ranges = screen}));
        check(spc::c_chart({.values = counts}));
        check(spc::g_chart({.values = counts}));
        check(spc::t_chart({.values = counts}, {.screen_ranges = screen}));
        check(spc::p_chart(of_counts, {.laney = screen, .multiplier = 100}));
        check(spc::u_chart(of_counts, {.laney = screen, .multiplier = 1e5}));
        check(spc::xbar_chart({.values = values, .denominators = whole, .deviations = counts}));
        check(spc::s_chart({.values = counts, .denominators = whole}));
        const spc::RunChart run = spc::run_chart(values);
        if (!std::isfinite(run.median)) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("an overflowing chart says so, and signals nothing") {
    std::vector<double> values;
    for (int i = 0; i < 5; ++i) values.insert(values.end(), {1e308, -1e308, 1e308});
    const spc::ControlChart chart = spc::xmr({.values = values});
    CHECK(chart.variation == Variation::no_limits);
    for (const spc::ChartPoint& point : chart.points) {
        CHECK(std::isnan(point.mean));
        CHECK(point.status == StatisticStatus::not_finite);
        CHECK(point.point_type == PointType::common);
        CHECK(std::fabs(point.value) == 1e308);
    }
    CHECK(spc::run_chart(std::vector<double>{-1.7e308, 1.7e308}).median == 0.0);
}

TEST_CASE("a column of any doubles is its rows") {
    std::vector<double> count, denominator;
    for (const double x : amounts)
        for (const double n : amounts) {
            count.push_back(x);
            denominator.push_back(n);
        }
    const std::size_t rows = count.size();
    const std::vector<double> levels{0.95, 0.998};
    std::vector<double> value(rows), lower(2 * rows), upper(2 * rows);
    std::vector<std::uint8_t> status(rows);
    batch::proportion(count, denominator, levels, 100.0,
                      {.value = value, .lower = lower, .upper = upper, .status = status});
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const Statistic one = proportion(count[i], denominator[i], 0.95, 100.0);
        different += same(value[i], one.value) && same(lower[i], one.lower) && same(upper[i], one.upper) &&
                             status[i] == static_cast<std::uint8_t>(one.status)
                         ? 0u
                         : 1u;
    }
    CHECK(different == 0);
}

TEST_CASE("half of any denominator is a half, with limits about it") {
    for (const double n : {1e-310, 1e-300, 1e-100, 1.0, 1e100, 1e153, 1e154, 1e200, 1e307}) {
        const Statistic half = proportion(n, 2 * n);
        CHECK(half.value == 0.5);
        CHECK(near((half.lower + half.upper) / 2, 0.5, 1e-15));
        const double z = normal_multiple(0.95), k = z * z / (2 * n);  // (1 -+ sqrt(k / (1 + k))) / 2
        CHECK(near(half.upper, (1 + (std::isinf(k) ? 1.0 : std::sqrt(k / (1 + k)))) / 2, 1e-15));
    }
}

TEST_CASE("rows that no search should be lost in") {
    CHECK(proportion_ratio(0, 1e-310, 1, 2).status != StatisticStatus::missing);
    const Statistic little = proportion_ratio(1e-300, 10, 2, 10);
    CHECK(near(little.value, 5e-301));
    CHECK((little.lower <= little.value && little.upper > 0.1));
    CHECK(little.status == StatisticStatus::estimated);
    const Statistic ordinary = proportion_ratio(101, 586, 76, 612);
    CHECK(near(ordinary.value, (101.0 / 586) / (76.0 / 612)));
    CHECK(rate_ratio(1, 1e16, 1e16, 1e16).status == StatisticStatus::estimated);
}

}  // namespace test_extremes
