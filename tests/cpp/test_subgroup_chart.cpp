// Charts of subgroups: the factors as the tables print them, limits by hand, subgroups of different sizes and of one.
#include <cmath>
#include <string>
#include <vector>

#include "headway/spc/subgroup_chart.hpp"
#include "testing.hpp"

namespace test_subgroup_chart {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

namespace {

using Values = std::vector<double>;

}  // namespace

// Montgomery (2009), appendix table VI, four decimals of c4 and three of A3, B3 and B4.
TEST_CASE("the factors of the tables") {
    struct Row {
        double n, c4, A3, B3, B4;
    };
    for (const Row& row : {Row{2, 0.7979, 2.659, 0, 3.267}, Row{3, 0.8862, 1.954, 0, 2.568},
                           Row{5, 0.9400, 1.427, 0, 2.089}, Row{10, 0.9727, 0.975, 0.284, 1.716},
                           Row{25, 0.9896, 0.606, 0.565, 1.435}}) {
        CHECK(std::fabs(c4(row.n) - row.c4) <= 5e-5);
        const Values means{10, 12}, sizes(2, row.n), deviations{1.5, 0.5};
        const ControlChart xbar = xbar_chart({.values = means, .denominators = sizes, .deviations = deviations});
        CHECK(xbar.points[0].mean == 11.0);
        CHECK(std::fabs(xbar.points[0].upper - 11.0 - row.A3) <= 6e-4);
        CHECK(std::fabs(11.0 - xbar.points[0].lower - row.A3) <= 6e-4);
        const ControlChart s = s_chart({.values = deviations, .denominators = sizes});
        CHECK(s.points[0].mean == 1.0);
        CHECK(std::fabs(s.points[0].upper - row.B4) <= 6e-4);
        CHECK(std::fabs(s.points[0].lower - row.B3) <= 6e-4);
    }
    CHECK(near(c4(2), std::sqrt(2.0 / std::acos(-1.0))));
    CHECK(near(c4(1e6), 1.0 - 0.25 / 999999.0, 1e-9));
}

TEST_CASE("subgroups of different sizes are weighted") {
    const Values means{10, 13}, sizes{2, 4}, deviations{1, 3};
    const double s = std::sqrt((1.0 * 1.0 + 3.0 * 9.0) / 4.0);
    const ControlChart xbar = xbar_chart({.values = means, .denominators = sizes, .deviations = deviations});
    CHECK(xbar.points[0].mean == 12.0);
    CHECK(near(xbar.points[0].upper, 12.0 + 3.0 * s / (c4(2) * std::sqrt(2.0))));
    CHECK(near(xbar.points[1].upper, 12.0 + 3.0 * s / (c4(4) * 2.0)));
    const ControlChart of_s = s_chart({.values = deviations, .denominators = sizes});
    CHECK(near(of_s.points[1].mean, s));
    CHECK(near(of_s.points[1].upper, s * (1.0 + 3.0 * std::sqrt(1.0 - c4(4) * c4(4)) / c4(4))));
}

TEST_CASE("a subgroup of measurements") {
    const Subgroup four = subgroup(Values{2, missing, 4, 4, 6});
    CHECK(four.size == 4.0);
    CHECK(four.mean == 4.0);
    CHECK(near(four.deviation, std::sqrt(8.0 / 3.0)));
    const Subgroup constant = subgroup(Values(7, 0.1));
    CHECK(constant.mean == 0.1);
    CHECK(constant.deviation == 0.0);
    CHECK(subgroup(Values{5}).mean == 5.0);
    CHECK(std::isnan(subgroup(Values{5}).deviation));
    CHECK(subgroup({}).size == 0.0);
    CHECK(std::isnan(subgroup(Values{missing}).mean));
    for (const Values& values : {Values{1, infinity, 3}, Values{infinity, 1, 3}, Values{-infinity, infinity}}) {
        CHECK(std::isinf(subgroup(values).mean));  // wherever it stands
        CHECK(std::isinf(subgroup(values).deviation));
    }
    const Values means{infinity, 2, 3}, sizes(3, 4.0), deviations{infinity, 1, 1};
    const ControlChart xbar = xbar_chart({.values = means, .denominators = sizes, .deviations = deviations});
    CHECK(xbar.points[0].status == StatisticStatus::not_finite);
    CHECK(xbar.points[1].mean == 2.5);
    CHECK(near(xbar.points[1].upper, 2.5 + 3.0 / (c4(4) * 2.0)));
    CHECK(s_chart({.values = deviations, .denominators = sizes}).points[0].status == StatisticStatus::not_finite);
}

TEST_CASE("a subgroup of one, and an empty one") {
    const Values means{10, 12, missing, 11}, sizes{5, 1, 0, 5}, deviations{1, missing, missing, 3};
    const ControlChart xbar = xbar_chart({.values = means, .denominators = sizes, .deviations = deviations});
    CHECK(near(xbar.points[0].mean, (50.0 + 12.0 + 55.0) / 11.0));
    CHECK(std::isnan(xbar.points[1].upper));
    CHECK(xbar.points[2].status == StatisticStatus::missing);
    CHECK(near(xbar.points[3].upper - xbar.points[3].mean, 3.0 * 2.0 / (c4(5) * std::sqrt(5.0))));
    const ControlChart s = s_chart({.values = deviations, .denominators = sizes});
    CHECK(s.points[1].status == StatisticStatus::too_few_points);
    CHECK(s.points[2].status == StatisticStatus::missing);
    CHECK(s.points[0].mean == 2.0);
    CHECK(says(refusal([&] { (void)xbar_chart({.values = means, .denominators = sizes}); }), "xbar chart: found 0 deviations"));
    CHECK(says(refusal([&] { (void)s_chart({.values = means}); }), "s chart: found 0 denominators"));
}

TEST_CASE("subgroups that are all alike are no signal") {
    const Values means(14, 0.3), sizes(14, 4.0), deviations(14, 0.0);
    const ControlChart xbar = xbar_chart({.values = means, .denominators = sizes, .deviations = deviations});
    const ControlChart s = s_chart({.values = deviations, .denominators = sizes});
    for (std::size_t i = 0; i < 14; ++i) {
        CHECK(xbar.points[i].upper == 0.3);
        CHECK(xbar.points[i].cause.rule == SpecialCause::none);
        CHECK(s.points[i].upper == 0.0);
        CHECK(s.points[i].cause.rule == SpecialCause::none);
    }
    // Means that differ where nothing varies within: measured too coarsely to tell.
    const Values apart{5, 6, 5, 6}, two(4, 2.0), none(4, 0.0);
    const ControlChart coarse = xbar_chart({.values = apart, .denominators = two, .deviations = none});
    CHECK(std::isnan(coarse.points[0].upper));
    CHECK(coarse.points[0].cause.rule == SpecialCause::none);
}

TEST_CASE("sizes and deviations that cannot be are refused by row") {
    const Values means{10, 12}, deviations{1, 2};
    const auto xbar = [&](const Values& sizes, const Values& of) {
        return refusal([&] { (void)xbar_chart({.values = means, .denominators = sizes, .deviations = of}); });
    };
    CHECK(xbar({1, 5}, {missing, 2}).empty());  // one measurement has no deviation
    CHECK(xbar({5, 5}, {0, 0}).empty());
    for (const double size : {missing, infinity, -5.0, 0.0, 0.5, 4.5}) {
        CHECK(says(xbar({5, size}, deviations), "row 1, size: found " + shown(size) + "; accepted: a whole number"));
        CHECK(says(refusal([&] { (void)s_chart({.values = deviations, .denominators = Values{5, size}}); }),
                   "row 1, size: found " + shown(size)));
    }
    for (const double deviation : {missing, infinity, -0.1})
        CHECK(says(xbar({5, 5}, {1, deviation}), "row 1, deviation: found " + shown(deviation) + "; accepted: 0 or more"));
    // A subgroup without a mean is a gap, whatever stands beside it.
    CHECK(refusal([&] {
              (void)xbar_chart({.values = Values{10, missing}, .denominators = Values{5, 0}, .deviations = Values{1, missing}});
          }).empty());
}

}  // namespace test_subgroup_chart
