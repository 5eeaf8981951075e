// The Theil-Sen line: scipy's, and what outliers do to it.
#include "headway/outlook/theil_sen.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_theil_sen {

using namespace headway;
using namespace headway::outlook;
using namespace headway::stats;
using namespace headway::test;

TEST_CASE("slope and intercept are scipy's") {
    // scipy 1.17.1: stats.theilslopes(y, arange(len(y)), method='separate') (median y - slope * median x)
    const std::vector<double> year{112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118};
    const Line line = theil_sen_line(year);
    CHECK(near(line.slope, 0.22916666666666666, 1e-14));
    CHECK(near(line.at(0), 123.73958333333333, 1e-14));
    const Line seven = theil_sen_line(std::span(year).first(7));
    CHECK(near(seven.slope, 5.5, 1e-14));
    CHECK(near(seven.at(0), 112.5, 1e-14));
}

TEST_CASE("three wild points of twelve do not bend it, and do bend least squares") {
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) values.push_back(10.0 + 2 * i);
    values[2] = 1e6;
    values[7] = -1e6;
    values[11] = 5e5;
    const Line line = theil_sen_line(values);
    CHECK(std::fabs(line.slope - 2.0) < 0.5);
    CHECK(std::fabs(least_squares(values).slope) > 1000);
}

TEST_CASE("medians of odd and even counts") {
    std::vector<double> odd{3, 1, 2}, even{4, 1, 3, 2}, one{7}, large{1.7e308, 1.7e308};
    CHECK(median(odd) == 2);
    CHECK(median(even) == 2.5);
    CHECK(median(one) == 7);
    CHECK(std::isfinite(median(large)));
}

TEST_CASE("a single point is carried on flat; the last twelve points are used") {
    CHECK(theil_sen_line(std::vector<double>{5.0}).at(9) == 5.0);
    std::vector<double> values(10, -1e9);
    for (int i = 0; i < 12; ++i) values.push_back(i);
    const std::vector<double> path = theil_sen(Points(values, 10).history());
    CHECK(path == std::vector<double>{12, 13});
}

}  // namespace test_theil_sen
