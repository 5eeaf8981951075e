// Life expectancy: Chiang's own example, a life table written forwards in numpy, and every reason not to print one.
#include <cmath>
#include <vector>

#include "headway/stats/life_table.hpp"
#include "testing.hpp"

namespace test_life_table {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

struct Area {
    std::vector<double> start{0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90};
    std::vector<double> deaths{13, 2, 1, 0, 5, 9, 12, 17, 21, 28, 41, 55, 83, 118, 150, 224, 268, 312, 301, 277};
    std::vector<double> population{3100,  12900, 16400, 16050, 15200, 19800, 21500, 20700, 19300, 17600,
                                   16200, 15800, 14700, 12900, 11000, 9800,  7100,  4600,  2500,  1250};

    [[nodiscard]] LifeTable table() const { return {.start = start, .deaths = deaths, .population = population}; }
    [[nodiscard]] SuppressibleStatistic at(double age, double level = 0.95) const {
        return life_expectancy(table(), age, level);
    }
};

void is_not_printed(const SuppressibleStatistic& life, StatisticStatus status, Suppression suppression = Suppression::none) {
    CHECK(life.status == status);
    CHECK(life.suppression == suppression);
    CHECK((std::isnan(life.value) && std::isnan(life.lower) && std::isnan(life.upper)));
}

}  // namespace

TEST_CASE("expectancy and its standard error are those of a life table written forwards") {
    // numpy 2.4: l, d, L, T from birth on, and the variances summed over the ages from each on; relative 1e-12
    const Area area;
    const auto se = [](const SuppressibleStatistic& life) {
        return (life.upper - life.lower) / (2.0 * normal_multiple(0.95));
    };
    CHECK(near(area.at(0).value, 79.91669949553308));
    CHECK(near(se(area.at(0)), 0.27574156190061894));
    CHECK(near(area.at(1).value, 79.25155511028828));
    CHECK(near(se(area.at(1)), 0.26078971640157167));
    CHECK(near(area.at(65).value, 19.0747153210529));
    CHECK(near(se(area.at(65)), 0.2035332746319019));
    CHECK(near(area.at(90).value, 1250.0 / 277.0));
    CHECK(near(se(area.at(90)), 0.2711379820063672));
    CHECK(area.at(0).status == StatisticStatus::estimated);

    const SuppressibleStatistic wide = area.at(0, 0.998);
    CHECK(near(wide.upper - wide.value, 3.090232306167813 * 0.27574156190061894));
    CHECK(near(wide.value, area.at(0).value));
}

TEST_CASE("Chiang's cohort of 270 has his expectancies and, but for the last band, his standard errors") {
    // Chiang, "Introduction to Stochastic Processes in Biostatistics" (1968), table of 13 intervals of five years; as
    // printed with five decimals in the IMSL library's manual for LifeTables. Each interval's person-years are
    // 5 (l - d / 2). The ages are moved up by 5, where a is 0.5, and the numbers times 1,000, for a population large
    // enough.
    const std::vector<double> alive{270, 268, 264, 261, 254, 251, 248, 232, 166, 130, 76, 34, 13};
    std::vector<double> start, deaths, population;
    for (std::size_t i = 0; i < alive.size(); ++i) {
        const double dead = alive[i] - (i + 1 < alive.size() ? alive[i + 1] : 0.0);
        start.push_back(5.0 * static_cast<double>(i + 1));
        deaths.push_back(1000.0 * dead);
        population.push_back(1000.0 * 5.0 * (alive[i] - dead / 2.0));
    }
    const LifeTable cohort{.start = start, .deaths = deaths, .population = population};
    const double years[] = {43.18519, 38.48881, 34.03409, 29.39655};
    const double chiang[] = {0.69929, 0.67074, 0.62303, 0.59401};
    for (std::size_t i = 0; i < 4; ++i) {
        const RemainingLife life = remaining_life(cohort, i);
        CHECK(std::fabs(life.years - years[i]) < 0.000005);
        // Silcocks' term for the 13 of the last interval, at a rate of 0.4 a year, which Chiang takes as known
        const double last = (13.0 / alive[i]) * (13.0 / alive[i]) / (13.0 * 0.4 * 0.4);
        CHECK(std::fabs(std::sqrt(1000.0 * life.variance - last) - chiang[i]) < 0.000005);
    }
}

TEST_CASE("a single open band is the years that its people have left") {
    const std::vector<double> start{85}, deaths{400}, population{10000};
    const SuppressibleStatistic life = life_expectancy({.start = start, .deaths = deaths, .population = population}, 85);
    CHECK(near(life.value, 25.0));
    CHECK(near(life.upper - life.value, 1.959963984540054 * 25.0 / 20.0));
}

TEST_CASE("an age rests on the bands from it on and on no other") {
    Area area;
    const SuppressibleStatistic before = area.at(65);
    area.deaths[3] = 400;
    area.deaths[13] = 9000;  // more than 0.4 a year: nobody would be left at 65
    CHECK(area.at(65).value == before.value);
    CHECK(area.at(65).upper == before.upper);
    CHECK(area.at(60).value < 3.0);
    CHECK(area.at(60).value > 2.0);  // all die in the band, at half its length on average
}

TEST_CASE("no deaths in a band before the last are as good as any number") {
    Area area;
    for (std::size_t i = 1; i < 10; ++i) area.deaths[i] = 0;
    CHECK(area.at(0).status == StatisticStatus::estimated);
    CHECK(near(area.at(1).value, 44.0 + area.at(45).value));
    CHECK(near(area.at(1).upper - area.at(1).value, area.at(45).upper - area.at(45).value));
}

TEST_CASE("bands of any width: infants of the band that starts at birth die early in it") {
    const std::vector<double> start{0, 5}, deaths{100, 500}, population{25000, 50000};
    const SuppressibleStatistic life = life_expectancy({.start = start, .deaths = deaths, .population = population}, 0);
    // by hand: M n = 0.02, q = 0.02 / (1 + 0.02 x 0.9), e = 5 (1 - 0.9 q) + (1 - q) 100
    const double q = 0.02 / 1.018;
    CHECK(near(life.value, 5.0 * (1.0 - 0.9 * q) + (1.0 - q) * 100.0));
}

TEST_CASE("every reason not to print a life expectancy is kept") {
    Area area;
    area.deaths[3] = missing;
    is_not_printed(area.at(65), StatisticStatus::missing);
    area = {};
    area.population[3] = INFINITY;
    is_not_printed(area.at(0), StatisticStatus::not_finite);
    area = {};
    area.deaths[3] = -1;
    is_not_printed(area.at(0), StatisticStatus::negative);
    area = {};
    area.population[3] = 0;
    area.deaths[3] = 0;
    is_not_printed(area.at(0), StatisticStatus::zero_denominator);
    area = {};
    area.deaths[19] = 1251;
    is_not_printed(area.at(0), StatisticStatus::count_above_denominator);
    area = {};
    area.deaths[19] = 0;
    is_not_printed(area.at(0), StatisticStatus::suppressed, Suppression::no_deaths_in_last_band);
    area = {};
    area.deaths[2] = -1;
    area.deaths[3] = missing;
    is_not_printed(area.at(0), StatisticStatus::missing);
}

TEST_CASE("5,000 people or fewer are too few, 5,000.1 as printed are not") {
    const auto of = [](double people) {
        const std::vector<double> start{0, 65}, deaths{30, 60}, population{people - 1000.0, 1000.0};
        return life_expectancy({.start = start, .deaths = deaths, .population = population});
    };
    is_not_printed(of(5000), StatisticStatus::suppressed, Suppression::small_population);
    CHECK(of(5000.1).status == StatisticStatus::estimated);
    const std::vector<double> start{0, 65}, deaths{30, 0}, population{100, 100};  // the population comes first
    is_not_printed(life_expectancy({.start = start, .deaths = deaths, .population = population}),
                   StatisticStatus::suppressed, Suppression::small_population);
}

TEST_CASE("an interval of more than 20 years suppresses the value, and the limits that it is in the middle of") {
    // 1 / M years on D deaths: the 95% interval spans 2 x 1.96 / (M sqrt(D)): 78.4 years for 200 on 100, 19.6 for 100
    // on 400
    const auto of = [](double deaths, double population, double level) {
        const std::vector<double> start{85}, dead{deaths}, people{population};
        return life_expectancy({.start = start, .deaths = dead, .population = people}, 85, level);
    };
    const SuppressibleStatistic wide = of(100, 20000, 0.5);
    CHECK(wide.status == StatisticStatus::suppressed);
    CHECK(wide.suppression == Suppression::wide_interval);
    CHECK((std::isnan(wide.value) && std::isnan(wide.lower) && std::isnan(wide.upper)));
    const std::vector<double> start{85}, dead{100}, people{20000};
    const RemainingLife life = remaining_life({.start = start, .deaths = dead, .population = people});
    CHECK((std::isnan(life.years) && std::isnan(life.variance)));
    CHECK(of(400, 40000, 0.95).status == StatisticStatus::estimated);
    CHECK(of(400, 40000, 0.9999).status == StatisticStatus::estimated);  // the rule asks for the 95% interval
    CHECK(of(380, 38000, 0.95).status == StatisticStatus::suppressed);
}

TEST_CASE("what is no life table is refused by row") {
    const Area area;
    const std::vector<double> three{0, 1, 5}, two{0, 1}, descending{5, 1, 1};
    CHECK(says(refusal([&] { (void)life_expectancy({.start = three, .deaths = two, .population = three}); }),
               "found 3 ages, 2 deaths and 3 populations"));
    CHECK(says(refusal([] { (void)life_expectancy({}); }), "found no age band"));
    const std::string order = refusal([&] { (void)life_expectancy({descending, three, three}); });
    CHECK(says(order, "2 problems"));
    CHECK(says(order, "start age of band 1: found 1 after 5"));
    const std::vector<double> bad{-1, missing, INFINITY};
    CHECK(says(refusal([&] { (void)life_expectancy({bad, three, three}); }), "3 problems"));
    CHECK(
        says(refusal([&] { (void)area.at(66); }), "at: found age 66; accepted: the first age of a band, 0, 1, 5, 10"));
    const auto starts = [](const std::vector<std::string>& labels) {
        return life_table_starts(read_age_bands(labels));
    };
    CHECK(starts({"90+", "1-89", "Under 1"}) == std::vector<double>{0, 1, 90});
    CHECK(says(refusal([&] { (void)starts({"0-84", "85-89"}); }),
               "found 85-89 as the last age band; accepted: an open one"));
    CHECK(says(refusal([&] { (void)starts({"0", "5-9", "10+"}); }), "age band 1-4 is missing"));
    CHECK(says(refusal([&] { (void)area.at(0, 0.0); }), "confidence: found 0"));
}

TEST_CASE("each column of another length is refused by itself") {
    const std::vector<double> start{0, 1}, two{10, 10}, one{10}, three{10, 10, 10};
    CHECK_NOTHROW(validate_life_table({start, two, two}));
    for (const std::vector<double>& other : {one, three}) {
        CHECK(says(refusal([&] { validate_life_table({start, other, two}); }), "accepted: as many of each"));
        CHECK(says(refusal([&] { validate_life_table({start, two, other}); }), "accepted: as many of each"));
    }
}

}  // namespace test_life_table
