// Comparison with a benchmark: the smoking figure of 2023 by every method, edges as printed, polarity, and goals.
#include <cmath>
#include <string>
#include <vector>

#include "headway/assess/benchmark_comparison.hpp"
#include "headway/assess/funnel.hpp"
#include "headway/assess/goal.hpp"
#include "headway/assess/group_comparison.hpp"
#include "headway/stats/proportion.hpp"
#include "testing.hpp"

namespace test_benchmark_comparison {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;
using enum BenchmarkOutcome;

namespace {

using Values = std::vector<double>;

BenchmarkOutcome outcome(const ComparedValue& value, const ComparedBenchmark& benchmark, const ComparisonRule& rule) {
    return compare(value, benchmark, rule).outcome;
}

constexpr ComparisonRule low{.polarity = Polarity::low_is_good};

}  // namespace

TEST_CASE("smoking, 14.23% of 586 against 11.63%: the answer depends on the method") {
    // Corporate performance report of Q2 2024/25 (Cabinet, November 2024): "not statistically significant".
    const double n = 586, x = 0.1423 * n, p = x / n, z = normal_multiple(0.95);
    const double error = std::sqrt(p * (1 - p) / n);
    const Interval wald{(p - z * error) * 100, (p + z * error) * 100};
    const Statistic wilsons = proportion(x, n, 0.95, 100), wilsons_outer = proportion(x, n, 0.998, 100);
    const Interval limits = funnel_limits({.target = 0.1163, .multiplier = 100}, n);

    CHECK(std::fabs(wald.lower - 11.40) < 0.005);
    CHECK(std::fabs(wilsons.lower - 11.634) < 0.0005);
    CHECK(std::fabs(limits.upper - 14.226) < 0.0005);
    CHECK(std::fabs((p - 0.1163) / std::sqrt(0.1163 * 0.8837 / n) - 1.963) < 0.0005);

    CHECK(outcome({14.23, wald}, {11.63}, low) == similar);
    CHECK(outcome({14.23, {wilsons.lower, wilsons.upper}}, {11.63}, low) == worse);
    CHECK(outcome({14.23, {wilsons.lower, wilsons.upper}, {wilsons_outer.lower, wilsons_outer.upper}}, {11.63},
                  {.polarity = Polarity::low_is_good, .two_levels = true}) == worse_95);
    CHECK(outcome({14.23, limits}, {11.63},
                  {.method = ComparisonMethod::control_limits, .polarity = Polarity::low_is_good}) == worse);
    CHECK(outcome({14.23}, {11.63},
                  {.method = ComparisonMethod::percentage_tolerance, .polarity = Polarity::low_is_good}) == worse);
    // The statistical neighbours, 13%, of a sample as small.
    const Statistic neighbours = proportion(0.13 * n, n, 0.95, 100);
    CHECK(outcome({14.23, {wilsons.lower, wilsons.upper}}, {13.0, {neighbours.lower, neighbours.upper}},
                  {.method = ComparisonMethod::double_interval, .polarity = Polarity::low_is_good}) == similar);
}

TEST_CASE("polarity decides what higher and lower are") {
    const auto of = [](Polarity polarity, double benchmark) {
        return outcome({10, {9, 11}}, {benchmark}, {.polarity = polarity});
    };
    CHECK(of(Polarity::high_is_good, 8) == better);
    CHECK(of(Polarity::high_is_good, 12) == worse);
    CHECK(of(Polarity::low_is_good, 8) == worse);
    CHECK(of(Polarity::low_is_good, 12) == better);
    CHECK(of(Polarity::neutral, 8) == higher);
    CHECK(of(Polarity::neutral, 12) == BenchmarkOutcome::lower);
    CHECK(of(Polarity::in_range, 8) == higher);
    for (const Polarity polarity :
         {Polarity::high_is_good, Polarity::low_is_good, Polarity::neutral, Polarity::in_range})
        CHECK(of(polarity, 10.5) == similar);
}

TEST_CASE("two levels make the five outcomes of Fingertips") {
    for (const ComparisonMethod method : {ComparisonMethod::single_interval, ComparisonMethod::control_limits}) {
        const bool control = method == ComparisonMethod::control_limits;
        const auto of = [&](double away, Polarity polarity) {  // the value is `away` above the benchmark
            const double middle = control ? 50 : 50 + away;    // what the limits are about
            return outcome({50 + away, {middle - 2, middle + 2}, {middle - 3, middle + 3}}, {50},
                           {.method = method, .polarity = polarity, .two_levels = true});
        };
        CHECK(of(0, Polarity::high_is_good) == similar);
        CHECK(of(2, Polarity::high_is_good) == similar);
        CHECK(of(2.5, Polarity::high_is_good) == better_95);
        CHECK(of(3.5, Polarity::high_is_good) == better_99_8);
        CHECK(of(-2.5, Polarity::high_is_good) == worse_95);
        CHECK(of(-3.5, Polarity::high_is_good) == worse_99_8);
        CHECK(of(2.5, Polarity::low_is_good) == worse_95);
        CHECK(of(-3.5, Polarity::low_is_good) == better_99_8);
        CHECK(of(2.5, Polarity::neutral) == higher_95);
        CHECK(of(3.5, Polarity::neutral) == higher_99_8);
        CHECK(of(-2.5, Polarity::neutral) == lower_95);
        CHECK(of(-3.5, Polarity::neutral) == lower_99_8);
    }
}

TEST_CASE("edges hold as printed, closed or open as the rule says") {
    // 0.1 + 0.2 is 0.30000000000000004: a benchmark of 0.3 lies on that limit, not below it.
    const double limit = 0.1 + 0.2;
    for (const bool inclusive : {true, false}) {
        const BenchmarkOutcome edge = inclusive ? similar : better;
        CHECK(outcome({0.4, {limit, 0.5}}, {0.3}, {.polarity = Polarity::high_is_good, .inclusive = inclusive}) ==
              edge);
        CHECK(outcome({0.2, {0.1, limit}}, {0.3}, {.polarity = Polarity::low_is_good, .inclusive = inclusive}) == edge);
        CHECK(outcome({0.3, {0.1, limit}}, {0.2},
                      {.method = ComparisonMethod::control_limits,
                       .polarity = Polarity::high_is_good,
                       .inclusive = inclusive}) == edge);
        CHECK(outcome({0.4, {limit, 0.5}}, {0.2, {0.1, 0.3}},
                      {.method = ComparisonMethod::double_interval,
                       .polarity = Polarity::high_is_good,
                       .inclusive = inclusive}) == edge);
        CHECK(outcome({0.2, {0.1, 0.3}}, {0.4, {limit, 0.5}},
                      {.method = ComparisonMethod::double_interval,
                       .polarity = Polarity::low_is_good,
                       .inclusive = inclusive}) == edge);
        // 77.4 against 86 is exactly 10% below it.
        CHECK(outcome({77.4}, {86},
                      {.method = ComparisonMethod::percentage_tolerance,
                       .polarity = Polarity::low_is_good,
                       .inclusive = inclusive}) == edge);
    }
    CHECK(outcome({77.3}, {86},
                  {.method = ComparisonMethod::percentage_tolerance, .polarity = Polarity::low_is_good}) == better);
    CHECK(outcome({86}, {86},
                  {.method = ComparisonMethod::percentage_tolerance,
                   .polarity = Polarity::low_is_good,
                   .tolerance = 0,
                   .inclusive = false}) == similar);  // no difference is none
}

TEST_CASE("quartiles and quintiles of the comparison group") {
    // 1 to 9: the inner bounds of quarters are 3, 5 and 7 (Hyndman and Fan 7), of fifths 2.6, 4.2, 5.8 and 7.4.
    const Values group{9, 1, 8, 2, 7, 3, 6, 4, 5, missing};
    CHECK(quantile_bounds(group, 4) == Values{3, 5, 7});
    const Values fifths = quantile_bounds(group, 5);
    for (std::size_t i = 0; i < 4; ++i) CHECK(std::fabs(fifths[i] - (2.6 + 1.6 * static_cast<double>(i))) < 1e-12);
    const auto of = [&](double value, bool inclusive, Polarity polarity = Polarity::high_is_good) {
        return compare(value, group,
                       {.method = ComparisonMethod::quartiles, .polarity = polarity, .inclusive = inclusive});
    };
    CHECK(of(9, true).outcome == better);
    CHECK(of(9, true).group == 1);
    CHECK(of(7, true).outcome == similar);  // on the bound: the lower group
    CHECK(of(7, true).group == 2);
    CHECK(of(7, false).outcome == better);
    CHECK(of(3, true).outcome == worse);
    CHECK(of(3, false).outcome == similar);
    CHECK(of(1, true).group == 4);
    CHECK(of(1, true, Polarity::low_is_good).outcome == better);
    CHECK(of(9, true, Polarity::neutral).outcome == higher);
    CHECK(of(1, true, Polarity::neutral).outcome == BenchmarkOutcome::lower);
    CHECK(of(missing, true).status == ComparisonStatus::no_data);
    CHECK(compare(5, Values{1, 2, 3}, {.method = ComparisonMethod::quartiles, .polarity = Polarity::neutral}).status ==
          ComparisonStatus::too_few_values);
    CHECK(
        compare(5, Values{1, 2, missing, 3, 4}, {.method = ComparisonMethod::quintiles, .polarity = Polarity::neutral})
            .status == ComparisonStatus::too_few_values);
    // Where bounds coincide a value on them is of several groups: nobody is worse than an equal.
    for (const bool inclusive : {true, false}) {
        const ComparisonRule fifths_rule{
            .method = ComparisonMethod::quintiles, .polarity = Polarity::high_is_good, .inclusive = inclusive};
        CHECK(compare(5, Values{5, 5, 5, 5, 5}, fifths_rule).outcome == similar);
        CHECK(compare(5, Values{5, 5, 5, 5, 5}, fifths_rule).group == 0);
        const Values one_apart{1, 1, 1, 1, 1, 1, 1, 9};
        CHECK(compare(1, one_apart, fifths_rule).outcome == similar);
        CHECK(compare(9, one_apart, fifths_rule).outcome == better);
    }
}

TEST_CASE("what is not compared says why") {
    const auto why = [](const ComparedValue& value, const ComparedBenchmark& benchmark, const ComparisonRule& rule) {
        const BenchmarkComparison result = compare(value, benchmark, rule);
        CHECK(result.outcome == not_compared);
        return result.status;
    };
    CHECK(why({missing, {1, 2}}, {3}, low) == ComparisonStatus::no_data);
    CHECK(why({1.5, {1, 2}}, {missing}, low) == ComparisonStatus::no_benchmark);
    CHECK(why({1.5, {1, missing}}, {3}, low) == ComparisonStatus::no_limits);
    CHECK(why({1.5, {2, 1}}, {3}, low) == ComparisonStatus::reversed_limits);
    CHECK(why({infinity, {1, 2}}, {3}, low) == ComparisonStatus::not_finite);
    CHECK(why({1.5, {1, 2}}, {3}, {}) == ComparisonStatus::no_polarity);
    const ComparisonRule two{.polarity = Polarity::low_is_good, .two_levels = true};
    CHECK(why({1.5, {1, 2}}, {3}, two) == ComparisonStatus::no_limits);
    CHECK(why({1.5, {1, 2}, {1.2, 2.2}}, {3}, two) == ComparisonStatus::reversed_limits);
    const ComparisonRule both{.method = ComparisonMethod::double_interval, .polarity = Polarity::low_is_good};
    CHECK(why({1.5, {1, 2}}, {3}, both) == ComparisonStatus::no_limits);
    CHECK(why({1.5, {1, 2}}, {3, {4, 2}}, both) == ComparisonStatus::reversed_limits);
    // A value in per cent with the limits of a share; limits of chance about another benchmark.
    CHECK(why({14.2, {0.11, 0.17}}, {11.63}, low) == ComparisonStatus::outside_limits);
    CHECK(why({0.9, {1, 2}}, {3}, low) == ComparisonStatus::outside_limits);
    CHECK(why({1.5, {1, 2}}, {5, {2, 4}}, both) == ComparisonStatus::outside_limits);
    const ComparisonRule control{.method = ComparisonMethod::control_limits, .polarity = Polarity::low_is_good};
    CHECK(why({5, {1, 10}}, {50}, control) == ComparisonStatus::outside_limits);
    CHECK(compare({50, {1, 10}}, {5}, control).outcome == worse);
    CHECK(compare({0.3, {0.1 + 0.2, 2}}, {3}, low).outcome == better);  // on its limit, as printed
    CHECK(compare({2, {1, 2}}, {3}, low).outcome == better);
    CHECK(compare({1.5, {1, 2}}, {1.2}, low).difference == 0.3);
    CHECK(compare({1.5, {1, infinity}}, {3}, low).outcome == similar);  // open to one side
}

TEST_CASE("goals with one limit: reached on it, or only beyond it") {
    const auto of = [](double value, Polarity polarity, bool inclusive) {
        return compare(value, Goal{.lower = 95, .polarity = polarity, .better_inclusive = inclusive}).outcome;
    };
    CHECK(of(95, Polarity::high_is_good, true) == better);
    CHECK(of(95, Polarity::high_is_good, false) == worse);
    CHECK(of(94.9, Polarity::high_is_good, true) == worse);
    CHECK(of(95, Polarity::low_is_good, true) == better);
    CHECK(of(95.1, Polarity::low_is_good, true) == worse);
    CHECK(of(94.9, Polarity::low_is_good, false) == better);
    CHECK(compare(10, Goal{.upper = 12, .polarity = Polarity::low_is_good}).outcome == better);
    CHECK(compare(10, Goal{.upper = 12, .polarity = Polarity::low_is_good}).difference == -2);
    CHECK(compare(missing, Goal{.upper = 12, .polarity = Polarity::low_is_good}).status == ComparisonStatus::no_data);
    CHECK(compare(10, Goal{.polarity = Polarity::low_is_good}).status == ComparisonStatus::no_benchmark);
    CHECK(compare(10, Goal{.upper = 12}).status == ComparisonStatus::no_polarity);
}

TEST_CASE("goals with two limits") {
    // Vaccination: worse below 90%, similar from 90%, better from 95% (the limits that Fingertips uses).
    const Goal cover{.lower = 90, .upper = 95, .polarity = Polarity::high_is_good};
    CHECK(compare(89.9, cover).outcome == worse);
    CHECK(compare(90, cover).outcome == similar);
    CHECK(compare(94.9, cover).outcome == similar);
    CHECK(compare(95, cover).outcome == better);
    Goal open = cover;
    open.better_inclusive = open.similar_inclusive = false;
    CHECK(compare(90, open).outcome == worse);
    CHECK(compare(95, open).outcome == similar);
    const Goal waits{.lower = 5, .upper = 8, .polarity = Polarity::low_is_good};
    CHECK(compare(5, waits).outcome == better);
    CHECK(compare(8, waits).outcome == similar);
    CHECK(compare(8.1, waits).outcome == worse);
    Goal fingertips = waits;  // where low is good Fingertips has both edges open
    fingertips.better_inclusive = fingertips.similar_inclusive = false;
    CHECK(compare(5, fingertips).outcome == similar);
    CHECK(compare(8, fingertips).outcome == worse);
    const Goal range{.lower = 18, .upper = 21, .polarity = Polarity::in_range};
    CHECK(compare(18, range).outcome == better);
    CHECK(compare(21.5, range).outcome == worse);
    CHECK(compare(0.3, Goal{.lower = 0.1 + 0.2, .polarity = Polarity::high_is_good}).outcome == better);  // as printed
}

TEST_CASE("goals that cannot be say why") {
    const auto why = [](const Goal& goal) { return compare(1.5, goal).status; };
    CHECK(why({.lower = 2, .upper = 1, .polarity = Polarity::high_is_good}) == ComparisonStatus::reversed_limits);
    CHECK(why({.lower = 2, .polarity = Polarity::in_range}) == ComparisonStatus::no_limits);
    CHECK(why({.lower = 2, .polarity = Polarity::neutral}) == ComparisonStatus::no_polarity);
    CHECK(why({.lower = 2, .upper = infinity, .polarity = Polarity::high_is_good}) == ComparisonStatus::not_finite);
    CHECK(compare(1.5, Goal{.lower = 2, .polarity = Polarity::neutral}).outcome == not_compared);
}

TEST_CASE("rules that cannot compare are refused") {
    const ComparedValue value{1.5, {1, 2}};
    const auto refused = [&](const ComparisonRule& rule) { return refusal([&] { (void)compare(value, {3}, rule); }); };
    CHECK(says(refused({.method = ComparisonMethod::percentage_tolerance, .tolerance = 10}), "found tolerance 10"));
    CHECK(says(refused({.method = ComparisonMethod::percentage_tolerance, .tolerance = -0.1}), "found tolerance -0.1"));
    CHECK(
        says(refused({.method = ComparisonMethod::percentage_tolerance, .tolerance = missing}), "found tolerance nan"));
    CHECK(says(refused({.method = ComparisonMethod::double_interval, .two_levels = true}),
               "two levels for method double_interval"));
    CHECK(says(refused({.method = ComparisonMethod::quintiles}), "accepted: the values of a comparison group"));
    CHECK(says(refusal([] { (void)compare(1.5, Values{1, 2}, {}); }), "accepted: quartiles, quintiles"));
    CHECK(says(std::string(comparison_method(ComparisonMethod::single_interval, true)), "99.8%, version 1"));
}

}  // namespace test_benchmark_comparison
