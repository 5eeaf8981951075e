// Indirect standardisation: a published example, the interval of the events, and what is expected of nothing.
#include <cmath>
#include <vector>

#include "headway/stats/indirect_standardisation.hpp"
#include "testing.hpp"

namespace test_indirect_standardisation {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

ObservedEvents observed(double count) { return observed_events(std::span(&count, 1)); }

// Deaths from skin cancer in Florida against the United States, 2000, as published in the SAS/STAT 13.2 user's guide
// (2014), "The STDRATE procedure", getting started: expected deaths to three decimals.
struct Published {
    double deaths, person_years, us_deaths, us_person_years, expected;
};
const std::vector<Published> florida{{0, 953785, 0, 19175798, 0.000},         {0, 1997935, 1, 41077577, 0.049},
                                     {4, 1885014, 41, 39183891, 1.972},       {14, 1957573, 186, 39892024, 9.127},
                                     {43, 2356649, 626, 45148527, 32.676},    {72, 2088000, 1199, 37677952, 66.445},
                                     {70, 1548371, 1303, 24274684, 83.112},   {126, 1447432, 1637, 18390986, 128.837},
                                     {136, 1087524, 1624, 12361180, 142.878}, {73, 335944, 803, 4239587, 63.630}};

ExpectedEvents of_florida() {
    std::vector<ReferenceStratum> strata;
    for (const Published& band : florida) strata.push_back({band.person_years, band.us_deaths, band.us_person_years});
    return expected_events(strata);
}

}  // namespace

TEST_CASE("expected deaths are the published ones, band by band and together") {
    double sum = 0.0;
    for (const Published& band : florida) {
        sum += band.expected;
        const std::vector<ReferenceStratum> one{{band.person_years, band.us_deaths, band.us_person_years}};
        if (band.us_deaths > 0) CHECK(std::fabs(expected_events(one).expected - band.expected) < 0.0005);
    }
    CHECK(std::fabs(of_florida().expected - sum) < 0.005);
    CHECK(near(of_florida().reference_rate, 7420.0 / 281422206.0));
    // the same guide prints these ratios of single bands
    const auto ratio = [](std::size_t i) {
        const std::vector<ReferenceStratum> one{
            {florida[i].person_years, florida[i].us_deaths, florida[i].us_person_years}};
        return indirectly_standardised_ratio(observed(florida[i].deaths), expected_events(one)).value;
    };
    CHECK(std::fabs(ratio(2) - 2.0280) < 0.00005);
    CHECK(std::fabs(ratio(4) - 1.3160) < 0.00005);
    CHECK(std::fabs(ratio(6) - 0.8422) < 0.00005);
}

TEST_CASE("the interval is that of the observed events, divided by the expected") {
    const ExpectedEvents events = of_florida();
    const Statistic ratio = indirectly_standardised_ratio(observed(538), events, 0.95, 100.0);
    // scipy 1.17: byar's formula with stats.norm.isf(0.025); stats.chi2.ppf(0.025, 1076) / 2 and isf(0.025, 1078) / 2
    CHECK(near(ratio.value, 100.0 * 538 / events.expected));
    CHECK(near(ratio.lower * events.expected / 100.0, 493.49268525651473));
    CHECK(near(ratio.upper * events.expected / 100.0, 585.4434664267845));
    const Statistic exact = indirectly_standardised_ratio(observed(538), events, 0.95, 100.0, PoissonInterval::exact);
    CHECK(near(exact.lower * events.expected / 100.0, 493.4934117505876, 1e-11));
    CHECK(near(exact.upper * events.expected / 100.0, 585.4428783202238, 1e-11));

    const Statistic rate = indirectly_standardised_rate(observed(538), events);
    CHECK(near(rate.value, ratio.value / 100.0 * events.reference_rate * 100'000.0));
    CHECK(near(rate.upper, ratio.upper / 100.0 * events.reference_rate * 100'000.0));
    CHECK(near(rate.lower / rate.value, ratio.lower / ratio.value));
}

TEST_CASE("few observed events have the exact interval, and none a lower limit of 0") {
    const ExpectedEvents events{.expected = 2.0, .reference_rate = 1e-3, .status = StatisticStatus::estimated};
    const Statistic zero = indirectly_standardised_ratio(observed(0), events);
    CHECK(zero.value == 0.0);
    CHECK(zero.lower == 0.0);
    CHECK(near(zero.upper, -std::log(0.025) / 2.0));
    // chi2.ppf(0.025, 18) / 2 and chi2.isf(5e-7, 20) / 2
    CHECK(near(indirectly_standardised_ratio(observed(9), events).lower, 4.115373097378334 / 2.0, 1e-11));
    CHECK(near(indirectly_standardised_ratio(observed(9), events, 0.999999).upper, 33.64844808471853 / 2.0, 1e-11));
}

TEST_CASE("the reference itself has a ratio of 1 and its own crude rate") {
    const std::vector<ReferenceStratum> strata{{1000, 5, 1000}, {2000, 15, 2000}};
    CHECK(near(indirectly_standardised_ratio(observed(20), expected_events(strata)).value, 1.0));
    CHECK(near(indirectly_standardised_rate(observed(20), expected_events(strata), 0.95, 1000.0).value, 20.0 / 3.0));
}

TEST_CASE("an indirectly standardised ratio that cannot be estimated says why") {
    const auto status = [](double count, std::vector<ReferenceStratum> strata) {
        const Statistic ratio = indirectly_standardised_ratio(observed(count), expected_events(strata));
        CHECK((std::isnan(ratio.value) && std::isnan(ratio.lower) && std::isnan(ratio.upper)));
        return ratio.status;
    };
    CHECK(status(missing, {{1000, 5, 1000}}) == StatisticStatus::missing);
    CHECK(status(-1, {{1000, 5, 1000}}) == StatisticStatus::negative);
    CHECK(status(1, {{1000, missing, 1000}}) == StatisticStatus::missing);
    CHECK(status(-1, {{1000, missing, 1000}}) == StatisticStatus::missing);
    CHECK(status(missing, {{1000, 5, 0}}) == StatisticStatus::missing);
    CHECK(status(1, {{1000, 5, -1}, {missing, 1, 1}}) == StatisticStatus::missing);
    CHECK(status(1, {{INFINITY, 5, 1000}}) == StatisticStatus::not_finite);
    CHECK(status(1, {{1000, 0, 1000}}) == StatisticStatus::zero_denominator);  // nothing is expected
    CHECK(status(1, {{1000, 0, 0}, {1000, 5, 1000}}) == StatisticStatus::zero_denominator);
    CHECK(status(1, {}) == StatisticStatus::missing);
}

TEST_CASE("observed events add up, and a sum hides no number that is none") {
    const auto events = [](std::vector<double> counts) { return observed_events(counts); };
    CHECK(events({1, 2, 3}).count == 6.0);
    CHECK(events({1, 2, 3}).status == StatisticStatus::estimated);
    CHECK(events({20, -5}).status == StatisticStatus::negative);
    CHECK(events({20, -5, missing}).status == StatisticStatus::missing);
    CHECK(events({INFINITY}).status == StatisticStatus::not_finite);
    CHECK(events({}).status == StatisticStatus::missing);
}

TEST_CASE("indirect standardisation refuses what is no level or multiplier and names its method") {
    const ExpectedEvents events = of_florida();
    CHECK(says(refusal([&] { (void)indirectly_standardised_ratio(observed(5), events, 1.0); }), "confidence: found 1"));
    CHECK(says(refusal([&] { (void)indirectly_standardised_rate(observed(5), events, 0.95, -1.0); }),
               "multiplier: found -1"));
    CHECK(says(std::string(indirect_method(PoissonInterval::byar)), "Byar's interval"));
    CHECK(says(std::string(indirect_method(PoissonInterval::exact)), "exact Poisson interval"));
}

TEST_CASE("a sum of 0 does not hide why there is none") {
    const auto status = [](std::vector<ReferenceStratum> strata) { return expected_events(strata).status; };
    CHECK(status({{0, -5, 100}}) == StatisticStatus::negative);
    CHECK(status({{-10, 5, 100}, {10, 5, 100}}) == StatisticStatus::negative);
    CHECK(status({{0, 5, 100}}) == StatisticStatus::zero_denominator);
    CHECK(status({{10, 0, 100}}) == StatisticStatus::zero_denominator);
    CHECK(status({{10, 5, 0}}) == StatisticStatus::zero_denominator);
    CHECK(status({{10, 5, 100}, {0, 5, 100}}) == StatisticStatus::estimated);
}

}  // namespace test_indirect_standardisation
