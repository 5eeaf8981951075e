// The theta method: statsmodels' ThetaModel with the same smoothing.
#include <cmath>
#include <span>

#include "headway/outlook/least_squares.hpp"
#include "headway/outlook/theta.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_theta {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

TEST_CASE("the theta line is that of statsmodels") {
    // statsmodels 0.15.0: ThetaModel(y, deseasonalize=False).fit() with its smoothing set to alpha and its one-step
    // forecast to that of SimpleExpSmoothing(y, 'known', initial_level=y[0]) at alpha; forecast(6, theta=2)
    struct Case {
        double alpha, forecast[6];
    };
    for (const Case& c : {Case{0.3,
                               {121.521512143615, 121.483050605153, 121.444589066692, 121.40612752823, 121.367665989769,
                                121.329204451307}},
                          Case{0.75,
                               {115.694808363914, 115.656346825453, 115.617885286991, 115.57942374853, 115.540962210068,
                                115.502500671607}}}) {
        const ThetaStand stand = theta_stands(passengers, c.alpha).back();
        for (std::size_t h = 0; h < 6; ++h) CHECK(near(stand.at(static_cast<double>(h + 1)), c.forecast[h], 1e-10));
    }
}

TEST_CASE("a straight line smoothed wholly goes on with half its slope") {
    const std::vector<ThetaStand> stands = theta_stands(std::vector<double>{1, 3, 5, 7, 9, 11}, 1.0);
    CHECK(near(stands.back().at(1), 12));
    CHECK(near(stands.back().at(2), 13));
}

TEST_CASE("where theta stands after each point is where it ends on the points up to there") {
    const std::vector<double> values = seasonal(20, 9);
    const std::vector<ThetaStand> stands = theta_stands(values, 0.35);
    CHECK(stands[0].at(4) == values[0]);
    for (std::size_t n = 2; n <= values.size(); ++n) {
        const std::span<const double> seen = std::span(values).first(n);
        double level = values[0];
        for (const double z : seen.subspan(1)) level += 0.35 * (z - level);
        const double half_slope = least_squares(seen).slope / 2.0;
        const double lag = (1.0 - std::pow(0.65, static_cast<double>(n))) / 0.35;
        CHECK(near(stands[n - 1].at(3), level + half_slope * (2.0 + lag), 1e-9));
    }
}

TEST_CASE("the smoothing is the best of twentieths, the first of equals") {
    CHECK(best_smoothing(std::vector<double>{1, 2, 3, 4, 5, 6}) == 1.0);
    CHECK(best_smoothing(std::vector<double>(6, 4.0)) == 0.05);
    const std::vector<double> values = seasonal(20, 9);
    const auto squares = [&](double alpha) {
        double level = values[0], sum_of_squares = 0.0;
        for (std::size_t i = 1; i < values.size(); ++i) {
            sum_of_squares += (values[i] - level) * (values[i] - level);
            level += alpha * (values[i] - level);
        }
        return sum_of_squares;
    };
    for (int i = 1; i <= 20; ++i) CHECK(squares(best_smoothing(values)) <= squares(i / 20.0));
}

TEST_CASE("theta in season scales with amounts and shifts with levels") {
    const std::vector<double> values = seasonal(30, 4);
    std::vector<double> scaled = values, shifted = values;
    for (double& v : scaled) v *= 8;
    for (double& v : shifted) v += 512;
    const Points sums(values, 6), eight(scaled, 6);
    const Points level(values, 6, 12, YearIs::last), higher(shifted, 6, 12, YearIs::last);
    for (std::size_t h = 0; h < 6; ++h) {
        CHECK(near(8 * theta(sums.history())[h], theta(eight.history())[h]));
        CHECK(near(512 + theta(level.history())[h], theta(higher.history())[h]));
    }
}

}  // namespace test_theta
