// Charts of counts, times and cases: limits as published and by hand, what has no limits, Laney's correction.
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "headway/spc/attribute_chart.hpp"
#include "headway/spc/chart_kind.hpp"
#include "testing.hpp"

namespace test_attribute_chart {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

bool printed(double found, double published, double unit) { return std::fabs(found - published) <= unit / 2.0; }

}  // namespace

// Montgomery (2009), example 7.1: cans of orange juice, 30 samples of 50. Prints 0.2313, 0.4102 and 0.0524.
TEST_CASE("a p chart as published") {
    const Values leaking{12, 15, 8,  10, 4, 7,  16, 9,  14, 10, 5,  6,  17, 12, 22,
                         8,  10, 5,  13, 11, 20, 18, 24, 15, 9,  12, 7,  13, 9,  6};
    const ControlChart chart = p_chart({.values = leaking, .denominators = Values(30, 50.0)}, {.polarity = Polarity::low_is_good});
    CHECK(chart.points[0].value == 0.24);
    CHECK(near(chart.points[0].mean, 347.0 / 1500.0));
    CHECK(printed(chart.points[0].mean, 0.2313, 1e-4));
    CHECK(printed(chart.points[0].upper, 0.4102, 1e-4));
    CHECK(printed(chart.points[0].lower, 0.0524, 1e-4));
    for (std::size_t i = 0; i < 30; ++i)  // as published, samples 15 and 23 are out of control
        CHECK((chart.points[i].cause.rule == SpecialCause::outside_limits) == (i == 14 || i == 22));
    CHECK(chart.points[14].point_type == PointType::concern);
}

TEST_CASE("a chart of per cent is that of shares times a hundred") {
    const Values count{88, 91, 70, 90, 85, 88, 90, 89, 92, 87, 50, 86, 90, 88}, sizes(14, 100.0), target{0.9}, in_percent{90};
    for (const bool laney : {false, true}) {
        const ChartRule rule{.polarity = Polarity::high_is_good, .laney = laney};
        ChartRule percent = rule;
        percent.multiplier = 100;
        for (const bool rates : {false, true}) {
            const auto draw = rates ? u_chart : p_chart;
            const ControlChart one = draw({.values = count, .denominators = sizes, .target = target}, rule),
                               other = draw({.values = count, .denominators = sizes, .target = in_percent}, percent);
            CHECK(other.assurance == one.assurance);
            for (std::size_t i = 0; i < count.size(); ++i) {
                CHECK(near(other.points[i].value, count[i]));
                CHECK(near(other.points[i].mean, 100 * one.points[i].mean));
                CHECK(near(other.points[i].lower, 100 * one.points[i].lower));
                CHECK(near(other.points[i].upper, 100 * one.points[i].upper));
                CHECK(other.points[i].cause.rule == one.points[i].cause.rule);
            }
        }
    }
    const Values all(14, 100.0), above{100.5};
    CHECK(p_chart({.values = all, .denominators = sizes}, {.multiplier = 100}).points[0].upper == 100);
    CHECK(says(refusal([&] {
                   (void)p_chart({.values = all, .denominators = sizes, .target = above}, {.multiplier = 100});
               }),
               "target: found 100.5; accepted: a share from 0 to the multiplier, 100, or none"));
    CHECK(says(refusal([&] { (void)p_chart({.values = all, .denominators = sizes}, {.multiplier = 0}); }),
               "multiplier: found 0"));
}

TEST_CASE("weighted shares of all are all, with limits equal to that") {
    const Values count(13, 0.1 + 0.2), sizes(13, 0.3), target{1};
    const ControlChart chart =
        p_chart({.values = count, .denominators = sizes, .target = target}, {.polarity = Polarity::high_is_good});
    CHECK(chart.variation == Variation::common);
    for (const ChartPoint& point : chart.points) {
        CHECK(point.value == 1);
        CHECK(point.lower == 1);
        CHECK(point.upper == 1);
    }
    const Values none(13, missing);  // no value, no mean
    CHECK(std::isnan(p_chart({.values = none, .denominators = sizes}).points[0].mean));
}

// Montgomery (2009), example 7.3: nonconformities in printed circuit boards. Prints 19.85, 33.22 and 6.48.
TEST_CASE("a c chart as published") {
    const Values found{21, 24, 16, 12, 15, 5,  28, 20, 31, 25, 20, 24, 16,
                       19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15};
    const ControlChart chart = c_chart({.values = found});
    CHECK(near(chart.points[0].mean, 516.0 / 26.0));
    CHECK(printed(chart.points[0].mean, 19.85, 0.01));
    CHECK(printed(chart.points[0].upper, 33.22, 0.02));  // as it is made from the rounded mean
    CHECK(printed(chart.points[0].lower, 6.48, 0.01));
    CHECK(chart.points[5].cause.rule == SpecialCause::outside_limits);   // 5
    CHECK(chart.points[19].cause.rule == SpecialCause::outside_limits);  // 39
}

// Montgomery (2009), example 7.4: errors in shipments, 20 samples of 50. Prints 0.0740, 0.1894 and 0.
TEST_CASE("a u chart as published") {
    const Values errors{2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4};
    const ControlChart chart = u_chart({.values = errors, .denominators = Values(20, 50.0)});
    CHECK(near(chart.points[0].mean, 0.074));
    CHECK(printed(chart.points[0].upper, 0.1894, 1e-4));
    CHECK(chart.points[0].lower == 0.0);
}

// Montgomery (2009), example 7.6: hours between failures of a valve, charted there to the power of 0.2777, for which it
// prints a mean of 5.386. To the exact root the mean is 5.389, and by hand the mean range 2.36092.
TEST_CASE("a t chart on the scale of hours") {
    const Values hours{286, 948, 536, 124, 816, 729, 4,    143,  431,  8,
                       2837, 596, 81,  227, 603, 492, 1199, 1214, 2831, 96};
    const ControlChart chart = t_chart({.values = hours});
    CHECK(std::fabs(std::pow(chart.points[0].mean, 0.2777) - 5.386) < 0.003);
    CHECK(near(chart.points[0].mean, std::pow(5.389276972749053, 3.6)));
    CHECK(near(chart.points[0].upper, std::pow(5.389276972749053 + 2.66 * 2.3609205724246975, 3.6)));
    CHECK(chart.points[0].lower == 0.0);
    CHECK(chart.points[0].value == 286.0);
    for (const ChartPoint& point : chart.points) CHECK(point.cause.rule == SpecialCause::none);
    CHECK(t_chart({.values = Values(14, 3.0)}).points[2].cause.rule == SpecialCause::none);
    CHECK(near(t_chart({.values = Values(14, 3.0)}).points[2].mean, 3.0));
    CHECK(near(t_chart({.values = Values(14, 3.0)}).points[2].upper, 3.0));
    CHECK(t_chart({.values = Values{0, 0, 5, 4, 0}}).points[0].status == StatisticStatus::too_few_points);
    CHECK(std::isnan(t_chart({.values = Values{7}}).points[0].upper));
    CHECK(near(t_chart({.values = Values{7}}).points[0].mean, 7.0));
}

TEST_CASE("a g chart by hand") {
    const Values cases{3, 0, 12, 5, 1, 9, 4, 6, 2, 8, 5, 5, 5};  // 65 of 13: 5, and 3 sqrt(30) = 16.43
    const ControlChart chart = g_chart({.values = cases});
    CHECK(chart.points[0].mean == 5.0);
    CHECK(near(chart.points[0].upper, 5.0 + 3.0 * std::sqrt(30.0)));
    CHECK(chart.points[0].lower == 0.0);
    CHECK(chart.points[0].zone == -1);
    CHECK(chart.points[6].zone == 1);  // 4 is above 0.693 of 5, which is the median
    CHECK(chart.points[2].zone == 1);
    CHECK(chart.points[12].zone == 1);  // 5 is on the mean, and above the median too
    // Thirteen points above the median are a shift, whichever of them are on the mean.
    for (const Values& above : {Values{4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 5}, Values{4, 5, 6, 4, 5, 6, 5, 6, 4, 5, 5, 5, 5}}) {
        const ControlChart shifted = g_chart({.values = above});
        for (const ChartPoint& point : shifted.points) CHECK(point.cause.rule == SpecialCause::shift);
    }
    CHECK(g_chart({.values = Values(20, 5.0)}).points[19].cause.rule == SpecialCause::none);
    CHECK(g_chart({.values = Values{3, missing, 5}}).points[1].zone == 0);
}

TEST_CASE("where values differ only across a gap nothing tells how much is common") {
    const Values counts{3, 3, missing, 5, 5}, sizes(5, 10.0), target{0.35};
    const ChartRule corrected{.polarity = Polarity::high_is_good, .laney = true};
    for (const ControlChart& chart :
         {p_chart({.values = counts, .denominators = sizes, .target = target}, corrected),
          u_chart({.values = counts, .denominators = sizes, .target = target}, corrected), t_chart({.values = counts})}) {
        for (const ChartPoint& point : chart.points) {
            CHECK(std::isnan(point.lower));
            CHECK(point.cause.rule == SpecialCause::none);
        }
        CHECK(chart.variation == Variation::no_limits);
        CHECK(chart.assurance != Assurance::pass);
    }
}

TEST_CASE("a target of shares is a share") {
    const Values counts{88, 91}, sizes(2, 100.0);
    CHECK(says(refusal([&] { (void)p_chart({.values = counts, .denominators = sizes, .target = Values{95}}); }),
               "row 0, target: found 95; accepted: a share from 0 to 1 (0.95, not 95)"));
    CHECK(p_chart({.values = counts, .denominators = sizes, .target = Values{1.0}}).points.size() == 2);
    CHECK(u_chart({.values = counts, .denominators = sizes, .target = Values{95}}).points.size() == 2);
}

TEST_CASE("limits vary with the denominator and stay between 0 and 1") {
    const Values counts{9, 1, 90, 18}, sizes{10, 10, 100, 20};
    const ControlChart chart = p_chart({.values = counts, .denominators = sizes});
    const double mean = 118.0 / 140.0;
    CHECK(near(chart.points[0].mean, mean));
    CHECK(chart.points[0].upper == 1.0);
    CHECK(near(chart.points[0].lower, mean - 3.0 * std::sqrt(mean * (1.0 - mean) / 10.0)));
    CHECK(near(chart.points[2].upper, mean + 3.0 * std::sqrt(mean * (1.0 - mean) / 100.0)));
    CHECK(chart.points[1].cause.rule == SpecialCause::outside_limits);
}

TEST_CASE("none of any, or all of all, is no signal") {
    for (const bool laney : {false, true}) {
        const ControlChart none = p_chart({.values = Values(20, 0.0), .denominators = Values(20, 7.0)}, {.laney = laney});
        const ControlChart all = p_chart({.values = Values(20, 7.0), .denominators = Values(20, 7.0)}, {.laney = laney});
        const ControlChart quiet = u_chart({.values = Values(20, 0.0), .denominators = Values(20, 7.0)}, {.laney = laney});
        for (std::size_t i = 0; i < 20; ++i) {
            CHECK(none.points[i].upper == 0.0);
            CHECK(none.points[i].lower == 0.0);
            CHECK(all.points[i].lower == 1.0);
            CHECK(quiet.points[i].upper == 0.0);
            CHECK(none.points[i].cause.rule == SpecialCause::none);
            CHECK(all.points[i].cause.rule == SpecialCause::none);
            CHECK(quiet.points[i].cause.rule == SpecialCause::none);
        }
    }
    CHECK(c_chart({.values = Values(20, 0.0)}).points[0].upper == 0.0);
    CHECK(g_chart({.values = Values(20, 0.0)}).points[19].cause.rule == SpecialCause::none);
}

TEST_CASE("Laney's correction by hand") {
    // sd 0.04, z = -2.5 and 2.5, ranges of 5
    const Values counts{10, 30, 10, 30}, sizes(4, 100.0);
    const ControlChart corrected = p_chart({.values = counts, .denominators = sizes}, {.laney = true});
    CHECK(near(corrected.points[0].upper, 0.2 + 3.0 * 0.04 * 5.0 / 1.128));
    CHECK(corrected.points[0].lower == 0.0);
    CHECK(near(p_chart({.values = counts, .denominators = sizes}).points[0].upper, 0.32));
    const ControlChart rates = u_chart({.values = counts, .denominators = sizes}, {.laney = true});
    CHECK(near(rates.points[0].upper, 0.2 + 3.0 * 0.2 / 1.128));  // sd times the range of z is the range of rates
    CHECK(says(std::string(chart_method(ChartKind::p, {.laney = true})), "Laney"));
    CHECK_FALSE(says(std::string(chart_method(ChartKind::p, {})), "Laney"));
}

TEST_CASE("a point that cannot be is left out and says why") {
    Values counts(20, 3.0), sizes(20, 10.0);
    counts[1] = missing;
    counts[2] = -1.0;
    counts[3] = 11.0;
    sizes[4] = 0.0;
    counts[5] = infinity;
    const ControlChart chart = p_chart({.values = counts, .denominators = sizes});
    CHECK(chart.points[0].status == StatisticStatus::estimated);
    CHECK(chart.points[1].status == StatisticStatus::missing);
    CHECK(chart.points[2].status == StatisticStatus::negative);
    CHECK(chart.points[3].status == StatisticStatus::count_above_denominator);
    CHECK(chart.points[4].status == StatisticStatus::zero_denominator);
    CHECK(chart.points[5].status == StatisticStatus::not_finite);
    for (std::size_t i = 1; i <= 5; ++i) CHECK(std::isnan(chart.points[i].value));
    CHECK(near(chart.points[0].mean, 0.3));
    CHECK(std::isnan(chart.points[4].upper));
    CHECK(near(chart.points[1].upper, chart.points[0].upper));
    const ControlChart rates = u_chart({.values = counts, .denominators = sizes});
    CHECK(rates.points[3].status == StatisticStatus::estimated);  // more events than people may be
    CHECK(rates.points[3].value == 1.1);
    CHECK(c_chart({.values = counts}).points[2].status == StatisticStatus::negative);
    CHECK(t_chart({.values = counts}).points[2].status == StatisticStatus::negative);
    CHECK(g_chart({.values = counts}).points[1].status == StatisticStatus::missing);
    CHECK(says(refusal([&] { (void)p_chart({.values = counts}); }), "p chart: found 0 denominators; accepted: 20"));
}

TEST_CASE("phases, baselines and targets are those of any chart") {
    const Values counts{1, 2, 1, 2, 9, 8, 9, 8}, sizes(8, 10.0), target{0.5};
    const std::vector<std::size_t> at_4{4};
    const ControlChart chart = p_chart({.values = counts, .denominators = sizes, .target = target, .rebase = at_4},
                                       {.polarity = Polarity::high_is_good});
    CHECK(near(chart.points[0].mean, 0.15));
    CHECK(near(chart.points[7].mean, 0.85));
    CHECK(chart.points[0].assurance == Assurance::fail);  // 0.15 + 3 sqrt(0.15 x 0.85 / 10) = 0.489
    CHECK(chart.assurance == Assurance::pass);
    CHECK(near(c_chart({.values = counts, .baseline = 4}).points[7].mean, 1.5));
}

TEST_CASE("every kind draws what its own function draws") {
    const Values values{3, 5, 2, 8, 6, 4, 7, 5, 3, 6, 5, 4, 6, 19}, sizes(14, 40.0), deviations(14, 2.0);
    const ChartSeries series{.values = values, .denominators = sizes, .deviations = deviations};
    const ControlChart charts[] = {xmr(series),     p_chart(series), u_chart(series),    c_chart(series),
                                   t_chart(series), g_chart(series), xbar_chart(series), s_chart(series)};
    for (std::size_t kind = 0; kind < 8; ++kind) {
        std::vector<ChartPoint> points(14);
        draw_chart(static_cast<ChartKind>(kind), series, {}, points);
        for (std::size_t i = 0; i < 14; ++i) {
            CHECK(points[i].mean == charts[kind].points[i].mean);
            CHECK(points[i].upper == charts[kind].points[i].upper);
            CHECK(points[i].cause.signals.bits() == charts[kind].points[i].cause.signals.bits());
        }
        CHECK_FALSE(chart_method(static_cast<ChartKind>(kind), {}).empty());
    }
}

TEST_CASE("the side of a point of a g chart is told by 0.693 of the mean") {
    // Eight points, which the others make have a mean of 1000: 693 is on the median, 694 above it, 692 below.
    const auto shifted = [](double value) {
        Values values(8, value);
        values.insert(values.end(), 8, 2000.0 - value);
        const ControlChart chart = g_chart({.values = values});
        CHECK(chart.points[0].mean == 1000);
        return chart.points[0].cause.signals.has(SpecialCause::shift);
    };
    CHECK_FALSE(shifted(693));
    CHECK(shifted(694));
    CHECK(shifted(692));
    CHECK(shifted(696));
}

}  // namespace test_attribute_chart
