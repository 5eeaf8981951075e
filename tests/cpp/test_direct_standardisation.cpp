// The directly standardised rate: by hand, against scipy, and what it does to few events, few people and bad numbers.
#include <cmath>
#include <vector>

#include "headway/stats/direct_standardisation.hpp"
#include "testing.hpp"

namespace test_direct_standardisation {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

// 23 events; the weighted rate is exactly (3.2 + 9 + 26 + 76) / 100,000 = 114.2 per 100,000
const std::vector<AgeStratum> area{
    {1, 5000, 16000}, {0, 8000, 12000}, {3, 9000, 27000}, {7, 7000, 26000}, {12, 3000, 19000}};

}  // namespace

TEST_CASE("value and limits are those of the formula, at the usual and at extreme levels") {
    // numpy 2.4 and scipy 1.17, the formula of the header with stats.norm.isf and stats.chi2.ppf/isf; relative 1e-12
    const auto at = [](double level, PoissonInterval interval = PoissonInterval::byar) {
        return directly_standardised_rate(area, level, 100'000.0, interval);
    };
    CHECK(near(at(0.95).value, 114.2));
    CHECK(near(at(0.95).lower, 70.6312050260838));
    CHECK(near(at(0.95).upper, 173.73962502753986));
    CHECK(near(at(0.998).lower, 51.782877837875716));
    CHECK(near(at(0.998).upper, 212.7648877112808));
    CHECK(near(at(0.999999).lower, 28.705698909319118));
    CHECK(near(at(0.999999).upper, 286.0774528228533));
    CHECK(near(at(0.95, PoissonInterval::exact).lower, 70.65528583938274));
    CHECK(near(at(0.95, PoissonInterval::exact).upper, 173.73177770641126));
    CHECK(near(at(0.999999, PoissonInterval::exact).lower, 29.343514967755386, 1e-9));
    CHECK(near(at(0.999999, PoissonInterval::exact).upper, 284.81807884636436, 1e-9));
    CHECK(at(0.95).status == StatisticStatus::estimated);
    CHECK(at(0.95).suppression == Suppression::none);
}

TEST_CASE("standardised to itself an area has its crude rate, and Dobson's limits are Byar's") {
    const std::vector<AgeStratum> own{{4, 5000, 5000}, {30, 20000, 20000}, {66, 10000, 10000}};
    const SuppressibleStatistic rate = directly_standardised_rate(own);
    const Statistic crude = crude_rate(100, 35000, 0.95, 100'000.0);
    CHECK(near(rate.value, crude.value));
    CHECK(near(rate.lower, crude.lower));
    CHECK(near(rate.upper, crude.upper));
}

TEST_CASE("neither the order of the bands nor the size of the standard makes a difference") {
    std::vector<AgeStratum> other(area.rbegin(), area.rend());
    for (AgeStratum& band : other) band.standard /= 1000.0;
    CHECK(near(directly_standardised_rate(other).lower, directly_standardised_rate(area).lower));
    CHECK(near(directly_standardised_rate(other).value, 114.2));
}

TEST_CASE("events of the same people keep the value and widen the interval") {
    // Of the 23 events: 11 people with 1, 2 with 2, 1 with 3 and 1 with 5, so that sum(k^2 P) = 1, 0, 5, 13 and 34.
    std::vector<AgeStratum> repeated = area;
    for (AgeStratum& band : repeated) band.count = band.count_variance = 0.0;
    add_people_with_events(repeated[0], 1, 1);
    add_people_with_events(repeated[2], 1, 1);
    add_people_with_events(repeated[2], 1, 2);
    add_people_with_events(repeated[3], 4, 1);
    add_people_with_events(repeated[3], 1, 3);
    add_people_with_events(repeated[4], 5, 1);
    add_people_with_events(repeated[4], 1, 2);
    add_people_with_events(repeated[4], 1, 5);
    const SuppressibleStatistic rate = directly_standardised_rate(repeated);
    CHECK(near(rate.value, 114.2));
    CHECK(near(rate.lower, 43.96965120994752));  // numpy and scipy, as above
    CHECK(near(rate.upper, 210.17439256735094));

    AgeStratum band{0, 100, 100, 0};
    add_people_with_events(band, 20, 1);
    add_people_with_events(band, -1, 3);
    add_people_with_events(band, 30, 2);
    CHECK(status_of_strata(std::span(&band, 1)) == StatisticStatus::negative);  // not hidden by those that follow

    repeated = area;
    for (AgeStratum& each : repeated)
        each.count_variance = 4.0 * each.count;  // all events come in pairs: twice as wide
    const SuppressibleStatistic pairs = directly_standardised_rate(repeated),
                                   single = directly_standardised_rate(area);
    CHECK(near(pairs.upper - pairs.value, 2.0 * (single.upper - single.value)));
    CHECK(near(pairs.value - pairs.lower, 2.0 * (single.value - single.lower)));
}

TEST_CASE("below 10 events nothing is printed, and a sum that prints as 10 is 10") {
    std::vector<AgeStratum> few{{4, 5000, 50000}, {5, 5000, 50000}};
    const SuppressibleStatistic rate = directly_standardised_rate(few);
    CHECK(rate.status == StatisticStatus::suppressed);
    CHECK(rate.suppression == Suppression::fewer_than_10_events);
    CHECK((std::isnan(rate.value) && std::isnan(rate.lower) && std::isnan(rate.upper)));
    CHECK(std::isnan(weighted_rate(few).count));

    few[1].count = 6;
    CHECK(directly_standardised_rate(few).status == StatisticStatus::estimated);
    const std::vector<AgeStratum> tenths(100, AgeStratum{0.1, 1000, 1000});  // which add up to 9.99999999999998
    CHECK(directly_standardised_rate(tenths).status == StatisticStatus::estimated);
}

TEST_CASE("a directly standardised rate that cannot be estimated says why") {
    const auto status = [](std::size_t row, AgeStratum band) {
        std::vector<AgeStratum> strata = area;
        strata[row] = band;
        const SuppressibleStatistic rate = directly_standardised_rate(strata);
        CHECK((std::isnan(rate.value) && std::isnan(rate.lower) && std::isnan(rate.upper)));
        return rate.status;
    };
    CHECK(status(0, {missing, 5000, 16000}) == StatisticStatus::missing);
    CHECK(status(1, {0, missing, 12000}) == StatisticStatus::missing);
    CHECK(status(4, {12, 3000, missing}) == StatisticStatus::missing);
    CHECK(status(4, {12, INFINITY, 19000}) == StatisticStatus::not_finite);
    CHECK(status(4, {-12, 3000, 19000}) == StatisticStatus::negative);
    CHECK(status(4, {12, 3000, -19000}) == StatisticStatus::negative);
    CHECK(status(1, {0, 0, 12000}) == StatisticStatus::zero_denominator);
    CHECK(status(4, {.count = 12, .population = 3000, .standard = 19000, .count_variance = -1}) ==
          StatisticStatus::negative);
    CHECK(status(4, {.count = 12, .population = 3000, .standard = 19000, .count_variance = missing}) ==
          StatisticStatus::missing);
    CHECK(directly_standardised_rate({}).status == StatisticStatus::missing);

    std::vector<AgeStratum> two = area;
    two[0].population = 0.0;
    two[4].count = missing;
    CHECK(directly_standardised_rate(two).status == StatisticStatus::missing);
    for (AgeStratum& band : two = area) band.standard = 0.0;
    CHECK(directly_standardised_rate(two).status == StatisticStatus::zero_denominator);
}

TEST_CASE("a lower limit is never below 0") {
    // One event among ten people weighs as much as nine among a million: Dobson's own limit is -3241.
    const std::vector<AgeStratum> uneven{{1, 10, 100}, {9, 1e6, 100}};
    const SuppressibleStatistic rate = directly_standardised_rate(uneven);
    CHECK(near(rate.value, 5000.45));
    CHECK(rate.lower == 0.0);
    CHECK(rate.upper > 18000);
}

TEST_CASE("events of a band of weight 0 are not of the rate") {
    const std::vector<AgeStratum> working_age{{50, 1000, 0}, {12, 1000, 100}}, alone{{12, 1000, 100}};
    const SuppressibleStatistic rate = directly_standardised_rate(working_age), one = directly_standardised_rate(alone);
    CHECK(near(rate.value, 1200.0));
    CHECK(rate.lower == one.lower);
    CHECK(rate.upper == one.upper);
    CHECK(directly_standardised_rate(std::vector<AgeStratum>{{20, 1000, 0}, {9, 1000, 100}}).suppression ==
          Suppression::fewer_than_10_events);
}

TEST_CASE("direct standardisation refuses what is no level or multiplier and names its method") {
    CHECK(says(refusal([] { (void)directly_standardised_rate(area, 95); }), "confidence: found 95"));
    CHECK(says(refusal([] { (void)directly_standardised_rate(area, 0.95, 0.0); }), "multiplier: found 0"));
    CHECK(says(std::string(direct_method(PoissonInterval::byar)), "Byar's"));
    CHECK(says(std::string(direct_method(PoissonInterval::exact)), "exact Poisson"));
    CHECK(says(std::string(direct_method(PoissonInterval::byar, false)), "not independent"));
    CHECK(says(std::string(direct_method(PoissonInterval::exact, false)), "not independent"));
}

}  // namespace test_direct_standardisation
