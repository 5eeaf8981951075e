// Lines by least squares: the published extrapolations, and numpy's polyfit.
#include <algorithm>
#include <random>

#include "headway/outlook/least_squares.hpp"
#include "headway/outlook/projection.hpp"
#include "headway/outlook/run_rate.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_least_squares {

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

double printed(double value, int places) {
    const double scale = std::pow(10.0, places);
    return std::round(value * scale) / scale;
}

}  // namespace

TEST_CASE("ols_cumulative gives the two published year ends to their printed decimal") {
    struct Case {
        std::vector<double> events;
        double population, year_end, pro_rata, last_increment;
    };
    for (const Case& c :
         {Case{events_a, population_a, 581.6, 583.02, 551.25}, Case{events_b, population_b, 15.1, 17.84, 12.52}}) {
        const std::vector<double> figures = to_date_per_100000(c.events, c.population);
        const Series series = monthly(figures, Accrual::cumulative, "2024-04");
        CHECK(printed(project_year_end(series, {.method = Method::ols_cumulative}).value, 1) == c.year_end);
        // the rules that cannot have been used
        const double run = project_year_end(series, {.method = Method::run_rate}).value;
        CHECK(near(run, c.pro_rata, 5e-4));
        CHECK(printed(run, 1) != c.year_end);
        const double last = project_year_end(series, {.method = Method::last_value}).value;
        CHECK(std::fabs(last - c.last_increment) < 0.05);  // taken from the printed 8.32 and 8.92
        CHECK(printed(last, 1) != c.year_end);
    }
}

TEST_CASE("a line through the same figures and the origin is another rule") {
    std::vector<double> with_origin{0};
    for (const double figure : to_date_per_100000(events_b, population_b)) with_origin.push_back(figure);
    CHECK(least_squares(with_origin).at(12) >= 15.82);
    // and so it is for any April to July that climb to the two figures that were published, 8.32 and 8.92
    std::mt19937_64 random(7);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<double> figures{0, 0, 0, 0, 0, 8.32, 8.92};
        for (std::size_t month = 1; month < 5; ++month)
            figures[month] = 8.32 * static_cast<double>(random() % 1001) / 1000.0;
        std::sort(figures.begin(), figures.end());
        CHECK(least_squares(figures).at(12) > 15.15);
    }
}

TEST_CASE("ols_cumulative on events is the same rule, and polyfit's") {
    // numpy 2.4.6: polyval(polyfit(arange(1, 7), cumsum([18, 17, 16, 16, 19, 15]), 1), 12)
    const Points p(events_a, 6);
    CHECK(near(p.history().year_value(ols_cumulative(p.history())), 201.4952380952381, 1e-12));
}

TEST_CASE("the line is polyfit's") {
    // numpy 2.4.6: polyfit(arange(12), passengers, 1) = [-7.692307692308e-02, 1.270897435897e+02]; at 12 and 17
    const Line line = least_squares(passengers);
    CHECK(near(line.slope, -7.692307692308e-02, 1e-11));
    CHECK(near(line.at(0), 1.270897435897e+02, 1e-11));
    CHECK(near(line.at(12), 126.166666666667, 1e-11));
    CHECK(near(line.at(17), 125.782051282051, 1e-11));
}

TEST_CASE("a straight line is carried on exactly, a single point flat") {
    const std::vector<double> straight{3, 5, 7, 9};
    CHECK(near(least_squares(straight).at(9), 21.0, 1e-14));
    CHECK(least_squares(std::vector<double>{5.0}).at(7) == 5.0);
    // far from 0 nothing cancels
    std::vector<double> far;
    for (int i = 0; i < 12; ++i) far.push_back(1e12 + i);
    CHECK(least_squares(far).slope == 1.0);
}

TEST_CASE("ols uses the last twelve points; anchored_slope goes on from the last") {
    std::vector<double> values{900, -900, 4000};
    values.insert(values.end(), passengers.begin(), passengers.end());
    const Points p(values, 3);
    const std::vector<double> line = ols(p.history()), anchored = anchored_slope(p.history());
    CHECK(line.size() == 9);
    CHECK(near(line[0], 126.166666666667, 1e-11));
    CHECK(near(line[5], 125.782051282051, 1e-11));
    CHECK(near(anchored[0], 118 - 0.07692307692308, 1e-12));
    CHECK(near(anchored[8], 118 - 9 * 0.07692307692308, 1e-12));
}

TEST_CASE("ols_cumulative looks at the last six figures of this year only") {
    std::vector<double> values(12, 1e6);
    values.insert(values.end(), {500, 7, 18, 17, 16, 16, 19, 15});
    const Points p(values, 8);
    const std::vector<double> path = ols_cumulative(p.history());
    CHECK(path.size() == 4);
    CHECK(near(p.history().reached() + total_of(path), 507 + 201.4952380952381 - 2 * 16.685714285714285, 1e-9));
}

TEST_CASE("the run rate is pro rata and the last value is the last value") {
    const Points p({2, 4, 6}, 3);
    CHECK(run_rate(p.history()) == std::vector<double>(9, 4.0));
    CHECK(last_value(p.history()) == std::vector<double>(9, 6.0));
    CHECK(p.history().year_value(run_rate(p.history())) == 48);  // 12 / 3 * 12
}

}  // namespace test_least_squares
