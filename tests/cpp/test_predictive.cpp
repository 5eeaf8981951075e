// Predictive distributions: scipy's quantiles, bounds, sides, and the counts that are still to come.
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "headway/outlook/counts_to_come.hpp"
#include "headway/outlook/predictive.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_predictive {

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

constexpr double certain = 1e15;  // so many degrees of freedom that t is normal

Predictive student(double location, double scale, double freedom) {
    return {.basis = IntervalBasis::back_test, .location = location, .scale = scale, .degrees_of_freedom = freedom};
}

Predictive counted(double reached, double mean, double size, double freedom = certain) {
    return {.basis = IntervalBasis::negative_binomial,
            .location = reached,
            .degrees_of_freedom = freedom,
            .mean = mean,
            .size = size,
            .lowest = reached};
}

}  // namespace

TEST_CASE("quantiles and probabilities of t are scipy's") {
    // scipy 1.17.1: stats.t.ppf(0.9, 3), ppf(0.975, 5), ppf(0.9, 8), cdf(1.25, 4)
    CHECK(near(student(0, 1, 3).quantile(0.9), 1.637744353696209, 1e-12));
    CHECK(near(student(10, 2, 5).quantile(0.975), 10 + 2 * 2.5705818356363146, 1e-12));
    CHECK(near(student(10, 2, 8).quantile(0.1), 10 - 2 * 1.3968153097438654, 1e-12));
    CHECK(near(student(0, 2, 4).at_most(2.5), 0.8602801783167684, 1e-12));
    CHECK(near(student(0, 2, 4).below(2.5), 0.8602801783167684, 1e-12));
}

TEST_CASE("quantiles and probabilities of a count are scipy's, where its variance is known") {
    // scipy 1.17.1: stats.nbinom(5, 5 / 25): ppf at 0.025, 0.1, 0.5, 0.9, 0.975 = 5, 9, 19, 33, 43;
    // cdf at 0, 10, 20, 35. Quantiles below the median are rounded down here, so that the interval holds enough.
    const Predictive p = counted(100, 20, 5);
    CHECK(p.quantile(0.9) == 133);
    CHECK(p.quantile(0.975) == 143);
    CHECK(p.quantile(0.1) >= 108);
    CHECK(p.quantile(0.1) <= 109);
    CHECK(p.quantile(0.025) >= 104);
    CHECK(p.quantile(0.025) <= 105);
    for (const auto& [count, cdf] :
         {std::pair{0, 0.00032}, {10, 0.16423372393676816}, {20, 0.5793256907478678}, {35, 0.9240855045501055}}) {
        CHECK(near(p.at_most(100 + count), cdf, 1e-9));
        CHECK(near(p.at_most(100.5 + count), cdf, 1e-9));
        CHECK(near(p.below(101 + count), cdf, 1e-9));
    }
    CHECK(p.below(100) == 0);
    CHECK(p.at_most(99) == 0);
    CHECK(near(p.deviation(), std::sqrt(20 + 400 / 5.0)));
}

TEST_CASE("few degrees of freedom widen the tails of a count as they widen a normal's") {
    const Predictive known = counted(0, 2000, 40), guessed = counted(0, 2000, 40, 4);
    CHECK(guessed.quantile(0.9) > known.quantile(0.9));
    CHECK(guessed.quantile(0.1) < known.quantile(0.1));
    CHECK(std::fabs(guessed.quantile(0.5) - known.quantile(0.5)) <= 1);
    const double as_if =
        boost::math::cdf(boost::math::normal(), boost::math::quantile(boost::math::students_t(4), 0.9));
    CHECK(guessed.quantile(0.9) == known.quantile(as_if));
    for (const double p : {0.01, 0.1, 0.3, 0.7, 0.9, 0.99}) {  // quantile and probability agree, to a whole event
        CHECK(guessed.at_most(guessed.quantile(p)) >= p - 0.001);
        CHECK(guessed.below(guessed.quantile(p)) <= p + 0.001);
    }
}

TEST_CASE("a fact is certain, and nothing is not judged") {
    const Predictive fact{.basis = IntervalBasis::exact, .location = 0.3};
    CHECK(fact.quantile(0.1) == 0.3);
    CHECK(fact.at_most(0.1 + 0.2) == 1);  // 0.30000000000000004 as printed
    CHECK(fact.below(0.1 + 0.2) == 0);
    CHECK(fact.at_most(0.29) == 0);
    CHECK(fact.below(0.31) == 1);
    const Predictive none;
    CHECK(std::isnan(none.quantile(0.5)));
    CHECK(std::isnan(none.at_most(1)));
    CHECK(std::isnan(none.below(1)));
    CHECK(std::isnan(fact.at_most(missing)));
}

TEST_CASE("what lies beyond the bounds lies on them") {
    Predictive p = student(99, 5, 4);
    p.lowest = 97;
    p.highest = 100;
    CHECK(p.quantile(0.01) == 97);
    CHECK(p.quantile(0.99) == 100);
    CHECK(p.at_most(100) == 1);
    CHECK(p.below(100) < 1);
    CHECK(p.at_most(97) > 0);
    CHECK(p.below(97) == 0);
    CHECK(p.at_most(96.9) == 0);
    CHECK(p.below(100.1) == 1);
}

TEST_CASE("an interval has the sides and the level that are asked for") {
    const Predictive p = student(10, 2, 5);
    const Range both = interval(p, 0.8), lower = interval(p, 0.8, Sides::lower), upper = interval(p, 0.8, Sides::upper);
    CHECK(near(both.lower + both.upper, 20));
    CHECK(std::isnan(lower.upper));
    CHECK(std::isnan(upper.lower));
    CHECK(near(lower.lower, p.quantile(0.2)));
    CHECK(near(upper.upper, p.quantile(0.8)));
    CHECK(lower.lower > both.lower);
    CHECK(near(p.at_most(both.upper) - p.below(both.lower), 0.8));
    for (const Predictive& q : {p, counted(3, 8, 2, 4)})
        for (double level = 0.05, wider = 0.1; wider < 1; level = wider, wider += 0.05) {
            const Range narrow = interval(q, level), wide = interval(q, wider);
            CHECK(wide.lower <= narrow.lower);
            CHECK(wide.upper >= narrow.upper);
        }
}

TEST_CASE("a level is above 0 and below 1, however near") {
    for (const double level : {0.0, 1.0, 1.5, -0.1, missing, infinity}) {
        CHECK_THROWS_AS(interval(student(0, 1, 3), level), Error);
        CHECK(says(refusal([&] { stats::validate_level(level, "level"); }), "level: found"));
    }
    const double close = std::nextafter(1.0, 0.0);
    for (const Predictive& p : {student(10, 2, 3), counted(5, 20, 5, 3), counted(5, 0.5, 0.1, 3)})
        for (const Sides sides : {Sides::both, Sides::lower, Sides::upper})
            for (const double level : {close, 1e-300}) {
                const Range ends = interval(p, level, sides);
                CHECK((std::isnan(ends.lower) ? sides == Sides::upper : std::isfinite(ends.lower)));
                CHECK((std::isnan(ends.upper) ? sides == Sides::lower : std::isfinite(ends.upper)));
            }
}

TEST_CASE("whole numbers from 0 on are counts, and so are printed rates of whole events") {
    CHECK(are_counts(std::vector<double>{0, 1, 17}));
    CHECK(are_counts(std::vector<double>{0, -0.0}));
    CHECK_FALSE(are_counts(std::vector<double>{1, 2.5}));
    CHECK_FALSE(are_counts(std::vector<double>{1, -2}));
    CHECK_FALSE(are_counts(std::vector<double>{1e300}));
    CHECK_FALSE(are_counts(std::vector<double>{1e-300}));
    const double event = 100'000 / population_a;  // 2.886
    CHECK(are_counts(std::vector<double>{51.95, 49.07, 46.18, 0}, event));
    CHECK_FALSE(are_counts(std::vector<double>{51.95, 50.5}, event));
    CHECK_FALSE(are_counts(std::vector<double>{-event}, event));
    // No count is below 0, however little, and less than one event is no event only where it is 0.
    for (const std::vector<double>& none : {std::vector<double>{-0.9, 0.2, 0.5}, {20, -0.01}, {0.2, 0.5}, {20, 0.9},
                                            {20.5, 40}, {21, 40}, {19.9, 40}, {-1e-12, 20}})
        CHECK_FALSE(are_counts(none, 20));
    CHECK(are_counts(std::vector<double>{0, 20, 60, 1e6}, 20));
    CHECK(are_counts(std::vector<double>{2.89, 5.77, 8.66, 57.73}, 2.886));  // both printed
    CHECK(are_counts(std::vector<double>{2.9, 5.8, 8.7}, 2.886));            // with one decimal
    CHECK_FALSE(are_counts(std::vector<double>{3, 6, 9}, 2.886));            // with none, which tells too little
}

TEST_CASE("dispersion, worked by hand") {
    // 2, 6, 4: squares 16 + 4 of 2 differences, halved 5, over a mean of 4: 1.25 with 2 x 4 / 5 = 1.6 degrees of freedom
    const Dispersion d = dispersion(std::vector<double>{2, 6, 4});
    CHECK(near(d.degrees_of_freedom, 3.6));
    CHECK(near(d.ratio, (1.6 * 1.25 + 2 * 1.5) / 3.6));
    CHECK(dispersion(std::vector<double>(6, 5.0)).ratio == 1.0);  // never below Poisson
    for (const std::vector<double>& few : {std::vector<double>{}, {7}, {0, 0, 0}}) {
        CHECK(dispersion(few).ratio == 1.5);
        CHECK(dispersion(few).degrees_of_freedom == 2.0);
    }
    CHECK(dispersion(seasonal(60, 1)).degrees_of_freedom > 30);
    std::vector<double> climbing;  // a slow climb is no chance
    for (int i = 0; i < 36; ++i) climbing.push_back(10 + i);
    CHECK(dispersion(climbing).ratio == 1.0);
}

TEST_CASE("counts to come have the variance that the page says") {
    const Points p({2, 6, 4}, 3);
    const Predictive rest = counts_to_come(p.history(), 36);
    const double d = dispersion(p.values).ratio;
    CHECK(rest.location == 12);
    CHECK(rest.mean == 36);
    CHECK(near(rest.deviation() * rest.deviation(), d * 36 * (1 + 36 / 12.0) + 0.72 * 0.72));
    const Predictive nothing =
        counts_to_come(Points({0, 0, 0}, 3).history(), 0);  // half an event is taken to have happened
    CHECK(near(nothing.mean, 1.5));
    CHECK(near(nothing.deviation() * nothing.deviation(), 1.5 * 1.5 * (1 + 1.5 / 0.5) + 0.03 * 0.03));
    CHECK(nothing.quantile(0.9) > 0);
    // with a past year, whose neighbours differ by season, no more than chance
    const Points with_a_year(std::vector<double>(15, 4.0), 3);
    const Predictive later = counts_to_come(with_a_year.history(), 36);
    CHECK(near(later.deviation() * later.deviation(), 36 * (1 + 36 / 12.0)));
}

TEST_CASE("a rate of a fixed population is as uncertain as its events") {
    const double event = 100'000 / population_a;
    std::vector<double> rates;
    for (const double count : events_a) rates.push_back(count * event);
    const Predictive of_events = counts_to_come(Points(events_a, 6).history(), 101);
    const Predictive of_rates = counts_to_come(Points(rates, 6).history(), 101 * event, event);
    for (const double p : {0.025, 0.1, 0.5, 0.9, 0.975})
        CHECK(near(of_rates.quantile(p), event * of_events.quantile(p)));
    for (const double events : {150.0, 190.0, 202.0, 240.0}) {
        CHECK(near(of_rates.at_most(events * event), of_events.at_most(events)));
        CHECK(near(of_rates.below(events * event), of_events.below(events)));
    }
}

TEST_CASE("intervals of simulated overdispersed counts hold what they claim") {
    // Gamma-mixed Poisson months; the page of counts_to_come.hpp has the whole table.
    std::mt19937_64 random(20240930);
    for (const int known : {3, 6, 9})
        for (const double dispersed : {1.5, 3.0}) {
            int held_80 = 0, held_95 = 0;
            constexpr int years = 1500;
            for (int year = 0; year < years; ++year) {
                std::vector<double> months;
                double total = 0.0;
                for (int month = 0; month < 12; ++month) {
                    std::gamma_distribution<double> rate(8.0 / (dispersed - 1.0), dispersed - 1.0);
                    std::poisson_distribution<int> events(rate(random));
                    months.push_back(events(random));
                    total += months.back();
                }
                months.resize(static_cast<std::size_t>(known));
                const Points p(months, known);
                const double to_come = total_of(months) / known * (12 - known);
                const Predictive rest = counts_to_come(p.history(), to_come);
                const Range at_80 = interval(rest, 0.80), at_95 = interval(rest, 0.95);
                held_80 += at_80.lower <= total && total <= at_80.upper;
                held_95 += at_95.lower <= total && total <= at_95.upper;
            }
            CAPTURE(known, dispersed, held_80, held_95);
            CHECK(held_80 > 0.74 * years);
            CHECK(held_80 < 0.92 * years);
            CHECK(held_95 > 0.93 * years);
        }
}

TEST_CASE("a count's quantile is whole, rounded outwards, and itself where it is exact") {
    const Predictive p = counted(100, 20.0, 30.0);
    for (double k = 4; k <= 17; k += 1) {
        const double up_to = p.at_most(100 + k), before = p.at_most(100 + k - 1);
        CHECK(p.quantile(up_to) == 100 + k);  // below the middle: this many or fewer, just so
        CHECK(p.quantile((up_to + before) / 2.0) == 100 + k - 1);
    }
    for (double k = 24; k <= 40; k += 1)
        CHECK(p.quantile((p.at_most(100 + k) + p.at_most(100 + k - 1)) / 2.0) == 100 + k);
    CHECK(p.at_most(109.995) == p.at_most(109));  // which is no 110
    CHECK(p.below(110.005) == p.at_most(110));
    CHECK(p.at_most(99.5) == 0.0);
    CHECK(p.at_most(100.0) > 0.0);
    CHECK(p.at_most(p.quantile(1.0 - 1e-6)) >= 1.0 - 1e-6);  // 4.75 deviations, and so many below
    CHECK(p.below(p.quantile(1.0 - 1e-6)) < 1.0 - 1e-6);
}

TEST_CASE("far above what is expected a count's tail is as wide as Student's") {
    // Poisson of mean 10, nearly: more than 60 has the probability of some 10 normal deviations, and with one degree of
    // freedom still that of 10 deviations of Cauchy's: arctan(1 / 10) / pi is 0.0317.
    const Predictive p = counted(0, 10.0, 1e9, 1.0);
    CHECK(p.at_most(60) < 0.972);
    CHECK(p.at_most(60) > 0.95);
}

TEST_CASE("an interval holds the number of events that is expected, in whole events") {
    const Predictive hardly = counted(1, 0.1, 10.0);
    CHECK(hardly.quantile(0.75) == 1);
    CHECK(interval(hardly, 0.5).lower == 1);
    CHECK(interval(hardly, 0.5).upper == 2);
    Predictive bounded = hardly;
    bounded.highest = 1.5;
    CHECK(interval(bounded, 0.5).upper == 1.5);
    CHECK(interval(counted(0, 10.5, 20.0), 0.3, Sides::lower).lower == 10);
}

TEST_CASE("a bound itself is within it, and nothing is beyond") {
    Predictive p = student(10, 2, 5);
    p.lowest = 8;
    p.highest = 13;
    CHECK(p.below(8) == 0.0);
    CHECK(p.at_most(8) > 0.1);
    CHECK(p.below(13) < 1.0);
    CHECK(p.at_most(13) == 1.0);
}

TEST_CASE("with a past year counts to come are dispersed by what is not known of their rate alone") {
    // variance = m (1 + m / reached), so that size = m^2 / (variance - m) = reached.
    std::vector<double> counts;
    for (int i = 0; i < 18; ++i) counts.push_back(i % 2 == 0 ? 2.0 : 30.0);
    const Points with_past(counts, 6);
    const Predictive p = counts_to_come(with_past.history(), 90.0);
    CHECK(p.mean == 90.0);
    CHECK(near(p.size, 96.0, 1e-12));
    CHECK(p.location == 96.0);
    CHECK(p.lowest == 96.0);
}

TEST_CASE("rates of whole events are counts, to the rounding of their arithmetic") {
    const double event = 100'000.0 / 34'647;
    std::vector<double> rates;
    for (double events = 0; events < 400; events += 1) rates.push_back(events * 100'000.0 / 34'647);
    CHECK(are_counts(rates, event));
    rates.push_back(100'000.0 * event - 99'999.0 * event);
    CHECK(are_counts(rates, event));
    rates.push_back(3.4 * event);
    CHECK(!are_counts(rates, event));
    // 0.25 has two decimals and may be 0.245 to 0.255, so that 20 events are 4.9 to 5.1, but a twentieth of an event off
    // at most, which is 0.0125. 0.5 is meant so: 10 events are 5.
    CHECK(are_counts(std::vector<double>{5.012}, 0.25));
    CHECK(!are_counts(std::vector<double>{5.013}, 0.25));
    CHECK(!are_counts(std::vector<double>{5.012}, 0.5));
}

}  // namespace test_predictive
