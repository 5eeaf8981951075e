/// @file
/// Better or worse than a benchmark, or about the same?
///
/// Products disagree about when a difference counts, and the answer depends on it, so the method is named:
///
/// | method                 | similar where                                           | needs                     |
/// |------------------------|---------------------------------------------------------|---------------------------|
/// | `single_interval`      | the benchmark lies in the value's interval              | the value's interval      |
/// | `double_interval`      | the two intervals overlap                               | both intervals            |
/// | `control_limits`       | the value lies within limits of chance about it         | those limits (funnel.hpp) |
/// | `percentage_tolerance` | the difference is at most tolerance x abs(benchmark)    | nothing else              |
///
/// The quantile methods compare with a group of values instead: group_comparison.hpp. Outcomes, levels and edges:
/// comparison.hpp.
///
/// Worked example: 14.23% of 586 residents smoke, 11.63% of the nation. The Wald interval, 11.40 to 17.06, includes the
/// nation: similar. Wilson's, 11.634 to 17.29, just does not: worse; nor do the control limits about the nation, 9.03
/// to 14.226, hold the value. z is 1.963 against 1.960. The exact interval (Clopper and Pearson), 11.50 to 17.32,
/// includes it.
///
/// A value lies in its own interval, a benchmark in its own (`double_interval`) and in the control limits about it:
/// what does not is in another unit or of another row, and is not compared (`outside_limits`).
///
/// Overlapping intervals (`double_interval`) are a stricter test than their level says: intervals of 95% that just
/// touch differ at about 99.4%. A single interval takes the benchmark as known without error.
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Comparing areas", and its
/// published code for the edges; Payton et al., Journal of Insect Science 3 (2003) for overlapping intervals.
#pragma once

#include <cmath>
#include <limits>
#include <string>

#include "headway/assess/comparison.hpp"
#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// What is compared. `limits` are the value's interval, or the control limits about the benchmark; `outer` those at
/// 99.8%.
struct ComparedValue {
    double value = std::numeric_limits<double>::quiet_NaN();
    Interval limits{};
    Interval outer{};
};

/// What it is compared with.
struct ComparedBenchmark {
    double value = std::numeric_limits<double>::quiet_NaN();
    Interval interval{};  ///< double_interval alone needs it
};

namespace detail {

[[nodiscard]] inline ComparisonStatus status_of_limits(const ComparedValue& value, const ComparedBenchmark& benchmark,
                                                       const ComparisonRule& rule) noexcept {
    if (rule.method == ComparisonMethod::percentage_tolerance) return ComparisonStatus::compared;
    const bool both = rule.method == ComparisonMethod::double_interval;
    if (!known(value.limits) || (rule.two_levels && !known(value.outer)) || (both && !known(benchmark.interval)))
        return ComparisonStatus::no_limits;
    const auto rise = [](double from, double to) { return decimal::difference(to, from) >= 0.0; };
    const bool in_order = rise(value.limits.lower, value.limits.upper) &&
                          (!both || rise(benchmark.interval.lower, benchmark.interval.upper)) &&
                          (!rule.two_levels || (rise(value.outer.lower, value.limits.lower) &&
                                                rise(value.limits.upper, value.outer.upper)));
    if (!in_order) return ComparisonStatus::reversed_limits;
    const bool control = rule.method == ComparisonMethod::control_limits;
    const bool held = holds(value.limits, control ? benchmark.value : value.value) &&
                      (!both || holds(benchmark.interval, benchmark.value));
    return held ? ComparisonStatus::compared : ComparisonStatus::outside_limits;
}

}  // namespace detail

/// Compares a value with a benchmark by any method but the quantiles. For loops over columns: the rule is valid.
[[nodiscard]] inline BenchmarkComparison compare_with_benchmark(const ComparedValue& value,
                                                                const ComparedBenchmark& benchmark,
                                                                const ComparisonRule& rule) noexcept {
    BenchmarkComparison result{.difference = decimal::difference(value.value, benchmark.value), .rule = rule};
    result.status = detail::status_of_comparison(value.value, benchmark.value, rule.polarity);
    if (result.status == ComparisonStatus::compared) result.status = detail::status_of_limits(value, benchmark, rule);
    if (result.status != ComparisonStatus::compared) return result;

    const auto side_at = [&](Interval limits) {
        const bool control = rule.method == ComparisonMethod::control_limits;
        const int side = detail::side_of(control ? value.value : benchmark.value, limits, rule.inclusive);
        return control ? side : -side;  // a benchmark above the interval: the value is lower
    };
    int side = 0, levels = 0;
    if (rule.method == ComparisonMethod::percentage_tolerance) {
        const double amount = std::fabs(result.difference);
        if (!decimal::within(amount, rule.tolerance * std::fabs(benchmark.value), rule.inclusive))
            side = result.difference > 0.0 ? 1 : result.difference < 0.0 ? -1 : 0;
    } else if (rule.method == ComparisonMethod::double_interval) {
        // Of two that overlap neither begins beyond the other's end.
        const auto beyond = [&](double beginning, double end) {
            const double gap = decimal::difference(beginning, end);
            return rule.inclusive ? gap > 0.0 : gap >= 0.0;
        };
        side = beyond(value.limits.lower, benchmark.interval.upper)   ? 1
               : beyond(benchmark.interval.lower, value.limits.upper) ? -1
                                                                      : 0;
    } else {
        side = side_at(value.limits);
        if (rule.two_levels) levels = side != 0 && side_at(value.outer) == side ? 2 : 1;
    }
    result.outcome = detail::outcome_of(side, *rule.polarity, levels);
    return result;
}

/// Compares one value with one benchmark. @throws Error for a rule that cannot compare, and for a quantile method.
[[nodiscard]] inline BenchmarkComparison compare(const ComparedValue& value, const ComparedBenchmark& benchmark,
                                                 const ComparisonRule& rule) {
    validate(rule);
    if (groups_of(rule.method) != 0)
        throw Error("compare: found one benchmark for method " + std::string(word(rule.method)) +
                    "; accepted: the values of a comparison group");
    return compare_with_benchmark(value, benchmark, rule);
}

}  // namespace headway::stats
