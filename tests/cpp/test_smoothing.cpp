// Smoothing: the closed form by hand, and the damped trend of statsmodels.
#include <cmath>

#include "headway/outlook/smoothing.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_smoothing {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

TEST_CASE("ses of a short flat history is a weighted mean") {
    const Points p({10, 20, 40}, 3);
    const double level = (40 + 0.7 * 20 + 0.49 * 10) / (1 + 0.7 + 0.49);
    for (const double point : ses(p.history())) CHECK(near(point, level));
}

TEST_CASE("ses takes the season out and puts it back") {
    const Points p({10, 20, 30, 40, 12, 24}, 2, 4);  // this year is 1.2 times the last
    // level = sum w y / sum w s with s = 0.4 0.8 1.2 1.6
    double amounts = 0.0, shares = 0.0, weight = 1.0;
    const double season[4] = {0.4, 0.8, 1.2, 1.6};
    for (int i = 5; i >= 0; --i, weight *= 0.7) {
        amounts += weight * p.values[static_cast<std::size_t>(i)];
        shares += weight * season[i % 4];
    }
    const std::vector<double> path = ses(p.history());
    CHECK(near(path[0], 1.2 * amounts / shares));
    CHECK(near(path[1], 1.6 * amounts / shares));
}

TEST_CASE("ses of a level shifts with it, and a month that never brings anything says nothing") {
    std::vector<double> values = seasonal(30, 3), shifted = values;
    for (double& v : shifted) v += 1000;
    const Points one(values, 6, 12, YearIs::last), other(shifted, 6, 12, YearIs::last);
    const std::vector<double> a = ses(one.history()), b = ses(other.history());
    for (std::size_t h = 0; h < a.size(); ++h) CHECK(near(a[h] + 1000, b[h]));
    // a school's third term is always empty: its last one does not pull the level down
    const Points school({50, 50, 0, 50, 50, 0, 50}, 1, 3);
    CHECK(near(ses(school.history())[0], 50));
    CHECK(ses(school.history())[1] == 0);
}

TEST_CASE("ses looks at two years and this one") {
    std::vector<double> values(12, 1e9), recent = seasonal(27, 5);
    values.insert(values.end(), recent.begin(), recent.end());
    const Points p(values, 3, 12, YearIs::last), q(recent, 3, 12, YearIs::last);
    // the third year back still tells the season, here only that it is flat; the level is not its
    const double with = Points(values, 3, 12, YearIs::last).history().year_value(ses(p.history()));
    const double without = q.history().year_value(ses(q.history()));
    CHECK(std::fabs(with - without) < 100);
}

TEST_CASE("the damped trend is that of statsmodels") {
    // statsmodels 0.15.0: Holt(y, damped_trend=True, exponential=False, initialization_method='known', initial_level=100,
    // initial_trend=2).fit(smoothing_level=alpha, smoothing_trend=beta, damping_trend=phi, optimized=False): forecast(4),
    // level and trend after the last point, sse. Its smoothing_trend is beta* of b = beta* (l - l') + (1 - beta*) phi b',
    // which is the beta of the error-correction form here.
    struct Case {
        DampedTrend with;
        double forecast[4], level, trend, squares;
    };
    for (const Case& c : {Case{{0.3, 0.1, 0.9},
                               {124.191717566524, 124.017341893985, 123.860403788699, 123.719159493942},
                               124.3854683137904,
                               -0.21527860807358742,
                               2997.7383584840286},
                          Case{{0.7, 0.2, 0.8},
                               {112.672365305799, 111.292379228053, 110.188390365856, 109.305199276099},
                               114.39734790298188,
                               -2.156228246478204,
                               1957.0857438271603}}) {
        const DampedState state = damped_trend_state(passengers, c.with, {.level = 100, .trend = 2});
        CHECK(near(state.level, c.level, 1e-12));
        CHECK(near(state.trend, c.trend, 1e-12));
        CHECK(near(state.squared_error, c.squares, 1e-12));
        for (int h = 1; h <= 4; ++h) CHECK(near(state.at(h, c.with.phi), c.forecast[h - 1], 1e-12));
    }
}

TEST_CASE("the damped trend is flat for a constant, and climbs on, damped, where a series climbs") {
    const Points p({5, 5, 5, 5, 5, 5}, 6, 12, YearIs::last);
    for (const double point : damped_trend(p.history())) CHECK(point == 5);
    const Points climbing({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 10, 12, YearIs::last);
    const std::vector<double> path = damped_trend(climbing.history());
    CHECK(path[0] > 9.5);
    CHECK(path[1] > path[0]);
    CHECK(path[1] - path[0] < 1.0);  // damped
}

TEST_CASE("the damped trend is that entry of its grid whose one-step errors were least, the first of equals") {
    // The grid of the header, searched by a loop of its own; each history has its best entry somewhere else.
    struct Case {
        std::vector<double> values;
        double alpha, beta, damping;
    };
    const auto by_grid = [](const std::vector<double>& values) {
        Case best{values, 0, 0, 0};
        double least = infinity;
        for (const double alpha : {0.1, 0.2, 0.3, 0.5, 0.7, 0.9})
            for (const double beta : {0.05, 0.1, 0.2})
                for (const double phi : {0.8, 0.9, 0.95}) {
                    double level = values[0], trend = 0.0, squares = 0.0;
                    for (const double value : values) {
                        const double error = value - (level + phi * trend);
                        level += phi * trend + alpha * error;
                        trend = phi * trend + alpha * beta * error;
                        squares += error * error;
                    }
                    if (squares < least * (1.0 - 1e-9)) {
                        least = squares;
                        best = {values, alpha, beta, phi};
                    }
                }
        return best;
    };
    std::vector<double> noisy, jump(11, 10.0), wave;
    for (int i = 0; i < 11; ++i) noisy.push_back(i % 2 == 0 ? 10 : 20);
    for (int i = 6; i < 11; ++i) jump[static_cast<std::size_t>(i)] = 50;
    for (int i = 0; i < 11; ++i) wave.push_back(100 + 10 * std::sin(0.6 * i));
    std::vector<Case> found;
    const std::vector<double> eleven(passengers.begin(), passengers.end() - 1);
    for (const std::vector<double>& values : {noisy, jump, wave, eleven}) {
        const Case best = by_grid(values);
        found.push_back(best);
        const DampedState state =
            damped_trend_state(values, {best.alpha, best.beta, best.damping}, {.level = values.front()});
        const Points p(values, 11, 12, YearIs::last);
        CAPTURE(best.alpha, best.beta, best.damping);
        CHECK(near(damped_trend(p.history())[0], state.level + best.damping * state.trend));
    }
    CHECK(found[0].alpha == 0.1);  // noise is smoothed away
    CHECK(found[1].alpha > 0.6);   // a shift is followed
    CHECK((found[1].beta != found[2].beta || found[1].damping != found[2].damping || found[1].alpha != found[2].alpha));
    // equal errors of every entry: the first, whose trend dies away fastest, like all others flat
    const Points constant({5, 5, 5, 5, 5, 5}, 6, 12, YearIs::last);
    for (const double point : damped_trend(constant.history())) CHECK(point == 5);
}

}  // namespace test_smoothing
