// Seasonality: factors, how far they are believed, and the level without them.
#include "headway/outlook/seasonality.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_seasonality {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

TEST_CASE("one past year is taken as it is") {
    const Points p({10, 20, 30, 40, 5}, 1, 4);
    const Seasonality s = yearly_shares(p.history(), Season::proportional);
    CHECK(s.lambda == 1.0);
    for (std::size_t i = 0; i < 4; ++i) CHECK(near(s.factors[i], 0.4 * static_cast<double>(i + 1)));
    const Seasonality additive = yearly_shares(p.history(), Season::additive);
    CHECK(near(additive.factors[0], -15));
    CHECK(near(additive.factors[3], 15));
}

TEST_CASE("two years, worked by hand") {
    // factors 0.4 0.8 1.2 1.6 and 1.6 1.2 0.8 0.4: means are all 1, and nothing is learned
    const Points opposite({10, 20, 30, 40, 40, 30, 20, 10, 5}, 1, 4);
    const Seasonality flat = yearly_shares(opposite.history(), Season::proportional);
    CHECK(flat.lambda == 0.0);
    CHECK(flat.factors == std::vector<double>(4, 1.0));

    // factors 0.4 0.8 1.2 1.6 and 0.8 0.4 1.2 1.6: means 0.6 0.6 1.2 1.6, B = (0.16 + 0.16 + 0.04 + 0.36) / 3 = 0.24;
    // variances 0.08 0.08 0 0 between two years, halved for their mean, averaged: V = 0.02
    const Points p({10, 20, 30, 40, 20, 10, 30, 40, 5}, 1, 4);
    const Seasonality s = yearly_shares(p.history(), Season::proportional);
    CHECK(near(s.lambda, 1 - 0.02 / 0.24));
    CHECK(near(s.factors[0], 1 + s.lambda * -0.4));
    CHECK(near(s.factors[3], 1 + s.lambda * 0.6));
}

TEST_CASE("years that agree are believed wholly, and factors have their mean") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed)
        for (const int per_year : {12, 4, 3}) {
            const std::vector<double> one = seasonal(static_cast<std::size_t>(per_year), seed, per_year);
            std::vector<double> values;
            for (int year = 0; year < 4; ++year) values.insert(values.end(), one.begin(), one.end());
            values.push_back(one[0]);
            const Points p(values, 1, per_year);
            for (const Season season : {Season::proportional, Season::additive})
                for (const double keep : {1.0, 0.7}) {
                    const Seasonality s = yearly_shares(p.history(), season, keep);
                    CHECK(near(s.lambda, 1.0));
                    double mean = 0.0;
                    for (const double f : s.factors) mean += f / per_year;
                    CHECK(within(mean, season == Season::proportional ? 1.0 : 0.0, 1e-9));
                    for (const double level : adjusted(p.history(), s)) CHECK(near(level, adjusted(p.history(), s)[0]));
                }
        }
}

TEST_CASE("no past year is flat, an empty one too, and no share is below 0") {
    CHECK(yearly_shares(Points({1, 2, 3}, 3).history(), Season::proportional).factors == std::vector<double>(12, 1.0));
    CHECK(yearly_shares(Points({1, 2, 3}, 3).history(), Season::additive).factors == std::vector<double>(12, 0.0));
    CHECK(yearly_shares(Points(std::vector<double>(26, 0.0), 2).history(), Season::proportional).factors ==
          std::vector<double>(12, 1.0));
    const Points negative({-5, 20, 30, 40, 5}, 1, 4);
    for (const double f : yearly_shares(negative.history(), Season::proportional).factors) CHECK(f >= 0.0);
}

TEST_CASE("amounts are seasonal in proportion, levels and amounts that were negative by so much") {
    CHECK(natural_season(Points({1, 0, 2}, 3).history()) == Season::proportional);
    CHECK(natural_season(Points({1, -1, 2}, 3).history()) == Season::additive);
    CHECK(natural_season(Points({1, 0, 2}, 3, 12, YearIs::last).history()) == Season::additive);
    CHECK(natural_season(Points({1, 0, 2}, 3, 12, YearIs::mean).history()) == Season::additive);
}

TEST_CASE("a point without a share shows no level") {
    // terms of 50, 50 and nothing: the third says nothing of the level
    const Points p({50, 50, 0, 60, 60, 0, 80}, 1, 3);
    const std::vector<double> levels = adjusted(p.history(), natural_shares(p.history()));
    for (const std::size_t i : {std::size_t{2}, std::size_t{5}}) CHECK(levels[i] == levels[i - 1]);
    const Points from_nothing({0, 50, 50, 0, 60, 60, 0, 80}, 2, 3);  // the first point of all has none
    CHECK(adjusted(from_nothing.history(), natural_shares(from_nothing.history()))[0] > 0);
}

TEST_CASE("factors around the level find the season of a series that climbs within its years") {
    std::vector<double> values;
    const double season[4] = {-6, 2, 4, 0};
    for (int i = 0; i < 41; ++i) values.push_back(100 + 5 * i + season[i % 4]);
    const Points p(values, 1, 4);
    const Seasonality by_year = yearly_shares(p.history(), Season::additive);
    const Seasonality around = factors_around_level(p.history(), by_year, 1.0);
    for (std::size_t j = 0; j < 4; ++j) {
        CHECK(std::fabs(around.factors[j] - season[j]) <
              std::max(1.25, 0.5 * std::fabs(by_year.factors[j] - season[j])));
    }
}

TEST_CASE("factors around the level of few or empty points are those that it starts from") {
    const Points two({1, 2}, 2, 4);
    const Seasonality start = yearly_shares(two.history(), Season::proportional);
    CHECK(factors_around_level(two.history(), start, 0.7).factors == start.factors);
    const Points zeros(std::vector<double>(10, 0.0), 2, 4);
    const Seasonality flat = yearly_shares(zeros.history(), Season::proportional);
    CHECK(factors_around_level(zeros.history(), flat, 0.7).factors == flat.factors);
}

TEST_CASE("years that contradict one another say nothing of a season, not its opposite") {
    const Points p({10, 20, 30, 40, 40, 30, 20, 11, 5}, 1, 4);
    for (const Season season : {Season::proportional, Season::additive}) {
        const Seasonality s = yearly_shares(p.history(), season);
        CHECK(s.lambda == 0.0);
        CHECK(s.factors == std::vector<double>(4, season == Season::proportional ? 1.0 : 0.0));
    }
}

TEST_CASE("factors around the level find the proportions of a series that climbs within its years") {
    std::vector<double> values;
    const double season[4] = {0.8, 1.1, 1.2, 0.9};
    for (int i = 0; i < 41; ++i) values.push_back((100 + 5 * i) * season[i % 4]);
    const Points p(values, 1, 4);
    const Seasonality by_year = yearly_shares(p.history(), Season::proportional);
    const Seasonality around = factors_around_level(p.history(), by_year, 1.0);
    CHECK(around.season == Season::proportional);
    double off_by_year = 0.0, off_around = 0.0, mean = 0.0;
    for (std::size_t j = 0; j < 4; ++j) {
        off_by_year += std::fabs(by_year.factors[j] - season[j]);
        off_around += std::fabs(around.factors[j] - season[j]);
        mean += around.factors[j] / 4;
    }
    CHECK(off_around < 0.5 * off_by_year);
    CHECK(near(mean, 1.0));
}

TEST_CASE("a point whose share is under 2% shows no level, one at 2% does") {
    const Points p({100, 2, 200, 50}, 4, 4);
    const Seasonality at{.season = Season::proportional, .factors = {1.0, 0.02, 2.0, 0.98}};
    CHECK(near(adjusted(p.history(), at)[1], 100));
    const Seasonality above{.season = Season::proportional, .factors = {1.0, 0.025, 2.0, 0.975}};
    CHECK(near(adjusted(p.history(), above)[1], 80));
    const Seasonality under{.season = Season::proportional, .factors = {1.0, 0.019, 2.0, 0.981}};
    CHECK(near(adjusted(p.history(), under)[1], 100));  // as the point before it
    const Points q({10, 2, 200, 50}, 4, 4);
    CHECK(near(adjusted(q.history(), under)[1], 10));
}

TEST_CASE("factors around a level, worked by hand") {
    // Points 1, 9, 2, 10 of two a year, flat at first. Smoothed by a quarter from (1 + 9 + 2) / 3: 4, 5.25, 4.4375; and
    // back from (10 + 2 + 9) / 3: 7, 5.75, 6.5625. Levels 6.5625, (4 + 5.75) / 2, (5.25 + 7) / 2, 4.4375; so that the
    // points lie -5.5625, 4.125, -4.125 and 5.5625 off. Means of each place: 4.84375 and its opposite.
    const Points p({1, 9, 2, 10}, 2, 2, YearIs::mean);
    const History h = p.history();
    const Seasonality flat{.factors = {0.0, 0.0}};
    const double mean = 4.84375, apart = 1.4375, spread = 2.0 * mean * mean;
    const Seasonality alike = factors_around_level(h, flat, 1.0);
    const double lambda = 1.0 - apart * apart / 4.0 / spread;
    CHECK(near(alike.lambda, lambda, 1e-12));
    CHECK(near(alike.factors[static_cast<std::size_t>(h.slot(1))], lambda * mean, 1e-12));
    // Last year weighs half: its points differ by 1.4375 still, with weights of 1/3 and 2/3, squares 5/9 in sum.
    const Seasonality fading = factors_around_level(h, flat, 0.5);
    CHECK(near(fading.lambda, 1.0 - 2.0 / 9.0 * apart * apart * 1.25 / spread, 1e-12));
    CHECK(near(fading.factors[static_cast<std::size_t>(h.slot(1))], fading.lambda * mean, 1e-12));

    // In proportion: the same points over the same levels, against their mean.
    const Points q({1, 9, 2, 10}, 2, 2, YearIs::sum);
    const double low = (1 / 6.5625 + 2 / 6.125) / 2, high = (9 / 4.875 + 10 / 4.4375) / 2, all = (low + high) / 2;
    const double of_low = 2 / 6.125 - 1 / 6.5625, of_high = 10 / 4.4375 - 9 / 4.875;
    const double variance = (of_low * of_low + of_high * of_high) / 8 / (all * all);
    const double off = high / all - 1.0;
    const Seasonality shares =
        factors_around_level(q.history(), {.season = Season::proportional, .factors = {1.0, 1.0}}, 1.0);
    CHECK(near(shares.lambda, 1.0 - variance / (2.0 * off * off), 1e-12));
    CHECK(near(shares.factors[static_cast<std::size_t>(q.history().slot(1))], 1.0 + shares.lambda * off, 1e-12));
}

TEST_CASE("yearly shares that fade, worked by hand") {
    // Last year 3 and 5, the year before 1 and 7: 1 and 3 from the mean, weighing 2/3 and 1/3, their squares 5/9.
    const Points p({1, 7, 3, 5, 4}, 1, 2, YearIs::mean);
    const Seasonality fading = yearly_shares(p.history(), Season::additive, 0.5);
    const double mean = 5.0 / 3.0, variance = 2.0 / 9.0 * 4.0 / (4.0 / 9.0) * 5.0 / 9.0;
    CHECK(near(fading.lambda, 1.0 - variance / (2.0 * mean * mean), 1e-12));  // 0.8
    CHECK(near(fading.factors[1], 0.8 * mean, 1e-12));
}

}  // namespace test_seasonality
